#include "core/video/frame_encoder.h"

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

} // namespace

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
    if (!m_frame) {
        m_frame.reset(av_frame_alloc());
        if (!m_frame)
            return Error{ErrorCode::OutOfMemory, "no memory for a picture", {}};
        m_frame->width = encoder.width;
        m_frame->height = encoder.height;
        m_frame->format = encoder.pix_fmt;
        m_frame->color_range = encoder.color_range;
        m_frame->colorspace = encoder.colorspace;
        m_frame->sample_aspect_ratio = encoder.sample_aspect_ratio;
        if (av_frame_get_buffer(m_frame.get(), 0) < 0)
            return Error{ErrorCode::OutOfMemory, "no memory for a picture", {}};
    }
    // the encoder may still hold the last picture
    if (av_frame_make_writable(m_frame.get()) < 0)
        return Error{ErrorCode::OutOfMemory, "no memory for a picture", {}};
    const std::uint8_t* const data[4] = {image.data, nullptr, nullptr, nullptr};
    const int stride[4] = {static_cast<int>(image.stride), 0, 0, 0};
    if (sws_scale(m_sws.get(), data, stride, 0, image.height, m_frame->data, m_frame->linesize) < 0)
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
