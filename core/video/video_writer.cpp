#include "core/video/video_writer.h"

#include "core/base/atomic_file.h"
#include "core/video/frame_encoder.h"

extern "C" {
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

#include <array>

namespace tw::video {
namespace {

struct ReleasesOutput {
    void operator()(AVFormatContext* context) const
    {
        if (context->pb != nullptr && (context->oformat->flags & AVFMT_NOFILE) == 0)
            avio_closep(&context->pb);
        avformat_free_context(context);
    }
};
using OutputPtr = std::unique_ptr<AVFormatContext, ReleasesOutput>;

class Dictionary
{
public:
    explicit Dictionary(const std::vector<std::pair<std::string, std::string>>& entries)
    {
        for (const auto& [key, value] : entries)
            av_dict_set(&m_entries, key.c_str(), value.c_str(), 0);
    }
    ~Dictionary() { av_dict_free(&m_entries); }
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    AVDictionary** address() { return &m_entries; }
    // FFmpeg takes out what it knows; the first of the rest.
    std::string unknown() const
    {
        const AVDictionaryEntry* entry = av_dict_get(m_entries, "", nullptr, AV_DICT_IGNORE_SUFFIX);
        return entry == nullptr ? std::string() : entry->key;
    }

private:
    AVDictionary* m_entries = nullptr;
};

const AVCodec* findEncoder(const std::string& name, const AVOutputFormat& container)
{
    if (!name.empty())
        return avcodec_find_encoder_by_name(name.c_str());
    // The best that is present: FFmpeg may be built without any of the first ones
    for (const char* choice : {"libx264", "libopenh264", "libvpx-vp9", "mpeg4"}) {
        const AVCodec* codec = avcodec_find_encoder_by_name(choice);
        if (codec != nullptr && container.video_codec != AV_CODEC_ID_GIF &&
            avformat_query_codec(&container, codec->id, FF_COMPLIANCE_NORMAL) == 1)
            return codec;
    }
    return avcodec_find_encoder(container.video_codec);
}

AVPixelFormat wantedFormat(const VideoWriterOptions& options)
{
    using Layout = Planes::Layout;
    const bool deep = options.bitDepth > 8;
    switch (options.chroma) {
    case Layout::Yuv422: return deep ? AV_PIX_FMT_YUV422P10LE : AV_PIX_FMT_YUV422P;
    case Layout::Yuv444: return deep ? AV_PIX_FMT_YUV444P10LE : AV_PIX_FMT_YUV444P;
    case Layout::Gray: return deep ? AV_PIX_FMT_GRAY10LE : AV_PIX_FMT_GRAY8;
    case Layout::None:
    case Layout::Yuv420: break;
    }
    return deep ? AV_PIX_FMT_YUV420P10LE : AV_PIX_FMT_YUV420P;
}

AVPixelFormat supportedFormat(const AVCodec& codec, AVPixelFormat wanted)
{
    if (codec.pix_fmts == nullptr)
        return wanted;
    for (const AVPixelFormat* format = codec.pix_fmts; *format != AV_PIX_FMT_NONE; ++format) {
        if (*format == wanted)
            return wanted;
    }
    return avcodec_find_best_pix_fmt_of_list(codec.pix_fmts, wanted, 0, nullptr);
}

AVColorSpace colorSpaceOf(Planes::Matrix matrix)
{
    switch (matrix) {
    case Planes::Matrix::Bt601: return AVCOL_SPC_SMPTE170M;
    case Planes::Matrix::Bt709: return AVCOL_SPC_BT709;
    case Planes::Matrix::Bt2020: return AVCOL_SPC_BT2020_NCL;
    }
    TW_UNREACHABLE();
}

// Where the stored x and y axes point on the screen, as containers keep it (16.16 fixed point).
std::array<std::int32_t, 9> displayMatrix(Orientation orientation)
{
    constexpr std::array<std::array<int, 4>, 4> kTurns = {{{1, 0, 0, 1}, {0, 1, -1, 0}, {-1, 0, 0, -1}, {0, -1, 1, 0}}};
    auto [a, b, c, d] = kTurns[static_cast<std::size_t>(orientation.quarterTurns & 3)];
    if (orientation.mirrored) {
        a = -a;
        b = -b;
    }
    constexpr std::int32_t kOne = 1 << 16;
    return {a * kOne, b * kOne, 0, c * kOne, d * kOne, 0, 0, 0, 1 << 30};
}

} // namespace

struct VideoWriter::Body {
    VideoWriterOptions options;
    std::filesystem::path path;
    std::optional<AtomicFile> file;
    OutputPtr output;
    CodecPtr encoder;
    AVStream* stream = nullptr;
    PictureSource source;
    PacketPtr packet;
    std::int64_t count = 0;

    ~Body();
    Result<void> open();
    void setUpEncoder(const AVCodec& codec);
    Result<void> openStream(const AVCodec& codec);
    Result<void> writePackets();
    Error failure(int code, const char* what) const { return ffmpegError(code, ErrorCode::Io, what, path.string()); }
};

// Some encoders (SVT-AV1) wait for ever when they are closed in the middle of their work.
VideoWriter::Body::~Body()
{
    if (count == 0 || avcodec_is_open(encoder.get()) == 0 || avcodec_send_frame(encoder.get(), nullptr) < 0)
        return;
    while (avcodec_receive_packet(encoder.get(), packet.get()) >= 0)
        av_packet_unref(packet.get());
}

Result<void> VideoWriter::Body::open()
{
    quietFfmpeg();
    if (options.width <= 0 || options.height <= 0 || !options.frameRate.positive())
        return Error{ErrorCode::InvalidArgument, "a video needs a size and a frame rate", path.string()};
    const AVOutputFormat* container = av_guess_format(options.container.empty() ? nullptr : options.container.c_str(),
                                                      path.string().c_str(), nullptr);
    if (container == nullptr)
        return Error{ErrorCode::Unsupported, "no video format has this suffix", path.string()};
    const AVCodec* codec = findEncoder(options.encoder, *container);
    if (codec == nullptr)
        return Error{ErrorCode::Unsupported, "this FFmpeg has no encoder " + options.encoder, path.string()};
    if (avformat_query_codec(container, codec->id, FF_COMPLIANCE_UNOFFICIAL) == 0)
        return Error{ErrorCode::Unsupported,
                     std::string(container->name) + " files cannot hold " + codec->name + " video", path.string()};
    TW_TRY_ASSIGN(AtomicFile created, AtomicFile::create(path));
    file.emplace(std::move(created));
    AVFormatContext* context = nullptr;
    const std::string url = "file:" + file->temporaryPath().string();
    if (const int made = avformat_alloc_output_context2(&context, container, nullptr, url.c_str()); made < 0)
        return failure(made, "cannot be created");
    output.reset(context);
    packet.reset(av_packet_alloc());
    encoder.reset(avcodec_alloc_context3(codec));
    if (!packet || !encoder)
        return Error{ErrorCode::OutOfMemory, "no memory for a video writer", path.string()};
    setUpEncoder(*codec);
    return openStream(*codec);
}

void VideoWriter::Body::setUpEncoder(const AVCodec& codec)
{
    AVCodecContext& c = *encoder;
    c.width = options.width;
    c.height = options.height;
    const AVRational rate{static_cast<int>(options.frameRate.num), static_cast<int>(options.frameRate.den)};
    c.framerate = rate;
    c.time_base = options.timeBase.positive()
                      ? AVRational{static_cast<int>(options.timeBase.num), static_cast<int>(options.timeBase.den)}
                      : av_inv_q(rate);
    c.pix_fmt = supportedFormat(codec, wantedFormat(options));
    if (codec.id == AV_CODEC_ID_MJPEG && options.fullRange)
        c.pix_fmt = AV_PIX_FMT_YUVJ420P;
    c.color_range = options.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    const AVPixFmtDescriptor* format = av_pix_fmt_desc_get(c.pix_fmt);
    const bool rgb = format != nullptr && (format->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
    if (rgb)
        c.color_range = AVCOL_RANGE_UNSPECIFIED;
    else if (options.matrix)
        c.colorspace = colorSpaceOf(*options.matrix);
    if (options.sampleAspect.positive())
        c.sample_aspect_ratio = {static_cast<int>(options.sampleAspect.num),
                                 static_cast<int>(options.sampleAspect.den)};
    if (options.keyFrameDistance > 0)
        c.gop_size = options.keyFrameDistance;
    if (options.bFrames >= 0)
        c.max_b_frames = options.bFrames;
    const AVCodecDescriptor* description = avcodec_descriptor_get(codec.id);
    if (!options.openGroups && description != nullptr && (description->props & AV_CODEC_PROP_INTRA_ONLY) == 0)
        c.flags |= AV_CODEC_FLAG_CLOSED_GOP;
    if (options.bitRate > 0)
        c.bit_rate = options.bitRate;
    else if (codec.id == AV_CODEC_ID_MPEG4 || codec.id == AV_CODEC_ID_MJPEG || codec.id == AV_CODEC_ID_MPEG2VIDEO ||
             codec.id == AV_CODEC_ID_MPEG1VIDEO) {
        c.flags |= AV_CODEC_FLAG_QSCALE; // their habit is 200 kbit/s, whatever the size
        c.global_quality = FF_QP2LAMBDA * (options.quality > 0 ? options.quality : 3);
    }
    if (options.threads > 0)
        c.thread_count = options.threads;
    if ((output->oformat->flags & AVFMT_GLOBALHEADER) != 0)
        c.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    c.strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL; // full range in JPEG, experimental pairs of codec and container
}

Result<void> VideoWriter::Body::openStream(const AVCodec& codec)
{
    Dictionary codecOptions(options.codecOptions);
    if (options.quality > 0)
        av_dict_set_int(codecOptions.address(), "crf", options.quality, AV_DICT_DONT_OVERWRITE);
    if (options.openGroups && codec.id == AV_CODEC_ID_H264)
        av_dict_set(codecOptions.address(), "x264-params", "open-gop=1", AV_DICT_DONT_OVERWRITE);
    if (encoder->priv_data != nullptr && av_opt_find(encoder->priv_data, "sc_threshold", nullptr, 0, 0) != nullptr)
        av_dict_set(codecOptions.address(), "sc_threshold", "1000000000",
                    AV_DICT_DONT_OVERWRITE); // or no closed groups
    TW_TRY(openEncoder(*encoder, codec, codecOptions.address()));
    if (const std::string unknown = codecOptions.unknown(); !unknown.empty() && unknown != "crf")
        return Error{ErrorCode::InvalidArgument, "the encoder knows no option " + unknown, path.string()};
    stream = avformat_new_stream(output.get(), nullptr);
    if (stream == nullptr)
        return Error{ErrorCode::OutOfMemory, "no memory for a stream", path.string()};
    stream->time_base = encoder->time_base;
    stream->avg_frame_rate = encoder->framerate;
    stream->sample_aspect_ratio = encoder->sample_aspect_ratio;
    if (const int copied = avcodec_parameters_from_context(stream->codecpar, encoder.get()); copied < 0)
        return failure(copied, "cannot describe the stream");
    if (!options.orientation.upright()) {
        const auto matrix = displayMatrix(options.orientation);
        std::uint8_t* data = av_stream_new_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, sizeof matrix);
        if (data == nullptr)
            return Error{ErrorCode::OutOfMemory, "no memory for a stream", path.string()};
        std::copy_n(reinterpret_cast<const std::uint8_t*>(matrix.data()), sizeof matrix, data);
    }
    if ((output->oformat->flags & AVFMT_NOFILE) == 0) {
        if (const int opened = avio_open(&output->pb, output->url, AVIO_FLAG_WRITE); opened < 0)
            return failure(opened, "cannot be written");
    }
    Dictionary containerOptions(options.containerOptions);
    if (const int written = avformat_write_header(output.get(), containerOptions.address()); written < 0)
        return ffmpegError(written, ErrorCode::Unsupported, "this container cannot hold this video", path.string());
    if (const std::string unknown = containerOptions.unknown(); !unknown.empty())
        return Error{ErrorCode::InvalidArgument, "the container knows no option " + unknown, path.string()};
    return {};
}

Result<void> VideoWriter::Body::writePackets()
{
    for (;;) {
        const int status = avcodec_receive_packet(encoder.get(), packet.get());
        if (status == AVERROR(EAGAIN) || status == AVERROR_EOF)
            return {};
        if (status < 0)
            return failure(status, "a frame cannot be encoded");
        packet->stream_index = stream->index;
        if (packet->duration == 0)
            packet->duration = av_rescale_q(1, av_inv_q(encoder->framerate), encoder->time_base);
        av_packet_rescale_ts(packet.get(), encoder->time_base, stream->time_base);
        if (const int written = av_interleaved_write_frame(output.get(), packet.get()); written < 0)
            return failure(written, "cannot be written");
    }
}

VideoWriter::VideoWriter(std::unique_ptr<Body> body) : m_body(std::move(body)) {}
VideoWriter::~VideoWriter() = default;
VideoWriter::VideoWriter(VideoWriter&&) noexcept = default;
VideoWriter& VideoWriter::operator=(VideoWriter&&) noexcept = default;

Result<VideoWriter> VideoWriter::create(const std::filesystem::path& path, const VideoWriterOptions& options)
{
    auto body = std::make_unique<Body>();
    body->options = options;
    body->path = path;
    if (auto opened = body->open(); !opened) {
        Error error = std::move(opened).error();
        if (error.where.empty())
            error.where = path.string();
        return error;
    }
    return VideoWriter(std::move(body));
}

Result<void> VideoWriter::write(const ImageView& image, std::optional<std::int64_t> time)
{
    Body& body = *m_body;
    TW_EXPECTS(body.file.has_value());
    if (image.empty() || image.width != body.options.width || image.height != body.options.height)
        return Error{ErrorCode::InvalidArgument, "a frame has another size than the video", body.path.string()};
    TW_TRY_ASSIGN(AVFrame* const picture, body.source.picture(image, *body.encoder));
    picture->pts = time.value_or(body.count);
    picture->quality = body.encoder->global_quality;
    ++body.count;
    if (const int sent = avcodec_send_frame(body.encoder.get(), picture); sent < 0)
        return body.failure(sent, "a frame cannot be encoded");
    return body.writePackets();
}

Result<void> VideoWriter::finish()
{
    Body& body = *m_body;
    TW_EXPECTS(body.file.has_value());
    if (const int sent = avcodec_send_frame(body.encoder.get(), nullptr); sent < 0)
        return body.failure(sent, "the last frames cannot be encoded");
    TW_TRY(body.writePackets());
    if (const int written = av_write_trailer(body.output.get()); written < 0)
        return body.failure(written, "cannot be completed");
    if (body.output->pb != nullptr) {
        if (const int closed = avio_closep(&body.output->pb); closed < 0)
            return body.failure(closed, "cannot be written");
    }
    TW_TRY(body.file->commit());
    body.file.reset();
    return {};
}

std::string VideoWriter::encoderName() const
{
    return m_body->encoder->codec->name;
}

bool hasEncoder(const std::string& name)
{
    return avcodec_find_encoder_by_name(name.c_str()) != nullptr;
}

} // namespace tw::video
