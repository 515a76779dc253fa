#include "core/batch/results.h"

#include "core/annotation/query.h"
#include "core/base/atomic_file.h"
#include "core/evaluation/metrics_table.h"
#include "core/evaluation/report.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/export_tracks.h"
#include "core/video/image_writer.h"
#include "core/workspace/review_text.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::batch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr int kPictureWidth = 480;

Result<void> exportTracks(const workspace::Workspace& workspace, const Plan& plan, const Entry& entry,
                          VideoResult& result, const JobContext& job)
{
    pipeline::ExportRequest request;
    request.formatId = "mot";
    request.path = plan.working(entry);
    request.options.info = workspace.sequenceInfo();
    request.options.info.name = entry.name;
    request.options.decimals = plan.options.decimals;
    TW_TRY_ASSIGN(const auto report, pipeline::exportTracks(workspace.snapshot(), request, job));
    if (!report.passed())
        return Error{ErrorCode::Internal,
                     "gt.txt read back is not what was written: " + describe(report.problems.front()),
                     request.path.string()};
    result.boxes = static_cast<std::int64_t>(report.written.rows);
    for (const formats::Issue& issue : report.written.issues)
        if (issue.severity == formats::Severity::Problem)
            result.issues.push_back(formats::describe(issue));
    return {};
}

Result<void> reviewTracks(const workspace::Workspace& workspace, const Plan& plan, const Entry& entry,
                          VideoResult& result, const JobContext& job)
{
    review::ReviewSession session(workspace::storedPeaks(workspace.peakReader()),
                                  workspace::reviewOptions(workspace.video()));
    TW_TRY(session.look(review::reviewInput(workspace.document(), workspace.history()), job));
    const review::ReviewQueue& queue = session.queue();
    result.suspicious = static_cast<std::int64_t>(queue.open().size());
    result.expectedSwitches = queue.expectedErrors();
    result.expectedDeviation = queue.expectedErrorsDeviation();
    return writeFileAtomically(plan.working(entry) / "review.json", workspace::reviewJson(queue));
}

// The truth may be damaged or of another video: worth a word, not the end of a video that was tracked well.
void scoreTracks(const Plan& plan, const Entry& entry, VideoResult& result, const JobContext& job)
{
    if (entry.truth.empty())
        return;
    pipeline::EvaluateRequest request;
    request.truth = entry.truth;
    request.result = plan.working(entry) / "gt" / "gt.txt";
    request.options.threads = 1;
    const auto outcome = pipeline::evaluateFiles(request, job);
    if (!outcome) {
        result.issues.push_back("no scores: " + outcome.error().message());
        return;
    }
    if (outcome->report.classes.empty())
        return;
    const evaluation::Scores& scores = outcome->report.classes.front().combined;
    const auto value = [&scores](const char* name) { return evaluation::findMetric(name)->get(scores); };
    result.scores = VideoResult::Scores{value("HOTA"), value("MOTA"), value("IDF1"), std::llround(value("IDSW"))};
    const auto written = writeFileAtomically(plan.working(entry) / "scores.json", evaluation::toJson(outcome->report));
    if (!written)
        result.issues.push_back(written.error().message());
}

FrameIndex frameWithMostBoxes(const annotation::DocumentState& state, FrameIndex frames)
{
    std::vector<int> count(static_cast<std::size_t>(std::max(frames, FrameIndex{1})), 0);
    for (const auto& [id, track] : state.tracks)
        for (const annotation::TrackBox& box : track->boxes)
            if (box.frame >= 0 && box.frame < frames)
                ++count[static_cast<std::size_t>(box.frame)];
    return static_cast<FrameIndex>(std::max_element(count.begin(), count.end()) - count.begin());
}

cv::Scalar colourOf(TrackId id)
{
    const double hue = std::fmod(number(id) * 0.618033988749895, 1.0) * 6;
    const auto channel = [hue](double shift) {
        return 64 + 191 * std::clamp(std::abs(std::fmod(hue + shift, 6.0) - 3) - 1, 0.0, 1.0);
    };
    return {channel(2), channel(4), channel(0), 255};
}

Result<void> drawPicture(const workspace::Workspace& workspace, const fs::path& file, const JobContext& job)
{
    TW_TRY_ASSIGN(const auto source, workspace.frameOpener()(job));
    const annotation::Snapshot snapshot = workspace.snapshot();
    const FrameIndex frame = frameWithMostBoxes(*snapshot, source->frameCount());
    TW_TRY_ASSIGN(const video::FramePtr picture, source->read(frame, job.stop));
    const ImageView& image = picture->image;
    const cv::Mat whole(image.height, image.width, CV_8UC4, const_cast<std::uint8_t*>(image.data),
                        static_cast<std::size_t>(image.stride));
    const double scale = std::min(1.0, double(kPictureWidth) / image.width);
    cv::Mat small;
    cv::resize(whole, small, {}, scale, scale, cv::INTER_AREA);
    for (const annotation::FrameBox& each : annotation::boxesAt(*snapshot, frame)) {
        const Box& box = each.box->box;
        cv::rectangle(small, cv::Point2d(box.left * scale, box.top * scale),
                      cv::Point2d(box.right() * scale, box.bottom() * scale), colourOf(each.id), 2);
    }
    return video::writeImage(
        file, {small.data, small.cols, small.rows, static_cast<std::ptrdiff_t>(small.step), PixelFormat::Bgra8}, 80);
}

} // namespace

Result<void> writeResults(workspace::OpenProject& project, const Plan& plan, const Entry& entry, VideoResult& result,
                          const JobContext& job)
{
    const workspace::Workspace& workspace = *project.workspace;
    result.frames = workspace.video().frameCount;
    result.videoSeconds = workspace.video().durationSeconds;
    result.tracks = static_cast<std::int64_t>(workspace.snapshot()->tracks.size());
    result.steps = workspace.history().steps().size();
    if (const std::string message = workspace.runStatus().message; !message.empty())
        result.issues.push_back(message);
    TW_TRY(exportTracks(workspace, plan, entry, result, job));
    TW_TRY(reviewTracks(workspace, plan, entry, result, job));
    scoreTracks(plan, entry, result, job);
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped", {}};
    if (const auto drawn = drawPicture(workspace, plan.working(entry) / "picture.jpg", job); !drawn)
        result.issues.push_back("no picture: " + drawn.error().message());
    return writeFileAtomically(plan.working(entry) / "result.json", result.toJson() + "\n");
}

} // namespace tw::batch
