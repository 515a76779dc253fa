#include "ui/panels/toast.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/long_words.h"
#include "ui/widgets/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>

#include <utility>

namespace tw::ui {

namespace {

constexpr int kShownMs = 6000;
constexpr int kProblemShownMs = 12000; // a problem has more to read
constexpr int kIconSize = 16;

} // namespace

Toast::Toast(QWidget& parent, std::function<int()> below) : QFrame(&parent), m_below(std::move(below))
{
    setObjectName(QStringLiteral("toast"));
    setAttribute(Qt::WA_StyledBackground);
    hide();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    m_icon = new QLabel(this);
    m_text = new QLabel(this);
    m_text->setObjectName(QStringLiteral("toastText"));
    m_text->setWordWrap(false);
    m_text->setTextFormat(Qt::PlainText);
    m_undo = new QToolButton(this);
    m_undo->setObjectName(QStringLiteral("toastUndo"));
    m_undo->setText(tr("Undo"));
    m_undo->setAccessibleName(tr("Undo the last edit"));
    m_undo->setFocusPolicy(Qt::NoFocus);
    m_undo->setProperty("chip", true);
    connect(m_undo, &QToolButton::clicked, this, [this] {
        hide();
        Q_EMIT undoWanted();
    });
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("toastClose"));
    close->setIcon(icon(QStringLiteral("close"), QPalette::PlaceholderText));
    close->setAccessibleName(tr("Close the message"));
    close->setFocusPolicy(Qt::NoFocus);
    close->setIconSize({12, 12});
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_undo);
    layout->addWidget(close);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    parent.installEventFilter(this);
    if (auto* pages = qobject_cast<QStackedWidget*>(&parent))
        connect(pages, &QStackedWidget::currentChanged, this, [this] {
            place();
            raise();
        });
}

void Toast::historyMoved(std::size_t step)
{
    if (m_undoable && step != m_step)
        hide();
}

void Toast::show(const Notice& notice, std::size_t step)
{
    m_undoable = notice.undoable;
    m_step = step;
    const bool problem = notice.kind == Notice::Kind::Problem;
    const QColor color = palette().color(problem ? QPalette::BrightText : QPalette::Highlight);
    const QString name = problem                             ? QStringLiteral("error")
                         : notice.kind == Notice::Kind::Done ? QStringLiteral("check")
                                                             : QStringLiteral("help");
    m_icon->setPixmap(iconPixmap(name, color, kIconSize, devicePixelRatioF()));
    m_text->setText(problem ? withBreaks(notice.text) : notice.text);
    m_text->setWordWrap(problem);
    m_undo->setVisible(notice.undoable);
    setAccessibleName(notice.text);
    place();
    QWidget::show();
    raise();
    m_timer.start(problem ? kProblemShownMs : kShownMs);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

QString Toast::text() const
{
    return isVisible() ? accessibleName() : QString();
}

void Toast::place()
{
    const int room = parentWidget()->width() - 8 * kGrid;
    const int most = qMax(room - 160, 120);
    m_text->setMaximumWidth(most);
    m_text->setWordWrap(m_text->wordWrap() || m_text->fontMetrics().horizontalAdvance(m_text->text()) + 4 > most);
    if (m_text->wordWrap())
        m_text->setMinimumWidth(
            qMin(m_text->fontMetrics().horizontalAdvance(m_text->text()) + 4, m_text->maximumWidth()));
    else
        m_text->setMinimumWidth(0);
    layout()->activate();
    resize(sizeHint().boundedTo({room, parentWidget()->height()}));
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - m_below() - height() - 4 * kGrid);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent* event)
{
    m_timer.stop(); // it is being read
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event)
{
    m_timer.start(kShownMs / 2);
    QFrame::leaveEvent(event);
}

} // namespace tw::ui
