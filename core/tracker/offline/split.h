#pragma once
// Cuts pieces where they may have gone over to another person: in the middle of stretches in which nearer people cover
// the box and of short gaps, but only where the looks before and after disagree. Cutting everywhere is worse
// (measured).
//
// Pure function, any thread.

#include "core/tracker/offline/likeness.h"
#include "core/tracker/offline/pieces.h"

namespace tw::tracker {

// By first frame, as makePieces gives them. A piece is never cut between boxes of one stated identity.
std::vector<Piece> splitPieces(const Scene& scene, const SceneLikeness& likeness, std::vector<Piece> pieces,
                               const OfflineOptions& options);

// Pieces cut before these positions of each, except between boxes of one stated identity; by first frame.
std::vector<Piece> cutPieces(const Scene& scene, std::vector<Piece> pieces, std::vector<std::vector<std::size_t>> cuts);

} // namespace tw::tracker
