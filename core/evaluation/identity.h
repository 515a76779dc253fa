#pragma once
// IDF1, IDP, IDR: one global matching of identities, of the greatest number of common boxes.
//
// The reference solves a dense square matrix of all identities; its cost is (boxes of both sides) - 2 * (common boxes
// of the pairs made), so the optimal value is a matching of greatest weight on the pairs that share a box at all, which
// is what is solved here. Only the value counts, hence ties cannot matter. Source: Ristani et al. 2016; TrackEval
// 12c8791 (MIT), metrics Identity.

#include "core/evaluation/scores.h"
#include "core/evaluation/sequence_data.h"

#include <span>

namespace tw::evaluation {

inline constexpr double kIdentityThreshold = 0.5; // here without the epsilon of CLEAR and HOTA

IdentityScores scoreIdentity(const SequenceData& data, double threshold = kIdentityThreshold);

// From the number of common boxes of each pair of identities.
IdentityScores identityFrom(std::span<const PairNumbers::Pair> pairs, std::span<const std::int32_t> common,
                            std::int32_t truthCount, std::int32_t resultCount, std::int64_t truthBoxes,
                            std::int64_t resultBoxes);

IdentityScores combineIdentity(std::span<const IdentityScores> sequences);
void finishIdentity(IdentityScores& scores);

} // namespace tw::evaluation
