#include "core/pipeline/track_detections.h"

#include "core/pipeline/peaks.h"
#include "core/pipeline/track_offline.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/track_filter.h"

#include <algorithm>

namespace tw::pipeline {
namespace {

using TrackDrafts = std::map<TrackId, std::shared_ptr<annotation::Track>>;

void addFrame(const tracker::FrameTracks& tracks, TrackDrafts& drafts)
{
    for (const tracker::TrackedBox& tracked : tracks.boxes) {
        auto& draft = drafts[tracked.id];
        if (draft == nullptr) {
            draft = std::make_shared<annotation::Track>();
            draft->id = tracked.id;
            draft->classId = tracked.classId;
        }
        annotation::TrackBox box;
        box.frame = tracks.frame;
        box.box = tracked.box;
        box.score = std::clamp(tracked.score, 0.0F, 1.0F);
        box.origin = annotation::BoxOrigin::Tracker;
        if (box.box.valid())
            draft->boxes.push_back(box);
    }
}

Result<std::vector<annotation::TrackPtr>> withWholeVideo(const TrackDetectionsRequest& request, const JobContext& job)
{
    const tracker::PeakReader read = [&request](FrameRange range) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> out;
        for (FrameIndex frame = range.first; frame <= range.last; ++frame) {
            const auto found = request.detections.find(frame);
            out.push_back(peaksFromDetections(frame, found == request.detections.end() ? std::span<const Detection>{}
                                                                                       : found->second));
        }
        return out;
    };
    tracker::OfflineOptions options = request.offline;
    options.detectionThreshold = request.threshold;
    TW_TRY_ASSIGN(const tracker::OfflineResult solved,
                  tracker::trackOffline(read, request.frames, request.picture, {}, options, job));
    std::vector<annotation::TrackPtr> out;
    for (const tracker::OfflineTrack& made : solved.tracks) {
        const TrackId id{static_cast<std::int32_t>(out.size()) + 1};
        auto track = offlineTrack(made, id, request.filter);
        if (!track->empty())
            out.push_back(std::move(track));
    }
    return out;
}

} // namespace

Result<std::vector<annotation::TrackPtr>> trackDetections(const TrackDetectionsRequest& request, const JobContext& job)
{
    TW_TRY(request.filter.check());
    if (request.frames.empty() || request.frames.first < 0)
        return Error{ErrorCode::InvalidArgument, "there are no frames to track in", {}};
    if (request.wholeVideo)
        return withWholeVideo(request, job);
    TW_TRY_ASSIGN(auto tracker, tracker::FairmotTracker::create(request.tracker));
    TrackDrafts drafts;
    std::vector<Detection> kept;
    for (FrameIndex frame = request.frames.first; frame <= request.frames.last; ++frame) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        kept.clear();
        if (const auto found = request.detections.find(frame); found != request.detections.end()) {
            std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(kept),
                         [&](const Detection& d) { return static_cast<double>(d.score) > request.threshold; });
        }
        TW_TRY_ASSIGN(const tracker::FrameTracks tracks, tracker->update(frame, kept));
        addFrame(tracker::filtered(tracks, request.filter), drafts);
        job.report("track", frame - request.frames.first + 1, request.frames.length());
    }
    std::vector<annotation::TrackPtr> out;
    for (auto& [id, draft] : drafts) {
        if (!draft->boxes.empty())
            out.push_back(std::move(draft));
    }
    return out;
}

} // namespace tw::pipeline
