#pragma once
// From chains of pieces to the tracks that are put out: weak and short ones go, short gaps are filled where the motion
// before and after them agrees, jitter is smoothed away. Boxes that a person stated are never changed, and chains with
// one never go.
//
// Pure function, any thread.

#include "core/tracker/offline/chains.h"
#include "core/tracker/offline/pieces.h"
#include "core/tracker/tracker.h"

#include <vector>

namespace tw::tracker {

struct OfflineBox {
    FrameIndex frame = kNoFrame;
    Box box;             // source pixels
    float score = 0;     // of the peak; of a filled box the mean of its neighbours
    int peak = -1;       // of its frame; -1: filled
    bool stated = false; // the person's own box
};

struct OfflineTrack {
    std::vector<OfflineBox> boxes; // increasing frames
    ClassId classId = ClassId::kPedestrian;
    TrackId stated = TrackId::kInvalid;
    int pieces = 0; // it was put together from
};

struct Finished {
    std::vector<OfflineTrack> tracks; // by first frame
    int dropped = 0;                  // chains that were too short or too weak
};

Finished finishTracks(const Scene& scene, const std::vector<Piece>& pieces, const Chains& chains,
                      const std::vector<FrameRange>& verified, const OfflineOptions& options);

} // namespace tw::tracker
