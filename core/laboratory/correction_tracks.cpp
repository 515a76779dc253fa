#include "core/laboratory/correction_tracks.h"

#include "core/annotation/history.h"
#include "core/pipeline/peaks.h"
#include "core/pipeline/track_offline.h"
#include "core/tracker/fairmot_tracker.h"

#include <algorithm>
#include <utility>

namespace tw::laboratory {

using annotation::DocumentState;
using annotation::Track;
using annotation::TrackBox;

namespace {

using namespace pipeline;

// With the whole video in view.
Result<annotation::Snapshot> associated(const StoredPeaks& stored, FrameRange frames, double threshold,
                                        const review::ReviewOptions& review, const JobContext& job)
{
    OfflineRequest request;
    request.read = [&stored](FrameRange range) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> out;
        for (auto it = stored.lower_bound(range.first); it != stored.end() && it->first <= range.last; ++it)
            out.push_back(*it->second);
        return out;
    };
    request.frames = frames;
    request.picture = {double(review.imageWidth), double(review.imageHeight)};
    request.options.detectionThreshold = threshold;
    request.options.frameRate = review.frameRate;
    annotation::Document document;
    request.document = document.snapshot();
    TW_TRY_ASSIGN(const OfflineOutcome outcome, associateOffline(request, job));
    annotation::History history(document);
    if (outcome.edit)
        TW_TRY(history.run(*outcome.edit));
    return document.snapshot();
}

// Frame by frame.
Result<annotation::Snapshot> online(const StoredPeaks& stored, FrameRange frames, double threshold,
                                    const review::ReviewOptions& review, const JobContext& job)
{
    tracker::FairmotOptions options;
    options.frameRate = review.frameRate;
    TW_TRY_ASSIGN(auto tracker, tracker::FairmotTracker::create(options));
    Drafts drafts;
    for (auto it = stored.lower_bound(frames.first); it != stored.end() && it->first <= frames.last; ++it) {
        if (job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while tracking", {}};
        const auto detections = detectionsFromPeaks(*it->second, static_cast<float>(threshold));
        TW_TRY_ASSIGN(const tracker::FrameTracks tracks, tracker->update(it->first, detections));
        for (const tracker::TrackedBox& tracked : tracks.boxes) {
            TrackBox box;
            box.frame = it->first;
            box.box = tracked.box;
            box.score = std::clamp(tracked.score, 0.0F, 1.0F);
            box.origin = annotation::BoxOrigin::Tracker;
            if (box.box.valid())
                drafts[tracked.id].boxes.push_back(box);
        }
    }
    return documentOf(std::move(drafts));
}

} // namespace

annotation::Snapshot documentOf(Drafts drafts)
{
    auto state = std::make_shared<DocumentState>();
    for (auto& [id, track] : drafts) {
        if (track.boxes.empty())
            continue;
        track.id = id;
        state->nextId = TrackId{number(id) + 1};
        state->tracks.emplace(id, std::make_shared<const Track>(std::move(track)));
    }
    return state;
}

review::PeakSource sourceOf(StoredPeaks stored)
{
    auto shared = std::make_shared<const StoredPeaks>(std::move(stored));
    return [shared](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
        const auto it = shared->find(frame);
        return it == shared->end() ? nullptr : it->second;
    };
}

Result<annotation::Snapshot> tracksOf(const StoredPeaks& stored, FrameRange frames, double threshold,
                                      const review::ReviewOptions& review, TrackedBy tracker, const JobContext& job)
{
    return tracker == TrackedBy::WholeVideo ? associated(stored, frames, threshold, review, job)
                                            : online(stored, frames, threshold, review, job);
}

annotation::Snapshot atSteps(const annotation::Snapshot& tracked, FrameIndex first, int every)
{
    Drafts out;
    for (const auto& [id, track] : tracked->tracks) {
        out[id] = *track;
        std::erase_if(out[id].boxes, [&](const TrackBox& box) { return (box.frame - first) % every != 0; });
    }
    return documentOf(std::move(out));
}

} // namespace tw::laboratory
