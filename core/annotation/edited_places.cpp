#include "core/annotation/edited_places.h"

#include "core/math/iou.h"

#include <algorithm>

namespace tw::annotation {
namespace {

// Boxes this much over each other show the same person.
constexpr double kSamePersonIou = 0.5;
// A false detection that was removed comes back a little earlier or later in another run.
constexpr FrameIndex kNearFrames = 10;

struct RemovedBox {
    TrackId track{};
    Box box;
};
using RemovedBoxes = std::map<FrameIndex, std::vector<RemovedBox>>;

bool overlap(const Box& a, const Box& b)
{
    return math::iou(a, b) >= kSamePersonIou;
}

void collectRemoved(const TrackDelta& delta, RemovedBoxes& out)
{
    for (const TrackBox& box : delta.before->boxes)
        if (!delta.after || delta.after->at(box.frame) == nullptr)
            out[box.frame].push_back({delta.id, box.box});
}

// What a swap, a join or a new number moved to another track is still there.
void dropCovered(const DocumentState& document, RemovedBoxes& removed)
{
    for (const auto& [id, track] : document.tracks)
        for (const TrackBox& there : track->boxes) {
            const auto at = removed.find(there.frame);
            if (at != removed.end())
                std::erase_if(at->second, [&](const RemovedBox& gone) { return overlap(gone.box, there.box); });
        }
}

} // namespace

bool EditedPlaces::isRemoved(FrameIndex frame, const Box& box) const
{
    const auto end = removed.upper_bound(frame + kNearFrames);
    for (auto at = removed.lower_bound(frame - kNearFrames); at != end; ++at)
        for (const Box& gone : at->second)
            if (overlap(gone, box))
                return true;
    return false;
}

EditedPlaces editedPlaces(std::span<const ChangeSet> done, const DocumentState& document,
                          const std::function<bool(const ChangeSet&)>& isEdit, RunId run)
{
    EditedPlaces out;
    RemovedBoxes removed;
    for (const auto& [id, track] : document.tracks)
        out.tracks.insert(out.tracks.end(), id);
    for (const ChangeSet& step : done)
        for (const TrackDelta& delta : step.tracks)
            if (!delta.before && !isEdit(step))
                out.tracks.erase(delta.id);
    for (const ChangeSet& step : done) {
        if (!isEdit(step))
            continue;
        for (const TrackDelta& delta : step.tracks) {
            if (document.tracks.contains(delta.id))
                out.tracks.insert(delta.id);
            if (delta.before && (run == RunId::kInvalid || delta.before->run != run))
                collectRemoved(delta, removed);
        }
    }
    dropCovered(document, removed);
    std::set<TrackId> deleted;
    for (const auto& [frame, boxes] : removed)
        for (const RemovedBox& gone : boxes) {
            out.removed[frame].push_back(gone.box);
            if (!document.tracks.contains(gone.track))
                deleted.insert(gone.track);
        }
    out.deletedTracks = deleted.size();
    return out;
}

} // namespace tw::annotation
