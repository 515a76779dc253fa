#pragma once
// What a person changed, read from the history: tracks that an edit touched, and boxes that an edit took away. A
// tracker run that is started on a corrected document leaves both alone. Pure values, any thread.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"

#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

namespace tw::annotation {

struct EditedPlaces {
    std::set<TrackId> tracks;                       // of the document
    std::map<FrameIndex, std::vector<Box>> removed; // where no box of the document lies today
    std::size_t deletedTracks = 0;                  // of which such boxes were

    // True when an edit removed a box about here: `box` overlaps one of them, in this frame or close to it.
    bool isRemoved(FrameIndex frame, const Box& box) const;
};

// `done`: the steps before the history's position; only those count for which `isEdit` is true. Tracks that none of the
// others made count as edited, too: their history is not known. What was removed from tracks of `run`
// does not count: it is the caller's own. O(boxes of the steps and of the document).
EditedPlaces editedPlaces(std::span<const ChangeSet> done, const DocumentState& document,
                          const std::function<bool(const ChangeSet&)>& isEdit, RunId run = RunId::kInvalid);

} // namespace tw::annotation
