#include "core/annotation/neighbour_colors.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace tw::annotation {
namespace {

constexpr FrameIndex kNearFrames = 50;
constexpr double kNearHeights = 3;
constexpr std::size_t kStep = 4; // every so many boxes are looked at: people do not jump
// Through the table in steps that reach every colour and keep away from those of the next numbers.
constexpr std::size_t kStride = 17;

std::size_t homeOf(TrackId id)
{
    return static_cast<std::size_t>(std::max(number(id), 1) - 1) % trackColorTable().size();
}

// The box nearest in time.
const TrackBox& nearest(const std::vector<TrackBox>& boxes, FrameIndex frame)
{
    const auto after = std::lower_bound(boxes.begin(), boxes.end(), frame,
                                        [](const TrackBox& box, FrameIndex f) { return box.frame < f; });
    if (after == boxes.end())
        return boxes.back();
    if (after == boxes.begin() || after->frame - frame < frame - (after - 1)->frame)
        return *after;
    return *(after - 1);
}

bool isNear(const TrackBox& a, const TrackBox& b)
{
    return std::abs(a.frame - b.frame) <= kNearFrames &&
           std::hypot(a.box.centerX() - b.box.centerX(), a.box.centerY() - b.box.centerY()) <=
               kNearHeights * std::max(a.box.height, b.box.height);
}

} // namespace

bool areNeighbours(const Track& a, const Track& b)
{
    if (a.empty() || b.empty() || a.firstFrame() > b.lastFrame() + kNearFrames ||
        b.firstFrame() > a.lastFrame() + kNearFrames)
        return false;
    const auto begin = std::lower_bound(a.boxes.begin(), a.boxes.end(), b.firstFrame() - kNearFrames,
                                        [](const TrackBox& box, FrameIndex frame) { return box.frame < frame; });
    const auto count = static_cast<std::size_t>(a.boxes.end() - begin);
    for (std::size_t i = 0; i < count; i += kStep) {
        const TrackBox& box = begin[static_cast<std::ptrdiff_t>(i)];
        if (box.frame > b.lastFrame() + kNearFrames)
            return false;
        if (isNear(box, nearest(b.boxes, box.frame)))
            return true;
    }
    return count > 0 && isNear(a.boxes.back(), nearest(b.boxes, a.boxes.back().frame));
}

NeighbourColors::NeighbourColors() : m_byColor(trackColorTable().size()) {}

// Neighbours among those that have the colour, by number.
std::vector<TrackId> NeighbourColors::sameColored(const Entry& entry) const
{
    std::vector<TrackId> out;
    for (const TrackId other : m_byColor[entry.color]) {
        const Track& there = *m_entries.at(other).track;
        if (other != entry.track->id && !there.color && areNeighbours(*entry.track, there))
            out.push_back(other);
    }
    return out;
}

// To the first colour that no neighbour has, or the one that the fewest have. False: it stays.
bool NeighbourColors::move(TrackId id)
{
    Entry& entry = m_entries.at(id);
    Entry best{entry.track, entry.color};
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    const std::size_t size = m_byColor.size();
    for (std::size_t i = 0; i < size && fewest > 0; ++i) {
        const Entry tried{entry.track, (homeOf(id) + i * kStride) % size};
        const std::size_t neighbours = sameColored(tried).size();
        if (neighbours < fewest) {
            fewest = neighbours;
            best = tried;
        }
    }
    if (best.color == entry.color)
        return false;
    std::erase(m_byColor[entry.color], id);
    auto& ids = m_byColor[best.color];
    ids.insert(std::lower_bound(ids.begin(), ids.end(), id), id);
    entry.color = best.color;
    return true;
}

std::vector<TrackId> NeighbourColors::put(const TrackPtr& track)
{
    const TrackId id = track->id;
    const auto [it, isNew] = m_entries.try_emplace(id, Entry{track, homeOf(id)});
    it->second.track = track;
    if (isNew) {
        auto& ids = m_byColor[it->second.color];
        ids.insert(std::lower_bound(ids.begin(), ids.end(), id), id);
    }
    std::vector<TrackId> moved;
    if (track->color)
        return moved;
    const std::vector<TrackId> same = sameColored(it->second);
    if (!same.empty() && same.front() < id) {
        if (move(id))
            moved.push_back(id);
        return moved;
    }
    for (const TrackId other : same)
        if (move(other))
            moved.push_back(other);
    return moved;
}

void NeighbourColors::remove(TrackId id)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return;
    std::erase(m_byColor[it->second.color], id);
    m_entries.erase(it);
}

void NeighbourColors::clear()
{
    m_entries.clear();
    for (auto& ids : m_byColor)
        ids.clear();
}

Rgb NeighbourColors::rgbOf(TrackId id) const
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return annotation::rgbOf(id);
    const Entry& entry = it->second;
    return entry.track->color ? *entry.track->color & 0xffffffU : trackColorTable()[entry.color];
}

std::map<TrackId, Rgb> neighbourColors(const TrackMap& tracks)
{
    NeighbourColors colors;
    for (const auto& [id, track] : tracks)
        colors.put(track);
    std::map<TrackId, Rgb> out;
    for (const auto& [id, track] : tracks)
        out.emplace(id, colors.rgbOf(id));
    return out;
}

} // namespace tw::annotation
