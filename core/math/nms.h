#pragma once
// Greedy suppression of boxes that overlap a better one.

#include "core/base/box.h"

#include <span>
#include <vector>

namespace tw::math {

// Indices of the boxes kept, best first (equal scores: lower index first). A box falls when its IoU with a kept one is
// above `limit`. boxes.size() == scores.size(). O(n log n + n * kept).
std::vector<int> nonMaximumSuppression(std::span<const Box> boxes, std::span<const float> scores, double limit);

} // namespace tw::math
