#include "core/laboratory/correction_tracks.h"

#include "core/formats/format.h"
#include "core/laboratory/labelled_frames.h"
#include "core/pipeline/track_video.h"
#include "core/video/frame_source.h"

#include <algorithm>
#include <utility>

namespace tw::laboratory {
namespace {

using namespace pipeline;

// Truth and what the review knows of the video. Where frames between the labelled ones have no labels, boxes are
// filled in, and identities may break.
Result<void> readTruth(const std::filesystem::path& path, const formats::SequenceInfo& video, CorrectionInput& out)
{
    TW_TRY_ASSIGN(const formats::Format* format, formats::detectFormat(path));
    TW_TRY_ASSIGN(const formats::Imported imported, format->read(path, video));
    if (formats::hasProblems(imported.issues))
        return Error{ErrorCode::Unreadable, "the truth has rows that cannot be taken", path.string()};
    out.truth = std::make_shared<const annotation::DocumentState>(formats::documentOf(imported));
    std::error_code error;
    TW_TRY_ASSIGN(const auto labelled,
                  labelledFrames(std::filesystem::is_directory(path, error) ? path / "gt" / "gt.txt" : path));
    if (!labelled.empty()) {
        out.truth = filledBetween(*out.truth, labelled);
        out.identitiesMayBreak = true;
        out.review.frameCount = *labelled.rbegin() + 1;
    }
    if (out.truth->tracks.empty())
        return Error{ErrorCode::InvalidArgument, "there are no tracks in the truth", path.string()};
    out.review.frameRate = imported.info.frameRate.positive() ? imported.info.frameRate.value()
                           : video.frameRate.positive()       ? video.frameRate.value()
                                                              : out.review.frameRate;
    out.review.imageWidth = video.width;
    out.review.imageHeight = video.height;
    return {};
}

} // namespace

Result<CorrectionInput> correctionInputFromVideo(const CorrectionVideo& request, const JobContext& job)
{
    formats::SequenceInfo hint;
    {
        TW_TRY_ASSIGN(const auto source, video::openSource(request.video, {}, job));
        hint.width = source->info().width;
        hint.height = source->info().height;
        hint.frameRate = source->info().frameRate;
        hint.length = source->info().frameCount;
    }
    CorrectionInput out;
    out.name = request.video.filename().string();
    TW_TRY(readTruth(request.truth, hint, out));

    TrackRequest track;
    track.video = request.video;
    track.model = request.model;
    track.detector = request.detector;
    track.frames = request.frames;
    track.every = request.every;
    StoredPeaks stored;
    const auto take = [&](TrackBatch batch) {
        for (FramePeaks& peaks : batch.peaks) {
            const FrameIndex frame = peaks.frame;
            stored[frame] = std::make_shared<const FramePeaks>(std::move(peaks));
        }
    };
    TW_TRY_ASSIGN(const TrackReport report, trackVideo(track, take, job));
    if (report.stopped)
        return Error{ErrorCode::Cancelled, "stopped while tracking", {}};
    const FrameIndex count = report.frames.last + 1;
    out.review.frameCount = out.review.frameCount > 0 ? std::min(out.review.frameCount, count) : count;
    TW_TRY_ASSIGN(out.tracked, tracksOf(stored, report.frames, double(request.detector.threshold), out.review,
                                        request.tracker, job));
    if (request.every > 1)
        out.tracked = atSteps(out.tracked, report.frames.first, request.every);
    out.peaks = sourceOf(std::move(stored));
    return out;
}

Result<CorrectionInput> correctionInputFromPeaks(const AssociationCase& source, TrackedBy tracker, double threshold,
                                                 const JobContext& job)
{
    formats::SequenceInfo hint;
    hint.width = static_cast<int>(source.picture.width);
    hint.height = static_cast<int>(source.picture.height);
    hint.length = source.frames.last + 1;
    CorrectionInput out;
    out.name = source.name;
    TW_TRY(readTruth(source.truth, hint, out));
    out.review.frameRate = source.frameRate;
    const FrameIndex count = source.frames.last + 1;
    out.review.frameCount = out.review.frameCount > 0 ? std::min(out.review.frameCount, count) : count;
    TW_TRY_ASSIGN(std::vector<FramePeaks> peaks, source.read({source.frames.first, out.review.frameCount - 1}));
    StoredPeaks stored;
    for (FramePeaks& frame : peaks) {
        const FrameIndex at = frame.frame;
        stored[at] = std::make_shared<const FramePeaks>(std::move(frame));
    }
    TW_TRY_ASSIGN(out.tracked, tracksOf(stored, {source.frames.first, out.review.frameCount - 1}, threshold, out.review,
                                        tracker, job));
    out.peaks = sourceOf(std::move(stored));
    return out;
}

} // namespace tw::laboratory
