#include "core/tracker/offline/doubles.h"

#include "core/tracker/cost.h"

#include <algorithm>
#include <map>

namespace tw::tracker {
namespace {

struct Overlap {
    std::size_t track = 0;
    std::size_t other = 0;
    int frames = 0;
};

bool isStated(const OfflineTrack& track)
{
    return std::ranges::any_of(track.boxes, [](const OfflineBox& box) { return box.stated; });
}

double scoreSum(const OfflineTrack& track)
{
    double sum = 0;
    for (const OfflineBox& box : track.boxes)
        sum += box.score;
    return sum;
}

// Pairs of tracks that overlap by more than `leastIou` in some frame, each pair once.
std::vector<Overlap> overlapsOf(const std::vector<OfflineTrack>& tracks, double leastIou)
{
    std::map<FrameIndex, std::pair<std::vector<std::size_t>, std::vector<Box>>> frames;
    for (std::size_t i = 0; i < tracks.size(); ++i)
        for (const OfflineBox& box : tracks[i].boxes) {
            auto& [owners, boxes] = frames[box.frame];
            owners.push_back(i);
            boxes.push_back(box.box);
        }
    std::map<std::pair<std::size_t, std::size_t>, int> counts;
    IouPairs pairs;
    for (const auto& [frame, content] : frames) {
        const auto& [owners, boxes] = content;
        for (const math::PairCost& pair : pairs.find(boxes, boxes, 1 - leastIou))
            if (pair.row < pair.column) // owners increase
                ++counts[{owners[std::size_t(pair.row)], owners[std::size_t(pair.column)]}];
    }
    std::vector<Overlap> out;
    for (const auto& [pair, count] : counts)
        out.push_back({pair.first, pair.second, count});
    return out;
}

} // namespace

int removeDoubles(std::vector<OfflineTrack>& tracks, const OfflineOptions& options)
{
    std::vector<Overlap> overlaps = overlapsOf(tracks, options.doubleIou);
    std::ranges::stable_sort(overlaps, std::greater{}, &Overlap::frames);
    std::vector<double> scores;
    for (const OfflineTrack& track : tracks)
        scores.push_back(scoreSum(track));
    std::vector<char> gone(tracks.size(), 0);
    for (const Overlap& overlap : overlaps) {
        if (gone[overlap.track] || gone[overlap.other] ||
            tracks[overlap.track].classId != tracks[overlap.other].classId)
            continue;
        const std::size_t weaker = scores[overlap.track] < scores[overlap.other] ? overlap.track : overlap.other;
        const auto boxes = static_cast<double>(tracks[weaker].boxes.size());
        if (overlap.frames >= options.doubleShare * boxes && !isStated(tracks[weaker]))
            gone[weaker] = 1;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tracks.size(); ++i)
        if (!gone[i]) {
            if (kept != i)
                tracks[kept] = std::move(tracks[i]);
            ++kept;
        }
    const auto removed = static_cast<int>(tracks.size() - kept);
    tracks.resize(kept);
    return removed;
}

} // namespace tw::tracker
