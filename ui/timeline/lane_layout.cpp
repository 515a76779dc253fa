#include "ui/timeline/lane_layout.h"

#include <algorithm>
#include <functional>
#include <queue>

namespace tw::ui {

namespace {

FrameRange extentOf(const TrackSummary& track)
{
    return {track.track().firstFrame(), track.track().lastFrame()};
}

} // namespace

std::size_t firstEntryEndingAt(const Lane& lane, FrameIndex frame)
{
    const auto it = std::lower_bound(lane.begin(), lane.end(), frame,
                                     [](const LaneEntry& entry, FrameIndex value) { return entry.last < value; });
    return static_cast<std::size_t>(it - lane.begin());
}

void LaneLayout::rebuild(const DocumentView::Tracks& tracks, bool packed, FrameIndex spacing)
{
    m_lanes.clear();
    m_laneOf.clear();
    m_lastLane.clear();
    m_packed = packed;
    m_spacing = std::max(spacing, FrameIndex{1});
    std::vector<TrackSummaryPtr> order;
    for (const auto& [id, track] : tracks) {
        if (!track->track().empty() && (!m_filter || m_filter(id)))
            order.push_back(track);
    }
    if (!packed) {
        for (const TrackSummaryPtr& track : order)
            insert(static_cast<int>(m_lanes.size()), track);
        return;
    }
    std::stable_sort(order.begin(), order.end(), [](const TrackSummaryPtr& a, const TrackSummaryPtr& b) {
        return a->track().firstFrame() < b->track().firstFrame();
    });
    // Lanes by the frame they are free from, and free lanes by their number: the topmost free lane is taken in O(log
    // n).
    using Busy = std::pair<FrameIndex, int>;
    std::priority_queue<Busy, std::vector<Busy>, std::greater<>> busy;
    std::priority_queue<int, std::vector<int>, std::greater<>> free;
    for (const TrackSummaryPtr& track : order) {
        const FrameRange frames = extentOf(*track);
        while (!busy.empty() && busy.top().first <= frames.first) {
            free.push(busy.top().second);
            busy.pop();
        }
        int lane = static_cast<int>(m_lanes.size());
        if (!free.empty()) {
            lane = free.top();
            free.pop();
        }
        insert(lane, track);
        busy.emplace(frames.last + 1 + m_spacing, lane);
    }
}

void LaneLayout::apply(const DocumentView& document, const DocumentDiff& diff)
{
    if (!m_packed && (!diff.added.empty() || !diff.removed.empty())) {
        rebuild(document.tracks(), false, m_spacing); // the order by number decides
        return;
    }
    for (const TrackId id : diff.removed)
        remove(id);
    // room first: tracks that exchange parts fit into their lanes again only when neither is in the way
    std::vector<std::pair<TrackId, int>> changed;
    for (const TrackId id : diff.changed) {
        changed.emplace_back(id, laneOf(id));
        remove(id);
    }
    for (const auto& [id, lane] : changed)
        place(document.find(id), lane);
    for (const TrackId id : diff.added) {
        const auto known = m_lastLane.find(id);
        place(document.find(id), known == m_lastLane.end() ? -1 : known->second);
    }
    trim();
}

int LaneLayout::laneOf(TrackId id) const
{
    const auto it = m_laneOf.find(id);
    return it == m_laneOf.end() ? -1 : it->second;
}

void LaneLayout::place(const TrackSummaryPtr& track, int preferred)
{
    if (!track || track->track().empty() || (m_filter && !m_filter(track->id())))
        return;
    const FrameRange frames = extentOf(*track);
    if (preferred >= 0 && (preferred >= static_cast<int>(m_lanes.size()) || !m_packed ||
                           fits(m_lanes[static_cast<std::size_t>(preferred)], frames))) {
        insert(preferred, track);
        return;
    }
    const auto lane = std::find_if(m_lanes.begin(), m_lanes.end(), [&](const Lane& l) { return fits(l, frames); });
    insert(static_cast<int>(lane - m_lanes.begin()), track);
}

void LaneLayout::remove(TrackId id)
{
    const auto it = m_laneOf.find(id);
    if (it == m_laneOf.end())
        return;
    std::erase_if(m_lanes[static_cast<std::size_t>(it->second)],
                  [id](const LaneEntry& entry) { return entry.track->id() == id; });
    m_lastLane[id] = it->second;
    m_laneOf.erase(it);
}

bool LaneLayout::fits(const Lane& lane, FrameRange frames) const
{
    const std::size_t next = firstEntryEndingAt(lane, frames.first - m_spacing);
    return next == lane.size() || lane[next].first > frames.last + m_spacing;
}

void LaneLayout::insert(int lane, const TrackSummaryPtr& track)
{
    if (lane >= static_cast<int>(m_lanes.size()))
        m_lanes.resize(static_cast<std::size_t>(lane) + 1);
    const FrameRange frames = extentOf(*track);
    Lane& entries = m_lanes[static_cast<std::size_t>(lane)];
    const std::size_t position = firstEntryEndingAt(entries, frames.first);
    entries.insert(entries.begin() + static_cast<std::ptrdiff_t>(position), {frames.first, frames.last, track});
    m_laneOf[track->id()] = lane;
}

void LaneLayout::trim()
{
    while (!m_lanes.empty() && m_lanes.back().empty())
        m_lanes.pop_back();
}

} // namespace tw::ui
