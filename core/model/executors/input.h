#pragma once
// (private to model) What every executor checks and does with its input before the first layer.

#include "core/model/executors/executor.h"

namespace tw::model {

Result<void> checkInput(const ImageView& letterboxed, const NetworkSize& size);
Result<void> checkInput(std::span<const float> chw, const NetworkSize& size);
Result<void> checkCells(std::span<const Cell> cells, const NetworkSize& size);

// Where red, green and blue lie in a pixel; the three are equal for grey.
struct ChannelOrder {
    int red = 0;
    int green = 0;
    int blue = 0;
    int pixelBytes = 0;
};
ChannelOrder channelOrder(PixelFormat format);

// 3 x height x width floats, value / 255 rounded as float32 does it.
void fillPlanes(const ImageView& image, float* planes);

} // namespace tw::model
