#include "core/math/assignment.h"
#include "core/math/iou.h"
#include "core/tracker/offline/offline.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace tw::tracker {
namespace {

// Tracks of the windows so far, and the next window's joined to them.
class Stitcher
{
public:
    explicit Stitcher(const OfflineOptions& options) : m_options(options) {}

    // From `cut` on the boxes are those of `next`. Identities follow from the boxes that both windows have.
    void join(OfflineResult next, FrameIndex cut)
    {
        if (m_out.tracks.empty()) {
            m_out.tracks = std::move(next.tracks);
        } else {
            const std::vector<int> ownerOf = match(next.tracks);
            for (OfflineTrack& track : m_out.tracks)
                std::erase_if(track.boxes, [cut](const OfflineBox& box) { return box.frame >= cut; });
            for (std::size_t i = 0; i < next.tracks.size(); ++i)
                append(std::move(next.tracks[i]), ownerOf[i], cut);
            dropRemains(cut);
        }
        for (ClutterSite& site : next.clutter)
            addSite(site);
        m_out.dropped += next.dropped;
        m_out.pieces += next.pieces;
        m_out.cameraMoves = m_out.cameraMoves || next.cameraMoves;
    }

    OfflineResult take()
    {
        std::stable_sort(m_out.tracks.begin(), m_out.tracks.end(), [](const OfflineTrack& a, const OfflineTrack& b) {
            return a.boxes.front().frame < b.boxes.front().frame;
        });
        return std::move(m_out);
    }

private:
    static std::int64_t key(const OfflineBox& box) { return (std::int64_t{box.frame} << 32) | std::uint32_t(box.peak); }

    // The old track of each new one, -1 for none.
    std::vector<int> match(const std::vector<OfflineTrack>& fresh) const
    {
        std::unordered_map<std::int64_t, int> ownerOfBox;
        std::map<TrackId, int> ownerOfStated;
        for (std::size_t i = 0; i < m_out.tracks.size(); ++i) {
            if (m_out.tracks[i].stated != TrackId::kInvalid)
                ownerOfStated.emplace(m_out.tracks[i].stated, static_cast<int>(i));
            for (const OfflineBox& box : m_out.tracks[i].boxes)
                if (box.peak >= 0)
                    ownerOfBox.emplace(key(box), static_cast<int>(i));
        }
        std::map<std::pair<int, int>, double> shared;
        for (std::size_t i = 0; i < fresh.size(); ++i)
            for (const OfflineBox& box : fresh[i].boxes)
                if (box.peak >= 0)
                    if (const auto owner = ownerOfBox.find(key(box)); owner != ownerOfBox.end())
                        ++shared[{static_cast<int>(i), owner->second}];
        std::vector<math::PairCost> pairs;
        for (const auto& [pair, boxes] : shared) {
            const TrackId a = fresh[std::size_t(pair.first)].stated;
            const TrackId b = m_out.tracks[std::size_t(pair.second)].stated;
            if (a == TrackId::kInvalid || b == TrackId::kInvalid || a == b)
                pairs.push_back({pair.first, pair.second, -boxes});
        }
        for (std::size_t i = 0; i < fresh.size(); ++i)
            if (const auto owner = ownerOfStated.find(fresh[i].stated); owner != ownerOfStated.end()) {
                std::erase_if(pairs, [&](const math::PairCost& pair) {
                    return pair.row == static_cast<int>(i) || pair.column == owner->second;
                });
                pairs.push_back({static_cast<int>(i), owner->second, -1e9});
            }
        math::LimitedAssignment assignment;
        const auto columns =
            assignment.solve(static_cast<int>(fresh.size()), static_cast<int>(m_out.tracks.size()), pairs, 0);
        return {columns.begin(), columns.end()};
    }

    void append(OfflineTrack track, int owner, FrameIndex cut)
    {
        std::erase_if(track.boxes, [cut](const OfflineBox& box) { return box.frame < cut; });
        if (owner < 0) {
            m_out.tracks.push_back(std::move(track));
            return;
        }
        OfflineTrack& into = m_out.tracks[static_cast<std::size_t>(owner)];
        into.boxes.insert(into.boxes.end(), track.boxes.begin(), track.boxes.end());
        into.pieces += track.pieces;
        if (into.stated == TrackId::kInvalid)
            into.stated = track.stated;
    }

    // What a window saw beyond the cut and the next one did not confirm: too short for a track.
    void dropRemains(FrameIndex cut)
    {
        const int shortest = m_options.filter ? m_options.frames(m_options.shortestSeconds) : 1;
        std::erase_if(m_out.tracks, [&](const OfflineTrack& track) {
            if (track.boxes.empty())
                return true;
            const bool atCut = track.boxes.front().frame == cut || track.boxes.back().frame == cut - 1;
            const FrameIndex length = track.boxes.back().frame - track.boxes.front().frame + 1;
            return atCut && track.stated == TrackId::kInvalid && length < shortest;
        });
    }

    void addSite(const ClutterSite& site)
    {
        constexpr double kSameSite = 0.5; // IoU
        for (ClutterSite& own : m_out.clutter)
            if (site.frames.first <= own.frames.last && math::iou(own.box, site.box) > kSameSite) {
                own.frames.last = std::max(own.frames.last, site.frames.last);
                own.peaks += site.peaks;
                return;
            }
        m_out.clutter.push_back(site);
    }

    const OfflineOptions& m_options;
    OfflineResult m_out;
};

} // namespace

Result<OfflineResult> trackOffline(const PeakReader& read, FrameRange frames, PictureSize picture,
                                   const Statements& statements, const OfflineOptions& options, const JobContext& job)
{
    TW_TRY(options.check());
    const int length = options.frames(options.windowSeconds);
    const int overlap = options.frames(options.overlapSeconds);
    Stitcher stitcher(options);
    FrameIndex first = frames.first;
    for (;;) {
        // a rest that is not longer than the overlap belongs to the last window
        FrameIndex last = first + length - 1;
        if (last >= frames.last - overlap)
            last = frames.last;
        TW_TRY_ASSIGN(const std::vector<FramePeaks> peaks, read({first, last}));
        TW_TRY_ASSIGN(OfflineResult window, trackOffline(peaks, picture, statements, options, job));
        stitcher.join(std::move(window), first == frames.first ? first : first + overlap / 2);
        job.report("associate", last - frames.first + 1, frames.length());
        if (last >= frames.last)
            return stitcher.take();
        first = last + 1 - overlap;
    }
}

} // namespace tw::tracker
