#pragma once
// (private to review) The cheapest chains under the statements.

#include "core/review/relink/links.h"

namespace tw::review::relinking {

// Errors: Conflict when the statements cannot hold together.
Result<Chains> solve(const Tracklets& pieces, const Links& links, const Chains& present,
                     std::vector<Candidate> candidates);

// The number each piece has afterwards: pinned ones their own, the others as few changes as possible.
std::vector<TrackId> numbersOf(const Tracklets& pieces, const Chains& chains, TrackId nextId);

} // namespace tw::review::relinking
