// Edits of the boxes of one track.

#include "core/annotation/box_list.h"
#include "core/annotation/edits_parts.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/limits.h"
#include "core/annotation/query.h"

namespace tw::annotation::detail {
namespace {

// Sets one thing of every box in a range that has boxes.
template <class Set>
Result<void> forBoxes(Transaction& transaction, TrackId id, FrameRange frames, Set set)
{
    TW_TRY(checkRange(frames));
    TW_TRY_ASSIGN(const Track* before, existing(transaction, id));
    TW_TRY(checkHasBoxes(*before, frames));
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, id));
    const auto last = upperBound(track->boxes, frames.last);
    for (auto it = lowerBound(track->boxes, frames.first); it != last; ++it)
        set(*it);
    return {};
}

} // namespace

Result<void> carryOut(Transaction& transaction, const SetBox& edit)
{
    if (edit.frame < 0 || edit.frame == kLastFrame)
        return Error{ErrorCode::InvalidArgument, "is not a frame", frameName(edit.frame)};
    if (!edit.box.valid())
        return Error{ErrorCode::InvalidArgument, "the box has no area", trackName(edit.track)};
    if (!withinLimits(edit.box))
        return Error{ErrorCode::InvalidArgument, "the box reaches further than a billion pixels",
                     trackName(edit.track)};
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    TrackBox* box = boxAt(track->boxes, edit.frame);
    if (box == nullptr) {
        box = &*track->boxes.insert(lowerBound(track->boxes, edit.frame), TrackBox{});
        box->frame = edit.frame;
    }
    track->absences = subtracted(track->absences, {edit.frame, edit.frame});
    box->box = edit.box;
    box->score = 1;
    box->origin = BoxOrigin::Manual;
    box->keyframe = true;
    followBox(track->boxes, edit.frame);
    return {};
}

Result<void> carryOut(Transaction& transaction, const DeleteBoxes& edit)
{
    TW_TRY(checkRange(edit.frames));
    TW_TRY_ASSIGN(const Track* before, existing(transaction, edit.track));
    TW_TRY(checkHasBoxes(*before, edit.frames));
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    cutOut(track->boxes, edit.frames);
    removeIfEmpty(transaction, edit.track);
    return {};
}

Result<void> carryOut(Transaction& transaction, const FillGaps& edit)
{
    TW_TRY(checkRange(edit.frames));
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    BoxList filled;
    for (std::size_t i = 1; i < track->boxes.size(); ++i) {
        TW_TRY(checkFill(filled.size(), track->boxes[i - 1], track->boxes[i], edit.frames, edit.track));
        const BoxList between = boxesBetween(track->boxes[i - 1], track->boxes[i], edit.frames);
        filled.insert(filled.end(), between.begin(), between.end());
    }
    std::erase_if(filled, [&](const TrackBox& box) { return isAbsent(*track, box.frame); });
    track->boxes = merged(track->boxes, filled);
    return {};
}

Result<void> carryOut(Transaction& transaction, const ClearInterpolated& edit)
{
    TW_TRY(checkRange(edit.frames));
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    std::erase_if(track->boxes, [&](const TrackBox& box) { return edit.frames.contains(box.frame) && !isReal(box); });
    removeIfEmpty(transaction, edit.track);
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetVisibility& edit)
{
    if (!(edit.visibility >= 0 && edit.visibility <= 1))
        return Error{ErrorCode::InvalidArgument, "visibility is not between 0 and 1", trackName(edit.track)};
    return forBoxes(transaction, edit.track, edit.frames, [&](TrackBox& box) { box.visibility = edit.visibility; });
}

Result<void> carryOut(Transaction& transaction, const SetOccluded& edit)
{
    return forBoxes(transaction, edit.track, edit.frames, [&](TrackBox& box) { box.occluded = edit.occluded; });
}

Result<void> carryOut(Transaction& transaction, const SetKeyframe& edit)
{
    TW_TRY(forBoxes(transaction, edit.track, {edit.frame, edit.frame},
                    [&](TrackBox& box) { box.keyframe = edit.keyframe; }));
    // A keyframe that was set on an interpolated box and is taken back follows its neighbours again.
    Track* track = transaction.draft(edit.track);
    const auto here = lowerBound(track->boxes, edit.frame);
    if (isReal(*here) || here == track->boxes.begin())
        return {};
    const auto left = std::find_if(std::make_reverse_iterator(here), track->boxes.rend(), isReal);
    if (left != track->boxes.rend())
        followBox(track->boxes, left->frame);
    return {};
}

Result<void> carryOut(Transaction& transaction, const EndTrack& edit)
{
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    if (edit.lastFrame < track->firstFrame())
        return Error{ErrorCode::InvalidArgument, "the track begins after " + frameName(edit.lastFrame),
                     trackName(edit.track)};
    track->boxes.erase(upperBound(track->boxes, edit.lastFrame), track->boxes.end());
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetVerified& edit)
{
    if (edit.track != TrackId::kInvalid)
        return forBoxes(transaction, edit.track, edit.frames, [&](TrackBox& box) { box.verified = edit.verified; });
    TW_TRY(checkRange(edit.frames));
    const auto& ranges = transaction.verifiedFrames();
    transaction.setVerifiedFrames(edit.verified ? united(ranges, edit.frames) : subtracted(ranges, edit.frames));
    return {};
}

} // namespace tw::annotation::detail
