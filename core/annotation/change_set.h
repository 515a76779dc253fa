#pragma once
// The record of one committed transaction: what undo puts back, what the journal stores, what observers hear.

#include "core/annotation/track.h"

#include <optional>
#include <string>
#include <vector>

namespace tw::annotation {

struct TrackDelta {
    TrackId id = TrackId::kInvalid;
    TrackPtr before; // null: the track is new
    TrackPtr after;  // null: the track is gone
};

struct VerifiedDelta {
    std::vector<FrameRange> before;
    std::vector<FrameRange> after;
};

struct ChangeSet {
    std::string label;              // "Swap 12 and 31 from frame 312": English, for history and log
    std::string edit;               // the edit as one JSON line (edit_text.h)
    std::vector<TrackDelta> tracks; // by id
    std::optional<VerifiedDelta> verified;
    TrackId nextIdBefore{1};
    TrackId nextIdAfter{1};

    bool empty() const { return tracks.empty() && !verified; }
    FrameRange frames() const;  // smallest range that holds every changed box
    ChangeSet inverted() const; // undo
};

} // namespace tw::annotation
