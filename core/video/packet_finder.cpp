#include "core/video/packet_finder.h"

#include <algorithm>
#include <numeric>

namespace tw::video {
namespace {

using Packet = VideoIndex::Packet;

std::vector<std::int32_t> orderBy(const std::vector<Packet>& packets, std::int64_t Packet::*field)
{
    std::vector<std::int32_t> order(packets.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        return packets[static_cast<std::size_t>(a)].*field < packets[static_cast<std::size_t>(b)].*field;
    });
    return order;
}

} // namespace

PacketFinder::PacketFinder(const std::vector<Packet>& packets)
    : m_packets(&packets), m_byPosition(orderBy(packets, &Packet::position)), m_byPts(orderBy(packets, &Packet::pts))
{}

std::int32_t PacketFinder::findBy(const std::vector<std::int32_t>& order, std::int64_t Packet::*field,
                                  const Packet& wanted) const
{
    const auto at = [&](std::int32_t number) -> const Packet& {
        return (*m_packets)[static_cast<std::size_t>(number)];
    };
    auto it = std::lower_bound(order.begin(), order.end(), wanted.*field,
                               [&](std::int32_t number, std::int64_t value) { return at(number).*field < value; });
    std::vector<std::int32_t> fits;
    for (; it != order.end() && at(*it).*field == wanted.*field; ++it) {
        if (at(*it).bytes == wanted.bytes)
            fits.push_back(*it);
    }
    // An edit list that repeats a stretch gives the same bytes twice, at other times; a broken muxer the same time
    // twice, at other places
    for (const auto other : {&Packet::pts, &Packet::dts, &Packet::position}) {
        if (fits.size() < 2)
            break;
        std::vector<std::int32_t> better;
        std::copy_if(fits.begin(), fits.end(), std::back_inserter(better),
                     [&](std::int32_t number) { return at(number).*other == wanted.*other; });
        if (!better.empty())
            fits = std::move(better);
    }
    return fits.size() == 1 ? fits.front() : -1;
}

std::int32_t PacketFinder::find(const AVPacket& packet) const
{
    Packet wanted;
    wanted.pts = packet.pts == AV_NOPTS_VALUE ? VideoIndex::kNoTime : packet.pts;
    wanted.dts = packet.dts == AV_NOPTS_VALUE ? VideoIndex::kNoTime : packet.dts;
    wanted.position = packet.pos;
    wanted.bytes = packet.size;
    if (wanted.position >= 0) {
        const std::int32_t number = findBy(m_byPosition, &Packet::position, wanted);
        if (number >= 0)
            return number;
    }
    return wanted.pts != VideoIndex::kNoTime ? findBy(m_byPts, &Packet::pts, wanted) : -1;
}

} // namespace tw::video
