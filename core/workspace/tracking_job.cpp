#include "core/workspace/tracking_job.h"

#include "core/base/thread_priority.h"

#include <utility>

namespace tw::workspace {

TrackingJob::TrackingJob(pipeline::TrackRequest request, const Post& post, Callbacks callbacks)
    : m_channel(std::make_shared<Channel>()), m_callbacks(std::move(callbacks)),
      m_self(std::make_shared<TrackingJob*>(this))
{
    auto wake = [post, weak = std::weak_ptr<TrackingJob*>(m_self)] {
        post([weak] {
            if (const auto self = weak.lock())
                (*self)->deliver();
        });
    };
    m_worker = std::jthread([request = std::move(request), channel = m_channel, wake](std::stop_token stop) {
        giveWay();
        work(request, *channel, wake, std::move(stop));
    });
}

TrackingJob::~TrackingJob()
{
    m_self.reset();
    requestStop();
}

void TrackingJob::work(const pipeline::TrackRequest& request, Channel& channel, const std::function<void()>& wake,
                       std::stop_token stop)
{
    const auto sink = [&](pipeline::TrackBatch batch) {
        {
            std::unique_lock lock(channel.mutex);
            channel.changed.wait(lock, stop, [&] { return !channel.paused; });
        }
        if (channel.batches.push(std::move(batch), stop))
            wake();
    };
    auto report = std::make_shared<Result<pipeline::TrackReport>>(pipeline::trackVideo(request, sink, {stop, {}}));
    {
        const std::lock_guard lock(channel.mutex);
        channel.report = std::move(report);
    }
    channel.batches.close();
    wake();
}

void TrackingJob::deliver()
{
    // A callback may destroy this object: nothing of it is touched after one without asking.
    const std::weak_ptr<TrackingJob*> weak = m_self;
    const auto channel = m_channel;
    const auto callbacks = m_callbacks;
    while (channel->batches.size() > 0) {
        auto batch = channel->batches.pop();
        if (!batch)
            break;
        callbacks.batch(*std::move(batch));
        if (weak.expired())
            return;
    }
    std::shared_ptr<Result<pipeline::TrackReport>> report;
    {
        const std::lock_guard lock(channel->mutex);
        if (channel->batches.size() == 0)
            report = std::exchange(channel->report, nullptr);
    }
    if (report)
        callbacks.end(*report);
}

void TrackingJob::pause()
{
    const std::lock_guard lock(m_channel->mutex);
    m_channel->paused = true;
}

void TrackingJob::resume()
{
    const std::lock_guard lock(m_channel->mutex);
    m_channel->paused = false;
    m_channel->changed.notify_all();
}

bool TrackingJob::paused() const
{
    const std::lock_guard lock(m_channel->mutex);
    return m_channel->paused;
}

void TrackingJob::requestStop()
{
    m_worker.request_stop();
}

void TrackingJob::stopAndDrain()
{
    const std::weak_ptr<TrackingJob*> weak = m_self;
    requestStop();
    if (m_worker.joinable())
        m_worker.join();
    if (!weak.expired())
        deliver();
}

} // namespace tw::workspace
