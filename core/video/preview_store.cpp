#include "core/video/preview_store.h"

#include "core/video/frame_encoder.h"
#include "core/video/frame_maker.h"
#include "core/video/still_decoder.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>
#include <unordered_map>

namespace tw::video {
namespace {

constexpr std::uint64_t kPreviewMagic = 0x0000'0031'5650'5754; // "TWPV1", little-endian
struct Header {
    std::uint64_t magic = kPreviewMagic;
    std::uint64_t videoBytes = 0;
    std::uint64_t videoFingerprint = 0;
};
struct RecordHeader {
    std::int32_t frame = 0;
    std::int32_t bytes = 0;
};
constexpr std::int32_t kLargestPicture = 16 << 20;

Error ioError(const std::filesystem::path& path)
{
    return Error{ErrorCode::Io, std::strerror(errno), path.string()};
}

bool readAt(int file, void* to, std::size_t bytes, std::int64_t from)
{
    auto* out = static_cast<char*>(to);
    while (bytes > 0) {
        const ssize_t got = ::pread(file, out, bytes, from);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        out += got;
        from += got;
        bytes -= static_cast<std::size_t>(got);
    }
    return true;
}

bool writeAt(int file, std::string_view bytes, std::int64_t to)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), to);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        to += written;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// Decoded pictures to small JPEGs; keeps its scaler and encoder.
class SmallJpeg
{
public:
    Result<std::string> encode(const FramePtr& frame);

private:
    Result<void> prepare(const AVFrame& source);
    Result<std::string> encodePicture(const AVFrame& source, bool fullRange, Planes::Matrix matrix);

    FrameMaker m_maker;
    SwsPtr m_sws;
    CodecPtr m_encoder;
    AvFramePtr m_small;
    PacketPtr m_packet;
    int m_width = 0, m_height = 0, m_format = -1;
};

Result<void> SmallJpeg::prepare(const AVFrame& source)
{
    if (m_encoder && source.width == m_width && source.height == m_height && source.format == m_format)
        return {};
    quietFfmpeg();
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    if (codec == nullptr)
        return Error{ErrorCode::Unsupported, "this FFmpeg cannot write JPEG pictures", {}};
    const double scale =
        std::min(1.0, static_cast<double>(PreviewStore::kLongSide) / std::max(source.width, source.height));
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

} // namespace

struct PreviewStore::Body {
    struct Place {
        std::int64_t offset = 0;
        std::int32_t bytes = 0;
    };
    std::filesystem::path path;
    int file = -1;
    mutable std::mutex placesMutex;
    std::unordered_map<FrameIndex, Place> places;
    std::mutex addMutex; // the two below
    std::int64_t end = 0;
    SmallJpeg jpeg;

    ~Body()
    {
        if (file >= 0)
            ::close(file);
    }
    Result<void> start(const FileStamp& video);
    void readRecords();
};

Result<void> PreviewStore::Body::start(const FileStamp& video)
{
    file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0)
        return ioError(path);
    const Header wanted{kPreviewMagic, video.bytes, video.fingerprint};
    Header found;
    if (readAt(file, &found, sizeof found, 0) && std::memcmp(&found, &wanted, sizeof found) == 0) {
        readRecords();
        return {};
    }
    if (::ftruncate(file, 0) != 0 || !writeAt(file, {reinterpret_cast<const char*>(&wanted), sizeof wanted}, 0))
        return ioError(path);
    end = sizeof wanted;
    return {};
}

void PreviewStore::Body::readRecords()
{
    struct stat status {};
    const std::int64_t size = ::fstat(file, &status) == 0 ? status.st_size : 0;
    end = sizeof(Header);
    RecordHeader record;
    while (end + static_cast<std::int64_t>(sizeof record) <= size && readAt(file, &record, sizeof record, end)) {
        const std::int64_t data = end + static_cast<std::int64_t>(sizeof record);
        if (record.frame < 0 || record.bytes <= 0 || record.bytes > kLargestPicture || data + record.bytes > size)
            break; // torn: the next addition overwrites it
        places[record.frame] = {data, record.bytes};
        end = data + record.bytes;
    }
}

PreviewStore::PreviewStore(std::unique_ptr<Body> body) : m_body(std::move(body)) {}
PreviewStore::~PreviewStore() = default;

Result<std::shared_ptr<PreviewStore>> PreviewStore::open(const std::filesystem::path& path, const FileStamp& video)
{
    auto body = std::make_unique<Body>();
    body->path = path;
    TW_TRY(body->start(video));
    return std::shared_ptr<PreviewStore>(new PreviewStore(std::move(body)));
}

bool PreviewStore::has(FrameIndex index) const
{
    const std::lock_guard lock(m_body->placesMutex);
    return m_body->places.contains(index);
}

FrameIndex PreviewStore::count() const
{
    const std::lock_guard lock(m_body->placesMutex);
    return static_cast<FrameIndex>(m_body->places.size());
}

Result<void> PreviewStore::add(const FramePtr& frame)
{
    TW_EXPECTS(frame != nullptr && frame->index >= 0);
    const std::lock_guard addLock(m_body->addMutex);
    if (has(frame->index))
        return {};
    TW_TRY_ASSIGN(const std::string jpeg, m_body->jpeg.encode(frame));
    const RecordHeader header{frame->index, static_cast<std::int32_t>(jpeg.size())};
    std::string record(reinterpret_cast<const char*>(&header), sizeof header);
    record += jpeg;
    if (!writeAt(m_body->file, record, m_body->end))
        return ioError(m_body->path);
    const std::lock_guard lock(m_body->placesMutex);
    m_body->places[frame->index] = {m_body->end + static_cast<std::int64_t>(sizeof header), header.bytes};
    m_body->end += static_cast<std::int64_t>(record.size());
    return {};
}

Result<FramePtr> PreviewStore::read(FrameIndex index) const
{
    Body::Place place;
    {
        const std::lock_guard lock(m_body->placesMutex);
        const auto it = m_body->places.find(index);
        if (it == m_body->places.end())
            return Error{ErrorCode::NotFound, "there is no preview of this frame", m_body->path.string()};
        place = it->second;
    }
    std::string bytes(static_cast<std::size_t>(place.bytes), '\0');
    if (!readAt(m_body->file, bytes.data(), bytes.size(), place.offset))
        return ioError(m_body->path);
    TW_TRY_ASSIGN(const StillPicture picture, decodeStill(bytes));
    FrameMaker maker;
    TW_TRY_ASSIGN(const FramePtr made, maker.make(*picture.frame, index, 0, {}, picture.frame->width,
                                                  picture.frame->height, FrameContent::Image));
    auto frame = std::make_shared<Frame>(*made);
    frame->preview = true;
    return FramePtr(std::move(frame));
}

} // namespace tw::video
