#include "core/video/frame_maker.h"

namespace tw::video {
namespace {

std::size_t bytesOf(const AVFrame& picture)
{
    std::size_t bytes = 0;
    for (const AVBufferRef* buffer : picture.buf)
        bytes += buffer != nullptr ? buffer->size : 0;
    return bytes;
}

} // namespace

Result<FramePtr> FrameMaker::make(const AVFrame& picture, FrameIndex index, std::int64_t pts, Orientation orientation,
                                  int width, int height, FrameContent content)
{
    auto frame = std::make_shared<Frame>();
    frame->index = index;
    frame->pts = pts;
    const bool asStored = picture.width == (orientation.swapsSides() ? height : width) &&
                          picture.height == (orientation.swapsSides() ? width : height);
    if (content != FrameContent::Image && asStored) {
        frame->planes = planesOf(picture, orientation);
        if (frame->planes.layout != Planes::Layout::None) {
            std::shared_ptr<AVFrame> held(av_frame_clone(&picture), [](AVFrame* pointer) { av_frame_free(&pointer); });
            if (!held)
                return Error{ErrorCode::OutOfMemory, "no memory for a frame", {}};
            frame->planesBytes = bytesOf(*held);
            frame->planesOwner = std::move(held);
        }
    }
    if (content != FrameContent::Planes || frame->planes.layout == Planes::Layout::None) {
        TW_TRY_ASSIGN(PixelBuffer pixels, m_converter.convert(picture, PixelFormat::Bgra8, orientation, width, height));
        frame->image = pixels.view;
        frame->owner = std::move(pixels.owner);
    }
    return FramePtr(std::move(frame));
}

Result<FramePtr> FrameMaker::withImage(const FramePtr& frame, int width, int height)
{
    if (!frame->image.empty())
        return frame;
    TW_EXPECTS(frame->planesOwner != nullptr);
    const auto& picture = *static_cast<const AVFrame*>(frame->planesOwner.get());
    TW_TRY_ASSIGN(PixelBuffer pixels,
                  m_converter.convert(picture, PixelFormat::Bgra8, frame->planes.orientation, width, height));
    auto full = std::make_shared<Frame>(*frame);
    full->image = pixels.view;
    full->owner = std::move(pixels.owner);
    return FramePtr(std::move(full));
}

} // namespace tw::video
