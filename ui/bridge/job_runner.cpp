#include "ui/bridge/job_runner.h"

#include "ui/bridge/error_presenter.h"

#include <algorithm>
#include <chrono>

namespace tw::ui {

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kReportEvery = std::chrono::milliseconds(80);

} // namespace

JobRunner::~JobRunner()
{
    for (auto& [id, thread] : m_threads)
        thread.request_stop();
    m_threads.clear();
}

int JobRunner::startErased(const QString& title, std::function<Finish(const JobContext&)> work)
{
    const int id = m_nextId++;
    if (!title.isEmpty()) {
        JobInfo info;
        info.id = id;
        info.title = title;
        m_infos.push_back(info);
    }
    std::jthread thread([this, id, work = std::move(work)](std::stop_token stop) {
        JobContext job;
        job.stop = stop;
        job.progress = [this, id, last = Clock::time_point{}](const Progress& progress) mutable {
            const auto now = Clock::now();
            if (now - last < kReportEvery)
                return;
            last = now;
            QMetaObject::invokeMethod(
                this, [this, id, progress] { reportProgress(id, progress); }, Qt::QueuedConnection);
        };
        Finish result = work(job);
        QMetaObject::invokeMethod(
            this, [this, id, result = std::move(result)] { finish(id, result); }, Qt::QueuedConnection);
    });
    m_threads.emplace_back(id, std::move(thread));
    if (!title.isEmpty())
        Q_EMIT jobsChanged();
    return id;
}

void JobRunner::cancel(int id)
{
    for (auto& [threadId, thread] : m_threads) {
        if (threadId == id)
            thread.request_stop();
    }
}

bool JobRunner::isRunning(int id) const
{
    return std::any_of(m_infos.begin(), m_infos.end(),
                       [id](const JobInfo& info) { return info.id == id && info.state == JobInfo::State::Running; });
}

void JobRunner::dismissFinished()
{
    std::erase_if(m_infos, [](const JobInfo& info) { return info.state != JobInfo::State::Running; });
    Q_EMIT jobsChanged();
}

JobRunner::Outcome JobRunner::outcomeOf(const Error* error)
{
    if (!error)
        return {};
    if (error->code == ErrorCode::Cancelled)
        return {JobInfo::State::Cancelled, sentenceFor(error->code)};
    return {JobInfo::State::Failed, presentError(*error)};
}

JobInfo* JobRunner::find(int id)
{
    const auto it = std::find_if(m_infos.begin(), m_infos.end(), [id](const JobInfo& info) { return info.id == id; });
    return it == m_infos.end() ? nullptr : &*it;
}

void JobRunner::reportProgress(int id, const Progress& progress)
{
    if (JobInfo* info = find(id)) {
        info->progress = progress;
        Q_EMIT jobsChanged();
    }
}

void JobRunner::finish(int id, const Finish& finish)
{
    // the thread has posted this as its last act: joining does not wait
    std::erase_if(m_threads, [id](const auto& entry) { return entry.first == id; });
    const bool listed = find(id) != nullptr;
    const Outcome outcome = finish();
    if (!listed)
        return;
    if (outcome.state == JobInfo::State::Done) {
        std::erase_if(m_infos, [id](const JobInfo& info) { return info.id == id; });
    } else if (JobInfo* info = find(id)) {
        info->state = outcome.state;
        info->message = outcome.message;
    }
    Q_EMIT jobsChanged();
}

} // namespace tw::ui
