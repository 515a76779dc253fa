#pragma once
// (private to model) People at two scales: the network sees the image at its input size and at half of it, where people
// near the camera have the height that it was trained for. Torch-free, pure functions.

#include "core/base/detection.h"
#include "core/base/image_view.h"
#include "core/model/network_size.h"

#include <cstdint>
#include <vector>

namespace tw::model {

// The input size of two levels for a network that was trained at `trained`: 1.5 times as large, rounded up to
// multiples of 64, so that 576 x 320 becomes 896 x 512 and 448 x 256.
NetworkSize sizeForTwoLevels(const NetworkSize& trained);

// Half of `size`, whose sides are multiples of 64.
NetworkSize halfOf(const NetworkSize& size);

// Mean of each 2 x 2 pixels, rounded, in the image's own format. Sides are even. The view points into `pixels`.
ImageView halved(const ImageView& image, std::vector<std::uint8_t>& pixels);

// What both levels found, best first. `fine` is of the input size, `coarse` of half of it; `scale`: pixels of the input
// size for a source pixel. Small people are taken from the fine level and tall ones from the coarse level; a person
// whom both found is kept once, with the higher score.
std::vector<Detection> mergeLevels(std::vector<Detection> fine, std::vector<Detection> coarse, double scale);

} // namespace tw::model
