#pragma once
// How much of each box others cover. People stand on the ground: of two boxes that overlap, the one whose lower edge is
// lower is nearer to the camera.
//
// Pure function, any thread. Source pixels.

#include "core/base/box.h"

#include <span>
#include <vector>

namespace tw::appearance {

// Share of each box's area behind the union of the nearer boxes, 0..1, known to two hundredths. The boxes must be
// of different people: two detections of one person would cover each other, so suppress those first.
std::vector<float> coveredShares(std::span<const Box> boxes);

} // namespace tw::appearance
