#include "ui/widgets/start_page.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kZoneWidth = 520;
constexpr int kZoneHeight = 260;
constexpr int kRecentRow = 44;
constexpr int kShownRecent = 6;

} // namespace

StartPage::StartPage(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("startPage"));
    setAccessibleName(tr("Start"));
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(4 * kGrid);
    layout->addStretch(2);
    m_zone = makeDropZone();
    layout->addWidget(m_zone, 0, Qt::AlignHCenter);
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("startProblem"));
    m_problem->setProperty("danger", true);
    m_problem->setWordWrap(true);
    m_problem->setFixedWidth(kZoneWidth);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->hide();
    layout->addWidget(m_problem, 0, Qt::AlignHCenter);
    m_recentTitle = new QLabel(tr("Recent"), this);
    m_recentTitle->setProperty("secondary", true);
    m_recentTitle->setFixedWidth(kZoneWidth);
    layout->addWidget(m_recentTitle, 0, Qt::AlignHCenter);
    m_recent = new QListWidget(this);
    m_recent->setObjectName(QStringLiteral("recentProjects"));
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setFixedWidth(kZoneWidth);
    m_recent->setIconSize({20, 20});
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setStyleSheet(QStringLiteral(
        "QListWidget { background: transparent; } QListWidget::item { border-radius: 4px; padding: 4px; }"));
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT recentChosen(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT recentChosen(item->data(Qt::UserRole).toString()); });
    layout->addWidget(m_recent, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    setRecent({});
}

QWidget* StartPage::makeDropZone()
{
    auto* zone = new QWidget(this);
    zone->setFixedSize(kZoneWidth, kZoneHeight);
    auto* layout = new QVBoxLayout(zone);
    layout->setContentsMargins(8 * kGrid, 8 * kGrid, 8 * kGrid, 8 * kGrid);
    layout->setSpacing(2 * kGrid);
    m_icon = new QLabel(zone);
    m_icon->setAlignment(Qt::AlignCenter);
    m_title = new QLabel(zone);
    m_title->setObjectName(QStringLiteral("startTitle"));
    m_title->setFont(largeFont(font()));
    m_title->setAlignment(Qt::AlignCenter);
    m_hint = new QLabel(zone);
    m_hint->setProperty("secondary", true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_busy = new QProgressBar(zone);
    m_busy->setRange(0, 0);
    m_busy->setFixedWidth(200);
    auto* open = new QPushButton(tr("Open video…"), zone);
    open->setObjectName(QStringLiteral("startOpen"));
    open->setProperty("primary", true);
    open->setDefault(true);
    auto* folder = new QPushButton(tr("Open image folder…"), zone);
    folder->setObjectName(QStringLiteral("startOpenFolder"));
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    connect(folder, &QPushButton::clicked, this, &StartPage::openFolderWanted);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2 * kGrid);
    buttons->addStretch();
    buttons->addWidget(open);
    buttons->addWidget(folder);
    buttons->addStretch();
    layout->addStretch();
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_hint);
    layout->addSpacing(3 * kGrid);
    layout->addLayout(buttons);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addStretch();
    setOpening({});
    return zone;
}

void StartPage::setRecent(const QStringList& paths)
{
    m_recent->clear();
    for (const QString& path : paths) {
        if (m_recent->count() >= kShownRecent)
            break;
        const QFileInfo info(path);
        if (!info.exists())
            continue;
        const bool project = info.suffix() == QLatin1String("twp");
        const QString when = QLocale().toString(info.lastModified(), QLocale::ShortFormat);
        auto* item = new QListWidgetItem(icon(project        ? QStringLiteral("project")
                                              : info.isDir() ? QStringLiteral("images")
                                                             : QStringLiteral("film"),
                                              QPalette::PlaceholderText),
                                         QStringLiteral("%1\n%2   %3").arg(info.fileName(), info.absolutePath(), when),
                                         m_recent);
        item->setData(Qt::UserRole, path);
        item->setSizeHint({kZoneWidth, kRecentRow});
        item->setToolTip(path);
    }
    m_recent->setFixedHeight(qMax(m_recent->count() * (kRecentRow + 2), 1));
    m_recent->setVisible(m_recent->count() > 0);
    m_recentTitle->setVisible(m_recent->count() > 0);
}

void StartPage::setOpening(const QString& name)
{
    const bool opening = !name.isEmpty();
    m_icon->setPixmap(
        iconPixmap(QStringLiteral("film"), palette().color(QPalette::PlaceholderText), 40, devicePixelRatioF()));
    m_title->setText(opening ? tr("Opening %1").arg(name) : tr("Drop a video here"));
    m_hint->setText(opening ? tr("Reading its frame index")
                            : tr("a project, a folder of images or a MOTChallenge sequence works too"));
    m_busy->setVisible(opening);
    if (opening)
        setProblem({});
}

void StartPage::setProblem(const QString& problem)
{
    if (!m_problem)
        return;
    m_problem->setText(problem);
    // an aligned label is not asked by its layout
    m_problem->setFixedHeight(std::max(m_problem->heightForWidth(kZoneWidth), 0));
    m_problem->setVisible(!problem.isEmpty());
}

void StartPage::setDropHovered(bool hovered)
{
    m_dropHovered = hovered;
    update();
}

void StartPage::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark));
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor line = palette().color(m_dropHovered ? QPalette::Highlight : QPalette::Midlight);
    QPen pen(line, m_dropHovered ? 2 : 1.5);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    QColor fill = palette().color(m_dropHovered ? QPalette::Highlight : QPalette::Base);
    fill.setAlpha(m_dropHovered ? 30 : 140);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(m_zone->geometry()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace tw::ui
