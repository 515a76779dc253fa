#pragma once
// Annotations other than boxes: classes of the project's own, attributes of tracks, notes. Values and pure functions,
// any thread. Frames from 0.

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

// --- classes and attributes of a project ----------------------------------------------------------------------------
// The names that tracks may carry.

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
    std::map<ClassId, std::string> classes; // own classes, by their number
    std::vector<AttributeKind> attributes;  // in display order

    const AttributeKind* attribute(std::string_view name) const; // null: not defined
    bool empty() const { return classes.empty() && attributes.empty(); }
    friend bool operator==(const Vocabulary&, const Vocabulary&) = default;
};

// --- attributes of one track ----------------------------------------------------------------------------------------
// Functions on its list of spans.

// "carrying" is "bag" in these frames; kAllFrames: of the track as a whole.
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
// Sets the value in these frames in place of any there; an empty value removes it.
void setAttribute(AttributeList& list, const std::string& name, const std::string& value, FrameRange frames);
// Null: the attribute has no value there.
const std::string* attributeAt(const AttributeList& list, std::string_view name, FrameIndex frame);
// Removes and returns the values in these frames, clipped to them. Values of the whole track stay in the list.
AttributeList cutOut(AttributeList& list, FrameRange frames);
// Adds the values of `other` where the list has none.
void addWhereUnsaid(AttributeList& list, const AttributeList& other);
// Names and values that occur, as kinds: yes or no where nothing else occurs.
void addOccurring(const AttributeList& list, std::vector<AttributeKind>& kinds);

// --- notes ----------------------------------------------------------------------------------------------------------
// Texts and bookmarks, on frames and on tracks.

// On a frame, or on a track at a frame. Without text it is a bookmark.
struct Note {
    TrackId track = TrackId::kInvalid; // kInvalid: on the frame; notes outlive their track
    FrameIndex frame = kNoFrame;
    std::string text;

    friend bool operator==(const Note&, const Note&) = default;
};
using NoteId = std::int64_t; // from 1
using NoteMap = std::map<NoteId, Note>;
using NoteDelta = KeyedDelta<NoteId, Note>;

// Bounds on names, values and texts also bound the file.
inline constexpr std::size_t kMaxLabelBytes = 200;
inline constexpr std::size_t kMaxNoteBytes = 10'000;

} // namespace tw::annotation
