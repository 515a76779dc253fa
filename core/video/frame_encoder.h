#pragma once
// Private to core/video: borrowed pixels to packets of one encoder. Shared by image_writer and video_writer.

#include "core/base/image_view.h"
#include "core/base/result.h"
#include "core/video/ffmpeg_ptr.h"
#include "core/video/frame.h"

namespace tw::video {

class PictureSource
{
public:
    // The picture in the encoder's pixel format, size, matrix and range. Valid until the next call.
    Result<AVFrame*> picture(const ImageView& image, const AVCodecContext& encoder);

private:
    Result<void> take(const ImageView& image);

    AvFramePtr m_given; // the pixels with room behind each row: swscale reads on there
    AvFramePtr m_frame;
    SwsPtr m_sws;
    PixelFormat m_format = PixelFormat::Bgra8;
};

// Opens `context`; the error names the codec.
Result<void> openEncoder(AVCodecContext& context, const AVCodec& codec, AVDictionary** options);

} // namespace tw::video
