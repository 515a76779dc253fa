#include "core/pipeline/measure_video.h"

#include "core/video/frame_source.h"

#include <algorithm>
#include <chrono>
#include <optional>

namespace tw::pipeline {
namespace {

constexpr FrameIndex kBlock = 64;
// Frames that may lie between one that is needed and the newest that is there (TrackRequest::every).
constexpr FrameIndex kWidestGap = 64;
constexpr std::size_t kIssuesListed = 100;

// The frames of a block, measured; those that were complete are left out.
std::vector<FramePeaks> measureBlock(std::vector<FramePeaks> block, PixelReader& pixels, FrameMeasurer& measurer,
                                     MeasureReport& report, const JobContext& job)
{
    std::vector<FramePeaks> out;
    for (FramePeaks& peaks : block) {
        if (job.stopped()) {
            report.stopped = true;
            break;
        }
        auto read = pixels.read(peaks.frame, job.stop);
        if (!read) {
            if (!job.stopped() && report.issues.size() < kIssuesListed)
                report.issues.push_back("frame " + std::to_string(peaks.frame + 1) + ": " + read.error().message());
            continue;
        }
        if (measurer.isMeasured(peaks)) {
            measurer.leadIn(*read, peaks);
            ++report.complete;
            continue;
        }
        measurer.measure(*read, peaks);
        ++report.measured;
        out.push_back(std::move(peaks));
    }
    return out;
}

} // namespace

Result<MeasureReport> measureVideo(const MeasureRequest& request, const StoredPeaks& stored, const PeakSink& sink,
                                   const JobContext& job)
{
    const auto start = std::chrono::steady_clock::now();
    MeasureReport report;
    std::unique_ptr<video::FrameSource> source;
    std::optional<PixelReader> pixels;
    TW_TRY_ASSIGN(auto reid, loadReid(request.reid));
    FrameMeasurer measurer(std::move(reid));
    bool previousComplete = false;
    for (FrameIndex first = request.frames.first; first <= request.frames.last && !report.stopped; first += kBlock) {
        const FrameRange block{first, std::min(first + kBlock - 1, request.frames.last)};
        TW_TRY_ASSIGN(std::vector<FramePeaks> peaks, stored(block));
        const bool complete = std::ranges::all_of(peaks, [&](const FramePeaks& p) { return measurer.isMeasured(p); });
        if (complete) {
            report.complete += static_cast<FrameIndex>(peaks.size());
        } else {
            if (previousComplete) {
                const FrameIndex needed = FrameMeasurer::firstNeeded(first);
                TW_TRY_ASSIGN(const std::vector<FramePeaks> before, stored({needed - kWidestGap, first - 1}));
                const std::span<const FramePeaks> leadIn = FrameMeasurer::leadInOf(first, before);
                report.complete -= static_cast<FrameIndex>(leadIn.size()); // counted with their own block
                peaks.insert(peaks.begin(), leadIn.begin(), leadIn.end());
            }
            if (!source) {
                video::OpenOptions opening;
                opening.content = video::FrameContent::Planes;
                TW_TRY_ASSIGN(source, video::openSource(request.video, opening, job));
                pixels.emplace(*source);
                if (const auto rate = source->info().frameRate; rate.positive())
                    measurer.useFrameRate(rate.value());
            }
            if (auto measured = measureBlock(std::move(peaks), *pixels, measurer, report, job); !measured.empty())
                sink(std::move(measured));
        }
        previousComplete = complete;
        job.report("measure", block.last - request.frames.first + 1, request.frames.length());
    }
    report.camera = measurer.camera();
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return report;
}

} // namespace tw::pipeline
