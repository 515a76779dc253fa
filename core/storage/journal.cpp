#include "core/storage/journal.h"

#include "core/storage/box_blob.h"
#include "core/storage/label_blob.h"

#include <limits>
#include <map>

namespace tw::storage {

using annotation::ChangeSet;
using annotation::NoteDelta;
using annotation::Track;
using annotation::TrackBox;
using annotation::TrackDelta;
using annotation::TrackMap;
using annotation::TrackPtr;
using annotation::VerdictDelta;
using annotation::VerdictMark;

namespace {

// 1 had no verdicts; 2 no attributes, absences, notes and vocabulary
constexpr std::uint8_t kRecordVersion = 3;

void putProperties(ByteWriter& out, const Track& track)
{
    out.raw(number(track.classId));
    out.text(track.name);
    out.raw(static_cast<std::uint8_t>((track.color ? 1 : 0) | (track.locked ? 2 : 0) | (track.hidden ? 4 : 0)));
    out.raw(track.color.value_or(0));
    out.raw(number(track.run));
    putStatements(out, track);
}

void readProperties(ByteReader& in, Track& track, std::uint8_t version)
{
    track.classId = ClassId{in.raw<std::int32_t>()};
    track.name = in.text();
    const auto marks = in.raw<std::uint8_t>();
    const auto color = in.raw<std::uint32_t>();
    if ((marks & 1) != 0)
        track.color = color;
    track.locked = (marks & 2) != 0;
    track.hidden = (marks & 4) != 0;
    track.run = RunId{in.raw<std::int64_t>()};
    if (version >= 3)
        readStatements(in, track);
}

template <class Value, class Put>
void putOptional(ByteWriter& out, const std::optional<Value>& value, Put put)
{
    out.raw(static_cast<std::uint8_t>(value ? 1 : 0));
    if (value)
        put(out, *value);
}

template <class Read>
auto readOptional(ByteReader& in, Read read) -> std::optional<decltype(read(in))>
{
    if (in.raw<std::uint8_t>() == 0)
        return std::nullopt;
    return read(in);
}

void putMark(ByteWriter& out, const VerdictMark& mark)
{
    out.text(mark.state);
    out.raw(mark.evidence);
    out.raw(mark.order);
}

VerdictMark readMark(ByteReader& in)
{
    VerdictMark mark;
    mark.state = in.text();
    mark.evidence = in.raw<std::uint64_t>();
    mark.order = in.raw<std::int64_t>();
    return mark;
}

void putVerdicts(ByteWriter& out, const std::vector<VerdictDelta>& deltas)
{
    out.count(deltas.size());
    for (const VerdictDelta& delta : deltas) {
        out.text(delta.key);
        putOptional(out, delta.before, putMark);
        putOptional(out, delta.after, putMark);
    }
}

std::vector<VerdictDelta> readVerdicts(ByteReader& in)
{
    std::vector<VerdictDelta> out(in.countOf(3));
    for (VerdictDelta& delta : out) {
        delta.key = in.text();
        delta.before = readOptional(in, readMark);
        delta.after = readOptional(in, readMark);
    }
    return out;
}

void putNotes(ByteWriter& out, const std::vector<NoteDelta>& deltas)
{
    out.count(deltas.size());
    for (const NoteDelta& delta : deltas) {
        out.raw(delta.key);
        putOptional(out, delta.before, putNote);
        putOptional(out, delta.after, putNote);
    }
}

std::vector<NoteDelta> readNotes(ByteReader& in)
{
    std::vector<NoteDelta> out(in.countOf(10));
    for (NoteDelta& delta : out) {
        delta.key = in.raw<annotation::NoteId>();
        delta.before = readOptional(in, readNote);
        delta.after = readOptional(in, readNote);
    }
    return out;
}

std::vector<FrameRange> framesOf(const std::vector<TrackBox>& boxes)
{
    std::vector<FrameRange> out;
    for (const TrackBox& box : boxes) {
        if (out.empty() || out.back().last + 1 != box.frame)
            out.push_back({box.frame, box.frame});
        out.back().last = box.frame;
    }
    return out;
}

Error doesNotFit()
{
    return {ErrorCode::Unreadable, "the undo history does not fit the document", {}};
}

// One track while the history is walked step by step: what the document holds, and what the walk has changed of it.
class WalkedTrack
{
public:
    explicit WalkedTrack(TrackPtr track) : m_track(std::move(track)) {}

    // Puts what is on the other side of the step into `delta` and moves to its known side.
    Result<TrackPtr> cross(const StoredDelta& delta)
    {
        TrackPtr other;
        if (delta.other == StoredDelta::Other::Absent && m_track && m_changes.empty())
            return doesNotFit();
        if (delta.other == StoredDelta::Other::Whole) {
            other = settled(delta.otherAttributes);
            if (!other)
                return doesNotFit();
        } else if (delta.other == StoredDelta::Other::Frames) {
            auto track = std::make_shared<Track>(delta.otherAttributes);
            for (const FrameRange& range : delta.otherFrames) {
                if (!take(range, track->boxes))
                    return doesNotFit();
            }
            other = std::move(track);
        }
        if (delta.other != StoredDelta::Other::Frames || !delta.known) {
            m_track = delta.known;
            m_changes.clear();
            return other;
        }
        for (const FrameRange& range : delta.otherFrames)
            for (FrameIndex frame = range.first; frame <= range.last; ++frame)
                m_changes[frame] = std::nullopt;
        for (const TrackBox& box : delta.known->boxes)
            m_changes[box.frame] = box;
        return other;
    }

private:
    // The whole track as it is now; shared when the walk has changed none of it.
    TrackPtr settled(const Track& attributes)
    {
        if (m_changes.empty() && m_track && annotation::sameAttributes(*m_track, attributes))
            return m_track;
        auto track = std::make_shared<Track>(attributes);
        static const std::vector<TrackBox> kNone;
        const auto& boxes = m_track ? m_track->boxes : kNone;
        auto change = m_changes.begin();
        const auto putChanges = [&](std::int64_t before) {
            for (; change != m_changes.end() && change->first < before; ++change)
                if (change->second)
                    track->boxes.push_back(*change->second);
        };
        for (const TrackBox& box : boxes) {
            putChanges(box.frame);
            if (change != m_changes.end() && change->first == box.frame) {
                putChanges(std::int64_t{box.frame} + 1);
                continue;
            }
            track->boxes.push_back(box);
        }
        putChanges(std::numeric_limits<std::int64_t>::max());
        return track->empty() ? nullptr : TrackPtr(std::move(track));
    }

    bool take(FrameRange range, std::vector<TrackBox>& out) const
    {
        // A damaged record may name two billion frames: they run out at the first one that is not there.
        for (FrameIndex frame = range.first; frame <= range.last; ++frame) {
            const auto change = m_changes.find(frame);
            const TrackBox* box = change != m_changes.end() ? (change->second ? &*change->second : nullptr)
                                  : m_track                 ? m_track->at(frame)
                                                            : nullptr;
            if (box == nullptr)
                return false;
            out.push_back(*box);
        }
        return true;
    }

    TrackPtr m_track;
    std::map<FrameIndex, std::optional<TrackBox>> m_changes;
};

class Walk
{
public:
    explicit Walk(const TrackMap& document) : m_document(document) {}

    Result<ChangeSet> cross(StoredStep stored, bool done)
    {
        ChangeSet out = std::move(stored.step);
        for (const StoredDelta& delta : stored.tracks) {
            const auto there = m_document.find(delta.id);
            auto& walked =
                m_tracks.try_emplace(delta.id, there == m_document.end() ? nullptr : there->second).first->second;
            TW_TRY_ASSIGN(TrackPtr other, walked.cross(delta));
            out.tracks.push_back(done ? TrackDelta{delta.id, delta.known, std::move(other)}
                                      : TrackDelta{delta.id, std::move(other), delta.known});
        }
        return out;
    }

private:
    const TrackMap& m_document;
    std::map<TrackId, WalkedTrack> m_tracks;
};

} // namespace

std::string toRecord(const ChangeSet& step, bool done)
{
    std::string bytes;
    ByteWriter out(bytes);
    out.raw(kRecordVersion);
    out.raw(static_cast<std::uint8_t>(step.verified ? 1 : 0));
    if (step.verified) {
        putRanges(out, step.verified->before);
        putRanges(out, step.verified->after);
    }
    putVerdicts(out, step.verdicts);
    putOptional(out, step.vocabulary, [](ByteWriter& writer, const annotation::VocabularyDelta& delta) {
        putVocabulary(writer, delta.before);
        putVocabulary(writer, delta.after);
    });
    putNotes(out, step.notes);
    out.count(step.tracks.size());
    for (const TrackDelta& delta : step.tracks) {
        const TrackPtr& known = done ? delta.before : delta.after;
        const TrackPtr& other = done ? delta.after : delta.before;
        out.raw(number(delta.id));
        out.raw(static_cast<std::uint8_t>(known ? 1 : 0));
        if (known) {
            putProperties(out, *known);
            appendBoxes(bytes, known->boxes);
        }
        const auto kind = !other  ? StoredDelta::Other::Absent
                          : known ? StoredDelta::Other::Frames
                                  : StoredDelta::Other::Whole;
        out.raw(static_cast<std::uint8_t>(kind));
        if (other)
            putProperties(out, *other);
        if (kind == StoredDelta::Other::Frames)
            putRanges(out, framesOf(other->boxes));
    }
    return bytes;
}

Result<StoredStep> fromRecord(ChangeSet withoutTracks, std::string_view record)
{
    const Error damaged{ErrorCode::Unreadable, "a step of the undo history is damaged", {}};
    StoredStep out{std::move(withoutTracks), {}};
    ByteReader in(record);
    const auto version = in.raw<std::uint8_t>();
    if (version < 1 || version > kRecordVersion)
        return damaged;
    if (in.raw<std::uint8_t>() != 0) {
        auto& verified = out.step.verified.emplace();
        verified.before = readRanges(in);
        verified.after = readRanges(in);
    }
    if (version >= 2)
        out.step.verdicts = readVerdicts(in);
    if (version >= 3) {
        out.step.vocabulary = readOptional(in, [](ByteReader& reader) {
            annotation::VocabularyDelta delta;
            delta.before = readVocabulary(reader);
            delta.after = readVocabulary(reader);
            return delta;
        });
        out.step.notes = readNotes(in);
    }
    TrackId previous = TrackId::kInvalid;
    for (std::size_t n = in.countOf(6); n > 0; --n) {
        StoredDelta delta;
        delta.id = TrackId{in.raw<std::int32_t>()};
        if (delta.id <= previous)
            return damaged;
        previous = delta.id;
        if (in.raw<std::uint8_t>() != 0) {
            auto known = std::make_shared<Track>();
            known->id = delta.id;
            readProperties(in, *known, version);
            if (!readBoxes(in, known->boxes))
                return damaged;
            delta.known = std::move(known);
        }
        const auto kind = in.raw<std::uint8_t>();
        if (kind > static_cast<std::uint8_t>(StoredDelta::Other::Frames))
            return damaged;
        delta.other = static_cast<StoredDelta::Other>(kind);
        delta.otherAttributes.id = delta.id;
        if (delta.other != StoredDelta::Other::Absent)
            readProperties(in, delta.otherAttributes, version);
        if (delta.other == StoredDelta::Other::Frames)
            delta.otherFrames = readRanges(in);
        out.tracks.push_back(std::move(delta));
    }
    if (in.failed() || !in.atEnd())
        return damaged;
    return out;
}

Result<std::vector<ChangeSet>> toSteps(std::vector<StoredStep> stored, std::size_t position,
                                       const annotation::DocumentState& document)
{
    if (position > stored.size())
        return doesNotFit();
    std::vector<ChangeSet> out(stored.size());
    Walk back(document.tracks);
    for (std::size_t i = position; i-- > 0;) {
        TW_TRY_ASSIGN(out[i], back.cross(std::move(stored[i]), true));
    }
    Walk forward(document.tracks);
    for (std::size_t i = position; i < stored.size(); ++i) {
        TW_TRY_ASSIGN(out[i], forward.cross(std::move(stored[i]), false));
    }
    // A run that grew raised the next free number of the steps on top of it; only its own row says so.
    TrackId next{1};
    for (ChangeSet& step : out) {
        step.nextIdBefore = std::max(step.nextIdBefore, next);
        next = step.nextIdAfter = std::max(step.nextIdAfter, step.nextIdBefore);
    }
    return out;
}

} // namespace tw::storage
