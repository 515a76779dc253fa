#include "core/video/device_decoder.h"

#include "core/base/log.h"

extern "C" {
#include <libavutil/hwcontext.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string_view>

namespace tw::video {
namespace {

constexpr int kTrialPictures = 16;

struct ReleasesBuffer {
    void operator()(AVBufferRef* buffer) const { av_buffer_unref(&buffer); }
};
using BufferPtr = std::unique_ptr<AVBufferRef, ReleasesBuffer>;

// Opened once in a process, also when that failed: a driver takes a fraction of a second to say no. Empty: not there.
BufferPtr deviceContext(AVHWDeviceType type)
{
    static std::mutex mutex;
    static std::map<AVHWDeviceType, BufferPtr> contexts;
    const std::lock_guard lock(mutex);
    auto [it, isNew] = contexts.try_emplace(type);
    AVBufferRef* made = nullptr;
    if (isNew && av_hwdevice_ctx_create(&made, type, nullptr, nullptr, 0) == 0)
        it->second.reset(made);
    return BufferPtr(it->second ? av_buffer_ref(it->second.get()) : nullptr);
}

class DeviceDecoder final : public Decoder
{
public:
    static Result<std::unique_ptr<Decoder>> open(const AVStream& stream, AVHWDeviceType type, AVPixelFormat format)
    {
        std::unique_ptr<DeviceDecoder> decoder(new DeviceDecoder(format));
        const BufferPtr device = deviceContext(type);
        if (!device)
            return Error{ErrorCode::Unavailable, "the device does not start", {}};
        decoder->m_surface.reset(av_frame_alloc());
        if (!decoder->m_surface)
            return Error{ErrorCode::OutOfMemory, "no memory for a decoder", {}};
        TW_TRY(decoder->prepare(stream, 1));
        AVCodecContext& context = decoder->context();
        context.opaque = decoder.get();
        context.get_format = chooseFormat;
        context.hw_device_ctx = av_buffer_ref(device.get());
        TW_TRY(decoder->start());
        return std::unique_ptr<Decoder>(std::move(decoder));
    }

    bool receive(AVFrame& picture) override
    {
        if (!Decoder::receive(*m_surface))
            return false;
        if (m_surface->format != m_format) {
            lose("the device does not decode this kind of video");
            return false;
        }
        AvFramePtr downloaded(av_frame_alloc());
        const int status =
            downloaded ? av_hwframe_transfer_data(downloaded.get(), m_surface.get(), 0) : AVERROR(ENOMEM);
        if (status < 0) {
            lose(ffmpegText(status));
            return false;
        }
        av_frame_copy_props(downloaded.get(), m_surface.get());
        av_frame_unref(m_surface.get());
        auto planar = planarTwin(*downloaded);
        if (!planar) {
            lose(planar.error().detail);
            return false;
        }
        av_frame_unref(&picture);
        av_frame_move_ref(&picture, planar->get());
        return true;
    }
    // What a damaged packet is to a device cannot be told from trouble of the device: software decides.
    bool lost() const override { return m_lost || !lastError().empty(); }
    void flush() override
    {
        Decoder::flush();
        m_lost = false;
    }

private:
    explicit DeviceDecoder(AVPixelFormat format) : m_format(format) {}
    static AVPixelFormat chooseFormat(AVCodecContext* context, const AVPixelFormat* offered)
    {
        const AVPixelFormat wanted = static_cast<DeviceDecoder*>(context->opaque)->m_format;
        for (const AVPixelFormat* format = offered; *format != AV_PIX_FMT_NONE; ++format)
            if (*format == wanted)
                return wanted;
        return AV_PIX_FMT_NONE; // an error, which the trial or the reader takes for a loss
    }
    void lose(std::string why)
    {
        m_lost = true;
        setLastError(std::move(why));
        av_frame_unref(m_surface.get());
    }

    AVPixelFormat m_format;
    AvFramePtr m_surface;
    bool m_lost = false;
};

std::vector<DecodeDevice> devicesFor(const AVStream& stream)
{
    std::vector<DecodeDevice> devices;
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    if (codec == nullptr)
        return devices;
    for (const AVHWDeviceType type : {AV_HWDEVICE_TYPE_CUDA, AV_HWDEVICE_TYPE_VAAPI}) {
        for (int i = 0; const AVCodecHWConfig* config = avcodec_get_hw_config(codec, i); ++i) {
            if (config->device_type != type || (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) == 0)
                continue;
            if (deviceContext(type))
                devices.push_back(
                    {av_hwdevice_get_type_name(type), [type, format = config->pix_fmt](const AVStream& wanted) {
                         return DeviceDecoder::open(wanted, type, format);
                     }});
            break;
        }
    }
    return devices;
}

bool wantsDevices()
{
    const char* wanted = std::getenv("TRACKWRIGHT_DECODING");
    if (wanted == nullptr || *wanted == '\0' || std::string_view(wanted) == "auto")
        return true;
    if (std::string_view(wanted) != "software")
        log::warn("video", std::string("TRACKWRIGHT_DECODING is ") + wanted + ", neither auto nor software");
    return false;
}

// The first pictures by the numbers of their packets.
using Pictures = std::map<std::int32_t, AvFramePtr>;

Result<Pictures> firstPictures(Demuxer& demuxer, Decoder& decoder, const std::stop_token& stop)
{
    TW_TRY(demuxer.reopen(stop));
    Pictures pictures;
    PacketPtr packet(av_packet_alloc());
    AvFramePtr picture(av_frame_alloc());
    if (!packet || !picture)
        return Error{ErrorCode::OutOfMemory, "no memory for a decoder", {}};
    // both get the same packets, so that the slower one does not stop early
    for (std::int32_t number = 0; number <= kTrialPictures && !decoder.lost(); ++number) {
        bool more = false;
        if (number < kTrialPictures) {
            TW_TRY_ASSIGN(more, demuxer.next(*packet, stop));
        }
        if (more)
            TW_TRY(decoder.send(*packet, number, Decoder::Skip::Nothing));
        else
            decoder.drain();
        while (decoder.receive(*picture)) {
            AvFramePtr kept(av_frame_clone(picture.get()));
            if (!kept)
                return Error{ErrorCode::OutOfMemory, "no memory for a frame", {}};
            pictures[Decoder::packetNumber(*picture)] = std::move(kept);
        }
        if (!more)
            break;
    }
    decoder.flush();
    return pictures;
}

bool sameSamples(const AVFrame& a, const AVFrame& b)
{
    if (a.format != b.format || a.width != b.width || a.height != b.height || a.color_range != b.color_range ||
        a.colorspace != b.colorspace)
        return false;
    const auto* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(a.format));
    for (int plane = 0; plane < av_pix_fmt_count_planes(static_cast<AVPixelFormat>(a.format)); ++plane) {
        const bool chroma = plane == 1 || plane == 2;
        const int rows = chroma ? AV_CEIL_RSHIFT(a.height, format->log2_chroma_h) : a.height;
        const int bytes = av_image_get_linesize(static_cast<AVPixelFormat>(a.format), a.width, plane);
        for (int y = 0; y < rows; ++y)
            if (std::memcmp(a.data[plane] + std::ptrdiff_t{y} * a.linesize[plane],
                            b.data[plane] + std::ptrdiff_t{y} * b.linesize[plane],
                            static_cast<std::size_t>(bytes)) != 0)
                return false;
    }
    return true;
}

// Every second value of a row, shifted down.
template <class Sample>
void pick(const std::uint8_t* from, std::uint8_t* to, int count, int step, int shift)
{
    const auto* source = reinterpret_cast<const Sample*>(from);
    auto* target = reinterpret_cast<Sample*>(to);
    for (int i = 0; i < count; ++i)
        target[i] = static_cast<Sample>(source[i * step] >> shift);
}

AVPixelFormat twinOf(int format)
{
    switch (format) {
    case AV_PIX_FMT_NV12: return AV_PIX_FMT_YUV420P;
    case AV_PIX_FMT_NV16: return AV_PIX_FMT_YUV422P;
    case AV_PIX_FMT_NV24: return AV_PIX_FMT_YUV444P;
    case AV_PIX_FMT_P010LE: return AV_PIX_FMT_YUV420P10LE;
    case AV_PIX_FMT_P210LE: return AV_PIX_FMT_YUV422P10LE;
    case AV_PIX_FMT_P410LE: return AV_PIX_FMT_YUV444P10LE;
    default: return AV_PIX_FMT_NONE;
    }
}

} // namespace

const DecodeDevices& machineDevices()
{
    static const DecodeDevices devices{wantsDevices() ? devicesFor
                                                      : [](const AVStream&) { return std::vector<DecodeDevice>(); },
                                       [] {
                                           const auto now = std::chrono::steady_clock::now().time_since_epoch();
                                           return std::chrono::duration<double>(now).count();
                                       }};
    return devices;
}

Result<AvFramePtr> planarTwin(const AVFrame& picture)
{
    const AVPixelFormat format = twinOf(picture.format);
    const auto* given = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(picture.format));
    if (given == nullptr || (format == AV_PIX_FMT_NONE && (given->flags & AV_PIX_FMT_FLAG_PLANAR) == 0))
        return Error{ErrorCode::Unsupported, "the device gives pictures in an unknown format", {}};
    if (format == AV_PIX_FMT_NONE) {
        AvFramePtr same(av_frame_clone(&picture));
        return same ? Result<AvFramePtr>(std::move(same)) : Error{ErrorCode::OutOfMemory, "no memory for a frame", {}};
    }
    AvFramePtr planar(av_frame_alloc());
    if (!planar)
        return Error{ErrorCode::OutOfMemory, "no memory for a frame", {}};
    planar->format = format;
    planar->width = picture.width;
    planar->height = picture.height;
    if (av_frame_get_buffer(planar.get(), 0) < 0 || av_frame_copy_props(planar.get(), &picture) < 0)
        return Error{ErrorCode::OutOfMemory, "no memory for a frame", {}};
    const int width = AV_CEIL_RSHIFT(picture.width, given->log2_chroma_w);
    const int height = AV_CEIL_RSHIFT(picture.height, given->log2_chroma_h);
    const int depthBytes = given->comp[0].depth > 8 ? 2 : 1, shift = given->comp[0].shift;
    const auto copyPlane = [&](int from, int offset, int step, int to, int columns, int rows) {
        for (int y = 0; y < rows; ++y) {
            const std::uint8_t* source = picture.data[from] + std::ptrdiff_t{y} * picture.linesize[from] + offset;
            std::uint8_t* target = planar->data[to] + std::ptrdiff_t{y} * planar->linesize[to];
            if (depthBytes == 2)
                pick<std::uint16_t>(source, target, columns, step, shift);
            else
                pick<std::uint8_t>(source, target, columns, step, shift);
        }
    };
    copyPlane(0, 0, 1, 0, picture.width, picture.height);
    copyPlane(1, 0, 2, 1, width, height);
    copyPlane(1, depthBytes, 2, 2, width, height);
    return planar;
}

Result<DeviceVerdict> tryDevice(Demuxer& demuxer, Decoder& software, Decoder& device,
                                const std::function<double()>& seconds, const std::stop_token& stop)
{
    DeviceVerdict verdict;
    const double start = seconds();
    TW_TRY_ASSIGN(const Pictures wanted, firstPictures(demuxer, software, stop));
    verdict.softwareSeconds = seconds() - start;
    const double middle = seconds();
    TW_TRY_ASSIGN(const Pictures found, firstPictures(demuxer, device, stop));
    verdict.deviceSeconds = seconds() - middle;
    TW_TRY(demuxer.reopen(stop));
    const auto same = [](const auto& a, const auto& b) {
        return a.first == b.first && sameSamples(*a.second, *b.second);
    };
    if (wanted.empty())
        verdict.reason = "the first pictures cannot be decoded in software";
    else if (found.size() != wanted.size())
        verdict.reason =
            "it gives " + std::to_string(found.size()) + " of the first " + std::to_string(wanted.size()) + " pictures";
    else if (!std::equal(wanted.begin(), wanted.end(), found.begin(), same))
        verdict.reason = "its pictures differ from those of the software decoder";
    else if (verdict.deviceSeconds >= verdict.softwareSeconds)
        verdict.reason = "it is not faster than the software decoder";
    else
        verdict.use = true;
    return verdict;
}

} // namespace tw::video
