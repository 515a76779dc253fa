#pragma once
// Which packet of a video file is which frame: one pass over the packets, sorted by presentation time.
// A frame's number is its position in display order, never its time multiplied by a rate.
//
// A plain value; the project keeps its bytes, so that a file is scanned once. Times are in `timeBase` units.

#include "core/base/frame_rate.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace tw::video {

// Enough of a file to know it again after it was moved, and to notice that it was changed.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::int64_t modifiedNs = 0;   // since the epoch of the file system's clock; a copy may have another one
    std::uint64_t fingerprint = 0; // FNV-1a of the first and the last 64 KiB and the size

    bool sameContent(const FileStamp& other) const { return bytes == other.bytes && fingerprint == other.fingerprint; }
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// Errors: NotFound, Io.
Result<FileStamp> stampOf(const std::filesystem::path& path);

struct VideoIndex {
    static constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();

    struct Packet {
        std::int64_t pts = kNoTime;
        std::int64_t dts = kNoTime;
        std::int64_t position = -1; // byte in the file, -1 when the container does not tell
        std::int32_t bytes = 0;
        bool key = false;            // decoding can start here
        FrameIndex frame = kNoFrame; // what it shows; kNoFrame: nothing (hidden, cut away by an edit list, undecodable)
        friend bool operator==(const Packet&, const Packet&) = default;
    };
    struct Picture {
        std::int64_t pts = 0;
        std::int32_t packet = 0;
        friend bool operator==(const Picture&, const Picture&) = default;
    };

    std::vector<Packet> packets; // of the one video stream, in decode order
    std::vector<Picture> frames; // in display order
    TimeBase timeBase{1, 1000};
    std::int32_t stream = 0;         // number of the video stream in the file
    std::int32_t demuxerVersion = 0; // of the library that scanned; another one may cut packets differently
    bool decodedToScan = false;      // packets alone did not tell the order: every frame was decoded once
    FileStamp file;
    std::vector<std::string> warnings;

    FrameIndex frameCount() const { return static_cast<FrameIndex>(frames.size()); }
    // The packet where decoding has to begin to show `frame`: the last key packet that neither comes after it in the
    // file nor is shown after it (an open group's leading pictures need the group before).
    std::int32_t startPacketFor(FrameIndex frame) const;
    // The key packet before `packet`; 0 when there is none.
    std::int32_t keyPacketBefore(std::int32_t packet) const;
    // The first frame that decoding from this key packet shows.
    FrameIndex firstFrameFrom(std::int32_t keyPacket) const;

    std::string toBytes() const;
    // Errors: Unreadable (damaged, of another version).
    static Result<VideoIndex> fromBytes(std::string_view bytes);
    friend bool operator==(const VideoIndex&, const VideoIndex&) = default;
};

} // namespace tw::video
