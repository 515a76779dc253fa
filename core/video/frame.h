#pragma once
// A decoded picture. Immutable, shared between threads.

#include "core/base/ids.h"
#include "core/base/image_view.h"

#include <array>
#include <cstdint>
#include <memory>

namespace tw::video {

// How stored samples are turned to be shown: mirrored left to right first, then turned clockwise.
struct Orientation {
    int quarterTurns = 0; // 0..3, clockwise
    bool mirrored = false;

    constexpr bool upright() const { return quarterTurns == 0 && !mirrored; }
    constexpr bool swapsSides() const { return quarterTurns % 2 == 1; }
    friend constexpr bool operator==(const Orientation&, const Orientation&) = default;
};

// The samples as the decoder left them: planar YUV, not turned, not scaled. For code that resizes before it converts.
struct Planes {
    enum class Layout : std::uint8_t { None, Yuv420, Yuv422, Yuv444, Gray }; // None: this codec gives no such planes
    enum class Matrix : std::uint8_t { Bt601, Bt709, Bt2020 };

    Layout layout = Layout::None;
    int bitDepth = 8; // above 8: 16-bit little-endian words
    std::array<const std::uint8_t*, 3> data{};
    std::array<std::ptrdiff_t, 3> stride{}; // bytes
    int width = 0;                          // luma samples, before the turn
    int height = 0;
    bool fullRange = false;
    Matrix matrix = Matrix::Bt601;
    Orientation orientation; // what has to be done to show it upright
};

struct Frame {
    FrameIndex index = kNoFrame;
    std::int64_t pts = 0; // in the source's time base
    ImageView image; // Bgra8, upright (rotation applied), square pixels NOT applied (sample aspect kept as metadata)
    std::shared_ptr<const void> owner; // keeps the pixels alive

    // Filled when OpenOptions::content asks for them; `image` may then be empty (see FrameContent).
    Planes planes;
    std::shared_ptr<const void> planesOwner; // the decoder's picture; keeps the planes alive
    std::size_t planesBytes = 0;
    bool preview = false; // a smaller stand-in from the preview file, not the frame itself

    std::size_t imageBytes() const
    {
        return image.empty() ? 0 : static_cast<std::size_t>(image.stride) * static_cast<std::size_t>(image.height);
    }
    std::size_t bytes() const { return imageBytes() + planesBytes; }
};
using FramePtr = std::shared_ptr<const Frame>;

} // namespace tw::video
