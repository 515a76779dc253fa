#pragma once
// One person whom two pieces hold for a moment: the new one began before the old one ended, both boxes on the person.
// As they are, no link can join them. The weaker of the two stretches is set aside for the links, and comes back where
// they do not join the two.
//
// Pure functions, any thread. Cost: pieces that live at the same time near their ends.

#include "core/tracker/offline/chains.h"
#include "core/tracker/offline/pieces.h"

#include <vector>

namespace tw::tracker {

// A stretch that was set aside.
struct Trim {
    int old = kNoPiece; // pieces by number
    int fresh = kNoPiece;
    bool ofOld = true; // the end of the old piece, or the beginning of the fresh one
    std::vector<int> sightings;
};

struct Trimmed {
    std::vector<Piece> pieces; // by first frame
    std::vector<Trim> trims;   // in the order in which they were made
};

// What a person stated stays.
Trimmed trimOverlaps(const Scene& scene, std::vector<Piece> pieces, const OfflineOptions& options);

// Gives back what was set aside between pieces that the chains do not join, unless the chain is somewhere else by then.
// The pieces keep their numbers.
void restoreUnlinked(const Scene& scene, Trimmed& trimmed, const Chains& chains);

} // namespace tw::tracker
