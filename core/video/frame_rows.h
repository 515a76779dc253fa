#pragma once
// The image of a frame as rows, for who reads every pixel once: frames that carry planes are converted a band at a time
// while the band is in the cache, and the image never exists as a whole.
//
// Pixels are exactly those of Frame::image. Thread: one at a time.

#include "core/base/result.h"
#include "core/video/frame.h"

#include <functional>
#include <memory>

namespace tw::video {

class FrameRows
{
public:
    FrameRows();
    FrameRows(FrameRows&&) noexcept;
    FrameRows& operator=(FrameRows&&) noexcept;
    ~FrameRows();

    // Calls `take` with all rows from top to bottom, Bgra8, in one piece or many; each is valid until `take` returns.
    // width, height: of the image (VideoInfo). Errors: OutOfMemory, Unsupported, those of `take`.
    using Take = std::function<Result<void>(const ImageView& rows)>;
    Result<void> read(const FramePtr& frame, int width, int height, const Take& take);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace tw::video
