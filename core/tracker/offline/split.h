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

} // namespace tw::tracker
