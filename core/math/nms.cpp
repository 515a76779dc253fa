#include "core/math/nms.h"

#include "core/base/contract.h"
#include "core/math/iou.h"

#include <algorithm>
#include <numeric>

namespace tw::math {

std::vector<int> nonMaximumSuppression(std::span<const Box> boxes, std::span<const float> scores, double limit)
{
    TW_EXPECTS(boxes.size() == scores.size());
    std::vector<int> order(boxes.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return scores[static_cast<std::size_t>(a)] > scores[static_cast<std::size_t>(b)];
    });
    std::vector<int> kept;
    for (const int candidate : order) {
        const Box& box = boxes[static_cast<std::size_t>(candidate)];
        const bool covered = std::any_of(kept.begin(), kept.end(), [&](int better) {
            return iou(boxes[static_cast<std::size_t>(better)], box) > limit;
        });
        if (!covered)
            kept.push_back(candidate);
    }
    return kept;
}

} // namespace tw::math
