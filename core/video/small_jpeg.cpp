#include "core/video/small_jpeg.h"

#include "core/video/frame_encoder.h"

#include <algorithm>

namespace tw::video {

Result<void> SmallJpeg::prepare(const AVFrame& source)
{
    if (m_encoder && source.width == m_width && source.height == m_height && source.format == m_format)
        return {};
    quietFfmpeg();
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    if (codec == nullptr)
        return Error{ErrorCode::Unsupported, "this FFmpeg cannot write JPEG pictures", {}};
    const double scale = std::min(1.0, static_cast<double>(m_longSide) / std::max(source.width, source.height));
    const int width = std::max(1, static_cast<int>(source.width * scale + 0.5));
    const int height = std::max(1, static_cast<int>(source.height * scale + 0.5));
    m_encoder.reset(avcodec_alloc_context3(codec));
    m_small.reset(av_frame_alloc());
    m_packet.reset(av_packet_alloc());
    m_sws.reset(sws_getContext(source.width, source.height, static_cast<AVPixelFormat>(source.format), width, height,
                               AV_PIX_FMT_YUVJ420P, SWS_FAST_BILINEAR, nullptr, nullptr, nullptr));
    if (!m_encoder || !m_small || !m_packet || !m_sws)
        return Error{ErrorCode::OutOfMemory, "no memory for a preview", {}};
    m_small->width = m_encoder->width = width;
    m_small->height = m_encoder->height = height;
    m_small->format = m_encoder->pix_fmt = AV_PIX_FMT_YUVJ420P;
    m_encoder->color_range = AVCOL_RANGE_JPEG;
    m_encoder->time_base = {1, 25};
    m_encoder->thread_count = 1;
    m_encoder->flags |= AV_CODEC_FLAG_QSCALE;
    m_encoder->global_quality = FF_QP2LAMBDA * 5;
    av_opt_set(m_encoder->priv_data, "huffman", "default", 0); // twice as fast as optimal tables
    if (av_frame_get_buffer(m_small.get(), 0) < 0)
        return Error{ErrorCode::OutOfMemory, "no memory for a preview", {}};
    TW_TRY(openEncoder(*m_encoder, *codec, nullptr));
    m_width = source.width;
    m_height = source.height;
    m_format = source.format;
    return {};
}

Result<std::string> SmallJpeg::encodePicture(const AVFrame& source, bool fullRange, Planes::Matrix matrix)
{
    if (auto prepared = prepare(source); !prepared) {
        m_encoder.reset();
        return std::move(prepared).error();
    }
    const int* from = sws_getCoefficients(matrix == Planes::Matrix::Bt709    ? SWS_CS_ITU709
                                          : matrix == Planes::Matrix::Bt2020 ? SWS_CS_BT2020
                                                                             : SWS_CS_ITU601);
    sws_setColorspaceDetails(m_sws.get(), from, fullRange ? 1 : 0, sws_getCoefficients(SWS_CS_ITU601), 1, 0, 1 << 16,
                             1 << 16);
    if (av_frame_make_writable(m_small.get()) < 0)
        return Error{ErrorCode::OutOfMemory, "no memory for a preview", {}};
    if (sws_scale(m_sws.get(), source.data, source.linesize, 0, source.height, m_small->data, m_small->linesize) < 0)
        return Error{ErrorCode::Internal, "swscale failed", {}};
    m_small->quality = m_encoder->global_quality;
    int status = avcodec_send_frame(m_encoder.get(), m_small.get());
    if (status >= 0)
        status = avcodec_receive_packet(m_encoder.get(), m_packet.get());
    if (status < 0)
        return ffmpegError(status, ErrorCode::Internal, "a preview cannot be encoded", {});
    std::string bytes(reinterpret_cast<const char*>(m_packet->data), static_cast<std::size_t>(m_packet->size));
    av_packet_unref(m_packet.get());
    return bytes;
}

Result<std::string> SmallJpeg::encode(const FramePtr& frame)
{
    const bool asStored = frame->planesOwner && frame->planes.orientation.upright();
    if (asStored)
        return encodePicture(*static_cast<const AVFrame*>(frame->planesOwner.get()), frame->planes.fullRange,
                             frame->planes.matrix);
    FramePtr whole = frame;
    if (frame->image.empty()) {
        const bool swap = frame->planes.orientation.swapsSides();
        TW_TRY_ASSIGN(whole, m_maker.withImage(frame, swap ? frame->planes.height : frame->planes.width,
                                               swap ? frame->planes.width : frame->planes.height));
    }
    const ImageView& image = whole->image;
    TW_EXPECTS(image.format == PixelFormat::Bgra8);
    AvFramePtr borrowed(av_frame_alloc());
    if (!borrowed)
        return Error{ErrorCode::OutOfMemory, "no memory for a preview", {}};
    borrowed->width = image.width;
    borrowed->height = image.height;
    borrowed->format = AV_PIX_FMT_BGR0;
    borrowed->data[0] = const_cast<std::uint8_t*>(image.data); // FFmpeg's frames know no const; it is only read
    borrowed->linesize[0] = static_cast<int>(image.stride);
    return encodePicture(*borrowed, true, Planes::Matrix::Bt601);
}

} // namespace tw::video
