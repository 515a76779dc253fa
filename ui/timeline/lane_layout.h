#pragma once
// Which track lies in which lane. Packed: a lane holds several tracks one after the other, earliest free lane first; a
// track keeps its lane through edits as long as it fits, and comes back to it when it was gone, so that nothing jumps
// under the hand. Unpacked: one lane per track, by number. No painting.

#include "ui/models/document_view.h"

#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace tw::ui {

struct LaneEntry {
    FrameIndex first = 0;
    FrameIndex last = 0;
    TrackSummaryPtr track;
};
// By frame; entries do not overlap.
using Lane = std::vector<LaneEntry>;

class LaneLayout
{
public:
    // `spacing`: frames kept free between two tracks of a lane.
    void rebuild(const DocumentView::Tracks& tracks, bool packed, FrameIndex spacing);
    // Only these tracks get a lane, from the next rebuild() on; null: all of them.
    void setFilter(std::function<bool(TrackId)> filter) { m_filter = std::move(filter); }
    void apply(const DocumentView& document, const DocumentDiff& diff);

    const std::vector<Lane>& lanes() const { return m_lanes; }
    // -1 when the track has no lane.
    int laneOf(TrackId id) const;

private:
    void place(const TrackSummaryPtr& track, int preferred);
    void remove(TrackId id);
    bool fits(const Lane& lane, FrameRange frames) const;
    void insert(int lane, const TrackSummaryPtr& track);
    void trim();

    std::vector<Lane> m_lanes;
    std::map<TrackId, int> m_laneOf;
    std::map<TrackId, int> m_lastLane; // of tracks that are gone: undo puts them back where they were
    std::function<bool(TrackId)> m_filter;
    bool m_packed = true;
    FrameIndex m_spacing = 1;
};

// The first entry that ends at `frame` or later; lane.size() when there is none. O(log n).
std::size_t firstEntryEndingAt(const Lane& lane, FrameIndex frame);

} // namespace tw::ui
