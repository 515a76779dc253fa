#pragma once
// One global decision about which piece goes on in which: the assignment with the largest sum of gains in which every
// piece has at most one successor and one predecessor, under what a person said.
//
// Pure function, any thread. Knows no boxes: offline tracking and relinking share it.

#include "core/base/ids.h"
#include "core/base/result.h"

#include <span>
#include <utility>
#include <vector>

namespace tw::tracker {

inline constexpr int kNoPiece = -1;

struct Link {
    int from = kNoPiece;
    int to = kNoPiece;
    double gain = 0; // log likelihood ratio; compared with the least one that is accepted
};

struct ChainRules {
    std::vector<TrackId> stated;             // of each piece, kInvalid: not known; empty: of none
    std::vector<std::pair<int, int>> must;   // in one chain, whatever lies between them
    std::vector<std::pair<int, int>> cannot; // never in one chain
    std::vector<FrameRange> frames;          // of each piece, so that none is in two places at once; empty: not known
};

// Who follows whom; kNoPiece: the chain ends.
struct Chains {
    std::vector<int> next, previous;
    friend bool operator==(const Chains&, const Chains&) = default;
};

// Links of at least `leastGain`; `links` in any order, (from, to) at most once, from < to: pieces are numbered by their
// first frame. Pieces of two stated identities are never in one chain. Errors: Conflict when `must` contradicts itself
// or the rest (names the frames, or the pieces by number).
Result<Chains> bestChains(int pieces, std::span<const Link> links, double leastGain, const ChainRules& rules = {});

} // namespace tw::tracker
