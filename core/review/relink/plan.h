#pragma once
// (private to review) New numbers for pieces of tracks as ordinary edits.

#include "core/review/relink/document_scene.h"
#include "core/tracker/offline/chains.h"

#include "core/annotation/edits.h"

#include <vector>

namespace tw::review::relinking {

// The number each piece has afterwards: pinned ones their own, the others as few changes as possible.
std::vector<TrackId> numbersOf(const Tracklets& pieces, const tracker::Chains& chains, TrackId nextId);

// Boxes first..last of a track that are called `now` and shall be called `to`.
struct Part {
    const TrackEvidence* track = nullptr;
    std::size_t first = 0;
    std::size_t last = 0;
    TrackId now{};
    TrackId to{};

    FrameIndex firstFrame() const { return track->track->boxes[first].frame; }
    FrameIndex lastFrame() const { return track->track->boxes[last].frame; }
    FrameRange frames() const { return {firstFrame(), lastFrame()}; }
};

// Edits that carry it out one after the other, none of which meets a conflict on the way. `parts` together are all
// boxes of the document; parts with the same `to` do not overlap in time.
std::vector<annotation::Edit> planMoves(std::vector<Part> parts);

} // namespace tw::review::relinking
