#pragma once
// (private to model) From a decoder's planes to the network's input in one step: colours, shrinking, borders. Each
// pixel of the input is computed on its own (letterbox_kernel.h), so one function serves a card's threads and a
// processor's.
//
// The numbers of the decode thread's two steps (video::FrameRows, Preprocessor): chroma is repeated, colours are
// computed with the integers of swscale's fast path, shrunk values rounded to whole levels. Only where OpenCV rounds
// halves up (shrinking by whole numbers) or enlarges with 11 bits of share, values may be one level apart. Torch-free.
// Source: ITU-T H.273, swscale's arithmetic, OpenCV's INTER_AREA.

#include "core/model/executors/letterbox_kernel.h"
#include "core/model/network_size.h"
#include "core/model/planar_image.h"

#include <cstdint>
#include <vector>

namespace tw::model {

// Where in a row or column of the source each target pixel looks: `count` pixels from `first` on, all inside.
struct AxisTaps {
    int count = 1;
    std::vector<std::int32_t> first;
    std::vector<float> weights; // target pixels x count
};
// As OpenCV's INTER_AREA: by area when shrinking, linear between neighbours when enlarging.
AxisTaps axisTaps(int length, int toLength);

ColourWeights colourWeights(PlanarImage::Matrix matrix, bool fullRange);

// The planes behind each other without gaps, as they travel.
std::int64_t packedBytes(const PlanarImage& image);
void packPlanes(const PlanarImage& image, std::uint8_t* to);

// Everything but the pointers and the taps.
LetterboxJob letterboxJob(const PlanarImage& image, const NetworkSize& network);

} // namespace tw::model
