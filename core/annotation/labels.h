#pragma once
// What a person says beside boxes: classes of the project's own, attributes of tracks, notes. Values and pure
// functions, any thread. Frames from 0.

#include "core/annotation/keyed_delta.h"
#include "core/base/ids.h"

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tw::annotation {

inline constexpr FrameIndex kLastFrame = std::numeric_limits<FrameIndex>::max();
inline constexpr FrameRange kAllFrames{0, kLastFrame};
constexpr FrameRange fromHere(FrameIndex frame)
{
    return {frame, kLastFrame};
}

// --- classes and attributes that a project knows
// -----------------------------------------------------------------------

// Own classes are numbered from here on; smaller numbers are those of MOTChallenge and COCO
// (core/formats/class_names.h).
inline constexpr std::int32_t kFirstOwnClass = 1000;
// Values of an attribute that is true or not.
inline constexpr const char* kYes = "true";
inline constexpr const char* kNo = "false";

struct AttributeKind {
    std::string name;
    std::vector<std::string> values; // empty: yes or no

    bool isYesNo() const { return values.empty(); }
    bool allows(std::string_view value) const;
    friend bool operator==(const AttributeKind&, const AttributeKind&) = default;
};

struct Vocabulary {
    std::map<ClassId, std::string> classes; // names of classes that no standard has
    std::vector<AttributeKind> attributes;  // in the order people see

    const AttributeKind* attribute(std::string_view name) const; // null: not known
    bool empty() const { return classes.empty() && attributes.empty(); }
    friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

// --- attributes of one track
// -------------------------------------------------------------------------------------------

// "carrying" is "bag" in these frames; kAllFrames: said of the track as a whole.
struct AttributeSpan {
    std::string name;
    std::string value;
    FrameRange frames;

    bool ofWholeTrack() const { return frames == kAllFrames; }
    friend bool operator==(const AttributeSpan&, const AttributeSpan&) = default;
};
// By name, then frame. Spans of one name do not overlap; those with the same value do not touch.
using AttributeList = std::vector<AttributeSpan>;

// True when the order and the rules above hold, and no name or value is empty.
bool wellFormed(const AttributeList& list);
// Says it in these frames in place of what was said there; an empty value takes it back.
void setAttribute(AttributeList& list, const std::string& name, const std::string& value, FrameRange frames);
// Null: nothing is said.
const std::string* attributeAt(const AttributeList& list, std::string_view name, FrameIndex frame);
// What is said in these frames, clipped to them. What is said of the whole track stays in the list and is left out.
AttributeList cutOut(AttributeList& list, FrameRange frames);
// Adds what is said in `other` where the list says nothing.
void addWhereUnsaid(AttributeList& list, const AttributeList& other);
// Names and values that occur, as kinds: yes or no where nothing else occurs.
void addOccurring(const AttributeList& list, std::vector<AttributeKind>& kinds);

// --- notes
// -------------------------------------------------------------------------------------------------------------

// On a frame, or on a track at a frame. Without text it is a bookmark.
struct Note {
    TrackId track = TrackId::kInvalid; // kInvalid: on the frame; a track that is gone keeps its notes
    FrameIndex frame = kNoFrame;
    std::string text;

    friend bool operator==(const Note&, const Note&) = default;
};
using NoteId = std::int64_t; // from 1
using NoteMap = std::map<NoteId, Note>;
using NoteDelta = KeyedDelta<NoteId, Note>;

// Names, values and texts are bounded, so that a file is.
inline constexpr std::size_t kMaxLabelBytes = 200;
inline constexpr std::size_t kMaxNoteBytes = 10'000;

} // namespace tw::annotation
