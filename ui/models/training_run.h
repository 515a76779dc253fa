#pragma once
// The training that runs in the background, or the last one that did: what the Train dialog shows and what survives its
// closing. At most one at a time. GUI thread; the work is a job of the JobRunner.

#include "ui/bridge/job_runner.h"
#include "ui/models/train_choice.h"

#include <QObject>
#include <QPointF>
#include <QStringList>
#include <QVector>

#include <memory>
#include <optional>

namespace tw::ui {

class TrainingRun : public QObject
{
    Q_OBJECT
public:
    enum class State { None, Running, Paused, Stopping, Stopped, Finished, Failed };

    // `jobs` must outlive the run's work; it joins its threads before this may be destroyed.
    explicit TrainingRun(JobRunner& jobs, QObject* parent = nullptr);

    // `project`: frames of the open project, when the choice wants some. Errors: Conflict (one runs already), Io (the
    // run folder), InvalidArgument (nothing to learn from). What goes wrong later is told by problem().
    Result<void> start(const TrainChoice& choice, std::optional<pipeline::ProjectFrames> project);
    // The run of a folder, with the choice it was started with. Errors: NotFound (nothing to go on with), as start().
    Result<void> resume(const QString& folder, std::optional<pipeline::ProjectFrames> project);
    void setPaused(bool paused);
    void stop();  // what was learnt stays; resume() goes on
    void reset(); // forgets a run that is over

    State state() const { return m_state; }
    bool isActive() const
    {
        return m_state == State::Running || m_state == State::Paused || m_state == State::Stopping;
    }
    const TrainChoice& choice() const { return m_choice; }
    const training::StepMetrics& metrics() const { return m_metrics; }
    const QVector<QPointF>& loss() const { return m_loss; }           // seconds, loss
    const QVector<QPointF>& precision() const { return m_precision; } // seconds, AP50 in percent
    double bestPrecision() const;                                     // percent; < 0: not validated
    double precisionBefore() const { return m_before; }               // of the weights it began with; < 0: unknown
    QString problem() const { return m_problem; }                     // why it failed, a sentence
    const QStringList& messages() const { return m_messages; }        // what was skipped, loaded, saved
    // The best weights so far, else the last ones; empty while there are none.
    QString modelFile() const;

    // What can be gone on with in a run folder; nullopt when nothing can.
    static std::optional<TrainChoice> unfinished(const QString& folder);

Q_SIGNALS:
    void changed();                                      // numbers
    void stateChanged(tw::ui::TrainingRun::State state); // also changed()

private:
    Result<void> begin(const TrainChoice& choice, std::optional<pipeline::ProjectFrames> project, bool resume);
    void finished(const Result<training::TrainReport>& report);
    void setState(State state);
    void addStep(const training::StepMetrics& step);
    void addValidation(const training::ValidationPoint& point);
    void readCurves();

    JobRunner& m_jobs;
    std::shared_ptr<training::PauseSwitch> m_pause;
    State m_state = State::None;
    TrainChoice m_choice;
    training::StepMetrics m_metrics;
    QVector<QPointF> m_loss;
    QVector<QPointF> m_precision;
    double m_before = -1;
    QString m_problem;
    QStringList m_messages;
    int m_job = 0;
};

} // namespace tw::ui
