#pragma once
// What a person said, turned into one step: the verdicts of a project become statements about identities, the
// identities are solved again under them (relink.h), and the answer is one edit, together with the fix that led to it
// where there is one.
//
// Pure functions of their arguments, any thread. Source pixels, 0-based frames.

#include "core/review/relink.h"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tw::review {

// What a remembered verdict says about identities. It names places, so its people are looked for in the document: what
// is not there any more says nothing. Accepted jumps say nothing either: whose the first half was is not in a verdict.
void learn(Constraints& constraints, const Verdict& verdict, const annotation::DocumentState& state);

// Pairs of tracks that verdicts call two people, as the tracks are now.
std::vector<std::pair<TrackId, TrackId>> knownApart(std::span<const Verdict> verdicts,
                                                    const annotation::DocumentState& state);

struct VerdictPlan {
    Relinking difference;                 // what changes besides the fix
    std::optional<annotation::Edit> edit; // the fix and the difference as one step; none: nothing would change
};

// `accepted`: an event whose fix is carried out first, or null. Errors: those of its fix and of relink().
Result<VerdictPlan> applyVerdicts(const Evidence& evidence, std::span<const Verdict> verdicts, const Event* accepted,
                                  const RelinkOptions& options, std::span<const Event> open,
                                  const JobContext& job = {});

} // namespace tw::review
