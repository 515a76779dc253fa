#include "core/video/decoder.h"

#include <algorithm>
#include <sched.h>

namespace tw::video {
namespace {

int usableCpus()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(1, CPU_COUNT(&set)) : 1;
}

// Codecs whose decoders leave out exactly the pictures nothing refers to. HEVC is not among them: pictures of a lower
// temporal layer count as unreferenced there although higher layers use them.
bool skipsExactly(AVCodecID codec)
{
    return codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_MPEG4 || codec == AV_CODEC_ID_MPEG2VIDEO ||
           codec == AV_CODEC_ID_MPEG1VIDEO;
}

} // namespace

Result<std::unique_ptr<Decoder>> Decoder::open(const AVStream& stream, int threads)
{
    std::unique_ptr<Decoder> decoder(new Decoder);
    TW_TRY(decoder->prepare(stream, threads));
    TW_TRY(decoder->start());
    return decoder;
}

Result<void> Decoder::prepare(const AVStream& stream, int threads)
{
    const AVCodecID id = stream.codecpar->codec_id;
    const AVCodec* codec = avcodec_find_decoder(id);
    if (codec == nullptr)
        return Error{ErrorCode::Unsupported,
                     std::string("this FFmpeg has no decoder for ") + avcodec_get_name(id) + " video",
                     {}};
    m_context.reset(avcodec_alloc_context3(codec));
    if (!m_context)
        return Error{ErrorCode::OutOfMemory, "no memory for a decoder", {}};
    if (const int copied = avcodec_parameters_to_context(m_context.get(), stream.codecpar); copied < 0)
        return ffmpegError(copied, ErrorCode::Unreadable, "the stream's header cannot be used", {});
    constexpr int kMostThreads = 4; // more only add delay after each seek
    m_context->thread_count = threads > 0 ? threads : std::min(kMostThreads, usableCpus());
    m_context->pkt_timebase = stream.time_base;
    m_maySkip = skipsExactly(id);
    return {};
}

Result<void> Decoder::start()
{
    if (const int opened = avcodec_open2(m_context.get(), m_context->codec, nullptr); opened < 0)
        return ffmpegError(opened, ErrorCode::Unsupported, "the decoder does not start", {});
    return {};
}

Result<void> Decoder::send(AVPacket& packet, std::int32_t packetNumber, Skip skip)
{
    packet.pts = packet.dts = packetNumber;
    // "do not show" of edit lists is in the index already; here it would hide the picture's number as well
    packet.flags &= ~AV_PKT_FLAG_DISCARD;
    m_context->skip_frame = m_maySkip && skip == Skip::Unreferenced ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
    const int status = avcodec_send_packet(m_context.get(), &packet);
    if (status == AVERROR(ENOMEM))
        return ffmpegError(status, ErrorCode::OutOfMemory, "decoding", {});
    if (status < 0)
        m_lastError = ffmpegText(status);
    return {};
}

void Decoder::drain()
{
    if (!m_draining)
        avcodec_send_packet(m_context.get(), nullptr);
    m_draining = true;
}

bool Decoder::receive(AVFrame& picture)
{
    for (;;) {
        const int status = avcodec_receive_frame(m_context.get(), &picture);
        if (status == 0)
            return true;
        if (status == AVERROR(EAGAIN))
            return false;
        if (status == AVERROR_EOF) {
            m_drained = true;
            return false;
        }
        // a picture that cannot be decoded; while draining more may follow
        m_lastError = ffmpegText(status);
        if (!m_draining)
            return false;
    }
}

void Decoder::flush()
{
    avcodec_flush_buffers(m_context.get());
    m_drained = m_draining = false;
    m_lastError.clear();
}

} // namespace tw::video
