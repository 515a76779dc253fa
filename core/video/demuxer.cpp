#include "core/video/demuxer.h"

extern "C" {
#include <libavutil/display.h>
}

#include <cmath>
#include <string_view>

namespace tw::video {
namespace {

// The 2x2 part of a display matrix is one of eight poses; anything oblique is taken as its nearest one.
Orientation orientationOf(const std::int32_t* matrix)
{
    // columns of [a b; c d]: where the stored x and y axes point on the screen
    const double a = matrix[0], b = matrix[1], c = matrix[3], d = matrix[4];
    Orientation orientation;
    orientation.mirrored = a * d - b * c < 0;
    const double axisX = orientation.mirrored ? -a : a;
    const double axisY = orientation.mirrored ? -b : b;
    const double turns = std::atan2(axisY, axisX) / (M_PI / 2);
    if (std::isfinite(turns))
        orientation.quarterTurns = (static_cast<int>(std::lround(turns)) % 4 + 4) % 4;
    return orientation;
}

} // namespace

int Demuxer::interrupted(void* self)
{
    return static_cast<Demuxer*>(self)->m_stop.stop_requested() ? 1 : 0;
}

Result<std::unique_ptr<Demuxer>> Demuxer::open(const std::filesystem::path& path, std::stop_token stop)
{
    quietFfmpeg();
    std::unique_ptr<Demuxer> demuxer(new Demuxer);
    demuxer->m_path = path;
    demuxer->m_stop = std::move(stop);
    TW_TRY(demuxer->openInput());
    TW_TRY(demuxer->chooseStream());
    return demuxer;
}

Result<void> Demuxer::openInput()
{
    AVFormatContext* context = avformat_alloc_context();
    if (context == nullptr)
        return Error{ErrorCode::OutOfMemory, "no memory for a video reader", m_path.string()};
    context->interrupt_callback = {&Demuxer::interrupted, this};
    // Only this file: a play list or a crafted header must not make the program open others or the network
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "file", 0);
    const std::string url = "file:" + m_path.string();
    const int opened = avformat_open_input(&context, url.c_str(), nullptr, &options);
    av_dict_free(&options);
    if (opened < 0) // frees the context itself
        return ffmpegError(opened, ErrorCode::Unreadable, "is not a video that can be read", m_path.string());
    m_input.reset(context);
    const int found = avformat_find_stream_info(context, nullptr);
    if (found < 0)
        return ffmpegError(found, ErrorCode::Unreadable, "its streams cannot be read", m_path.string());
    m_endText.clear();
    return {};
}

Result<void> Demuxer::chooseStream()
{
    const auto isVideo = [](const AVStream& stream) {
        return stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO &&
               (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) == 0; // the cover of a song is no video
    };
    int best = av_find_best_stream(m_input.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (best < 0 || !isVideo(*m_input->streams[best])) {
        best = -1;
        for (unsigned i = 0; i < m_input->nb_streams && best < 0; ++i) {
            if (isVideo(*m_input->streams[i]))
                best = static_cast<int>(i);
        }
    }
    if (best < 0)
        return Error{ErrorCode::Unsupported, "has no video in it", m_path.string()};
    m_stream = best;
    for (unsigned i = 0; i < m_input->nb_streams; ++i)
        m_input->streams[i]->discard = static_cast<int>(i) == best ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    if (stream().codecpar->width <= 0 || stream().codecpar->height <= 0)
        return Error{ErrorCode::Unreadable, "its video stream has no picture that can be decoded", m_path.string()};
    return {};
}

Result<bool> Demuxer::next(AVPacket& packet, const std::stop_token& stop)
{
    m_stop = stop;
    m_lostPlace = false;
    for (;;) {
        av_packet_unref(&packet);
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "cancelled", m_path.string()};
        const int status = av_read_frame(m_input.get(), &packet);
        if (status == AVERROR(EAGAIN))
            continue;
        if (status < 0 && stop.stop_requested()) {
            m_lostPlace = true;
            return Error{ErrorCode::Cancelled, "cancelled", m_path.string()};
        }
        if (status < 0) {
            const int io = m_input->pb != nullptr ? m_input->pb->error : 0;
            m_endText = status != AVERROR_EOF ? ffmpegText(status) : io < 0 && io != AVERROR_EOF ? ffmpegText(io) : "";
            return false;
        }
        // packets without a byte (dropped frames in AVI) would mean "no more packets" to a decoder
        if (packet.stream_index == m_stream && packet.size > 0)
            return true;
    }
}

bool Demuxer::seek(std::int64_t timestamp, const std::stop_token& stop)
{
    m_stop = stop;
    m_endText.clear();
    return av_seek_frame(m_input.get(), m_stream, timestamp, AVSEEK_FLAG_BACKWARD) >= 0;
}

bool Demuxer::seekToByte(std::int64_t position, const std::stop_token& stop)
{
    m_stop = stop;
    m_endText.clear();
    return position >= 0 && (m_input->iformat->flags & AVFMT_NO_BYTE_SEEK) == 0 &&
           av_seek_frame(m_input.get(), m_stream, position, AVSEEK_FLAG_BYTE) >= 0;
}

Result<void> Demuxer::reopen(const std::stop_token& stop)
{
    m_stop = stop;
    m_input.reset();
    TW_TRY(openInput());
    return chooseStream();
}

bool Demuxer::containerIs(const char* name) const
{
    // an iformat's name is a list: "mov,mp4,m4a,3gp,3g2,mj2"
    const std::string_view wanted = name;
    std::string_view names = m_input->iformat->name;
    while (!names.empty()) {
        const std::size_t comma = names.find(',');
        if (names.substr(0, comma) == wanted)
            return true;
        names = comma == std::string_view::npos ? std::string_view() : names.substr(comma + 1);
    }
    return false;
}

std::int64_t Demuxer::bytePosition() const
{
    return m_input->pb != nullptr ? avio_tell(m_input->pb) : 0;
}

Orientation Demuxer::orientation() const
{
    const std::uint8_t* matrix = av_stream_get_side_data(&stream(), AV_PKT_DATA_DISPLAYMATRIX, nullptr);
    return matrix == nullptr ? Orientation{} : orientationOf(reinterpret_cast<const std::int32_t*>(matrix));
}

} // namespace tw::video
