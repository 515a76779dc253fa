#include "core/video/video_reader.h"

#include "core/base/log.h"
#include "core/video/decoder.h"
#include "core/video/demuxer.h"
#include "core/video/device_decoder.h"
#include "core/video/frame_maker.h"
#include "core/video/packet_finder.h"
#include "core/video/video_scan.h"

#include <algorithm>
#include <set>

namespace tw::video {
namespace {

constexpr const char* kSoftware = "software";

Rational rational(AVRational value)
{
    return value.num > 0 && value.den > 0 ? Rational{value.num, value.den} : Rational{0, 1};
}

FrameRate averageRate(const AVStream& stream, const VideoIndex& index)
{
    if (stream.avg_frame_rate.num > 0 && stream.avg_frame_rate.den > 0)
        return rational(stream.avg_frame_rate);
    if (index.frames.size() > 1) {
        const std::int64_t span = index.frames.back().pts - index.frames.front().pts;
        AVRational rate{0, 1};
        // frames per tick times ticks per second, as small numbers
        if (span > 0 &&
            av_reduce(&rate.num, &rate.den, static_cast<std::int64_t>(index.frames.size() - 1) * index.timeBase.den,
                      span * index.timeBase.num, 1'000'000) >= 0)
            return rational(rate);
    }
    return rational(stream.r_frame_rate);
}

} // namespace

// The state of one decoding run: packets come from `m_next` on, pictures from `m_reachable` on will still come out.
class VideoReader::Body
{
public:
    Result<void> open(const std::filesystem::path& path, const OpenOptions& options, const JobContext& job,
                      const DecodeDevices& devices);
    Result<FramePtr> read(FrameIndex index, const std::stop_token& stop);

    VideoInfo info;
    VideoIndex index;
    Counts counts;
    bool usedStored = false;
    std::string decodedBy = kSoftware;

private:
    enum class Outcome { Found, Missing };
    Result<void> showFirst(const OpenOptions& options, const JobContext& job);
    Result<void> chooseDecoder(const DecodeDevices& devices, const JobContext& job);
    Result<void> leaveDevice();
    Result<void> describe();
    Result<void> find(FrameIndex target, const std::stop_token& stop);
    Result<Outcome> advance(FrameIndex target, const std::stop_token& stop);
    Result<void> feed(FrameIndex target, const std::stop_token& stop);
    Result<bool> nextPacket(const std::stop_token& stop);
    bool continues(FrameIndex target, std::int32_t key) const;
    Result<void> startAt(std::int32_t key, const std::stop_token& stop);
    Result<bool> seekTo(std::int32_t key, const std::stop_token& stop);
    Result<bool> jumpNear(std::int32_t aim, std::int32_t key, const std::stop_token& stop);
    Result<void> skipTo(std::int32_t key, const std::stop_token& stop);
    Error missing(FrameIndex target);

    std::unique_ptr<Demuxer> m_demuxer;
    std::unique_ptr<Decoder> m_decoder;
    int m_decodeThreads = 0; // of the software decoder
    PacketFinder m_finder;
    FrameMaker m_maker;
    Orientation m_orientation;
    FrameContent m_content = FrameContent::Image;
    PacketPtr m_packet;
    bool m_packetWaits = false; // m_packet is packet m_next, read already
    AvFramePtr m_picture;
    FrameIndex m_pictureIndex = kNoFrame; // which frame m_picture is; it came out and was not asked for yet
    std::int32_t m_next = -1;             // number of the packet that the demuxer gives next; -1 unknown
    std::int32_t m_started = -1;          // the key packet this run began with
    std::int32_t m_seekLead = 0;          // packets before a key packet that jumps aim at
    FrameIndex m_reachable = 0;
    bool m_endedEarly = false;
    FramePtr m_last;
    std::set<FrameIndex> m_unreadable;
};

Result<void> VideoReader::Body::open(const std::filesystem::path& path, const OpenOptions& options,
                                     const JobContext& job, const DecodeDevices& devices)
{
    info.path = path;
    m_decodeThreads = options.decodeThreads;
    m_content = options.content;
    m_packet.reset(av_packet_alloc());
    m_picture.reset(av_frame_alloc());
    if (!m_packet || !m_picture)
        return Error{ErrorCode::OutOfMemory, "no memory for a video reader", path.string()};
    TW_TRY_ASSIGN(const FileStamp stamp, stampOf(path));
    if (stamp.bytes == 0)
        return Error{ErrorCode::Unreadable, "the file is empty", path.string()};
    TW_TRY_ASSIGN(m_demuxer, Demuxer::open(path, job.stop));
    m_orientation = m_demuxer->orientation();
    TW_TRY_ASSIGN(m_decoder, Decoder::open(m_demuxer->stream(), options.decodeThreads));
    TW_TRY(describe());
    usedStored = options.index && options.index->file.sameContent(stamp) &&
                 options.index->stream == m_demuxer->streamNumber() &&
                 options.index->demuxerVersion == static_cast<std::int32_t>(avformat_version());
    if (usedStored) {
        index = *options.index;
        index.file = stamp;
    } else {
        if (options.firstFrame)
            TW_TRY(showFirst(options, job));
        TW_TRY_ASSIGN(index, scanVideo(*m_demuxer, stamp, options.decodeThreads, job));
    }
    m_finder = PacketFinder(index.packets);
    info.frameCount = index.frameCount();
    info.timeBase = index.timeBase;
    info.warnings = index.warnings;
    info.frameRate = averageRate(m_demuxer->stream(), index);
    const double tick = index.timeBase.value();
    const double lastFrame = info.frameRate.positive() ? 1.0 / info.frameRate.value() : 0.0;
    info.durationSeconds = static_cast<double>(index.frames.back().pts - index.frames.front().pts) * tick + lastFrame;
    return chooseDecoder(devices, job);
}

Result<void> VideoReader::Body::chooseDecoder(const DecodeDevices& devices, const JobContext& job)
{
    for (const DecodeDevice& device : devices.list(m_demuxer->stream())) {
        auto decoder = device.open(m_demuxer->stream());
        if (!decoder) {
            log::info("video", device.name + " does not decode: " + decoder.error().message());
            continue;
        }
        TW_TRY_ASSIGN(const DeviceVerdict verdict,
                      tryDevice(*m_demuxer, *m_decoder, **decoder, devices.seconds, job.stop));
        if (verdict.use) {
            decodedBy = device.name;
            m_decoder = *std::move(decoder);
            return {};
        }
        log::info("video", device.name + " does not decode: " + verdict.reason);
    }
    return {};
}

// Software decodes from now on; the next read has to jump.
Result<void> VideoReader::Body::leaveDevice()
{
    log::warn("video", decodedBy + " stopped decoding " + info.path.string() +
                           (m_decoder->lastError().empty() ? "" : " (" + m_decoder->lastError() + ")") +
                           "; software goes on");
    TW_TRY_ASSIGN(m_decoder, Decoder::open(m_demuxer->stream(), m_decodeThreads));
    decodedBy = kSoftware;
    return {};
}

Result<void> VideoReader::Body::describe()
{
    const AVStream& stream = m_demuxer->stream();
    info.container = m_demuxer->containerName();
    info.codec = m_decoder->name();
    const bool swap = m_orientation.swapsSides();
    info.width = swap ? stream.codecpar->height : stream.codecpar->width;
    info.height = swap ? stream.codecpar->width : stream.codecpar->height;
    info.rotationDegrees = 90 * m_orientation.quarterTurns;
    info.mirrored = m_orientation.mirrored;
    const AVRational aspect =
        stream.sample_aspect_ratio.num > 0 ? stream.sample_aspect_ratio : stream.codecpar->sample_aspect_ratio;
    if (aspect.num > 0 && aspect.den > 0)
        info.sampleAspect = swap ? Rational{aspect.den, aspect.num} : Rational{aspect.num, aspect.den};
    info.frameRate = rational(stream.avg_frame_rate);
    return {};
}

// Best effort: whatever cannot be shown here is told by the scan that follows.
Result<void> VideoReader::Body::showFirst(const OpenOptions& options, const JobContext& job)
{
    constexpr int kMostPackets = 200;
    bool found = false;
    for (int i = 0; i < kMostPackets && !found; ++i) {
        TW_TRY_ASSIGN(const bool more, m_demuxer->next(*m_packet, job.stop));
        if (more)
            TW_TRY(m_decoder->send(*m_packet, i, Decoder::Skip::Nothing));
        else
            m_decoder->drain();
        found = m_decoder->receive(*m_picture);
        if (!more)
            break;
    }
    if (found) {
        auto frame = m_maker.make(*m_picture, 0, 0, m_orientation, info.width, info.height, FrameContent::Image);
        if (frame)
            options.firstFrame(info, *frame);
    }
    m_decoder->flush();
    return m_demuxer->reopen(job.stop);
}

Error VideoReader::Body::missing(FrameIndex target)
{
    std::string detail = "frame " + std::to_string(target + 1) + " cannot be decoded";
    if (m_endedEarly)
        detail += ": the file ends before it now" +
                  (m_demuxer->endText().empty() ? std::string() : " (" + m_demuxer->endText() + ")");
    else if (!m_decoder->lastError().empty())
        detail += ": " + m_decoder->lastError();
    return Error{ErrorCode::Unreadable, std::move(detail), info.path.string()};
}

Result<FramePtr> VideoReader::Body::read(FrameIndex target, const std::stop_token& stop)
{
    if (target < 0 || target >= index.frameCount())
        return Error{ErrorCode::NotFound,
                     "frame " + std::to_string(target + 1) + " of " + std::to_string(index.frameCount()) +
                         " does not exist",
                     info.path.string()};
    if (m_last && m_last->index == target)
        return m_last;
    if (m_unreadable.contains(target))
        return missing(target);
    TW_TRY(find(target, stop));
    const std::int64_t pts = index.frames[static_cast<std::size_t>(target)].pts;
    auto frame = m_maker.make(*m_picture, target, pts, m_orientation, info.width, info.height, m_content);
    m_pictureIndex = kNoFrame;
    if (!frame)
        return Error{frame.error().code, frame.error().detail, info.path.string()};
    m_last = *frame;
    return m_last;
}

// Leaves the picture of frame `target` in m_picture.
Result<void> VideoReader::Body::find(FrameIndex target, const std::stop_token& stop)
{
    const std::int32_t key = index.startPacketFor(target);
    if (!continues(target, key))
        TW_TRY(startAt(key, stop));
    // After a jump into the middle some streams need a longer run-up than their key flags promise (gradual refresh)
    constexpr int kLongerRunUps = 2;
    for (int attempt = 0;; ++attempt) {
        TW_TRY_ASSIGN(const Outcome outcome, advance(target, stop));
        if (outcome == Outcome::Found)
            return {};
        if (decodedBy != kSoftware && !m_endedEarly) { // which decides what cannot be decoded
            TW_TRY(leaveDevice());
            TW_TRY(startAt(key, stop));
            attempt = -1;
            continue;
        }
        const bool hadRunUp = m_started == 0 || m_started < key;
        if (m_endedEarly || attempt == kLongerRunUps || (hadRunUp && attempt == 0) || m_started == 0)
            break;
        TW_TRY(startAt(index.keyPacketBefore(m_started), stop));
    }
    if (!m_endedEarly)
        m_unreadable.insert(target);
    return missing(target);
}

bool VideoReader::Body::continues(FrameIndex target, std::int32_t key) const
{
    return m_started >= 0 && target >= m_reachable && key <= m_next && !m_endedEarly;
}

Result<VideoReader::Body::Outcome> VideoReader::Body::advance(FrameIndex target, const std::stop_token& stop)
{
    for (;;) {
        while (m_pictureIndex == kNoFrame && m_decoder->receive(*m_picture)) {
            const auto packet = static_cast<std::size_t>(Decoder::packetNumber(*m_picture));
            m_pictureIndex = packet < index.packets.size() ? index.packets[packet].frame : kNoFrame;
        }
        if (m_pictureIndex != kNoFrame) {
            if (m_pictureIndex >= target) { // a later one stays for later
                m_reachable = std::max(m_reachable, target + 1);
                return m_pictureIndex == target ? Outcome::Found : Outcome::Missing;
            }
            m_reachable = std::max(m_reachable, m_pictureIndex + 1);
            m_pictureIndex = kNoFrame;
            continue;
        }
        if (m_decoder->lost())
            return Outcome::Missing;
        if (m_decoder->drained()) {
            m_reachable = index.frameCount();
            return Outcome::Missing;
        }
        TW_TRY(feed(target, stop));
    }
}

Result<bool> VideoReader::Body::nextPacket(const std::stop_token& stop)
{
    auto more = m_demuxer->next(*m_packet, stop);
    if (!more && m_demuxer->lostPlace())
        m_next = m_started = -1; // the next read has to jump
    return more;
}

Result<void> VideoReader::Body::feed(FrameIndex target, const std::stop_token& stop)
{
    if (m_next >= static_cast<std::int32_t>(index.packets.size())) {
        m_decoder->drain();
        return {};
    }
    if (!m_packetWaits) {
        TW_TRY_ASSIGN(const bool more, nextPacket(stop));
        if (!more) {
            m_endedEarly = true; // the scan found more: the file was cut or its disk is gone
            m_decoder->drain();
            return {};
        }
    } else if (stop.stop_requested()) {
        return Error{ErrorCode::Cancelled, "cancelled", info.path.string()};
    }
    m_packetWaits = false;
    const FrameIndex shows = index.packets[static_cast<std::size_t>(m_next)].frame;
    const bool skip = shows != kNoFrame && shows < target;
    if (skip)
        m_reachable = std::max(m_reachable, target); // what lies between may be left out now
    ++counts.packets;
    return m_decoder->send(*m_packet, m_next++, skip ? Decoder::Skip::Unreferenced : Decoder::Skip::Nothing);
}

Result<void> VideoReader::Body::startAt(std::int32_t key, const std::stop_token& stop)
{
    m_decoder->flush();
    m_pictureIndex = kNoFrame;
    m_started = -1;
    m_endedEarly = false;
    constexpr std::int32_t kShortWay = 16; // packets; reading on beats a seek
    const bool near = m_next >= 0 && m_next <= key && key - m_next <= kShortWay;
    bool there = false;
    if (!near) {
        TW_TRY_ASSIGN(there, seekTo(key, stop));
    }
    if (!near && !there) {
        ++counts.reopens;
        m_packetWaits = false;
        m_next = -1;
        TW_TRY(m_demuxer->reopen(stop));
        m_next = 0;
    }
    TW_TRY(skipTo(key, stop));
    m_started = key;
    m_reachable = index.firstFrameFrom(key);
    return {};
}

// True: packet m_next <= key waits in m_packet. False: the container's seek did not lead there.
Result<bool> VideoReader::Body::seekTo(std::int32_t key, const std::stop_token& stop)
{
    // The first packet after a jump into a transport stream may be torn; then the jump has to be a little longer, for
    // this file from now on
    for (const std::int32_t lead : {0, 2, 12, 60}) {
        if (lead < m_seekLead)
            continue;
        TW_TRY_ASSIGN(const bool there, jumpNear(std::max(0, key - lead), key, stop));
        if (there) {
            m_seekLead = lead;
            return true;
        }
        if (key - lead <= 0)
            break;
    }
    return false;
}

Result<bool> VideoReader::Body::jumpNear(std::int32_t aim, std::int32_t key, const std::stop_token& stop)
{
    const auto& wanted = index.packets[static_cast<std::size_t>(aim)];
    // Matroska's cue table holds presentation times, the others decoding times
    const bool byPts = m_demuxer->containerIs("matroska") || wanted.dts == VideoIndex::kNoTime;
    const std::int64_t time = byPts && wanted.pts != VideoIndex::kNoTime ? wanted.pts : wanted.dts;
    m_packetWaits = false;
    m_next = -1;
    ++counts.seeks;
    const bool jumped = time != VideoIndex::kNoTime && m_demuxer->seek(time, stop);
    if (!jumped && !m_demuxer->seekToByte(wanted.position, stop))
        return false;
    constexpr int kMostStrangers = 64; // packets right after a jump may be torn or carry other times
    for (int i = 0; i < kMostStrangers; ++i) {
        TW_TRY_ASSIGN(const bool more, nextPacket(stop));
        if (!more)
            return false;
        const std::int32_t number = m_finder.find(*m_packet);
        if (number > key)
            return false;
        if (number >= 0) {
            m_next = number;
            m_packetWaits = true;
            return true;
        }
    }
    return false;
}

Result<void> VideoReader::Body::skipTo(std::int32_t key, const std::stop_token& stop)
{
    while (m_next < key) {
        if (!m_packetWaits) {
            TW_TRY_ASSIGN(const bool more, nextPacket(stop));
            if (!more) {
                m_next = -1;
                m_endedEarly = true;
                return Error{ErrorCode::Unreadable, "the file ends before packet " + std::to_string(key) + " now",
                             info.path.string()};
            }
        }
        m_packetWaits = false;
        ++m_next;
    }
    return {};
}

VideoReader::VideoReader(std::unique_ptr<Body> body) : m_body(std::move(body)) {}
VideoReader::~VideoReader() = default;

Result<std::unique_ptr<VideoReader>> VideoReader::open(const std::filesystem::path& path, const OpenOptions& options,
                                                       const JobContext& job, const DecodeDevices* devices)
{
    auto body = std::make_unique<Body>();
    if (auto opened = body->open(path, options, job, devices != nullptr ? *devices : machineDevices()); !opened) {
        Error error = std::move(opened).error();
        if (error.where.empty())
            error.where = path.string();
        return error;
    }
    return std::unique_ptr<VideoReader>(new VideoReader(std::move(body)));
}

const VideoInfo& VideoReader::info() const
{
    return m_body->info;
}

Result<FramePtr> VideoReader::read(FrameIndex index, std::stop_token stop)
{
    return m_body->read(index, stop);
}

double VideoReader::seconds(FrameIndex index) const
{
    const auto& frames = m_body->index.frames;
    TW_EXPECTS(index >= 0 && static_cast<std::size_t>(index) < frames.size());
    return static_cast<double>(frames[static_cast<std::size_t>(index)].pts - frames.front().pts) *
           m_body->index.timeBase.value();
}

FrameIndex VideoReader::groupStart(FrameIndex index) const
{
    return m_body->index.firstFrameFrom(m_body->index.startPacketFor(index));
}

const VideoIndex* VideoReader::index() const
{
    return &m_body->index;
}

VideoReader::Counts VideoReader::counts() const
{
    return m_body->counts;
}

bool VideoReader::usedStoredIndex() const
{
    return m_body->usedStored;
}

const std::string& VideoReader::decodedBy() const
{
    return m_body->decodedBy;
}

} // namespace tw::video
