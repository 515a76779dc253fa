#include "ui/widgets/workflow_bar.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace tw::ui {

namespace {

constexpr int kIcon = 14;

std::size_t indexOf(WorkflowBar::Step step)
{
    return static_cast<std::size_t>(step);
}

QString nameOf(WorkflowBar::Step step)
{
    switch (step) {
    case WorkflowBar::Step::Track: return WorkflowBar::tr("Track");
    case WorkflowBar::Step::Review: return WorkflowBar::tr("Review");
    case WorkflowBar::Step::Export: return WorkflowBar::tr("Export");
    }
    return {};
}

} // namespace

WorkflowBar::WorkflowBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("workflowBar"));
    setAccessibleName(tr("Steps of the work"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 2 * kGrid, 0);
    row->setSpacing(kGrid / 2);
    for (int i = 0; i < kSteps; ++i) {
        const auto step = static_cast<Step>(i);
        if (i > 0) {
            auto* arrow = new QLabel(this);
            arrow->setPixmap(iconPixmap(QStringLiteral("chevron-right"), palette().color(QPalette::PlaceholderText), 10,
                                        devicePixelRatioF()));
            row->addWidget(arrow);
        }
        auto* button = new QToolButton(this);
        button->setObjectName(QStringLiteral("workflow%1").arg(i));
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize({kIcon, kIcon});
        button->setFocusPolicy(Qt::TabFocus);
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this, [this, step] {
            refresh(); // a click checks the button; the mode decides
            Q_EMIT stepWanted(step);
        });
        row->addWidget(button);
        m_buttons[indexOf(step)] = button;
    }
    refresh();
}

void WorkflowBar::setStep(Step step, bool done, const QString& note, bool enabled)
{
    State& state = m_states[indexOf(step)];
    if (state.done == done && state.note == note && state.enabled == enabled)
        return;
    state = {done, enabled, note};
    refresh();
}

void WorkflowBar::setActive(Step step)
{
    m_active = step;
    refresh();
}

void WorkflowBar::setNext(Step step)
{
    m_next = step;
    refresh();
}

QString WorkflowBar::textOf(Step step) const
{
    return m_buttons[indexOf(step)]->text();
}

void WorkflowBar::refresh()
{
    for (int i = 0; i < kSteps; ++i) {
        const auto step = static_cast<Step>(i);
        const State& state = m_states[indexOf(step)];
        QToolButton* button = m_buttons[indexOf(step)];
        button->setText(state.note.isEmpty() ? nameOf(step) : QStringLiteral("%1  %2").arg(nameOf(step), state.note));
        button->setAccessibleName(button->text());
        button->setEnabled(state.enabled);
        button->setChecked(step == m_active && state.enabled);
        const bool next = step == m_next && step != m_active && state.enabled && !state.done;
        button->setIcon(state.done ? icon(QStringLiteral("check"), QPalette::Highlight) : QIcon());
        if (button->property("next").toBool() != next) {
            button->setProperty("next", next);
            button->style()->unpolish(button);
            button->style()->polish(button);
        }
    }
    updateGeometry();
}

} // namespace tw::ui
