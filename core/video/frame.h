#pragma once
// A decoded picture. Immutable, shared between threads.

#include "core/base/ids.h"
#include "core/base/image_view.h"

#include <cstdint>
#include <memory>

namespace tw::video {

struct Frame {
    FrameIndex index = kNoFrame;
    std::int64_t pts = 0;              // in the source's time base
    ImageView image;                   // Bgra8, upright (rotation applied), square pixels NOT applied (sample aspect kept as metadata)
    std::shared_ptr<const void> owner; // keeps the pixels alive

    std::size_t bytes() const { return static_cast<std::size_t>(image.stride) * static_cast<std::size_t>(image.height); }
};
using FramePtr = std::shared_ptr<const Frame>;

} // namespace tw::video
