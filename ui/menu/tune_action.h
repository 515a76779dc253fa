#pragma once
// Tunes offline tracking on the verified frames of the project, as a job that can be cancelled; says what was found or
// why nothing was, and keeps the options with the project when they hold on the frames held back. GUI thread.

#include "core/pipeline/tune_association.h"
#include "ui/actions/notice.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/prompter.h"
#include "ui/session.h"

namespace tw::ui {

class ActionRegistry;
class TrackActions;

class TuneAction final : public QObject
{
    Q_OBJECT
public:
    struct Links {
        ActionRegistry& actions;
        Session& session;
        JobRunner& jobs;
        TrackActions& tracking;
        Prompter& prompter;
    };
    TuneAction(const Links& links, QObject* parent);

    // MOTA and IDF1 on the frames held back, before and after.
    static QString gainText(const pipeline::TuneOutcome& outcome);

Q_SIGNALS:
    void notice(const tw::ui::Notice& notice);

private:
    void ask();
    void tune();
    void tuned(const Result<pipeline::TuneOutcome>& outcome);

    Links m_links;
    int m_job = 0; // 0: none
};

} // namespace tw::ui
