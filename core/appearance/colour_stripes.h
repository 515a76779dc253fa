#pragma once
// Colours of a person as 3 x 72 bytes: three horizontal stripes of the box (shoulders and chest, hips and thighs,
// legs), the middle 60 % of its width. Of each stripe a histogram of 8 x 8 bins of a*, b* and one of 8 bins of L*, as
// square roots of the shares (unit length each), times 255. A stripe without a pixel inside the picture is all zeros.
//
// Pure functions, any thread. Boxes in source pixels. About 15 us a box, whatever its size: at most 90 pixels a stripe
// are read.

#include "core/base/box.h"
#include "core/base/image_view.h"
#include "core/base/peaks.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tw::appearance {

// Of the definition above; stored with the colours (FramePeaks::colourVersion). Others are not comparable.
constexpr int kColourVersion = 1;
constexpr std::size_t kStripes = 3;
constexpr std::size_t kChromaBins = 64;
constexpr std::size_t kLightBins = 8;
constexpr std::size_t kStripeBytes = kChromaBins + kLightBins;
static_assert(kStripes * kStripeBytes == FramePeaks::kColourBytes);

// Borrowed pixels of a frame, upright: packed (Bgra8, Bgr8, Rgb8, Gray8) or planar YUV of 8 bits.
struct Picture {
    enum class Matrix : std::uint8_t { Bt601, Bt709, Bt2020 };

    ImageView image; // packed; empty: `planes` are used
    std::array<const std::uint8_t*, 3> planes{};
    std::array<std::ptrdiff_t, 3> stride{}; // bytes
    int width = 0;                          // of the luma plane
    int height = 0;
    int chromaShiftX = 0; // 1: chroma has half the width
    int chromaShiftY = 0;
    bool fullRange = false;
    Matrix matrix = Matrix::Bt601;
    double scaleX = 1; // pixels of this picture per source pixel
    double scaleY = 1;

    bool planar() const { return image.empty(); }
    bool empty() const { return image.empty() && (planes[0] == nullptr || width <= 0 || height <= 0); }
};

// `out` has FramePeaks::kColourBytes bytes.
void measureColours(const Picture& picture, const Box& box, std::span<std::uint8_t> out);
// Of all peaks of the frame: fills `colours` and `colourVersion`.
void measureColours(const Picture& picture, FramePeaks& peaks);

} // namespace tw::appearance
