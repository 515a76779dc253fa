#pragma once
// Where two pieces that met have exchanged people: what they look like before the meeting and after it, as far as
// nearer people do not cover them, fits better crosswise. Both are cut there; link.h decides what goes on in which.
// For tracks of other trackers (core/review/relink.h): pieces of offline tracking end in meetings that are unclear, and
// none of ten drawn clips changed by it (measured).
//
// Pure function, any thread.

#include "core/tracker/offline/likeness.h"
#include "core/tracker/offline/pieces.h"

namespace tw::tracker {

// By first frame. `ratio`: log likelihood ratio of an exchange above which both are cut. A piece is never cut between
// boxes of one stated identity.
std::vector<Piece> cutExchanges(const Scene& scene, const SceneLikeness& likeness, std::vector<Piece> pieces,
                                double ratio, const OfflineOptions& options);

} // namespace tw::tracker
