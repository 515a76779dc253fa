#include "core/workspace/measure_job.h"

#include "core/base/thread_priority.h"

#include <utility>

namespace tw::workspace {

MeasureJob::MeasureJob(std::filesystem::path video, std::vector<RunPeaks> runs, const Post& post, Callbacks callbacks)
    : m_channel(std::make_shared<Channel>()), m_callbacks(std::move(callbacks)),
      m_self(std::make_shared<MeasureJob*>(this))
{
    for (const RunPeaks& run : runs)
        m_channel->total += run.frames.length();
    auto wake = [post, weak = std::weak_ptr<MeasureJob*>(m_self)] {
        post([weak] {
            if (const auto self = weak.lock())
                (*self)->deliver();
        });
    };
    m_worker = std::jthread(
        [video = std::move(video), runs = std::move(runs), channel = m_channel, wake](std::stop_token stop) {
            giveWay();
            auto report = std::make_unique<Result<pipeline::MeasureReport>>(measure(video, runs, *channel, wake, stop));
            {
                const std::lock_guard lock(channel->mutex);
                channel->report = std::move(report);
            }
            channel->blocks.close();
            wake();
        });
}

MeasureJob::~MeasureJob()
{
    m_self.reset();
    requestStop();
}

void MeasureJob::requestStop()
{
    m_worker.request_stop();
}

Result<pipeline::MeasureReport> MeasureJob::measure(const std::filesystem::path& video,
                                                    const std::vector<RunPeaks>& runs, Channel& channel,
                                                    const std::function<void()>& wake, std::stop_token stop)
{
    pipeline::MeasureReport all;
    FrameIndex before = 0; // frames of the runs that are finished
    for (const RunPeaks& run : runs) {
        const auto sink = [&](std::vector<FramePeaks> peaks) {
            if (channel.blocks.push({run.run, std::move(peaks)}, stop))
                wake();
        };
        const auto progress = [&](const Progress& now) {
            if (now.step != "measure")
                return;
            {
                const std::lock_guard lock(channel.mutex);
                channel.done = before + static_cast<FrameIndex>(now.done);
            }
            wake();
        };
        TW_TRY_ASSIGN(pipeline::MeasureReport report,
                      pipeline::measureVideo({video, run.frames}, run.stored, sink, {stop, progress}));
        before += run.frames.length();
        all.measured += report.measured;
        all.complete += report.complete;
        all.seconds += report.seconds;
        if (report.camera.known > 0)
            all.camera = report.camera;
        all.issues.insert(all.issues.end(), report.issues.begin(), report.issues.end());
        all.stopped = report.stopped;
        if (all.stopped)
            break;
    }
    return all;
}

void MeasureJob::deliver()
{
    // A callback may destroy this object: nothing of it is touched after one without asking.
    if (m_ended) // the owner may be gone
        return;
    const std::weak_ptr<MeasureJob*> weak = m_self;
    const auto channel = m_channel;
    const auto callbacks = m_callbacks;
    while (channel->blocks.size() > 0) {
        auto block = channel->blocks.pop();
        if (!block)
            break;
        callbacks.peaks(block->run, std::move(block->peaks));
        if (weak.expired())
            return;
    }
    std::unique_ptr<Result<pipeline::MeasureReport>> report;
    FrameIndex done = 0;
    {
        const std::lock_guard lock(channel->mutex);
        done = channel->done;
        if (channel->blocks.size() == 0)
            report = std::move(channel->report);
    }
    callbacks.progress(done, channel->total);
    if (report && !weak.expired()) {
        m_ended = true;
        callbacks.end(*report);
    }
}

} // namespace tw::workspace
