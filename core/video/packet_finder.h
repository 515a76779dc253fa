#pragma once
// Private to core/video: which packet of the index a packet is that came out of the demuxer after a jump.

#include "core/video/ffmpeg_ptr.h"
#include "core/video/video_index.h"

#include <cstdint>
#include <vector>

namespace tw::video {

class PacketFinder
{
public:
    PacketFinder() = default;
    explicit PacketFinder(const std::vector<VideoIndex::Packet>& packets);

    // Its number; -1 when nothing or more than one fits. The index must outlive the finder.
    std::int32_t find(const AVPacket& packet) const;

private:
    std::int32_t findBy(const std::vector<std::int32_t>& order, std::int64_t VideoIndex::Packet::*field,
                        const VideoIndex::Packet& wanted) const;

    const std::vector<VideoIndex::Packet>* m_packets = nullptr;
    std::vector<std::int32_t> m_byPosition; // packet numbers in the order of that field
    std::vector<std::int32_t> m_byPts;
};

} // namespace tw::video
