#pragma once
// The record of one committed transaction: what undo puts back, what the journal stores, what observers hear.
//
// A delta is read as a difference: boxes of `before` go, boxes of `after` come, boxes in neither (or the same in both)
// stay. Right after a commit both sides are the whole tracks; the steps of a history keep only the boxes that differ
// (trimmed), so that a thousand edits of a long track cost a thousand boxes and not a thousand tracks.

#include "core/annotation/track.h"
#include "core/annotation/verdict_mark.h"

#include <optional>
#include <string>
#include <vector>

namespace tw::annotation {

// A step of one history; not reused while the history lives.
enum class StepId : std::int64_t { kInvalid = 0 };

// What led to a step.
enum class Origin : std::uint8_t {
    Person,  // an edit by hand, also by a command or a script
    Tracker, // a run
    Import,  // tracks of a file
    Fix,     // the proposed fix of a finding
    FollowUp // what verdicts imply elsewhere (relink, identity board)
};

constexpr bool entersTracks(Origin origin)
{
    return origin == Origin::Tracker || origin == Origin::Import;
}

struct TrackDelta {
    TrackId id = TrackId::kInvalid;
    TrackPtr before; // null: the track is new
    TrackPtr after;  // null: the track is gone
};

struct VerifiedDelta {
    std::vector<FrameRange> before;
    std::vector<FrameRange> after;
};

struct VocabularyDelta {
    Vocabulary before;
    Vocabulary after;
};

struct ChangeSet {
    std::string label;              // "Swap 12 and 31 from frame 312": English, for history and log
    std::string edit;               // the edit as one JSON line (edit_text.h), large tracks as counts
    std::vector<TrackDelta> tracks; // by id
    std::optional<VerifiedDelta> verified;
    std::vector<VerdictDelta> verdicts; // by key
    std::optional<VocabularyDelta> vocabulary;
    std::vector<NoteDelta> notes; // by id
    TrackId nextIdBefore{1};
    TrackId nextIdAfter{1};
    StepId step = StepId::kInvalid; // the step of the history it is or was part of
    RunId run = RunId::kInvalid;    // the tracker run whose tracks the step brought in
    Origin origin = Origin::Person;

    bool empty() const { return tracks.empty() && !verified && verdicts.empty() && !vocabulary && notes.empty(); }
    FrameRange frames() const;  // smallest range that holds every changed box; verified frames, attributes,
                                // absences and notes count too
    ChangeSet inverted() const; // undo
};

// --- differences of tracks; pure functions, any thread --------------------------------------------------------------
// From `before` to `after` and back.

// `present` with the difference carried out. A frame where `present` is not what `before` says stays as it is; the same
// holds for every attribute. Null when no box is left.
TrackPtr patched(const TrackPtr& present, const TrackDelta& delta);
// The same difference with the unchanged boxes left out. A track that is new or gone stays whole and shared.
TrackDelta trimmed(const TrackDelta& delta);
// One difference that does what `first` and then `second` do. Boxes and attributes that return home drop out.
TrackDelta composed(const TrackDelta& first, const TrackDelta& second);
ChangeSet composed(const ChangeSet& first, const ChangeSet& second);
// True when it changes nothing.
bool isNothing(const TrackDelta& delta);
// Everything but the boxes.
Track withoutBoxes(const Track& track);
bool sameAttributes(const Track& a, const Track& b);

} // namespace tw::annotation
