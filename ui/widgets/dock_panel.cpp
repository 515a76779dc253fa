#include "ui/widgets/dock_panel.h"

#include "ui/widgets/elided_label.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr QSize kLeast(220, 120); // of the content of a dock
constexpr QSize kMost(280, 160);

// Between a dock and its content: asks for the same room whatever is shown, so that a long text or a taller page never
// moves the borders a person has set.
class DockContent final : public QWidget
{
public:
    DockContent(QWidget* content, QSize least) : m_least(least)
    {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSizeConstraint(QLayout::SetNoConstraint);
        layout->addWidget(content);
        content->setMinimumSize(0, 0);
    }
    QSize sizeHint() const override { return {std::max(m_least.width(), 320), std::max(m_least.height(), 240)}; }
    QSize minimumSizeHint() const override { return m_least; }

private:
    QSize m_least;
};

} // namespace

DockPanel::DockPanel(const QString& name, const QString& title, QWidget* content, QWidget* parent)
    : QDockWidget(title, parent)
{
    setObjectName(name);
    setAccessibleName(title);
    setWidget(new DockContent(content, content->minimumSizeHint().expandedTo(kLeast).boundedTo(kMost)));
    m_title = new QWidget(this);
    m_title->setAutoFillBackground(true);
    auto* row = new QHBoxLayout(m_title);
    row->setContentsMargins(3 * kGrid, kGrid, kGrid, kGrid);
    auto* label = new ElidedLabel(m_title);
    label->setFullText(title);
    label->setProperty("heading", true);
    auto* close = new QToolButton(m_title);
    close->setObjectName(name + QStringLiteral(".close"));
    close->setIcon(icon(QStringLiteral("close"), QPalette::PlaceholderText));
    close->setIconSize({12, 12});
    close->setAccessibleName(tr("Close %1").arg(title));
    close->setFocusPolicy(Qt::NoFocus);
    row->addWidget(label, 1);
    row->addWidget(close);
    m_noTitle = new QWidget(this);
    m_noTitle->hide();
    connect(close, &QToolButton::clicked, this, &QWidget::close);
    for (const auto signal : {&QDockWidget::topLevelChanged, &QDockWidget::visibilityChanged})
        connect(this, signal, this, &DockPanel::refreshTitle);
    connect(this, &QDockWidget::dockLocationChanged, this, &DockPanel::refreshTitle);
    refreshTitle();
}

void DockPanel::setTitled(bool titled)
{
    m_titled = titled;
    refreshTitle();
}

bool DockPanel::event(QEvent* event)
{
    const bool handled = QDockWidget::event(event);
    if (event->type() == QEvent::ParentChange)
        refreshTitle();
    return handled;
}

void DockPanel::refreshTitle()
{
    const auto* window = qobject_cast<QMainWindow*>(parentWidget());
    const bool tabbed = window && !isFloating() && !window->tabifiedDockWidgets(this).isEmpty();
    QWidget* wanted = isFloating() || (m_titled && !tabbed) ? m_title : m_noTitle;
    if (titleBarWidget() == wanted)
        return;
    if (titleBarWidget())
        titleBarWidget()->hide();
    setTitleBarWidget(wanted);
    wanted->show();
}

} // namespace tw::ui
