#include "core/video/image_writer.h"

#include "core/base/atomic_file.h"
#include "core/video/frame_encoder.h"

#include <algorithm>

namespace tw::video {

struct ImageEncoder::Body {
    ImageWriteOptions options;
    CodecPtr context;
    PictureSource source;
    PacketPtr packet;

    Result<void> prepare(const ImageView& image);
};

// FFmpeg's scale runs from 1 (best) to 31; people know 1..100.
static int jpegScale(int quality)
{
    return std::clamp(1 + (100 - quality) * 30 / 100, 1, 31);
}

Result<void> ImageEncoder::Body::prepare(const ImageView& image)
{
    if (image.empty())
        return Error{ErrorCode::InvalidArgument, "an empty picture cannot be written", {}};
    const bool jpeg = options.format == ImageFileFormat::Jpeg;
    if (jpeg && (options.jpegQuality < 1 || options.jpegQuality > 100))
        return Error{ErrorCode::InvalidArgument, "JPEG quality goes from 1 to 100", {}};
    if (context && context->width == image.width && context->height == image.height)
        return {};
    quietFfmpeg();
    const AVCodec* codec = avcodec_find_encoder(jpeg ? AV_CODEC_ID_MJPEG : AV_CODEC_ID_PNG);
    if (codec == nullptr)
        return Error{ErrorCode::Unsupported, "this FFmpeg cannot write such pictures", {}};
    context.reset(avcodec_alloc_context3(codec));
    packet.reset(av_packet_alloc());
    source = PictureSource();
    if (!context || !packet)
        return Error{ErrorCode::OutOfMemory, "no memory for an encoder", {}};
    context->width = image.width;
    context->height = image.height;
    context->time_base = {1, 25};
    context->thread_count = 1; // frame threads would hold pictures back
    if (jpeg) {
        context->pix_fmt = options.jpegQuality >= 95 ? AV_PIX_FMT_YUVJ444P : AV_PIX_FMT_YUVJ420P;
        context->color_range = AVCOL_RANGE_JPEG;
        context->flags |= AV_CODEC_FLAG_QSCALE;
        context->global_quality = FF_QP2LAMBDA * jpegScale(options.jpegQuality);
        context->qmin = 1;
    } else {
        context->pix_fmt = image.format == PixelFormat::Gray8 ? AV_PIX_FMT_GRAY8 : AV_PIX_FMT_RGB24;
        context->compression_level = 6;
    }
    if (auto opened = openEncoder(*context, *codec, nullptr); !opened) {
        context.reset();
        return opened;
    }
    return {};
}

ImageEncoder::ImageEncoder(const ImageWriteOptions& options) : m_body(std::make_unique<Body>())
{
    m_body->options = options;
}
ImageEncoder::~ImageEncoder() = default;
ImageEncoder::ImageEncoder(ImageEncoder&&) noexcept = default;
ImageEncoder& ImageEncoder::operator=(ImageEncoder&&) noexcept = default;

Result<std::string> ImageEncoder::encode(const ImageView& image)
{
    Body& body = *m_body;
    TW_TRY(body.prepare(image));
    TW_TRY_ASSIGN(AVFrame* const picture, body.source.picture(image, *body.context));
    picture->pts = AV_NOPTS_VALUE;
    picture->quality = body.context->global_quality; // the JPEG encoder takes the quality of each picture
    int status = avcodec_send_frame(body.context.get(), picture);
    if (status >= 0)
        status = avcodec_receive_packet(body.context.get(), body.packet.get());
    if (status < 0)
        return ffmpegError(status, ErrorCode::Internal, "the picture cannot be encoded", {});
    std::string bytes(reinterpret_cast<const char*>(body.packet->data), static_cast<std::size_t>(body.packet->size));
    av_packet_unref(body.packet.get());
    return bytes;
}

Result<std::string> encodeImage(const ImageView& image, const ImageWriteOptions& options)
{
    return ImageEncoder(options).encode(image);
}

Result<void> writeImage(const std::filesystem::path& path, const ImageView& image, int jpegQuality)
{
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    ImageWriteOptions options;
    options.jpegQuality = jpegQuality;
    if (suffix == ".png")
        options.format = ImageFileFormat::Png;
    else if (suffix != ".jpg" && suffix != ".jpeg")
        return Error{ErrorCode::Unsupported, "pictures are written as .jpg or .png", path.string()};
    auto bytes = encodeImage(image, options);
    if (!bytes)
        return Error{bytes.error().code, bytes.error().detail, path.string()};
    return writeFileAtomically(path, *bytes);
}

} // namespace tw::video
