// A tracker run or a file enters the document. What a person made or confirmed is never changed by it.

#include "core/annotation/box_list.h"
#include "core/annotation/edits_parts.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"

#include <set>

namespace tw::annotation::detail {
namespace {

bool touched(const TrackBox& box)
{
    return box.origin == BoxOrigin::Manual || box.keyframe || box.verified;
}

// The frames of an import: those asked for without those where a person said that everything is right.
class OpenFrames
{
public:
    OpenFrames(FrameRange frames, const std::vector<FrameRange>& verified) : m_frames(frames), m_verified(verified) {}

    bool contains(FrameIndex frame) const
    {
        if (!m_frames.contains(frame))
            return false;
        const auto after = std::upper_bound(m_verified.begin(), m_verified.end(), frame,
                                            [](FrameIndex wanted, FrameRange range) { return wanted < range.first; });
        return after == m_verified.begin() || !std::prev(after)->contains(frame);
    }
    bool containsAll(const BoxList& boxes) const
    {
        return std::all_of(boxes.begin(), boxes.end(), [&](const TrackBox& box) { return contains(box.frame); });
    }

private:
    FrameRange m_frames;
    const std::vector<FrameRange>& m_verified;
};

Result<void> check(const ImportRun& edit)
{
    TW_TRY(checkRange(edit.frames));
    std::set<TrackId> seen;
    for (const TrackPtr& track : edit.tracks) {
        if (!track)
            return Error{ErrorCode::InvalidArgument, "a track is missing", {}};
        if (edit.keepIds || track->id != TrackId::kInvalid) {
            TW_TRY(checkNewId(track->id));
            if (!seen.insert(track->id).second)
                return Error{ErrorCode::InvalidArgument, "comes twice", trackName(track->id)};
        }
        TW_TRY(checkStatements(*track));
        if (number(track->classId) < 1)
            return Error{ErrorCode::InvalidArgument, "the class is below 1", trackName(track->id)};
        if (!wellFormed(track->boxes))
            return Error{ErrorCode::InvalidArgument, "the boxes are invalid or not in order", trackName(track->id)};
        if (!track->empty() && (track->firstFrame() < edit.frames.first || track->lastFrame() > edit.frames.last))
            return Error{ErrorCode::InvalidArgument, "has boxes outside the range of frames", trackName(track->id)};
    }
    return {};
}

// Marks the boxes that an import replaces: unedited tracker boxes, and interpolated ones with a replaced neighbour.
std::vector<bool> replacedBoxes(const BoxList& boxes, const OpenFrames& open)
{
    const auto goes = [&](const TrackBox& box) {
        return box.origin == BoxOrigin::Tracker && !touched(box) && open.contains(box.frame);
    };
    std::vector<bool> out(boxes.size());
    bool leftStays = false;
    for (std::size_t i = 0; i < boxes.size();) {
        if (isReal(boxes[i])) {
            out[i] = goes(boxes[i]);
            leftStays = !out[i];
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < boxes.size() && !isReal(boxes[end]))
            ++end;
        const bool held = leftStays && end < boxes.size() && !goes(boxes[end]);
        for (; i < end; ++i)
            out[i] = !held && open.contains(boxes[i].frame);
    }
    return out;
}

// Tracks that lose every box stay as drafts: when the same identity comes again, it keeps its name and colour.
void clearOld(Transaction& transaction, const ImportRun& edit, const OpenFrames& open)
{
    const std::set<TrackId> untouched(edit.untouched.begin(), edit.untouched.end());
    for (const TrackId id : transaction.ids()) {
        const Track& track = *transaction.peek(id);
        if (track.locked || untouched.contains(id) || !hasBoxesIn(track.boxes, edit.frames))
            continue;
        const std::vector<bool> out = replacedBoxes(track.boxes, open);
        if (std::find(out.begin(), out.end(), true) == out.end())
            continue;
        BoxList& boxes = transaction.draft(id)->boxes;
        std::size_t i = 0;
        std::erase_if(boxes, [&](const TrackBox&) { return out[i++]; });
    }
}

BoxList boxesIn(const BoxList& boxes, const OpenFrames& open)
{
    BoxList out;
    std::copy_if(boxes.begin(), boxes.end(), std::back_inserter(out),
                 [&](const TrackBox& box) { return open.contains(box.frame); });
    return out;
}

void enterNew(Transaction& transaction, const TrackPtr& track, TrackId id, const OpenFrames& open, RunId run)
{
    const bool asItIs = id == track->id && (run == RunId::kInvalid || run == track->run);
    if (asItIs && !track->empty() && open.containsAll(track->boxes)) {
        transaction.adopt(track); // nothing is copied
        return;
    }
    BoxList boxes = boxesIn(track->boxes, open);
    if (boxes.empty())
        return;
    auto made = std::make_shared<Track>(withoutBoxes(*track));
    made->id = id;
    made->run = run == RunId::kInvalid ? track->run : run;
    made->boxes = std::move(boxes);
    transaction.adopt(std::move(made));
}

// Boxes of the same identity: what a person touched stays, and so does what has a better origin; no box
// enters where the person is said to be absent.
void enterExisting(Transaction& transaction, const Track& old, const TrackPtr& track, const OpenFrames& open)
{
    BoxList incoming = boxesIn(track->boxes, open);
    std::erase_if(incoming, [&](const TrackBox& box) {
        if (isAbsent(old, box.frame))
            return true;
        const TrackBox* there = old.at(box.frame);
        return there != nullptr && (touched(*there) || there->origin > box.origin);
    });
    if (incoming.empty())
        return;
    auto made = std::make_shared<Track>(withoutBoxes(old));
    made->boxes = merged(old.boxes, incoming);
    transaction.adopt(std::move(made));
}

} // namespace

Result<void> carryOut(Transaction& transaction, const ImportRun& edit)
{
    TW_TRY(check(edit));
    const std::vector<FrameRange> verified = transaction.verifiedFrames();
    const OpenFrames open(edit.frames, verified);
    if (edit.replace)
        clearOld(transaction, edit, open);
    // Numbers that the import brings along are not given away to its tracks that need a new one.
    for (const TrackPtr& track : edit.tracks)
        if (track->id != TrackId::kInvalid)
            transaction.reserveId(track->id);
    for (const TrackPtr& track : edit.tracks) {
        const Track* old = track->id == TrackId::kInvalid ? nullptr : transaction.peek(track->id);
        if (old != nullptr && edit.keepIds) {
            if (!old->locked)
                enterExisting(transaction, *old, track, open);
        } else if (old != nullptr || track->id == TrackId::kInvalid) {
            TW_TRY(checkIdsAreLeft(transaction.nextId()));
            enterNew(transaction, track, transaction.takeNextId(), open, edit.run);
        } else {
            enterNew(transaction, track, track->id, open, edit.run);
        }
    }
    if (edit.replace)
        for (const TrackId id : transaction.ids())
            removeIfEmpty(transaction, id);
    return {};
}

} // namespace tw::annotation::detail
