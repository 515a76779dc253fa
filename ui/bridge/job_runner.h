#pragma once
// Runs long work on threads of its own and brings progress and results back to the GUI thread. The one place where the
// UI starts threads. GUI thread; the work itself must not touch widgets.

#include "core/base/job.h"
#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace tw::ui {

struct JobInfo {
    enum class State { Running, Done, Failed, Cancelled };
    int id = 0;
    QString title;
    State state = State::Running;
    Progress progress;
    QString message; // why it failed, or what it did
};

class JobRunner : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    // Asks every job to stop and waits for it.
    ~JobRunner() override;

    // `work` runs on a thread of its own; `done` runs on the GUI thread with its result, unless `context` is gone.
    template <class T>
    int start(const QString& title, std::function<Result<T>(const JobContext&)> work, QObject* context,
              std::function<void(Result<T>)> done)
    {
        return startErased(title, erased(std::move(work), context, std::move(done)));
    }
    // The same for work of milliseconds that follows every edit: it is not in the list of jobs.
    template <class T>
    int startUnlisted(std::function<Result<T>(const JobContext&)> work, QObject* context,
                      std::function<void(Result<T>)> done)
    {
        return startErased({}, erased(std::move(work), context, std::move(done)));
    }
    void cancel(int id);
    // Newest last; failed and cancelled ones stay until they are dismissed, finished ones go.
    const std::vector<JobInfo>& jobs() const { return m_infos; }
    bool isRunning(int id) const;
    void dismissFinished();

Q_SIGNALS:
    void jobsChanged();

private:
    struct Outcome {
        JobInfo::State state = JobInfo::State::Done;
        QString message;
    };
    using Finish = std::function<Outcome()>;

    template <class T>
    static std::function<Finish(const JobContext&)> erased(std::function<Result<T>(const JobContext&)> work,
                                                           QObject* context, std::function<void(Result<T>)> done)
    {
        return [work = std::move(work), context = QPointer<QObject>(context),
                done = std::move(done)](const JobContext& job) -> Finish {
            auto result = std::make_shared<Result<T>>(work(job));
            return [result, context, done] {
                const Outcome outcome = outcomeOf(result->has_value() ? nullptr : &result->error());
                if (context)
                    done(std::move(*result));
                return outcome;
            };
        };
    }
    // Without a title the job is not listed.
    int startErased(const QString& title, std::function<Finish(const JobContext&)> work);
    static Outcome outcomeOf(const Error* error);
    JobInfo* find(int id);
    void reportProgress(int id, const Progress& progress);
    void finish(int id, const Finish& finish);

    std::vector<JobInfo> m_infos;
    std::vector<std::pair<int, std::jthread>> m_threads;
    int m_nextId = 1;
};

} // namespace tw::ui
