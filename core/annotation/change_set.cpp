#include "core/annotation/change_set.h"

#include "core/annotation/box_list.h"

#include <algorithm>

namespace tw::annotation {
namespace {

// One frame of a difference; null: no box on that side.
struct Cell {
    FrameIndex frame = kNoFrame;
    const TrackBox* before = nullptr;
    const TrackBox* after = nullptr;
};

bool same(const TrackBox* a, const TrackBox* b)
{
    return a == b || (a != nullptr && b != nullptr && *a == *b);
}

template <class Visit>
void forEachCell(std::span<const TrackBox> before, std::span<const TrackBox> after, Visit visit)
{
    auto b = before.begin();
    auto a = after.begin();
    while (b != before.end() || a != after.end()) {
        if (a == after.end() || (b != before.end() && b->frame < a->frame)) {
            visit(Cell{b->frame, &*b, nullptr});
            ++b;
        } else if (b == before.end() || a->frame < b->frame) {
            visit(Cell{a->frame, nullptr, &*a});
            ++a;
        } else {
            visit(Cell{b->frame, &*b, &*a});
            ++b;
            ++a;
        }
    }
}

template <class Visit>
void forEachCell(const TrackDelta& delta, Visit visit)
{
    static const BoxList kNone;
    forEachCell(delta.before ? delta.before->boxes : kNone, delta.after ? delta.after->boxes : kNone, visit);
}

// Only the cells whose sides differ. Most of a long track is skipped as bytes.
template <class Visit>
void forEachChange(const TrackDelta& delta, Visit visit)
{
    static const BoxList kNone;
    const std::span<const TrackBox> before(delta.before ? delta.before->boxes : kNone);
    const std::span<const TrackBox> after(delta.after ? delta.after->boxes : kNone);
    const Difference part = difference(before, after);
    const auto begin = static_cast<std::size_t>(part.begin);
    forEachCell(before.first(static_cast<std::size_t>(part.endOfFirst)).subspan(begin),
                after.first(static_cast<std::size_t>(part.endOfSecond)).subspan(begin), [&](const Cell& cell) {
                    if (!same(cell.before, cell.after))
                        visit(cell);
                });
}

std::vector<Cell> changedCells(const TrackDelta& delta)
{
    std::vector<Cell> cells;
    forEachChange(delta, [&](const Cell& cell) { cells.push_back(cell); });
    return cells;
}

template <class T>
void patchAttribute(T& present, const T& before, const T& after)
{
    if (!(before == after))
        present = after;
}

// Attributes of the track after the difference.
Track patchedAttributes(const Track* present, const TrackDelta& delta)
{
    if (present == nullptr)
        return withoutBoxes(delta.after ? *delta.after : *delta.before);
    Track out = withoutBoxes(*present);
    if (!delta.after)
        return out;
    if (!delta.before)
        return withoutBoxes(*delta.after);
    const Track& before = *delta.before;
    const Track& after = *delta.after;
    patchAttribute(out.classId, before.classId, after.classId);
    patchAttribute(out.name, before.name, after.name);
    patchAttribute(out.color, before.color, after.color);
    patchAttribute(out.locked, before.locked, after.locked);
    patchAttribute(out.hidden, before.hidden, after.hidden);
    patchAttribute(out.run, before.run, after.run);
    patchAttribute(out.attributes, before.attributes, after.attributes);
    patchAttribute(out.absences, before.absences, after.absences);
    return out;
}

void include(FrameRange& range, FrameRange other)
{
    if (other.empty())
        return;
    range = range.empty() ? other : FrameRange{std::min(range.first, other.first), std::max(range.last, other.last)};
}

// Ranges that only one of the lists has.
void includeChanged(FrameRange& range, const std::vector<FrameRange>& before, const std::vector<FrameRange>& after)
{
    for (const auto* ranges : {&before, &after}) {
        const auto& others = ranges == &before ? after : before;
        for (const FrameRange& one : *ranges)
            if (std::find(others.begin(), others.end(), one) == others.end())
                include(range, one);
    }
}

// Of a track that is there before and after; a new or removed one is in its boxes.
void includeStatements(FrameRange& range, const TrackDelta& delta)
{
    if (!delta.before || !delta.after)
        return;
    includeChanged(range, delta.before->absences, delta.after->absences);
    for (const auto* list : {&delta.before->attributes, &delta.after->attributes}) {
        const auto& others = list == &delta.before->attributes ? delta.after->attributes : delta.before->attributes;
        for (const AttributeSpan& span : *list)
            if (!span.ofWholeTrack() && std::find(others.begin(), others.end(), span) == others.end())
                include(range, span.frames);
    }
}

} // namespace

FrameRange ChangeSet::frames() const
{
    FrameRange range;
    for (const TrackDelta& delta : tracks) {
        forEachChange(delta, [&](const Cell& cell) { include(range, {cell.frame, cell.frame}); });
        includeStatements(range, delta);
    }
    if (verified)
        includeChanged(range, verified->before, verified->after);
    for (const NoteDelta& delta : notes)
        for (const auto& note : {delta.before, delta.after})
            if (note)
                include(range, {note->frame, note->frame});
    return range;
}

ChangeSet ChangeSet::inverted() const
{
    ChangeSet out = *this;
    for (TrackDelta& delta : out.tracks)
        std::swap(delta.before, delta.after);
    if (out.verified)
        std::swap(out.verified->before, out.verified->after);
    for (VerdictDelta& delta : out.verdicts)
        std::swap(delta.before, delta.after);
    if (out.vocabulary)
        std::swap(out.vocabulary->before, out.vocabulary->after);
    for (NoteDelta& delta : out.notes)
        std::swap(delta.before, delta.after);
    std::swap(out.nextIdBefore, out.nextIdAfter);
    return out;
}

Track withoutBoxes(const Track& track)
{
    Track out;
    out.id = track.id;
    out.classId = track.classId;
    out.name = track.name;
    out.color = track.color;
    out.locked = track.locked;
    out.hidden = track.hidden;
    out.run = track.run;
    out.attributes = track.attributes;
    out.absences = track.absences;
    return out;
}

bool sameAttributes(const Track& a, const Track& b)
{
    return a.id == b.id && a.classId == b.classId && a.name == b.name && a.color == b.color && a.locked == b.locked &&
           a.hidden == b.hidden && a.run == b.run && a.attributes == b.attributes && a.absences == b.absences;
}

bool isNothing(const TrackDelta& delta)
{
    if (!delta.before && !delta.after)
        return true;
    if (delta.before == delta.after)
        return true;
    if (!delta.before || !delta.after || !sameAttributes(*delta.before, *delta.after))
        return false;
    return difference(delta.before->boxes, delta.after->boxes).none();
}

TrackPtr patched(const TrackPtr& present, const TrackDelta& delta)
{
    if (present == delta.before)
        return delta.after && delta.after->empty() ? nullptr : delta.after;
    if (!delta.before && !delta.after)
        return present;
    static const BoxList kNone;
    const BoxList& boxes = present ? present->boxes : kNone;
    auto track = std::make_shared<Track>(patchedAttributes(present.get(), delta));
    track->boxes.reserve(boxes.size() + (delta.after ? delta.after->boxes.size() : 0));
    auto it = boxes.begin();
    forEachCell(delta, [&](const Cell& cell) {
        const auto end = std::lower_bound(it, boxes.end(), cell.frame,
                                          [](const TrackBox& box, FrameIndex frame) { return box.frame < frame; });
        track->boxes.insert(track->boxes.end(), it, end);
        const TrackBox* here = end != boxes.end() && end->frame == cell.frame ? &*end : nullptr;
        it = here != nullptr ? end + 1 : end;
        if (const TrackBox* box = same(here, cell.before) ? cell.after : here)
            track->boxes.push_back(*box);
    });
    track->boxes.insert(track->boxes.end(), it, boxes.end());
    return track->empty() ? nullptr : TrackPtr(std::move(track));
}

TrackDelta trimmed(const TrackDelta& delta)
{
    if (!delta.before || !delta.after)
        return delta;
    const std::vector<Cell> cells = changedCells(delta);
    auto before = std::make_shared<Track>(withoutBoxes(*delta.before));
    auto after = std::make_shared<Track>(withoutBoxes(*delta.after));
    for (const Cell& cell : cells) {
        if (cell.before != nullptr)
            before->boxes.push_back(*cell.before);
        if (cell.after != nullptr)
            after->boxes.push_back(*cell.after);
    }
    return {delta.id, std::move(before), std::move(after)};
}

TrackDelta composed(const TrackDelta& first, const TrackDelta& second)
{
    const std::vector<Cell> ones = changedCells(first);
    const std::vector<Cell> twos = changedCells(second);
    BoxList before;
    BoxList after;
    const auto put = [&](const TrackBox* from, const TrackBox* to) {
        if (same(from, to))
            return;
        if (from != nullptr)
            before.push_back(*from);
        if (to != nullptr)
            after.push_back(*to);
    };
    auto one = ones.begin();
    auto two = twos.begin();
    while (one != ones.end() || two != twos.end()) {
        if (two == twos.end() || (one != ones.end() && one->frame < two->frame)) {
            put(one->before, one->after);
            ++one;
        } else if (one == ones.end() || two->frame < one->frame) {
            put(two->before, two->after);
            ++two;
        } else {
            put(one->before, two->after);
            ++one;
            ++two;
        }
    }
    const auto side = [](BoxList boxes, const TrackPtr& attributes, const TrackPtr& otherwise) -> TrackPtr {
        if (boxes.empty() && !attributes)
            return nullptr;
        auto track = std::make_shared<Track>(withoutBoxes(attributes ? *attributes : *otherwise));
        track->boxes = std::move(boxes);
        return track;
    };
    return {first.id, side(std::move(before), first.before, second.before),
            side(std::move(after), second.after, first.after)};
}

ChangeSet composed(const ChangeSet& first, const ChangeSet& second)
{
    ChangeSet out = first;
    out.label = second.label;
    out.edit = second.edit;
    out.nextIdAfter = second.nextIdAfter;
    out.tracks.clear();
    auto a = first.tracks.begin();
    auto b = second.tracks.begin();
    while (a != first.tracks.end() || b != second.tracks.end()) {
        TrackDelta delta;
        if (b == second.tracks.end() || (a != first.tracks.end() && a->id < b->id))
            delta = *a++;
        else if (a == first.tracks.end() || b->id < a->id)
            delta = trimmed(*b++);
        else
            delta = composed(*a++, *b++);
        if (!isNothing(delta))
            out.tracks.push_back(std::move(delta));
    }
    if (second.verified) {
        out.verified = VerifiedDelta{(first.verified ? first : second).verified->before, second.verified->after};
        if (out.verified->before == out.verified->after)
            out.verified.reset();
    }
    out.verdicts = composed(first.verdicts, second.verdicts);
    if (second.vocabulary) {
        out.vocabulary =
            VocabularyDelta{(first.vocabulary ? first : second).vocabulary->before, second.vocabulary->after};
        if (out.vocabulary->before == out.vocabulary->after)
            out.vocabulary.reset();
    }
    out.notes = composed(first.notes, second.notes);
    return out;
}

} // namespace tw::annotation
