#pragma once
// Track, Review, Export: where one is in the work, as three steps in the order they are done. A step tells what it
// would bring; the one to take next stands out. GUI thread.

#include <QString>
#include <QWidget>

#include <array>

class QToolButton;

namespace tw::ui {

class WorkflowBar final : public QWidget
{
    Q_OBJECT
public:
    enum class Step { Track, Review, Export };
    static constexpr int kSteps = 3;

    explicit WorkflowBar(QWidget* parent = nullptr);

    // `note` stands behind the name: "12 worth checking".
    void setStep(Step step, bool done, const QString& note, bool enabled);
    // The step whose mode the window is in, and the one to take next.
    void setActive(Step step);
    void setNext(Step step);
    QString textOf(Step step) const;

Q_SIGNALS:
    void stepWanted(tw::ui::WorkflowBar::Step step);

private:
    struct State {
        bool done = false;
        bool enabled = false;
        QString note;
    };
    void refresh();

    std::array<QToolButton*, kSteps> m_buttons{};
    std::array<State, kSteps> m_states;
    Step m_active = Step::Track;
    Step m_next = Step::Track;
};

} // namespace tw::ui
