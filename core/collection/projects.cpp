#include "core/collection/projects.h"

#include "core/batch/plan.h"
#include "core/batch/process_video.h"
#include "core/evaluation/preprocessing.h"
#include "core/evaluation/summary.h"
#include "core/pipeline/evaluate.h"
#include "core/pipeline/export_tracks.h"
#include "core/review/verdict.h"
#include "core/video/frame_source.h"
#include "core/video/video_index.h"
#include "core/workspace/open_project.h"
#include "core/workspace/review_worker.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <tuple>

namespace tw::collection {
namespace {

namespace fs = std::filesystem;

Result<Figures> figuresOf(const workspace::Workspace& workspace, const JobContext& job)
{
    review::ReviewSession session(workspace::storedPeaks(workspace.peakReader()),
                                  workspace::reviewOptions(workspace.video()));
    TW_TRY(session.look(review::reviewInput(workspace.document(), workspace.history()), job));
    const annotation::Snapshot snapshot = workspace.snapshot();
    Figures out;
    out.frames = workspace.video().frameCount;
    out.tracks = static_cast<std::int64_t>(snapshot->tracks.size());
    for (const auto& [id, track] : snapshot->tracks)
        out.boxes += static_cast<std::int64_t>(track->boxes.size());
    out.open = static_cast<std::int64_t>(session.queue().open().size());
    out.decided = std::count_if(snapshot->verdicts.begin(), snapshot->verdicts.end(), [](const auto& each) {
        return review::verdictState(each.second.state) != review::VerdictState::Later;
    });
    out.expectedSwitches = session.queue().expectedErrors();
    out.expectedDeviation = session.queue().expectedErrorsDeviation();
    return out;
}

// After the project is closed: one plain file of its final size and time.
Figures stamped(Figures figures, const fs::path& project)
{
    std::tie(figures.projectBytes, figures.projectModifiedNs) = batch::sizeAndTime(project);
    return figures;
}

Result<void> writeTracks(const OpenTracks& tracks, const fs::path& folder, const std::string& name,
                         const JobContext& job)
{
    pipeline::ExportRequest request;
    request.formatId = "mot";
    request.path = folder / name;
    request.options.info = tracks.info;
    request.options.info.name = name;
    TW_TRY_ASSIGN(const auto report, pipeline::exportTracks(tracks.snapshot, request, job));
    if (!report.passed())
        return Error{ErrorCode::Internal,
                     "gt.txt read back is not what was written: " + describe(report.problems.front()),
                     request.path.string()};
    return {};
}

Result<void> exportOne(const Entry& entry, const fs::path& folder, const OpenProjects& open, const JobContext& job)
{
    if (open)
        if (const auto tracks = open(entry.project))
            return writeTracks(*tracks, folder, entry.name, job);
    TW_TRY_ASSIGN(const auto project, workspace::openProject(entry.project, job));
    return writeTracks({project.workspace->snapshot(), project.workspace->sequenceInfo()}, folder, entry.name, job);
}

} // namespace

Result<std::string> fingerprintOf(const fs::path& video)
{
    std::error_code error;
    if (fs::is_directory(video, error)) {
        TW_TRY_ASSIGN(const std::string digits, batch::fingerprintOf(video));
        return "folder:" + digits;
    }
    TW_TRY_ASSIGN(const video::FileStamp stamp, video::stampOf(video));
    return "file:" + std::to_string(stamp.bytes) + ":" + std::to_string(stamp.fingerprint);
}

Result<Entry> entryFor(const fs::path& video)
{
    std::error_code error;
    Entry entry;
    entry.video = fs::absolute(video, error).lexically_normal();
    if (!entry.video.has_filename())
        entry.video = entry.video.parent_path(); // "folder/"
    TW_TRY_ASSIGN(entry.fingerprint, fingerprintOf(entry.video));
    entry.name = entry.video.stem().string();
    entry.project = fs::path(entry.video).replace_extension(".twp");
    if (fs::is_regular_file(entry.project, error))
        entry.state = State::Tracked;
    return entry;
}

bool isOutdated(const Entry& entry)
{
    const auto stamp = batch::sizeAndTime(entry.project);
    if (stamp.first == 0)
        return false; // there is nothing to make a summary of
    return !entry.figures || stamp != std::pair(entry.figures->projectBytes, entry.figures->projectModifiedNs);
}

Result<Figures> summarize(const fs::path& project, const JobContext& job)
{
    Figures figures;
    {
        TW_TRY_ASSIGN(const auto opened, workspace::openProject(project, job));
        TW_TRY_ASSIGN(figures, figuresOf(*opened.workspace, job));
    }
    return stamped(figures, project);
}

Result<Figures> trackInto(const Entry& entry, pipeline::TrackRequest request,
                          const std::shared_ptr<pipeline::ThreadShare>& threads, const JobContext& job)
{
    request.video = entry.video;
    Figures figures;
    {
        TW_TRY_ASSIGN(auto project, workspace::openProjectFor(entry.video, entry.project, job, threads));
        TW_TRY(batch::runToEnd(project, std::move(request), job));
        TW_TRY_ASSIGN(figures, figuresOf(*project.workspace, job));
    }
    return stamped(figures, entry.project);
}

Result<std::vector<Exported>> exportAll(const std::vector<Entry>& entries, const fs::path& folder,
                                        const OpenProjects& open, const JobContext& job)
{
    std::vector<Exported> out;
    for (const Entry& entry : entries) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        job.report("export", static_cast<std::int64_t>(out.size()), static_cast<std::int64_t>(entries.size()));
        const auto written = exportOne(entry, folder, open, job);
        if (!written && written.error().code == ErrorCode::Cancelled)
            return written.error();
        out.push_back({entry.name, written ? std::string() : written.error().message()});
    }
    return out;
}

Result<Agreement> agreementOf(const fs::path& first, const fs::path& second, FrameIndex frames, const JobContext& job,
                              const std::optional<OpenTracks>& open)
{
    using pipeline::EvaluationSide;
    std::vector<std::string> ignored;
    TW_TRY_ASSIGN(const auto a, open ? Result<EvaluationSide>(EvaluationSide::of(open->snapshot, open->info.length))
                                     : EvaluationSide::read(first, ignored));
    TW_TRY_ASSIGN(const auto b, EvaluationSide::read(second, ignored));
    TW_TRY_ASSIGN(const auto input, pipeline::sequenceInput(first.stem().string(), a, b, frames));
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped", {}};
    TW_TRY_ASSIGN(const auto data, evaluation::prepare(input, evaluation::Benchmark::None));
    const evaluation::Scores scores = evaluation::scoreAll(data);
    Agreement out;
    out.hota = evaluation::mean(scores.hota.hota);
    out.idf1 = scores.identity.idf1;
    out.mota = scores.clear.mota;
    out.differences = evaluation::listErrors(data).errors;
    return out;
}

Result<Thumbnail> thumbnailOf(const fs::path& video, int width, const JobContext& job)
{
    TW_TRY_ASSIGN(const auto source, video::openSource(video, {}, job));
    TW_TRY_ASSIGN(const video::FramePtr frame, source->read(source->frameCount() / 2, job.stop));
    const ImageView& image = frame->image;
    const cv::Mat whole(image.height, image.width, CV_8UC4, const_cast<std::uint8_t*>(image.data),
                        static_cast<std::size_t>(image.stride));
    const double scale = std::min(1.0, static_cast<double>(width) / image.width);
    const cv::Size size(std::max(1, static_cast<int>(image.width * scale)),
                        std::max(1, static_cast<int>(image.height * scale)));
    Thumbnail out{size.width, size.height, std::vector<std::uint8_t>(static_cast<std::size_t>(size.area()) * 4)};
    cv::Mat small(size, CV_8UC4, out.pixels.data());
    cv::resize(whole, small, size, 0, 0, cv::INTER_AREA);
    return out;
}

} // namespace tw::collection
