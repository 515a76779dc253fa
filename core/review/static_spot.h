#pragma once
// Things that are not people stand still: a sign, a lamp post, a mannequin. The other tracks that a detector left on
// the same spot, which go with the one a person points at. Pure function; source pixels.

#include "core/annotation/document.h"

#include <vector>

namespace tw::review {

// Tracks that lie where `id` lies, nearly all the time, without what a person drew, verified or locked. Empty when `id`
// itself moves. Cost: boxes of the document.
std::vector<TrackId> tracksOnSpotOf(const annotation::DocumentState& state, TrackId id);
// How far the middle of a track wanders, in body heights: 90 % of its boxes lie within this of their median.
double wanderingOf(const annotation::Track& track);

} // namespace tw::review
