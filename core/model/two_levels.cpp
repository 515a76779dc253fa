#include "core/model/two_levels.h"

#include "core/base/contract.h"
#include "core/math/iou.h"

#include <algorithm>
#include <functional>

namespace tw::model {
namespace {

// Heights in pixels of the fine level's input. Chosen on four clips (README); white-plaza, newyork-street,
// london-pavement and bus-stop had no part in it.
constexpr double kTallestFine = 200;     // taller boxes are left to the coarse level
constexpr double kShortestCoarse = 60;   // shorter boxes are left to the fine level
constexpr double kCoarsePreferred = 120; // where both levels found a person: above it, the coarse level's box
constexpr double kSamePerson = 0.55;     // IoU

constexpr int roundedUp(int side, int multiple)
{
    return (side + multiple - 1) / multiple * multiple;
}

} // namespace

NetworkSize sizeForTwoLevels(const NetworkSize& trained)
{
    return {roundedUp(trained.width * 3 / 2, 64), roundedUp(trained.height * 3 / 2, 64)};
}

NetworkSize halfOf(const NetworkSize& size)
{
    TW_EXPECTS(size.width % 64 == 0 && size.height % 64 == 0);
    return {size.width / 2, size.height / 2};
}

ImageView halved(const ImageView& image, std::vector<std::uint8_t>& pixels)
{
    TW_EXPECTS(!image.empty() && image.width % 2 == 0 && image.height % 2 == 0);
    const int step = bytesPerPixel(image.format);
    ImageView half{nullptr, image.width / 2, image.height / 2, static_cast<std::ptrdiff_t>(image.width / 2) * step,
                   image.format};
    pixels.resize(static_cast<std::size_t>(half.stride) * static_cast<std::size_t>(half.height));
    for (int y = 0; y < half.height; ++y) {
        const std::uint8_t* above = image.row(2 * y);
        const std::uint8_t* below = image.row(2 * y + 1);
        std::uint8_t* out = pixels.data() + y * half.stride;
        for (int x = 0; x < half.width; ++x, above += 2 * step, below += 2 * step) {
            for (int c = 0; c < step; ++c)
                *out++ = static_cast<std::uint8_t>((above[c] + above[c + step] + below[c] + below[c + step] + 2) / 4);
        }
    }
    half.data = pixels.data();
    return half;
}

std::vector<Detection> mergeLevels(std::vector<Detection> fine, std::vector<Detection> coarse, double scale)
{
    std::erase_if(fine, [scale](const Detection& d) { return d.box.height * scale > kTallestFine; });
    std::erase_if(coarse, [scale](const Detection& d) { return d.box.height * scale < kShortestCoarse; });
    std::vector<bool> replaced(fine.size(), false);
    std::vector<Detection> merged;
    merged.reserve(fine.size() + coarse.size());
    for (Detection& large : coarse) {
        const bool preferred = large.box.height * scale > kCoarsePreferred;
        bool known = false;
        for (std::size_t i = 0; i < fine.size() && !known; ++i) {
            Detection& small = fine[i];
            if (replaced[i] || small.classId != large.classId || math::iou(small.box, large.box) < kSamePerson)
                continue;
            const float score = std::max(small.score, large.score);
            (preferred ? large : small).score = score;
            if (preferred)
                replaced[i] = true;
            else
                known = true;
        }
        if (!known)
            merged.push_back(std::move(large));
    }
    for (std::size_t i = 0; i < fine.size(); ++i) {
        if (!replaced[i])
            merged.push_back(std::move(fine[i]));
    }
    std::ranges::stable_sort(merged, std::ranges::greater(), &Detection::score);
    return merged;
}

} // namespace tw::model
