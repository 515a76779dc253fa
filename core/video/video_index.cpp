#include "core/video/video_index.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace tw::video {
namespace {

constexpr std::string_view kMagic = "TWVI";
constexpr std::uint64_t kFormatVersion = 1;
constexpr std::size_t kFingerprintBytes = 64 * 1024;

std::uint64_t fnv1a(std::string_view bytes, std::uint64_t hash = 14695981039346656037ULL)
{
    for (const char byte : bytes)
        hash = (hash ^ static_cast<std::uint8_t>(byte)) * 1099511628211ULL;
    return hash;
}

// Numbers of seven bits a byte, small ones short; signed ones folded around zero.
class Writer
{
public:
    void number(std::uint64_t value)
    {
        while (value >= 0x80) {
            m_bytes.push_back(static_cast<char>((value & 0x7F) | 0x80));
            value >>= 7;
        }
        m_bytes.push_back(static_cast<char>(value));
    }
    void signedNumber(std::int64_t value)
    {
        number((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
    }
    void text(std::string_view value)
    {
        number(value.size());
        m_bytes += value;
    }
    void raw(std::string_view value) { m_bytes += value; }
    std::string take() { return std::move(m_bytes); }
    const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

class Reader
{
public:
    explicit Reader(std::string_view bytes) : m_rest(bytes) {}

    std::uint64_t number()
    {
        std::uint64_t value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_rest.empty()) {
                m_failed = true;
                return 0;
            }
            const auto byte = static_cast<std::uint8_t>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if ((byte & 0x80) == 0)
                return value;
        }
        m_failed = true;
        return 0;
    }
    std::int64_t signedNumber()
    {
        const std::uint64_t folded = number();
        return static_cast<std::int64_t>((folded >> 1) ^ (~(folded & 1) + 1));
    }
    // How many things follow; each takes `leastBytes` at least, so that damaged counts allocate nothing.
    std::size_t count(std::size_t leastBytes)
    {
        const std::uint64_t value = number();
        if (value > m_rest.size() / leastBytes) {
            m_failed = true;
            return 0;
        }
        return static_cast<std::size_t>(value);
    }
    std::string text()
    {
        const std::size_t length = count(1);
        std::string value(m_rest.substr(0, length));
        m_rest.remove_prefix(length);
        return value;
    }
    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_failed = false;
};

// Differences without overflow: times come from files and may be anything.
std::int64_t minus(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
std::int64_t plus(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

void writePackets(Writer& out, const std::vector<VideoIndex::Packet>& packets)
{
    out.number(packets.size());
    VideoIndex::Packet before;
    before.pts = before.dts = before.position = 0;
    for (const auto& packet : packets) {
        out.signedNumber(minus(packet.pts, before.pts));
        out.signedNumber(minus(packet.dts, before.dts));
        out.signedNumber(minus(packet.position, before.position));
        out.number(static_cast<std::uint64_t>(packet.bytes) << 1 | (packet.key ? 1U : 0U));
        out.signedNumber(minus(packet.frame, before.frame));
        before = packet;
    }
}

void readPackets(Reader& in, std::vector<VideoIndex::Packet>& packets)
{
    packets.resize(in.count(5));
    VideoIndex::Packet before;
    before.pts = before.dts = before.position = 0;
    for (auto& packet : packets) {
        packet.pts = plus(before.pts, in.signedNumber());
        packet.dts = plus(before.dts, in.signedNumber());
        packet.position = plus(before.position, in.signedNumber());
        const std::uint64_t sizeAndKey = in.number();
        packet.bytes = static_cast<std::int32_t>(sizeAndKey >> 1);
        packet.key = (sizeAndKey & 1) != 0;
        packet.frame = static_cast<FrameIndex>(plus(before.frame, in.signedNumber()));
        before = packet;
    }
}

// Nothing that follows needs to check an index again that passed here.
bool consistent(const VideoIndex& index)
{
    if (!index.timeBase.positive())
        return false;
    for (std::size_t i = 0; i < index.frames.size(); ++i) {
        const std::int32_t packet = index.frames[i].packet;
        if (packet < 0 || static_cast<std::size_t>(packet) >= index.packets.size() ||
            index.packets[static_cast<std::size_t>(packet)].frame != static_cast<FrameIndex>(i))
            return false;
    }
    const auto shown = std::count_if(index.packets.begin(), index.packets.end(),
                                     [](const auto& packet) { return packet.frame != kNoFrame; });
    return static_cast<std::size_t>(shown) == index.frames.size();
}

} // namespace

Result<FileStamp> stampOf(const std::filesystem::path& path)
{
    std::error_code code;
    FileStamp stamp;
    stamp.bytes = std::filesystem::file_size(path, code);
    if (code)
        return Error{code == std::errc::no_such_file_or_directory ? ErrorCode::NotFound : ErrorCode::Io, code.message(),
                     path.string()};
    const auto modified = std::filesystem::last_write_time(path, code);
    if (!code)
        stamp.modifiedNs = std::chrono::duration_cast<std::chrono::nanoseconds>(modified.time_since_epoch()).count();
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{ErrorCode::Io, "cannot be opened", path.string()};
    std::string buffer(kFingerprintBytes, '\0');
    const auto hashPart = [&](std::uint64_t from, std::uint64_t hash) {
        file.clear();
        file.seekg(static_cast<std::streamoff>(from));
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        return fnv1a({buffer.data(), static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount()))}, hash);
    };
    std::uint64_t hash = fnv1a(std::to_string(stamp.bytes));
    hash = hashPart(0, hash);
    if (stamp.bytes > kFingerprintBytes)
        hash = hashPart(stamp.bytes - kFingerprintBytes, hash);
    if (file.bad())
        return Error{ErrorCode::Io, "cannot be read", path.string()};
    stamp.fingerprint = hash;
    return stamp;
}

std::int32_t VideoIndex::keyPacketBefore(std::int32_t packet) const
{
    while (--packet > 0) {
        if (packets[static_cast<std::size_t>(packet)].key)
            return packet;
    }
    return 0;
}

FrameIndex VideoIndex::firstFrameFrom(std::int32_t keyPacket) const
{
    if (keyPacket <= 0)
        return 0;
    const Packet& packet = packets[static_cast<std::size_t>(keyPacket)];
    if (packet.frame != kNoFrame)
        return packet.frame;
    if (packet.pts == kNoTime) // a hidden key packet without a time: safe only for what comes after everything before
    {
        FrameIndex first = 0;
        for (std::int32_t i = 0; i < keyPacket; ++i)
            first = std::max(first, packets[static_cast<std::size_t>(i)].frame + 1);
        return first;
    }
    const auto later = std::lower_bound(frames.begin(), frames.end(), packet.pts,
                                        [](const Picture& picture, std::int64_t pts) { return picture.pts < pts; });
    return static_cast<FrameIndex>(later - frames.begin());
}

std::int32_t VideoIndex::startPacketFor(FrameIndex frame) const
{
    TW_EXPECTS(frame >= 0 && frame < frameCount());
    std::int32_t key = keyPacketBefore(frames[static_cast<std::size_t>(frame)].packet + 1);
    while (key > 0 && firstFrameFrom(key) > frame)
        key = keyPacketBefore(key);
    return key;
}

std::string VideoIndex::toBytes() const
{
    Writer out;
    out.raw(kMagic);
    out.number(kFormatVersion);
    out.signedNumber(timeBase.num);
    out.signedNumber(timeBase.den);
    out.signedNumber(stream);
    out.signedNumber(demuxerVersion);
    out.number(decodedToScan ? 1 : 0);
    out.number(file.bytes);
    out.signedNumber(file.modifiedNs);
    out.number(file.fingerprint);
    out.number(warnings.size());
    for (const auto& warning : warnings)
        out.text(warning);
    writePackets(out, packets);
    out.number(frames.size());
    Picture before;
    for (const auto& picture : frames) {
        out.signedNumber(minus(picture.pts, before.pts));
        out.signedNumber(minus(picture.packet, before.packet));
        before = picture;
    }
    const std::uint64_t sum = fnv1a(out.bytes());
    out.number(sum);
    return out.take();
}

Result<VideoIndex> VideoIndex::fromBytes(std::string_view bytes)
{
    const Error damaged{ErrorCode::Unreadable, "the stored frame index is damaged or of another version", {}};
    if (!bytes.starts_with(kMagic))
        return damaged;
    Reader in(bytes.substr(kMagic.size()));
    if (in.number() != kFormatVersion)
        return damaged;
    VideoIndex index;
    index.timeBase.num = in.signedNumber();
    index.timeBase.den = in.signedNumber();
    index.stream = static_cast<std::int32_t>(in.signedNumber());
    index.demuxerVersion = static_cast<std::int32_t>(in.signedNumber());
    index.decodedToScan = in.number() != 0;
    index.file.bytes = in.number();
    index.file.modifiedNs = in.signedNumber();
    index.file.fingerprint = in.number();
    index.warnings.resize(in.count(1));
    for (auto& warning : index.warnings)
        warning = in.text();
    readPackets(in, index.packets);
    index.frames.resize(in.count(2));
    Picture before;
    for (auto& picture : index.frames) {
        picture.pts = plus(before.pts, in.signedNumber());
        picture.packet = static_cast<std::int32_t>(plus(before.packet, in.signedNumber()));
        before = picture;
    }
    // the sum closes the bytes; writing again is the shortest way to compare all of them
    (void)in.number();
    if (in.failed() || !in.atEnd() || !consistent(index) || index.toBytes() != bytes)
        return damaged;
    return index;
}

} // namespace tw::video
