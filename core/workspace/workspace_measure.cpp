// Measuring again inside a workspace: colours, moving shares and camera motion of peaks that lack them.

#include "core/workspace/measure_job.h"
#include "core/workspace/workspace_impl.h"

namespace tw::workspace {
namespace {

std::string outcomeText(const pipeline::MeasureReport& report)
{
    std::string text = std::to_string(report.measured) + (report.measured == 1 ? " frame" : " frames") + " measured";
    if (report.stopped)
        text += ", stopped before the end";
    if (const std::string camera = report.camera.text(); !camera.empty())
        text += "; " + camera;
    if (!report.issues.empty())
        text += "; " + std::to_string(report.issues.size()) + " could not be read, " + report.issues.front();
    return text;
}

} // namespace

Result<void> Workspace::measurePeaks()
{
    Impl& impl = *m_impl;
    if (impl.measuring || impl.job)
        return Error{ErrorCode::Conflict, impl.job ? "the tracker is running" : "this is under way already", {}};
    if (!impl.videoProblem.empty())
        return Error{ErrorCode::Unavailable, impl.videoProblem, impl.info.path.string()};
    std::vector<MeasureJob::RunPeaks> runs;
    for (const auto& [id, record] : impl.autosave->runs())
        runs.push_back({id, record.frames, [autosave = impl.autosave.get(), run = id](FrameRange frames) {
                            return autosave->peaks(run, frames);
                        }});
    if (runs.empty())
        return Error{ErrorCode::NotFound, "no tracker run whose people could be measured; track the video first", {}};
    impl.measureStatus = {true, 0, 0, {}, {}};
    impl.measuring = std::make_unique<MeasureJob>(
        impl.info.path, std::move(runs), impl.options.post,
        MeasureJob::Callbacks{
            [&impl](RunId run, std::vector<FramePeaks> peaks) { impl.autosave->recordPeaks(run, std::move(peaks)); },
            [&impl](FrameIndex done, FrameIndex total) {
                impl.measureStatus.done = done;
                impl.measureStatus.total = total;
                impl.measureChanged(impl.measureStatus);
            },
            [&impl](const Result<pipeline::MeasureReport>& report) {
                // This runs inside a callback of the job: it is destroyed by a later turn of the owner's loop.
                impl.options.post(
                    [old = std::shared_ptr<MeasureJob>(std::move(impl.measuring))]() mutable { old.reset(); });
                impl.measureStatus.running = false;
                if (report)
                    impl.measureStatus.message = outcomeText(*report);
                else
                    impl.measureStatus.problem = report.error().message();
                impl.measureChanged(impl.measureStatus);
            }});
    impl.measureChanged(impl.measureStatus);
    return {};
}

void Workspace::stopMeasuring()
{
    if (m_impl->measuring)
        m_impl->measuring->requestStop();
}

const MeasureStatus& Workspace::measureStatus() const
{
    return m_impl->measureStatus;
}

Subscription Workspace::observeMeasuring(std::function<void(const MeasureStatus&)> observer)
{
    return m_impl->measureChanged.observe(std::move(observer));
}

} // namespace tw::workspace
