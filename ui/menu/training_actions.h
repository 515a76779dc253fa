#pragma once
// Training from the window: opens the dialog on the open project, keeps the choice, tells when a training is over and
// hands its model to the tracker. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/actions/notice.h"
#include "ui/bridge/prompter.h"
#include "ui/menu/track_actions.h"
#include "ui/models/training_run.h"
#include "ui/session.h"

#include <QPointer>
#include <QSettings>

namespace tw::ui {

class TrainDialog;

class TrainingActions final : public QObject
{
    Q_OBJECT
public:
    // All must outlive it, the jobs its children too.
    struct Context {
        ActionRegistry& actions;
        Session& session;
        JobRunner& jobs;
        TrackActions& tracking;
        Prompter& prompter;
        QSettings& settings;
        QWidget& window;
    };
    explicit TrainingActions(const Context& context);

    TrainingRun& run() { return *m_run; }

Q_SIGNALS:
    void notice(const tw::ui::Notice& notice);

private:
    void openDialog();
    std::optional<pipeline::ProjectFrames> openProject() const;
    void useModel(const QString& file);
    void stateChanged(TrainingRun::State state);

    Context m_in;
    TrainingRun* m_run;
    QPointer<TrainDialog> m_dialog;
};

} // namespace tw::ui
