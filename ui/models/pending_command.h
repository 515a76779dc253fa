#pragma once
// A command that waits for its second half: the partner of a swap, the verdict on a proposed join, the place of a new
// box. Shown before it is committed: on the canvas (badges, preview) and in the context bar (scope, keys).

#include "core/base/box.h"
#include "core/base/ids.h"

#include <optional>
#include <vector>

namespace tw::ui {

struct PendingCommand {
    enum class Kind {
        None,
        Swap,   // choose a partner: click, 1-9, Enter for the proposed one
        Join,   // proposed continuation: Enter, J for the next one
        Merge,  // every clicked track joins the selected one until Esc
        Draw,   // drag a box: a new person
        AddBox, // drag a box: the selected track in this frame
        Adopt,  // a ghost or a drawn box that can be followed through the cached peaks
        Ask     // who is this: click a place; then 1-9, Enter for the most alike
    };
    Kind kind = Kind::None;
    TrackId track = TrackId::kInvalid; // what it is about
    FrameIndex frame = kNoFrame;       // where it began
    FrameRange scope;                  // frames it would change
    std::vector<TrackId> candidates;   // numbered 1-9
    std::size_t proposed = 0;          // index into candidates
    std::optional<Box> box;            // of a ghost, a drawing or a place that was asked about

    bool active() const { return kind != Kind::None; }
    // Waits for another track to be named.
    bool asksForTrack() const { return kind == Kind::Swap || kind == Kind::Join || kind == Kind::Merge; }
    TrackId partner() const { return proposed < candidates.size() ? candidates[proposed] : TrackId::kInvalid; }
};

} // namespace tw::ui
