#pragma once
// Tracks that lie on another track: the network sometimes gives one person, or two who stand close together, a second
// box that overlaps too little for frame-by-frame suppression but goes the same way for seconds.
//
// Pure function, any thread.

#include "core/tracker/offline/finish.h"

#include <vector>

namespace tw::tracker {

// Removes every track that overlaps one other track of its class by more than OfflineOptions::doubleIou in at least
// OfflineOptions::doubleShare of its boxes and has the smaller sum of scores of the two. Tracks with a box that a
// person stated stay. Returns how many went.
int removeDoubles(std::vector<OfflineTrack>& tracks, const OfflineOptions& options);

} // namespace tw::tracker
