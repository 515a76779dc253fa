#include "core/video/frame_encoder.h"

extern "C" {
#include <libavutil/imgutils.h>
}

namespace tw::video {
namespace {

AVPixelFormat avFormatOf(PixelFormat format)
{
    switch (format) {
    case PixelFormat::Bgra8: return AV_PIX_FMT_BGR0;
    case PixelFormat::Bgr8: return AV_PIX_FMT_BGR24;
    case PixelFormat::Rgb8: return AV_PIX_FMT_RGB24;
    case PixelFormat::Gray8: return AV_PIX_FMT_GRAY8;
    }
    TW_UNREACHABLE();
}

int swsMatrixOf(AVColorSpace space)
{
    switch (space) {
    case AVCOL_SPC_BT709: return SWS_CS_ITU709;
    case AVCOL_SPC_BT2020_NCL: return SWS_CS_BT2020;
    default: return SWS_CS_ITU601;
    }
}

bool isFullRange(const AVCodecContext& encoder)
{
    return encoder.color_range == AVCOL_RANGE_JPEG || encoder.pix_fmt == AV_PIX_FMT_YUVJ420P ||
           encoder.pix_fmt == AV_PIX_FMT_YUVJ422P || encoder.pix_fmt == AV_PIX_FMT_YUVJ444P;
}

// A frame of this size and format with memory of its own, that nothing else holds.
Result<void> allocate(AvFramePtr& frame, int width, int height, AVPixelFormat format)
{
    const Error noMemory{ErrorCode::OutOfMemory, "no memory for a picture", {}};
    if (frame && frame->width == width && frame->height == height && frame->format == format)
        return av_frame_make_writable(frame.get()) < 0 ? Result<void>(noMemory) : Result<void>();
    frame.reset(av_frame_alloc());
    if (!frame)
        return noMemory;
    frame->width = width;
    frame->height = height;
    frame->format = format;
    return av_frame_get_buffer(frame.get(), 0) < 0 ? Result<void>(noMemory) : Result<void>();
}

} // namespace

Result<void> PictureSource::take(const ImageView& image)
{
    TW_TRY(allocate(m_given, image.width, image.height, avFormatOf(image.format)));
    av_image_copy_plane(m_given->data[0], m_given->linesize[0], image.data, static_cast<int>(image.stride),
                        bytesPerPixel(image.format) * image.width, image.height);
    return {};
}

Result<AVFrame*> PictureSource::picture(const ImageView& image, const AVCodecContext& encoder)
{
    TW_EXPECTS(image.width == encoder.width && image.height == encoder.height);
    if (!m_sws || m_format != image.format) {
        m_format = image.format;
        m_sws.reset(sws_getContext(image.width, image.height, avFormatOf(image.format), image.width, image.height,
                                   encoder.pix_fmt, SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INP, nullptr,
                                   nullptr, nullptr));
        if (!m_sws)
            return Error{ErrorCode::Unsupported, "pixels cannot be converted for this encoder", {}};
        const int* matrix = sws_getCoefficients(swsMatrixOf(encoder.colorspace));
        sws_setColorspaceDetails(m_sws.get(), matrix, 1, matrix, isFullRange(encoder) ? 1 : 0, 0, 1 << 16, 1 << 16);
    }
    TW_TRY(take(image));
    // the encoder may still hold the last picture
    TW_TRY(allocate(m_frame, encoder.width, encoder.height, encoder.pix_fmt));
    m_frame->color_range = encoder.color_range;
    m_frame->colorspace = encoder.colorspace;
    m_frame->sample_aspect_ratio = encoder.sample_aspect_ratio;
    if (sws_scale(m_sws.get(), m_given->data, m_given->linesize, 0, image.height, m_frame->data, m_frame->linesize) < 0)
        return Error{ErrorCode::Internal, "swscale failed", {}};
    return m_frame.get();
}

Result<void> openEncoder(AVCodecContext& context, const AVCodec& codec, AVDictionary** options)
{
    const int opened = avcodec_open2(&context, &codec, options);
    if (opened < 0)
        return ffmpegError(opened, ErrorCode::Unsupported, std::string("the encoder ") + codec.name + " does not start",
                           {});
    return {};
}

} // namespace tw::video
