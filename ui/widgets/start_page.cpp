#include "ui/widgets/start_page.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/long_words.h"
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
#include <array>
#include <utility>

namespace tw::ui {

namespace {

constexpr int kZoneWidth = 520;
constexpr int kZoneHeight = 260;
constexpr int kRecentRow = 44;
constexpr int kThumbnailWidth = 64;
constexpr int kThumbnailHeight = 36;
constexpr int kShownRecent = 6;
constexpr int kLeastRecent = 2; // rows that a low window leaves

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
    m_steps = makeSteps();
    auto* steps = new QHBoxLayout; // an aligned widget is not asked how high its texts are
    steps->addStretch(1);
    steps->addWidget(m_steps);
    steps->addStretch(1);
    layout->addLayout(steps);
    m_recentTitle = new QLabel(tr("Recent"), this);
    m_recentTitle->setProperty("secondary", true);
    m_recentTitle->setFixedWidth(kZoneWidth);
    layout->addWidget(m_recentTitle, 0, Qt::AlignHCenter);
    m_recent = new QListWidget(this);
    m_recent->setObjectName(QStringLiteral("recentProjects"));
    m_recent->setAccessibleName(tr("Recent projects"));
    m_recent->setFixedWidth(kZoneWidth);
    m_recent->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_recent->setIconSize({kThumbnailWidth, kThumbnailHeight});
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_recent->setStyleSheet(QStringLiteral(
        "QListWidget { background: transparent; } QListWidget::item { border-radius: 4px; padding: 4px; }"));
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { Q_EMIT recentChosen(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { Q_EMIT recentChosen(item->data(Qt::UserRole).toString()); });
    layout->addWidget(m_recent, 100, Qt::AlignHCenter); // before the empty room
    layout->addStretch(3);
    setRecent({});
}

// What a first-time visitor will do here; gone as soon as there are recent projects.
QWidget* StartPage::makeSteps()
{
    auto* steps = new QWidget(this);
    steps->setObjectName(QStringLiteral("startSteps"));
    steps->setFixedWidth(kZoneWidth);
    auto* row = new QHBoxLayout(steps);
    row->setContentsMargins(0, 2 * kGrid, 0, 0);
    row->setSpacing(5 * kGrid);
    const std::array<std::pair<QString, QString>, 3> texts{
        {{tr("1  Track"), tr("Finds the people in the video and numbers them.")},
         {tr("2  Review"), tr("Shows the likely errors; one key corrects each.")},
         {tr("3  Export"), tr("Writes MOTChallenge ground truth and checks it.")}}};
    for (const auto& [title, text] : texts) {
        auto* column = new QVBoxLayout;
        column->setSpacing(kGrid);
        auto* name = new QLabel(title, steps);
        name->setProperty("heading", true);
        auto* what = new QLabel(text, steps);
        what->setProperty("secondary", true);
        what->setWordWrap(true);
        column->addWidget(name);
        column->addWidget(what);
        column->addStretch(1);
        row->addLayout(column, 1);
    }
    return steps;
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
    m_hint->setWordWrap(true);
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
    auto* demo = new QPushButton(tr("Try it with a drawn clip"), zone);
    demo->setObjectName(QStringLiteral("startDemo"));
    demo->setProperty("flat", true);
    connect(demo, &QPushButton::clicked, this, &StartPage::demoWanted);
    layout->addWidget(demo, 0, Qt::AlignHCenter);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addStretch();
    setOpening({});
    return zone;
}

void StartPage::setRecent(const std::vector<RecentProject>& projects)
{
    m_recent->clear();
    for (const auto& [path, thumbnail, progress] : projects) {
        if (m_recent->count() >= kShownRecent)
            break;
        const QFileInfo info(path);
        if (!info.exists())
            continue;
        const bool project = info.suffix() == QLatin1String("twp");
        const QString folder =
            QLocale().toString(info.lastModified(), QLocale::ShortFormat) + QStringLiteral("   ") + info.absolutePath();
        const QIcon kind = icon(project        ? QStringLiteral("project")
                                : info.isDir() ? QStringLiteral("images")
                                               : QStringLiteral("film"),
                                QPalette::PlaceholderText);
        const QPixmap picture = QPixmap::fromImage(thumbnail);
        const QFontMetrics metrics(m_recent->font());
        const int room = kZoneWidth - kThumbnailWidth - 8 * kGrid;
        const QString name = metrics.elidedText(
            progress.isEmpty() ? info.fileName() : info.fileName() + QStringLiteral("   ·   ") + progress,
            Qt::ElideMiddle, room);
        auto* item =
            new QListWidgetItem(picture.isNull() ? kind : QIcon(picture),
                                name + QLatin1Char('\n') + metrics.elidedText(folder, Qt::ElideMiddle, room), m_recent);
        item->setData(Qt::UserRole, path);
        item->setSizeHint({kZoneWidth, kRecentRow});
        item->setToolTip(path);
    }
    // a hidden page, too, says how small the window may be: in a low one the list scrolls
    const int rowHeight = kRecentRow + 2;
    m_recent->setMinimumHeight(qMin(m_recent->count(), kLeastRecent) * rowHeight);
    m_recent->setMaximumHeight(qMax(m_recent->count() * rowHeight, 1));
    m_recent->setVisible(m_recent->count() > 0);
    m_recentTitle->setVisible(m_recent->count() > 0);
    m_steps->setVisible(m_recent->count() == 0);
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
    m_problem->setText(withBreaks(problem));
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
    const QColor line = m_dropHovered
                            ? palette().color(QPalette::Highlight)
                            : mixed(palette().color(QPalette::Dark), palette().color(QPalette::WindowText), 0.3);
    QPen pen(line, m_dropHovered ? 2 : 1.5);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    QColor fill = palette().color(m_dropHovered ? QPalette::Highlight : QPalette::Base);
    fill.setAlpha(m_dropHovered ? 30 : 140);
    painter.setBrush(fill);
    painter.drawRoundedRect(QRectF(m_zone->geometry()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace tw::ui
