#include "core/video/video_scan.h"

#include "core/video/decoder.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

namespace tw::video {
namespace {

using Packet = VideoIndex::Packet;

// Codecs that show one picture per packet, as our tests prove; others are decoded to be sure.
constexpr std::array kOnePictureAPacket = {
    AV_CODEC_ID_H264,  AV_CODEC_ID_HEVC,       AV_CODEC_ID_AV1,        AV_CODEC_ID_VP8,     AV_CODEC_ID_VP9,
    AV_CODEC_ID_MPEG4, AV_CODEC_ID_MPEG2VIDEO, AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MJPEG,   AV_CODEC_ID_GIF,
    AV_CODEC_ID_PNG,   AV_CODEC_ID_FFV1,       AV_CODEC_ID_HUFFYUV,    AV_CODEC_ID_FFVHUFF, AV_CODEC_ID_PRORES,
    AV_CODEC_ID_DNXHD, AV_CODEC_ID_RAWVIDEO,   AV_CODEC_ID_UTVIDEO,
};

// Other codecs whose key flags can be trusted; what is in neither list is decoded from the first packet on, always.
constexpr std::array kKeyFlagsHold = {
    AV_CODEC_ID_THEORA,    AV_CODEC_ID_H263,      AV_CODEC_ID_H263P, AV_CODEC_ID_FLV1, AV_CODEC_ID_MSMPEG4V1,
    AV_CODEC_ID_MSMPEG4V2, AV_CODEC_ID_MSMPEG4V3, AV_CODEC_ID_WMV1,  AV_CODEC_ID_WMV2, AV_CODEC_ID_WMV3,
    AV_CODEC_ID_VC1,       AV_CODEC_ID_SVQ1,      AV_CODEC_ID_SVQ3,  AV_CODEC_ID_SNOW, AV_CODEC_ID_APNG,
};

template <class List>
bool contains(const List& list, AVCodecID codec)
{
    return std::find(list.begin(), list.end(), codec) != list.end();
}

bool keyFlagsHold(AVCodecID codec)
{
    const AVCodecDescriptor* description = avcodec_descriptor_get(codec);
    const bool intraOnly = description != nullptr && (description->props & AV_CODEC_PROP_INTRA_ONLY) != 0;
    return intraOnly || contains(kOnePictureAPacket, codec) || contains(kKeyFlagsHold, codec);
}

// Containers without presentation times: what the demuxer gives there is a guess when pictures are reordered.
constexpr std::array kWithoutTimes = {"avi", "h264", "hevc", "m4v", "mpegvideo", "obu", "vc1", "h263", "mxf"};

// VP8 and VP9 keep pictures that only serve as references in packets of their own.
bool showsPicture(const AVPacket& packet, AVCodecID codec)
{
    const std::uint8_t first = packet.data[0];
    if (codec == AV_CODEC_ID_VP8)
        return (first >> 4 & 1) != 0; // RFC 6386, 9.1: show_frame
    if (codec != AV_CODEC_ID_VP9)
        return true;
    // VP9 bitstream specification: a superframe ends with its marker and always shows its last picture
    if ((packet.data[packet.size - 1] & 0xE0) == 0xC0)
        return true;
    const int profile = (first >> 5 & 1) | (first >> 4 & 1) << 1;
    const int shift = profile == 3 ? 2 : 3; // bit of show_existing_frame; profile 3 has a reserved bit before it
    const bool showExisting = (first >> shift & 1) != 0;
    const bool showFrame = shift == 3 ? (first >> 1 & 1) != 0 : (first & 1) != 0;
    return showExisting || showFrame;
}

// DivX and Xvid put a P and the B picture before it into one packet ("packed bitstream"); its time is neither's.
bool holdsTwoPictures(const AVPacket& packet, AVCodecID codec)
{
    if (codec != AV_CODEC_ID_MPEG4)
        return false;
    const std::string_view data(reinterpret_cast<const char*>(packet.data), static_cast<std::size_t>(packet.size));
    constexpr std::string_view kPictureStart("\0\0\1\xB6", 4); // ISO 14496-2: vop_start_code
    const std::size_t first = data.find(kPictureStart);
    return first != std::string_view::npos && data.find(kPictureStart, first + 4) != std::string_view::npos;
}

class Scan
{
public:
    Scan(Demuxer& demuxer, const JobContext& job, int decodeThreads)
        : m_demuxer(demuxer), m_job(job), m_decodeThreads(decodeThreads), m_packet(av_packet_alloc()),
          m_picture(av_frame_alloc()), m_codec(demuxer.stream().codecpar->codec_id)
    {}

    Result<VideoIndex> run(const FileStamp& file);

private:
    Result<void> readPackets(std::uint64_t fileBytes);
    void noteEnd();
    bool orderIsCertain() const;
    void sortByTime();
    Result<bool> checkStart();
    Result<void> orderByDecoding();
    void warnOfLostStart(std::size_t count);
    template <class TakePicture>
    Result<void> decode(TakePicture takePicture);
    std::vector<std::int64_t> sortedTimes(std::size_t count) const;

    Demuxer& m_demuxer;
    const JobContext& m_job;
    int m_decodeThreads;
    PacketPtr m_packet;
    AvFramePtr m_picture;
    AVCodecID m_codec;
    VideoIndex m_index;
    std::vector<bool> m_hidden; // per packet
    bool m_packed = false;
    const bool m_keyFlagsHold = keyFlagsHold(m_codec);
};

Result<VideoIndex> Scan::run(const FileStamp& file)
{
    if (!m_packet || !m_picture)
        return Error{ErrorCode::OutOfMemory, "no memory for a packet", {}};
    const AVRational base = m_demuxer.stream().time_base;
    m_index.file = file;
    m_index.stream = m_demuxer.streamNumber();
    m_index.demuxerVersion = static_cast<std::int32_t>(avformat_version());
    m_index.timeBase = base.num > 0 && base.den > 0 ? TimeBase{base.num, base.den} : TimeBase{1, 1000};
    TW_TRY(readPackets(file.bytes));
    bool certain = orderIsCertain();
    if (certain) {
        sortByTime();
        TW_TRY_ASSIGN(certain, checkStart());
    }
    if (!certain)
        TW_TRY(orderByDecoding());
    if (m_index.frames.empty())
        return Error{ErrorCode::Unreadable, "not one frame of it can be decoded", {}};
    return std::move(m_index);
}

Result<void> Scan::readPackets(std::uint64_t fileBytes)
{
    bool lastIsTorn = false;
    for (;;) {
        TW_TRY_ASSIGN(const bool more, m_demuxer.next(*m_packet, m_job.stop));
        if (!more)
            break;
        const AVPacket& from = *m_packet;
        Packet packet;
        packet.pts = from.pts == AV_NOPTS_VALUE ? VideoIndex::kNoTime : from.pts;
        packet.dts = from.dts == AV_NOPTS_VALUE ? VideoIndex::kNoTime : from.dts;
        packet.position = from.pos;
        packet.bytes = from.size;
        packet.key = (from.flags & AV_PKT_FLAG_KEY) != 0 && (m_keyFlagsHold || m_index.packets.empty());
        m_index.packets.push_back(packet);
        m_hidden.push_back((from.flags & AV_PKT_FLAG_DISCARD) != 0 || !showsPicture(from, m_codec));
        m_packed = m_packed || holdsTwoPictures(from, m_codec);
        lastIsTorn = (from.flags & AV_PKT_FLAG_CORRUPT) != 0;
        if (m_index.packets.size() % 256 == 0)
            m_job.report("index", std::max<std::int64_t>(0, m_demuxer.bytePosition()),
                         static_cast<std::int64_t>(fileBytes));
    }
    if (m_index.packets.empty())
        return Error{ErrorCode::Unreadable, "its video stream is empty", {}};
    if (lastIsTorn) {
        m_hidden.back() = true;
        m_index.warnings.push_back("the file ends in the middle of a frame");
    }
    noteEnd();
    return {};
}

void Scan::noteEnd()
{
    if (!m_demuxer.endText().empty())
        m_index.warnings.push_back("the file cannot be read to its end: " + m_demuxer.endText());
    const std::int64_t announced = m_demuxer.stream().nb_frames;
    const auto found = static_cast<std::int64_t>(m_index.packets.size());
    if (announced > found)
        m_index.warnings.push_back("the file announces " + std::to_string(announced) + " frames and holds " +
                                   std::to_string(found));
}

bool Scan::orderIsCertain() const
{
    if (!contains(kOnePictureAPacket, m_codec))
        return false;
    const AVCodecDescriptor* description = avcodec_descriptor_get(m_codec);
    const bool reorders = description == nullptr || (description->props & AV_CODEC_PROP_REORDER) != 0;
    const bool guessedTimes =
        std::any_of(kWithoutTimes.begin(), kWithoutTimes.end(), [&](auto name) { return m_demuxer.containerIs(name); });
    if (m_packed || (reorders && guessedTimes))
        return false;
    // Program and transport streams may send the two fields of a picture as two packets
    const AVFieldOrder fields = m_demuxer.stream().codecpar->field_order;
    const bool interlaced = fields != AV_FIELD_UNKNOWN && fields != AV_FIELD_PROGRESSIVE;
    if (interlaced && (m_demuxer.containerIs("mpegts") || m_demuxer.containerIs("mpeg")))
        return false;
    constexpr std::int32_t kTinyPicture = 16; // MPEG-4's "nothing changed" packets show no picture of their own
    // Pictures that are reordered cannot have times that rise in decoding order: some writers (Xvid's) get them wrong
    const bool delayed = m_demuxer.stream().codecpar->video_delay > 0 && m_index.packets.size() > 1;
    if (delayed && std::is_sorted(m_index.packets.begin(), m_index.packets.end(),
                                  [](const Packet& a, const Packet& b) { return a.pts < b.pts; }))
        return false;
    std::unordered_set<std::int64_t> times;
    bool anyKey = false;
    for (std::size_t i = 0; i < m_index.packets.size(); ++i) {
        const Packet& packet = m_index.packets[i];
        if (m_codec == AV_CODEC_ID_MPEG4 && packet.bytes < kTinyPicture)
            return false;
        if (m_hidden[i])
            continue;
        anyKey = anyKey || packet.key;
        if (packet.pts == VideoIndex::kNoTime || !times.insert(packet.pts).second)
            return false;
    }
    return anyKey;
}

void Scan::sortByTime()
{
    auto& frames = m_index.frames;
    frames.clear();
    for (std::size_t i = 0; i < m_index.packets.size(); ++i) {
        m_index.packets[i].frame = kNoFrame;
        if (!m_hidden[i])
            frames.push_back({m_index.packets[i].pts, static_cast<std::int32_t>(i)});
    }
    std::sort(frames.begin(), frames.end(), [](const auto& a, const auto& b) { return a.pts < b.pts; });
    for (std::size_t i = 0; i < frames.size(); ++i)
        m_index.packets[static_cast<std::size_t>(frames[i].packet)].frame = static_cast<FrameIndex>(i);
}

// Decodes from the first packet. takePicture(packet number) -> false to stop.
template <class TakePicture>
Result<void> Scan::decode(TakePicture takePicture)
{
    TW_TRY(m_demuxer.reopen(m_job.stop));
    TW_TRY_ASSIGN(const auto decoder, Decoder::open(m_demuxer.stream(), m_decodeThreads));
    decoder->ignorePixels();
    for (std::int32_t next = 0; !decoder->drained();) {
        while (decoder->receive(*m_picture)) {
            if (!takePicture(Decoder::packetNumber(*m_picture)))
                return {};
        }
        if (next >= static_cast<std::int32_t>(m_index.packets.size())) {
            decoder->drain();
            continue;
        }
        TW_TRY_ASSIGN(const bool more, m_demuxer.next(*m_packet, m_job.stop));
        if (!more) {
            decoder->drain();
            continue;
        }
        if (next % 64 == 0)
            m_job.report("index", next, static_cast<std::int64_t>(m_index.packets.size()));
        TW_TRY(decoder->send(*m_packet, next++, Decoder::Skip::Nothing));
    }
    return {};
}

// A file that starts in the middle of a group, or with an open one, has pictures in front that no decoder can show.
// Decodes up to the first key frame and leaves those out. False: even the key frame did not come, so decode all.
Result<bool> Scan::checkStart()
{
    const auto& packets = m_index.packets;
    const auto firstKey = std::find_if(packets.begin(), packets.end(),
                                       [](const Packet& packet) { return packet.key && packet.frame != kNoFrame; });
    if (firstKey == packets.end())
        return false;
    std::unordered_set<std::int32_t> came;
    bool keyCame = false;
    TW_TRY(decode([&](std::int32_t number) {
        came.insert(number);
        if (number < 0 || static_cast<std::size_t>(number) >= packets.size())
            return true;
        const FrameIndex frame = packets[static_cast<std::size_t>(number)].frame;
        keyCame = frame != kNoFrame && frame >= firstKey->frame;
        return !keyCame;
    }));
    if (!keyCame)
        return false;
    std::size_t lost = 0;
    for (FrameIndex i = 0; i <= firstKey->frame; ++i) {
        const std::int32_t packet = m_index.frames[static_cast<std::size_t>(i)].packet;
        if (!came.contains(packet)) {
            m_hidden[static_cast<std::size_t>(packet)] = true;
            ++lost;
        }
    }
    if (lost > 0) {
        warnOfLostStart(lost);
        sortByTime();
    }
    return true;
}

void Scan::warnOfLostStart(std::size_t count)
{
    m_index.warnings.push_back("the first " + std::to_string(count) +
                               " frames cannot be decoded, their key frame is missing; they are not counted");
}

std::vector<std::int64_t> Scan::sortedTimes(std::size_t count) const
{
    // The best set of times there is: all presentation times, else all decoding times, else a count
    for (const auto time : {&Packet::pts, &Packet::dts}) {
        std::vector<std::int64_t> times;
        for (const auto& packet : m_index.packets) {
            if (packet.frame != kNoFrame && packet.*time != VideoIndex::kNoTime)
                times.push_back(packet.*time);
        }
        std::sort(times.begin(), times.end());
        if (times.size() == count && std::adjacent_find(times.begin(), times.end()) == times.end())
            return times;
    }
    AVRational rate = m_demuxer.stream().avg_frame_rate;
    if (rate.num <= 0 || rate.den <= 0)
        rate = {25, 1};
    const AVRational base{static_cast<int>(m_index.timeBase.num), static_cast<int>(m_index.timeBase.den)};
    std::vector<std::int64_t> times(count);
    for (std::size_t i = 0; i < count; ++i)
        times[i] = av_rescale_q(static_cast<std::int64_t>(i), av_inv_q(rate), base);
    return times;
}

Result<void> Scan::orderByDecoding()
{
    for (auto& packet : m_index.packets)
        packet.frame = kNoFrame;
    m_index.frames.clear();
    m_index.decodedToScan = true;
    TW_TRY(decode([&](std::int32_t number) {
        if (number < 0 || static_cast<std::size_t>(number) >= m_index.packets.size() ||
            m_hidden[static_cast<std::size_t>(number)])
            return true;
        Packet& packet = m_index.packets[static_cast<std::size_t>(number)];
        if (packet.frame != kNoFrame)
            return true;
        packet.frame = m_index.frameCount();
        // some containers call every packet a key packet; the decoder knows better
        packet.key = packet.key && (m_picture->key_frame != 0 || m_picture->pict_type == AV_PICTURE_TYPE_I);
        m_index.frames.push_back({0, number});
        return true;
    }));
    std::size_t lost = 0;
    for (std::size_t i = 0; i < m_index.packets.size() && m_index.packets[i].frame == kNoFrame; ++i)
        lost += m_hidden[i] ? 0 : 1;
    if (lost > 0)
        warnOfLostStart(lost);
    const std::vector<std::int64_t> times = sortedTimes(m_index.frames.size());
    for (std::size_t i = 0; i < times.size(); ++i)
        m_index.frames[i].pts = times[i];
    return {};
}

} // namespace

Result<VideoIndex> scanVideo(Demuxer& demuxer, const FileStamp& file, int decodeThreads, const JobContext& job)
{
    return Scan(demuxer, job, decodeThreads).run(file);
}

} // namespace tw::video
