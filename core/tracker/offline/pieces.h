#pragma once
// Short tracks that hold one person each: frame by frame, with a Kalman filter, overlap and appearance together first,
// overlap alone next, weak boxes last. Pieces end as soon as they are unsure; split.h and link.h decide the rest with
// the whole video in view.
// Source: the stages are FairMOT's; weak boxes last as in ByteTrack (Zhang et al., ECCV 2022); constants measured.
//
// Pure function, any thread. Cost of a frame: sorting and the pairs that overlap.

#include "core/tracker/offline/scene.h"

#include <vector>

namespace tw::tracker {

// Sightings of a scene in increasing time, at most one a frame.
struct Piece {
    std::vector<int> sightings;
    TrackId stated = TrackId::kInvalid; // a person said that this is who it is
};

// By first frame. No piece holds boxes of two stated identities; stated boxes of one identity that follow each other
// closely are in one piece.
std::vector<Piece> makePieces(const Scene& scene, const OfflineOptions& options);

inline int firstTime(const Scene& scene, const Piece& piece)
{
    return scene[piece.sightings.front()].time;
}
inline int lastTime(const Scene& scene, const Piece& piece)
{
    return scene[piece.sightings.back()].time;
}

} // namespace tw::tracker
