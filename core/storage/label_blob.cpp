#include "core/storage/label_blob.h"

namespace tw::storage {

using annotation::AttributeKind;
using annotation::AttributeSpan;
using annotation::Note;
using annotation::Track;
using annotation::Vocabulary;

void putRanges(ByteWriter& out, const std::vector<FrameRange>& ranges)
{
    out.count(ranges.size());
    for (const FrameRange& range : ranges) {
        out.raw(range.first);
        out.raw(range.last);
    }
}

std::vector<FrameRange> readRanges(ByteReader& in)
{
    std::vector<FrameRange> out(in.countOf(2 * sizeof(FrameIndex)));
    std::int64_t previous = -1;
    for (FrameRange& range : out) {
        range.first = in.raw<FrameIndex>();
        range.last = in.raw<FrameIndex>();
        if (range.first <= previous || range.empty())
            in.fail();
        previous = range.last;
    }
    return out;
}

void putStatements(ByteWriter& out, const Track& track)
{
    out.count(track.attributes.size());
    for (const AttributeSpan& span : track.attributes) {
        out.text(span.name);
        out.text(span.value);
        out.raw(span.frames.first);
        out.raw(span.frames.last);
    }
    putRanges(out, track.absences);
}

void readStatements(ByteReader& in, Track& track)
{
    track.attributes.resize(in.countOf(2 + 2 * sizeof(FrameIndex)));
    for (AttributeSpan& span : track.attributes) {
        span.name = in.text();
        span.value = in.text();
        span.frames.first = in.raw<FrameIndex>();
        span.frames.last = in.raw<FrameIndex>();
    }
    track.absences = readRanges(in);
    if (!wellFormed(track.attributes))
        in.fail();
}

void putNote(ByteWriter& out, const Note& note)
{
    out.raw(number(note.track));
    out.raw(note.frame);
    out.text(note.text);
}

Note readNote(ByteReader& in)
{
    Note note;
    note.track = TrackId{in.raw<std::int32_t>()};
    note.frame = in.raw<FrameIndex>();
    note.text = in.text();
    if (note.frame < 0)
        in.fail();
    return note;
}

void putVocabulary(ByteWriter& out, const Vocabulary& vocabulary)
{
    out.count(vocabulary.classes.size());
    for (const auto& [id, name] : vocabulary.classes) {
        out.raw(number(id));
        out.text(name);
    }
    out.count(vocabulary.attributes.size());
    for (const AttributeKind& kind : vocabulary.attributes) {
        out.text(kind.name);
        out.count(kind.values.size());
        for (const std::string& value : kind.values)
            out.text(value);
    }
}

Vocabulary readVocabulary(ByteReader& in)
{
    Vocabulary out;
    for (std::size_t n = in.countOf(1 + sizeof(std::int32_t)); n > 0; --n) {
        const ClassId id{in.raw<std::int32_t>()};
        out.classes[id] = in.text();
    }
    out.attributes.resize(in.countOf(2));
    for (AttributeKind& kind : out.attributes) {
        kind.name = in.text();
        kind.values.resize(in.countOf(1));
        for (std::string& value : kind.values)
            value = in.text();
    }
    return out;
}

} // namespace tw::storage
