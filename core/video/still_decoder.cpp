#include "core/video/still_decoder.h"

#include "core/base/number_text.h"

#include <cstring>
#include <fstream>

namespace tw::video {
namespace {

constexpr std::int64_t kMaxPixels = 512LL << 20;

// EXIF tag 0x0112 counts eight poses, 1 being upright.
Orientation exifOrientation(const AVFrame& frame)
{
    const AVDictionaryEntry* entry = av_dict_get(frame.metadata, "Orientation", nullptr, 0);
    if (entry == nullptr)
        return {};
    switch (toInteger(entry->value).value_or(1)) {
    case 2: return {0, true};
    case 3: return {2, false};
    case 4: return {2, true};
    case 5: return {3, true};
    case 6: return {1, false};
    case 7: return {1, true};
    case 8: return {3, false};
    default: return {};
    }
}

Result<CodecPtr> openStillDecoder(AVCodecID id, int reduceLog2)
{
    const AVCodec* codec = avcodec_find_decoder(id);
    if (codec == nullptr)
        return Error{ErrorCode::Unsupported,
                     std::string("this FFmpeg has no decoder for ") + avcodec_get_name(id) + " pictures",
                     {}};
    CodecPtr context(avcodec_alloc_context3(codec));
    if (!context)
        return Error{ErrorCode::OutOfMemory, "no memory for a decoder", {}};
    context->thread_count = 1; // pictures are decoded side by side by their readers
    context->max_pixels = kMaxPixels;
    context->err_recognition = AV_EF_CRCCHECK | AV_EF_EXPLODE; // a cut-off JPEG would be grey from there on
    context->lowres = std::min<int>(reduceLog2, codec->max_lowres);
    const int opened = avcodec_open2(context.get(), codec, nullptr);
    if (opened < 0)
        return ffmpegError(opened, ErrorCode::Unsupported, "the picture decoder does not start", {});
    return context;
}

Result<PacketPtr> packetOf(std::string_view bytes)
{
    PacketPtr packet(av_packet_alloc());
    // a copy: decoders read a few bytes past the end and want padding there
    if (!packet || bytes.size() > INT32_MAX / 2 || av_new_packet(packet.get(), static_cast<int>(bytes.size())) < 0)
        return Error{ErrorCode::OutOfMemory, "no memory for a picture file", {}};
    std::memcpy(packet->data, bytes.data(), bytes.size());
    return packet;
}

unsigned byteAt(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

// Where the frame header (SOF) of a JPEG begins; npos: not in these bytes. Source: ITU-T T.81, annex B.
std::size_t jpegFrameHeader(std::string_view bytes)
{
    std::size_t at = 2;
    while (at + 9 < bytes.size()) {
        if (byteAt(bytes, at) != 0xFF)
            return std::string_view::npos;
        const unsigned marker = byteAt(bytes, at + 1);
        if (marker == 0xFF) { // fill byte
            ++at;
            continue;
        }
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC)
            return at;
        if (marker == 0xDA || marker == 0xD9)
            return std::string_view::npos;
        at += 2 + (byteAt(bytes, at + 2) << 8U) + byteAt(bytes, at + 3);
    }
    return std::string_view::npos;
}

// A progressive JPEG that lacks scans decodes without an error, only coarser; what it lacks too is the end marker.
bool isCutOffProgressive(std::string_view bytes)
{
    const std::size_t header = jpegFrameHeader(bytes);
    if (header == std::string_view::npos || byteAt(bytes, header + 1) != 0xC2)
        return false;
    const std::size_t lastScan = bytes.rfind("\xFF\xDA");
    const std::size_t end = bytes.rfind("\xFF\xD9");
    return end == std::string_view::npos || (lastScan != std::string_view::npos && end < lastScan);
}

} // namespace

std::optional<std::pair<int, int>> stillSize(const std::filesystem::path& path)
{
    std::string head(64 << 10, '\0');
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    const auto number = [&](std::size_t at) {
        return static_cast<int>((byteAt(head, at) << 8U) + byteAt(head, at + 1));
    };
    if (pictureCodec(head) == AV_CODEC_ID_PNG && head.size() > 24)
        return std::pair(number(18), number(22)); // of 32 bits, the lower half
    if (pictureCodec(head) != AV_CODEC_ID_MJPEG)
        return std::nullopt;
    const std::size_t header = jpegFrameHeader(head);
    if (header == std::string_view::npos)
        return std::nullopt;
    return std::pair(number(header + 7), number(header + 5));
}

AVCodecID pictureCodec(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xD8\xFF"sv))
        return AV_CODEC_ID_MJPEG;
    if (bytes.starts_with("\x89PNG\r\n\x1A\n"sv))
        return AV_CODEC_ID_PNG;
    if (bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv))
        return AV_CODEC_ID_TIFF;
    if (bytes.starts_with("BM"sv) && bytes.size() > 26)
        return AV_CODEC_ID_BMP;
    if (bytes.starts_with("RIFF"sv) && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP"sv)
        return AV_CODEC_ID_WEBP;
    return AV_CODEC_ID_NONE;
}

Result<StillPicture> decodeStill(std::string_view bytes, int reduceLog2)
{
    quietFfmpeg();
    if (bytes.empty())
        return Error{ErrorCode::Unreadable, "the file is empty", {}};
    const AVCodecID id = pictureCodec(bytes);
    if (id == AV_CODEC_ID_NONE)
        return Error{ErrorCode::Unreadable, "is not a JPEG, PNG, TIFF, BMP or WebP picture", {}};
    TW_TRY_ASSIGN(CodecPtr context, openStillDecoder(id, reduceLog2));
    TW_TRY_ASSIGN(PacketPtr packet, packetOf(bytes));
    StillPicture picture{AvFramePtr(av_frame_alloc()), {}, avcodec_get_name(id)};
    if (!picture.frame)
        return Error{ErrorCode::OutOfMemory, "no memory for a picture", {}};
    int status = avcodec_send_packet(context.get(), packet.get());
    if (status >= 0)
        status = avcodec_send_packet(context.get(), nullptr);
    if (status >= 0)
        status = avcodec_receive_frame(context.get(), picture.frame.get());
    if (status < 0)
        return ffmpegError(status == AVERROR_EOF ? AVERROR_INVALIDDATA : status, ErrorCode::Unreadable,
                           "the picture is damaged or cut off", {});
    const bool damaged = (picture.frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || picture.frame->decode_error_flags != 0;
    if (damaged || (id == AV_CODEC_ID_MJPEG && isCutOffProgressive(bytes)))
        return Error{ErrorCode::Unreadable, "the picture is damaged or cut off", {}};
    if (static_cast<std::int64_t>(picture.frame->width) * picture.frame->height > kMaxPixels)
        return Error{ErrorCode::Refused, "the picture has more than 512 million pixels", {}};
    picture.orientation = exifOrientation(*picture.frame);
    return picture;
}

} // namespace tw::video
