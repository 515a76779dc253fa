#pragma once
// Every change to a document, as a value. perform() applies it; undo comes from the history.
// A failed edit changes nothing. Errors of perform(): NotFound (track or box absent), Conflict (locked track, two boxes
// of one identity in one frame), InvalidArgument (empty range, invalid box, id < 1).
// Scope rule: "from here" is a range whose last frame is kLastFrame.

#include "core/annotation/track.h"
#include "core/base/result.h"

#include <string>
#include <variant>
#include <vector>

namespace tw::annotation {

class Transaction;
struct Edit;

// Adds, moves or resizes one box: it becomes a manual keyframe; interpolated boxes up to the neighbouring real ones
// follow.
struct SetBox {
    TrackId track{};
    FrameIndex frame = kNoFrame;
    Box box;
};
// Removes boxes in the range; a track left empty is removed.
struct DeleteBoxes {
    TrackId track{};
    FrameRange frames;
};
struct DeleteTracks {
    std::vector<TrackId> tracks;
};
// A new track; id kInvalid: the next free one.
struct CreateTrack {
    Track track;
};
// Frames >= at become a track of their own; newId kInvalid: the next free one.
struct SplitTrack {
    TrackId track{};
    FrameIndex at = kNoFrame;
    TrackId newId{};
};
enum class Fill { None, Linear };
// `from` is appended to `into` and disappears. Where both have a box in a frame: Conflict.
struct JoinTracks {
    TrackId into{};
    TrackId from{};
    Fill fill = Fill::Linear;
};
// Exchanges the boxes of two tracks in the range: from t on, an interval, or all frames.
struct SwapTracks {
    TrackId a{};
    TrackId b{};
    FrameRange frames;
};
// Boxes of `track` in the range get the identity `newId` (new or existing; Conflict where it already has boxes).
struct ChangeId {
    TrackId track{};
    TrackId newId{};
    FrameRange frames;
};
// Linear boxes in every gap inside the range (or whole track).
struct FillGaps {
    TrackId track{};
    FrameRange frames;
};
// Removes interpolated boxes in the range (the other half of "I").
struct ClearInterpolated {
    TrackId track{};
    FrameRange frames;
};
struct SetClass {
    std::vector<TrackId> tracks;
    ClassId classId{};
};
struct SetVisibility {
    TrackId track{};
    FrameRange frames;
    float visibility = 1;
};
struct SetOccluded {
    TrackId track{};
    FrameRange frames;
    bool occluded = true;
};
struct SetKeyframe {
    TrackId track{};
    FrameIndex frame = kNoFrame;
    bool keyframe = true;
};
// The track ends at `lastFrame`: later boxes are removed.
struct EndTrack {
    TrackId track{};
    FrameIndex lastFrame = kNoFrame;
};
// Checked by a person; track kInvalid: everything in these frames.
struct SetVerified {
    TrackId track{};
    FrameRange frames;
    bool verified = true;
};
struct Rename {
    TrackId track{};
    std::string name;
};
struct SetColor {
    TrackId track{};
    std::optional<std::uint32_t> color;
};
struct SetLocked {
    std::vector<TrackId> tracks;
    bool locked = true;
};
struct SetHidden {
    std::vector<TrackId> tracks;
    bool hidden = true;
};
// Adds the tracks of a tracker run or of a file; boxes of an existing identity are added to its track. Boxes outside
// `frames` are refused. Edits by a person stay: manual boxes, keyframes, verified boxes, everything in verified
// frames, locked tracks; and a tracker does not replace boxes of a file. `replace`: earlier unedited tracker boxes
// inside `frames` are removed, with the boxes interpolated from them; not those of `untouched`.
struct ImportRun {
    RunId run{};
    FrameRange frames = kAllFrames;
    std::vector<TrackPtr> tracks;
    bool replace = false;
    bool keepIds = true;                 // false: tracks whose id is taken get the next free one
    std::vector<TrackId> untouched = {}; // with `replace`: tracks that keep all their boxes
};
// A person's verdict on a review finding (core/review/verdict.h); state "open" removes it.
inline constexpr const char* kOpenVerdict = "open";
struct SetVerdict {
    std::string key; // of the finding
    std::string state;
    std::uint64_t evidence = 0; // of the finding now
};
// Names a class of the project's own; an empty name removes it (Conflict while a track has it).
struct DefineClass {
    ClassId classId{}; // from kFirstOwnClass on; kInvalid: the next free one
    std::string name;
};
// Defines an attribute or changes its values (Conflict where a track has a value that would be removed).
struct DefineAttribute {
    AttributeKind kind;
};
// Conflict while a track has it.
struct RemoveAttribute {
    std::string name;
};
// Of the whole tracks (kAllFrames) or in a range; an empty value removes it there. The attribute must be defined and
// allow the value (InvalidArgument).
struct SetAttribute {
    std::vector<TrackId> tracks;
    std::string name;
    std::string value;
    FrameRange frames = kAllFrames;
};
// The person is absent in these frames and returns under the same number. Interpolated boxes there are removed;
// Conflict where a real box lies.
struct SetAbsent {
    TrackId track{};
    FrameRange frames;
    bool absent = true;
};
// A new note (id 0), or new text, place or track of an existing one (NotFound).
struct SetNote {
    NoteId id = 0;
    Note note;
};
struct RemoveNote {
    NoteId id = 0;
};
// Several edits as one step of the history.
struct Compound {
    std::string label;
    std::vector<Edit> edits;
};

struct Edit {
    using Variant =
        std::variant<SetBox, DeleteBoxes, DeleteTracks, CreateTrack, SplitTrack, JoinTracks, SwapTracks, ChangeId,
                     FillGaps, ClearInterpolated, SetClass, SetVisibility, SetOccluded, SetKeyframe, EndTrack,
                     SetVerified, Rename, SetColor, SetLocked, SetHidden, ImportRun, SetVerdict, DefineClass,
                     DefineAttribute, RemoveAttribute, SetAttribute, SetAbsent, SetNote, RemoveNote, Compound>;
    Variant value;

    template <class T>
    requires(!std::is_same_v<std::remove_cvref_t<T>, Edit>) Edit(T&& request) : value(std::forward<T>(request)) {}
};

Result<void> perform(Transaction& transaction, const Edit& edit);
// One line of English for history and notices: "Swap 12 and 31 from frame 313" (1-based numbers, as people see them).
std::string describe(const Edit& edit);

} // namespace tw::annotation
