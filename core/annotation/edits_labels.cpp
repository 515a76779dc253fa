// Classes and attributes of a project, what is said of tracks with them, absences and notes.

#include "core/annotation/edits_parts.h"
#include "core/annotation/interpolation.h"
#include "core/annotation/query.h"

#include <algorithm>

namespace tw::annotation::detail {
namespace {

Result<void> checkText(const std::string& text, std::size_t most, const char* what)
{
    if (text.size() > most)
        return Error{
            ErrorCode::InvalidArgument, std::string(what) + " is longer than " + std::to_string(most) + " bytes", {}};
    return {};
}

Result<void> checkLabel(const std::string& text, const char* what)
{
    if (text.empty())
        return Error{ErrorCode::InvalidArgument, std::string(what) + " is empty", {}};
    return checkText(text, kMaxLabelBytes, what);
}

// The first track for which `has` holds, or kInvalid.
template <class Has>
TrackId firstTrack(const Transaction& transaction, Has has)
{
    for (const TrackId id : transaction.ids())
        if (has(*transaction.peek(id)))
            return id;
    return TrackId::kInvalid;
}

Error inUse(TrackId track)
{
    return {ErrorCode::Conflict, "is used; take it from that track first", trackName(track)};
}

Result<Note> checkedNote(const Note& note)
{
    if (note.frame < 0 || note.frame == kLastFrame)
        return Error{ErrorCode::InvalidArgument, "is not a frame", frameName(note.frame)};
    TW_TRY(checkText(note.text, kMaxNoteBytes, "the text of the note"));
    return note;
}

// Notes on `from` in these frames become notes on `to`, and the other way round when `bothWays`.
void moveNotes(Transaction& transaction, TrackId from, TrackId to, FrameRange frames, bool bothWays)
{
    NoteMap notes = transaction.notes();
    bool moved = false;
    for (auto& [id, note] : notes) {
        const bool there = note.track == from;
        if (!frames.contains(note.frame) || (!there && !(bothWays && note.track == to)))
            continue;
        note.track = there ? to : from;
        moved = true;
    }
    if (moved)
        transaction.setNotes(std::move(notes));
}

std::vector<FrameRange> cutOutRanges(std::vector<FrameRange>& ranges, FrameRange frames)
{
    std::vector<FrameRange> out;
    for (const FrameRange& range : ranges) {
        const FrameRange common{std::max(range.first, frames.first), std::min(range.last, frames.last)};
        if (!common.empty())
            out.push_back(common);
    }
    ranges = subtracted(ranges, frames);
    return out;
}

void addRanges(std::vector<FrameRange>& ranges, const std::vector<FrameRange>& more)
{
    for (const FrameRange& range : more)
        ranges = united(std::move(ranges), range);
}

} // namespace

Result<void> checkStatements(const Track& track)
{
    bool inOrder = wellFormed(track.attributes);
    std::int64_t last = -2;
    for (const FrameRange& range : track.absences) {
        inOrder = inOrder && !range.empty() && range.first >= 0 && range.first > last + 1;
        last = range.last;
    }
    if (!inOrder)
        return Error{ErrorCode::InvalidArgument, "its attributes or absences are empty, overlap or are not in order",
                     trackName(track.id)};
    return {};
}

void moveStatements(Transaction& transaction, Track& from, Track& to, FrameRange frames)
{
    addWhereUnsaid(to.attributes, cutOut(from.attributes, frames));
    addRanges(to.absences, cutOutRanges(from.absences, frames));
    moveNotes(transaction, from.id, to.id, frames, false);
}

void swapStatements(Transaction& transaction, Track& a, Track& b, FrameRange frames)
{
    const AttributeList fromA = cutOut(a.attributes, frames);
    addWhereUnsaid(a.attributes, cutOut(b.attributes, frames));
    addWhereUnsaid(b.attributes, fromA);
    const std::vector<FrameRange> awayA = cutOutRanges(a.absences, frames);
    addRanges(a.absences, cutOutRanges(b.absences, frames));
    addRanges(b.absences, awayA);
    moveNotes(transaction, a.id, b.id, frames, true);
}

Result<void> carryOut(Transaction& transaction, const DefineClass& edit)
{
    Vocabulary vocabulary = transaction.vocabulary();
    ClassId id = edit.classId;
    if (id == ClassId::kInvalid) {
        id = ClassId{kFirstOwnClass};
        while (vocabulary.classes.contains(id))
            id = ClassId{number(id) + 1};
    }
    if (number(id) < kFirstOwnClass)
        return Error{ErrorCode::InvalidArgument,
                     "classes of a project's own are numbered from " + std::to_string(kFirstOwnClass),
                     "class " + std::to_string(number(id))};
    if (edit.name.empty()) {
        const TrackId user = firstTrack(transaction, [id](const Track& track) { return track.classId == id; });
        if (user != TrackId::kInvalid)
            return inUse(user);
        vocabulary.classes.erase(id);
    } else {
        TW_TRY(checkLabel(edit.name, "the name of the class"));
        vocabulary.classes[id] = edit.name;
    }
    transaction.setVocabulary(std::move(vocabulary));
    return {};
}

Result<void> carryOut(Transaction& transaction, const DefineAttribute& edit)
{
    TW_TRY(checkLabel(edit.kind.name, "the name of the attribute"));
    for (const std::string& value : edit.kind.values)
        TW_TRY(checkLabel(value, "a value of the attribute"));
    const TrackId user = firstTrack(transaction, [&](const Track& track) {
        return std::any_of(track.attributes.begin(), track.attributes.end(), [&](const AttributeSpan& span) {
            return span.name == edit.kind.name && !edit.kind.allows(span.value);
        });
    });
    if (user != TrackId::kInvalid)
        return Error{ErrorCode::Conflict, "has a value of '" + edit.kind.name + "' that the list would lose",
                     trackName(user)};
    Vocabulary vocabulary = transaction.vocabulary();
    const auto there = std::find_if(vocabulary.attributes.begin(), vocabulary.attributes.end(),
                                    [&](const AttributeKind& kind) { return kind.name == edit.kind.name; });
    if (there == vocabulary.attributes.end())
        vocabulary.attributes.push_back(edit.kind);
    else
        *there = edit.kind;
    transaction.setVocabulary(std::move(vocabulary));
    return {};
}

Result<void> carryOut(Transaction& transaction, const RemoveAttribute& edit)
{
    Vocabulary vocabulary = transaction.vocabulary();
    if (vocabulary.attribute(edit.name) == nullptr)
        return Error{ErrorCode::NotFound, "there is no such attribute", edit.name};
    const TrackId user = firstTrack(transaction, [&](const Track& track) {
        return std::any_of(track.attributes.begin(), track.attributes.end(),
                           [&](const AttributeSpan& span) { return span.name == edit.name; });
    });
    if (user != TrackId::kInvalid)
        return inUse(user);
    std::erase_if(vocabulary.attributes, [&](const AttributeKind& kind) { return kind.name == edit.name; });
    transaction.setVocabulary(std::move(vocabulary));
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetAttribute& edit)
{
    TW_TRY(checkRange(edit.frames));
    TW_TRY(checkUnlocked(transaction, edit.tracks));
    const AttributeKind* kind = transaction.vocabulary().attribute(edit.name);
    if (kind == nullptr)
        return Error{ErrorCode::InvalidArgument, "the project has no such attribute; add it to the list first",
                     edit.name};
    if (!edit.value.empty() && !kind->allows(edit.value))
        return Error{ErrorCode::InvalidArgument, "'" + edit.value + "' is not one of its values", edit.name};
    for (const TrackId id : edit.tracks)
        setAttribute(transaction.draft(id)->attributes, edit.name, edit.value, edit.frames);
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetAbsent& edit)
{
    TW_TRY(checkRange(edit.frames));
    TW_TRY_ASSIGN(Track * track, unlocked(transaction, edit.track));
    if (!edit.absent) {
        track->absences = subtracted(track->absences, edit.frames);
        return {};
    }
    for (const TrackBox& box : track->boxes)
        if (edit.frames.contains(box.frame) && isReal(box))
            return Error{ErrorCode::Conflict, "the person is seen in " + frameName(box.frame), trackName(edit.track)};
    std::erase_if(track->boxes, [&](const TrackBox& box) { return edit.frames.contains(box.frame); });
    track->absences = united(std::move(track->absences), edit.frames);
    removeIfEmpty(transaction, edit.track);
    return {};
}

Result<void> carryOut(Transaction& transaction, const SetNote& edit)
{
    TW_TRY_ASSIGN(const Note note, checkedNote(edit.note));
    NoteMap notes = transaction.notes();
    if (edit.id != 0 && !notes.contains(edit.id))
        return Error{ErrorCode::NotFound, "there is no such note", "note " + std::to_string(edit.id)};
    if (note.track != TrackId::kInvalid && transaction.peek(note.track) == nullptr &&
        (edit.id == 0 || notes.at(edit.id).track != note.track))
        return Error{ErrorCode::NotFound, "there is no such track", trackName(note.track)};
    const NoteId id = edit.id != 0 ? edit.id : notes.empty() ? 1 : notes.rbegin()->first + 1;
    notes.insert_or_assign(id, note);
    transaction.setNotes(std::move(notes));
    return {};
}

Result<void> carryOut(Transaction& transaction, const RemoveNote& edit)
{
    NoteMap notes = transaction.notes();
    if (notes.erase(edit.id) == 0)
        return Error{ErrorCode::NotFound, "there is no such note", "note " + std::to_string(edit.id)};
    transaction.setNotes(std::move(notes));
    return {};
}

} // namespace tw::annotation::detail
