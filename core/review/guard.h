#pragma once
// The guard: where an edit changed identities (an exchange, a join, another number) and looks contradict it, a finding
// says so. It goes by the difference of two documents, so it does not matter how the edit was made.
//
// Pure functions; frames from 0.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <span>
#include <vector>

namespace tw::review {

// From `frame` on the track goes on with boxes that belonged to another number before the edit.
struct Seam {
    TrackId track{};
    TrackId other{}; // which goes on the other way round in the same frame; kInvalid: none does
    FrameIndex frame = kNoFrame;

    friend auto operator<=>(const Seam&, const Seam&) = default;
};
std::vector<Seam> seamsBetween(const annotation::DocumentState& before, const annotation::DocumentState& after);
// Of the edits of a history that are done, the oldest first; `now` is the document after them.
std::vector<Seam> seamsOf(std::span<const annotation::ChangeSet> edits, const annotation::DocumentState& now);

// Exchanges and cuts that would take back what looks contradict, judged like those of the detectors; seams of tracks
// that are gone say nothing. Nothing below options.minProbability.
std::vector<Event> guardSeams(const Evidence& evidence, std::span<const Seam> seams, const ReviewOptions& options);

} // namespace tw::review
