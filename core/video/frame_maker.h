#pragma once
// Private to core/video: AVFrames to Frames.

#include "core/video/frame_source.h"
#include "core/video/pixel_converter.h"

namespace tw::video {

class FrameMaker
{
public:
    // width, height: of the upright frame; pictures of other sizes are scaled to it.
    Result<FramePtr> make(const AVFrame& picture, FrameIndex index, std::int64_t pts, Orientation orientation,
                          int width, int height, FrameContent content);
    // Adds the image to a frame that only has planes. Returns the frame itself when it has one.
    Result<FramePtr> withImage(const FramePtr& frame, int width, int height);

private:
    PixelConverter m_converter;
};

} // namespace tw::video
