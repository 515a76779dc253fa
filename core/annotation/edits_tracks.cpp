// Edits of whole tracks: identities and names.

#include "core/annotation/box_list.h"
#include "core/annotation/edits_parts.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"

namespace tw::annotation::detail {
namespace {

Result<TrackId> freeId(Transaction& transaction, TrackId wanted)
{
    if (wanted == TrackId::kInvalid) {
        TW_TRY(checkIdsAreLeft(transaction.nextId()));
        return transaction.takeNextId();
    }
    TW_TRY(checkNewId(wanted));
    if (transaction.peek(wanted) != nullptr)
        return Error{ErrorCode::Conflict, "the number is taken", trackName(wanted)};
    return wanted;
}

Result<void> checkApart(const BoxList& a, const BoxList& b, TrackId where)
{
    const FrameIndex frame = firstCommonFrame(a, b);
    if (frame != kNoFrame)
        return Error{ErrorCode::Conflict, "both tracks have a box in " + frameName(frame), trackName(where)};
    return {};
}

// Linear boxes where a box of one track follows a box of the other after a gap.
Result<BoxList> seams(const BoxList& into, const BoxList& from, TrackId id)
{
    BoxList out;
    const BoxList all = merged(into, from);
    for (std::size_t i = 1; i < all.size(); ++i) {
        const TrackBox& left = all[i - 1];
        const TrackBox& right = all[i];
        if (right.frame - left.frame < 2)
            continue;
        const auto there = lowerBound(into, left.frame);
        const bool leftInto = there != into.end() && there->frame == left.frame;
        const auto then = lowerBound(into, right.frame);
        const bool rightInto = then != into.end() && then->frame == right.frame;
        if (leftInto == rightInto)
            continue;
        TW_TRY(checkFill(out.size(), left, right, kAllFrames, id));
        const BoxList between = boxesBetween(left, right, kAllFrames);
        out.insert(out.end(), between.begin(), between.end());
    }
    return out;
}

// Sets one thing of several tracks; a locked one is refused unless `lockedToo`.
template <class Set>
Result<void> forTracks(Transaction& transaction, const std::vector<TrackId>& ids, bool lockedToo, Set set)
{
    if (ids.empty())
        return Error{ErrorCode::InvalidArgument, "no track is named", {}};
    if (!lockedToo)
        TW_TRY(checkUnlocked(transaction, ids));
    for (const TrackId id : ids) {
        TW_TRY(existing(transaction, id));
        set(*transaction.draft(id));
    }
    return {};
}

// Statements about `from` in these frames; all of them when no box of `from` is left.
void takeStatements(Transaction& transaction, Track& from, Track& to, FrameRange frames)
{
    moveStatements(transaction, from, to, from.empty() ? kAllFrames : frames);
    if (from.empty())
        addWhereUnsaid(to.attributes, from.attributes);
}

} // namespace

Result<void> carryOut(Transaction& transaction, const DeleteTracks& edit)
{
    TW_TRY(checkUnlocked(transaction, edit.tracks));
    for (const TrackId id : edit.tracks)
        if (transaction.peek(id) != nullptr) // named twice: gone already
            transaction.remove(id);
    return {};
}

Result<void> carryOut(Transaction& transaction, const CreateTrack& edit)
{
    if (edit.track.empty())
        return Error{ErrorCode::InvalidArgument, "a track needs a box", trackName(edit.track.id)};
    if (!wellFormed(edit.track.boxes))
        return Error{ErrorCode::InvalidArgument, "the boxes are invalid or not in order", trackName(edit.track.id)};
    TW_TRY(checkStatements(edit.track));
    if (number(edit.track.classId) < 1)
        return Error{ErrorCode::InvalidArgument, "the class is below 1", trackName(edit.track.id)};
    TW_TRY_ASSIGN(const TrackId id, freeId(transaction, edit.track.id));
    auto track = std::make_shared<Track>(edit.track);
    track->id = id;
    transaction.adopt(std::move(track));
    return {};
}

Result<void> carryOut(Transaction& transaction, const SplitTrack& edit)
{
    TW_TRY_ASSIGN(const Track* whole, existing(transaction, edit.track));
    if (edit.at <= whole->firstFrame() || edit.at > whole->lastFrame())
        return Error{ErrorCode::InvalidArgument, "there are no boxes on one side of " + frameName(edit.at),
                     trackName(edit.track)};
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    TW_TRY_ASSIGN(const TrackId id, freeId(transaction, edit.newId));
    Track& second = transaction.create(id);
    second.classId = track->classId;
    second.hidden = track->hidden;
    second.run = track->run;
    second.boxes = cutOut(track->boxes, fromHere(edit.at));
    for (const AttributeSpan& span : track->attributes)
        if (span.ofWholeTrack())
            second.attributes.push_back(span);
    moveStatements(transaction, *track, second, fromHere(edit.at));
    return {};
}

Result<void> carryOut(Transaction& transaction, const JoinTracks& edit)
{
    if (edit.into == edit.from)
        return Error{ErrorCode::InvalidArgument, "a track cannot be joined with itself", trackName(edit.into)};
    TW_TRY(checkUnlocked(transaction, std::vector{edit.into, edit.from}));
    const Track& from = *transaction.peek(edit.from);
    TW_TRY(checkApart(transaction.peek(edit.into)->boxes, from.boxes, edit.into));
    Track* into = transaction.draft(edit.into);
    BoxList filled;
    if (edit.fill == Fill::Linear) {
        TW_TRY_ASSIGN(filled, seams(into->boxes, from.boxes, edit.from));
        std::erase_if(filled,
                      [&](const TrackBox& box) { return isAbsent(*into, box.frame) || isAbsent(from, box.frame); });
    }
    into->boxes = merged(merged(into->boxes, from.boxes), filled);
    if (into->name.empty())
        into->name = from.name;
    Track* gone = transaction.draft(edit.from);
    gone->boxes.clear();
    takeStatements(transaction, *gone, *into, kAllFrames);
    transaction.remove(edit.from);
    return {};
}

Result<void> carryOut(Transaction& transaction, const SwapTracks& edit)
{
    TW_TRY(checkRange(edit.frames));
    if (edit.a == edit.b)
        return Error{ErrorCode::InvalidArgument, "a track cannot be swapped with itself", trackName(edit.a)};
    TW_TRY(checkUnlocked(transaction, std::vector{edit.a, edit.b}));
    if (!hasBoxesIn(transaction.peek(edit.a)->boxes, edit.frames) &&
        !hasBoxesIn(transaction.peek(edit.b)->boxes, edit.frames))
        return Error{ErrorCode::NotFound, "neither track has a box in these frames",
                     trackName(edit.a) + " and " + trackName(edit.b)};
    Track* a = transaction.draft(edit.a);
    Track* b = transaction.draft(edit.b);
    const BoxList fromA = cutOut(a->boxes, edit.frames);
    const BoxList fromB = cutOut(b->boxes, edit.frames);
    a->boxes = merged(a->boxes, fromB);
    b->boxes = merged(b->boxes, fromA);
    swapStatements(transaction, *a, *b, edit.frames);
    removeIfEmpty(transaction, edit.a);
    removeIfEmpty(transaction, edit.b);
    return {};
}

Result<void> carryOut(Transaction& transaction, const ChangeId& edit)
{
    TW_TRY(checkRange(edit.frames));
    if (edit.track == edit.newId)
        return Error{ErrorCode::InvalidArgument, "it is that track already", trackName(edit.track)};
    TW_TRY(checkUnlocked(transaction, std::span(&edit.track, 1)));
    TW_TRY(checkHasBoxes(*transaction.peek(edit.track), edit.frames));
    const bool joins = edit.newId != TrackId::kInvalid && transaction.peek(edit.newId) != nullptr;
    if (joins)
        TW_TRY(checkUnlocked(transaction, std::span(&edit.newId, 1)));
    Track* track = transaction.draft(edit.track);
    const BoxList moved = cutOut(track->boxes, edit.frames);
    if (joins) {
        TW_TRY(checkApart(transaction.peek(edit.newId)->boxes, moved, edit.newId));
        Track* target = transaction.draft(edit.newId);
        target->boxes = merged(target->boxes, moved);
        takeStatements(transaction, *track, *target, edit.frames);
        removeIfEmpty(transaction, edit.track);
        return {};
    }
    TW_TRY_ASSIGN(const TrackId id, freeId(transaction, edit.newId));
    Track& target = transaction.create(id);
    if (track->empty())
        target = *track; // the whole track gets another number: what a person said about it goes along
    target.id = id;
    target.classId = track->classId;
    target.hidden = track->hidden;
    target.run = track->run;
    target.boxes = moved;
    takeStatements(transaction, *track, target, edit.frames);
    removeIfEmpty(transaction, edit.track);
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetClass& edit)
{
    if (number(edit.classId) < 1)
        return Error{ErrorCode::InvalidArgument, "the class is below 1", {}};
    return forTracks(transaction, edit.tracks, false, [&](Track& track) { track.classId = edit.classId; });
}

Result<void> carryOut(Transaction& transaction, const Rename& edit)
{
    return forTracks(transaction, {edit.track}, false, [&](Track& track) { track.name = edit.name; });
}

Result<void> carryOut(Transaction& transaction, const SetColor& edit)
{
    if (edit.color && *edit.color > 0xFFFFFFU)
        return Error{ErrorCode::InvalidArgument, "is not a colour (0xRRGGBB)", trackName(edit.track)};
    return forTracks(transaction, {edit.track}, true, [&](Track& track) { track.color = edit.color; });
}

Result<void> carryOut(Transaction& transaction, const SetLocked& edit)
{
    return forTracks(transaction, edit.tracks, true, [&](Track& track) { track.locked = edit.locked; });
}

Result<void> carryOut(Transaction& transaction, const SetHidden& edit)
{
    return forTracks(transaction, edit.tracks, true, [&](Track& track) { track.hidden = edit.hidden; });
}

} // namespace tw::annotation::detail
