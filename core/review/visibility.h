#pragma once
// How much of each person can be seen, and who stands in front: the ninth column of gt.txt, estimated.
//
// Depth order: people stand on the ground, so of two boxes that overlap the one whose lower edge is lower is nearer.
// Peak height: where no track covers a box but the network saw less of it than it usually sees of this person,
// something else stands in front. Parts outside the image are not visible. Pure functions, any thread; source pixels.
// Source: the visibility ratio of the MOT16 annotation protocol (from boxes); the use of peak heights is ours.

#include "core/annotation/document.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <map>
#include <vector>

namespace tw::review {

struct BoxVisibility {
    float visibility = 1; // 0..1
    TrackId occluder{};   // covers the largest part of it; kInvalid: no track
};

// One entry a box of the track. Image size 0: unknown, nothing is cut off.
std::map<TrackId, std::vector<BoxVisibility>> estimateVisibility(const Evidence& evidence,
                                                                 const ReviewOptions& options);

// The same document with the estimates in it. A visibility below 1 was stated and stays, and so do boxes that
// a person verified, drew or made a keyframe.
annotation::Snapshot withVisibility(const annotation::Snapshot& snapshot,
                                    const std::map<TrackId, std::vector<BoxVisibility>>& estimates);

} // namespace tw::review
