#pragma once
// A person cut out of a picture at a fixed size, for the re-identification network: 8-bit R G B, rows without padding.
// Shrunk by the mean over up to 3 x 3 samples of a pixel, enlarged by repetition; outside the picture its edge goes on.
//
// Pure function, any thread. Box in source pixels. The trainer and the tracker cut with the same function, so that the
// network sees the same pixels in both.

#include "core/appearance/colour_stripes.h"

#include <span>

namespace tw::appearance {

struct CropSize {
    int width = 64;
    int height = 128;

    std::size_t bytes() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3; }
};

// `out` has size.bytes() bytes. A box without width or height is cut as one pixel.
void cropPerson(const Picture& picture, const Box& box, CropSize size, std::span<std::uint8_t> out);

} // namespace tw::appearance
