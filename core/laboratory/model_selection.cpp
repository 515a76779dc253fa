#include "core/laboratory/model_selection.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <string_view>
#include <utility>

namespace tw::laboratory {
namespace {

namespace fs = std::filesystem;

// What the network saw of one video, as a case of the association benchmark.
Result<AssociationCase> caseOf(const SelectionVideo& video, pipeline::TrackRequest request, const JobContext& job)
{
    AssociationCase out;
    std::error_code error;
    out.name = (fs::is_directory(video.truth, error) ? video.truth : video.video).filename().string();
    out.truth = video.truth;
    {
        TW_TRY_ASSIGN(const auto source, video::openSource(video.video, {}, job));
        const video::VideoInfo& info = source->info();
        out.picture = {double(info.width), double(info.height)};
        if (info.frameRate.positive())
            out.frameRate = info.frameRate.value();
    }
    request.video = video.video;
    request.wholeVideo = false;
    const auto peaks = std::make_shared<std::vector<FramePeaks>>();
    TW_TRY_ASSIGN(const pipeline::TrackReport report, pipeline::trackVideo(
                                                          request,
                                                          [&peaks](pipeline::TrackBatch batch) {
                                                              std::move(batch.peaks.begin(), batch.peaks.end(),
                                                                        std::back_inserter(*peaks));
                                                          },
                                                          job));
    if (report.stopped)
        return Error{ErrorCode::Cancelled, "stopped while tracking", video.video.string()};
    if (!report.issues.empty())
        return Error{ErrorCode::Unreadable, report.issues.front(), video.video.string()};
    out.frames = report.frames;
    out.read = [peaks](FrameRange range) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> found;
        for (const FramePeaks& frame : *peaks)
            if (range.contains(frame.frame))
                found.push_back(frame);
        return found;
    };
    return out;
}

// The number in "step120.pth"; others last.
std::int64_t stepOf(const fs::path& snapshot)
{
    constexpr std::string_view kPrefix = "step";
    const std::string name = snapshot.stem().string();
    const auto step = name.starts_with(kPrefix) ? toInteger(name.substr(kPrefix.size())) : std::nullopt;
    return step.value_or(std::numeric_limits<std::int64_t>::max());
}

} // namespace

std::vector<fs::path> weightsOfRun(const fs::path& run)
{
    std::vector<fs::path> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(run / "snapshots", error))
        if (entry.path().extension() == ".pth")
            out.push_back(entry.path());
    std::sort(out.begin(), out.end(),
              [](const fs::path& a, const fs::path& b) { return std::pair(stepOf(a), a) < std::pair(stepOf(b), b); });
    if (const fs::path last = run / "model_last.pth"; fs::exists(last, error))
        out.push_back(last);
    return out;
}

Result<std::vector<WeightsScores>> scoreByVideo(const std::vector<fs::path>& weights,
                                                const std::vector<SelectionVideo>& videos,
                                                pipeline::TrackRequest request, const JobContext& job)
{
    if (weights.empty() || videos.empty())
        return Error{ErrorCode::InvalidArgument, "nothing to choose from without weights and videos", {}};
    AssociationBenchmarkOptions options;
    options.online = request.tracker;
    options.offline = request.offline;
    options.offline.detectionThreshold = double(request.detector.threshold);
    options.filter = request.filter;
    options.everyStep = false;
    JobContext quiet; // the frames of one video are not the progress of all
    quiet.stop = job.stop;
    std::vector<WeightsScores> out;
    for (const fs::path& file : weights) {
        job.report("weights", static_cast<std::int64_t>(out.size()), static_cast<std::int64_t>(weights.size()));
        request.model = file.string();
        std::vector<AssociationCase> cases;
        for (const SelectionVideo& video : videos) {
            TW_TRY_ASSIGN(AssociationCase next, caseOf(video, request, quiet));
            cases.push_back(std::move(next));
        }
        TW_TRY_ASSIGN(AssociationBenchmark scored, benchmarkAssociation(cases, options, quiet));
        WeightsScores row{file, std::move(scored.steps.front()), std::move(scored.steps.back()), 0};
        const StepMeans means = meansOf(row.offline);
        row.score = (means.mota + means.idf1) / 2;
        out.push_back(std::move(row));
    }
    job.report("weights", static_cast<std::int64_t>(out.size()), static_cast<std::int64_t>(weights.size()));
    return out;
}

} // namespace tw::laboratory
