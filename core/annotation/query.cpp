#include "core/annotation/query.h"

#include "core/annotation/box_list.h"
#include "core/annotation/edits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tw::annotation {
namespace {

using Sides = std::array<double, 4>;

Sides sidesOf(const TrackBox& box)
{
    return {box.box.left, box.box.top, box.box.right(), box.box.bottom()};
}

// Which boxes of first..last (one span) a chain of straight lines needs: a cone from the last vertex, narrowed by every
// box it has to pass; the farthest box inside the cone is the next vertex. O(n).
void addVertices(const BoxList& boxes, std::size_t first, std::size_t last, double tolerance,
                 std::vector<FrameIndex>& out)
{
    out.push_back(boxes[first].frame);
    std::size_t vertex = first;
    while (vertex < last) {
        const Sides origin = sidesOf(boxes[vertex]);
        Sides low;
        Sides high;
        low.fill(-std::numeric_limits<double>::infinity());
        high.fill(std::numeric_limits<double>::infinity());
        std::size_t next = vertex + 1;
        for (std::size_t i = vertex + 1; i <= last; ++i) {
            const Sides sides = sidesOf(boxes[i]);
            const double frames = boxes[i].frame - boxes[vertex].frame;
            bool inside = true;
            bool open = true;
            for (std::size_t k = 0; k < sides.size(); ++k) {
                const double slope = (sides[k] - origin[k]) / frames;
                inside = inside && slope >= low[k] && slope <= high[k];
                low[k] = std::max(low[k], slope - tolerance / frames);
                high[k] = std::min(high[k], slope + tolerance / frames);
                open = open && low[k] <= high[k];
            }
            if (inside)
                next = i;
            if (!open)
                break;
        }
        vertex = next;
        out.push_back(boxes[vertex].frame);
    }
}

// Velocity of the box centre in pixels a frame, over the last boxes up to index `last`.
std::pair<double, double> velocityAt(const BoxList& boxes, std::size_t last)
{
    constexpr std::size_t kBoxes = 10; // long enough to average jitter away, short enough to follow a turn
    const std::size_t first = last >= kBoxes ? last - kBoxes : 0;
    if (first == last)
        return {0, 0};
    const double frames = boxes[last].frame - boxes[first].frame;
    return {(boxes[last].box.centerX() - boxes[first].box.centerX()) / frames,
            (boxes[last].box.centerY() - boxes[first].box.centerY()) / frames};
}

double ratio(double a, double b)
{
    return std::min(a, b) / std::max(a, b);
}

// 1 when `next` begins exactly where `end` is expected to be, with the same size and without a gap.
double continuationScore(const TrackBox& end, std::pair<double, double> velocity, const TrackBox& next,
                         FrameIndex maxGap)
{
    const double frames = next.frame - end.frame;
    // People do not walk on for ever: past about a second the expectation stays where it is.
    constexpr double kFramesOfMotion = 30;
    const double moved = std::min(frames, kFramesOfMotion);
    const double dx = next.box.centerX() - (end.box.centerX() + moved * velocity.first);
    const double dy = next.box.centerY() - (end.box.centerY() + moved * velocity.second);
    const double size = std::sqrt(end.box.width * end.box.height);
    // The longer the gap, the farther off the person may be.
    const double reach = size * (0.5 + 0.05 * frames);
    const double near = std::exp(-std::hypot(dx, dy) / reach);
    const double alike = ratio(end.box.width, next.box.width) * ratio(end.box.height, next.box.height);
    const double soon = 1.0 - 0.5 * frames / (static_cast<double>(maxGap) + 1.0);
    return near * std::sqrt(alike) * soon;
}

FrameIndex lastFrameOf(const DocumentState& state)
{
    FrameIndex last = kNoFrame;
    for (const auto& [id, track] : state.tracks)
        last = std::max(last, track->lastFrame());
    return last;
}

} // namespace

std::vector<FrameBox> boxesAt(const DocumentState& state, FrameIndex frame)
{
    std::vector<FrameBox> out;
    for (const auto& [id, track] : state.tracks)
        if (const TrackBox* box = track->at(frame))
            out.push_back({id, track.get(), box});
    return out;
}

std::vector<FrameRange> gapsOf(const Track& track)
{
    std::vector<FrameRange> out;
    for (std::size_t i = 1; i < track.boxes.size(); ++i)
        if (track.boxes[i].frame - track.boxes[i - 1].frame > 1)
            out.push_back({track.boxes[i - 1].frame + 1, track.boxes[i].frame - 1});
    return out;
}

bool isAbsent(const Track& track, FrameIndex frame)
{
    return std::any_of(track.absences.begin(), track.absences.end(),
                       [frame](const FrameRange& range) { return range.contains(frame); });
}

std::vector<FrameRange> spansOf(const Track& track)
{
    std::vector<FrameRange> out;
    for (const TrackBox& box : track.boxes) {
        if (out.empty() || out.back().last + 1 != box.frame)
            out.push_back({box.frame, box.frame});
        out.back().last = box.frame;
    }
    return out;
}

std::vector<FrameIndex> simplifiedKeyframes(const Track& track, double tolerancePx)
{
    std::vector<FrameIndex> out;
    bool byPerson = false;
    for (const TrackBox& box : track.boxes) {
        if (box.keyframe)
            out.push_back(box.frame);
        byPerson = byPerson || box.origin == BoxOrigin::Manual;
    }
    // A file that calls every frame a keyframe says nothing; neither does a tracker that says it of none.
    const bool saysNothing = out.empty() || (out.size() == track.boxes.size() && !byPerson);
    if (!saysNothing)
        return out;
    out.clear();
    std::size_t first = 0;
    for (std::size_t i = 1; i <= track.boxes.size(); ++i) {
        if (i < track.boxes.size() && track.boxes[i].frame == track.boxes[i - 1].frame + 1)
            continue;
        addVertices(track.boxes, first, i - 1, tolerancePx, out);
        first = i;
    }
    return out;
}

std::vector<int> peopleCount(const DocumentState& state, FrameRange frames)
{
    if (frames.last == kLastFrame)
        frames.last = lastFrameOf(state);
    if (frames.empty())
        return {};
    std::vector<int> out(static_cast<std::size_t>(frames.length()));
    for (const auto& [id, track] : state.tracks) {
        const auto end = upperBound(track->boxes, frames.last);
        for (auto it = lowerBound(track->boxes, frames.first); it != end; ++it)
            ++out[static_cast<std::size_t>(it->frame - frames.first)];
    }
    return out;
}

std::vector<Continuation> continuationsOf(const DocumentState& state, TrackId id, FrameIndex frame, FrameIndex maxGap)
{
    std::vector<Continuation> out;
    const auto found = state.tracks.find(id);
    if (found == state.tracks.end())
        return out;
    const BoxList& boxes = found->second->boxes;
    const auto after = frame == kNoFrame ? boxes.end() : upperBound(boxes, frame);
    if (after == boxes.begin())
        return out;
    const auto last = static_cast<std::size_t>(after - boxes.begin()) - 1;
    const TrackBox& end = boxes[last];
    const auto velocity = velocityAt(boxes, last);
    for (const auto& [other, track] : state.tracks) {
        const FrameIndex first = track->firstFrame();
        if (other == id || first <= end.frame || first - end.frame - 1 > maxGap ||
            firstCommonFrame(boxes, track->boxes) != kNoFrame)
            continue;
        out.push_back({other, continuationScore(end, velocity, track->boxes.front(), maxGap), first - end.frame - 1});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Continuation& a, const Continuation& b) { return a.score > b.score; });
    return out;
}

std::vector<TrackId> neighboursOf(const DocumentState& state, TrackId id, FrameIndex frame)
{
    const auto found = state.tracks.find(id);
    if (found == state.tracks.end())
        return {};
    // In a gap of the track itself the nearest of its own boxes says where it is.
    const BoxList& own = found->second->boxes;
    auto it = lowerBound(own, frame);
    if (it == own.end() || (it != own.begin() && frame - std::prev(it)->frame < it->frame - frame))
        it = std::prev(it);
    std::vector<std::pair<double, TrackId>> byDistance;
    for (const FrameBox& one : boxesAt(state, frame))
        if (one.id != id)
            byDistance.emplace_back(
                std::hypot(one.box->box.centerX() - it->box.centerX(), one.box->box.centerY() - it->box.centerY()),
                one.id);
    std::sort(byDistance.begin(), byDistance.end());
    std::vector<TrackId> out;
    for (const auto& [distance, other] : byDistance)
        out.push_back(other);
    return out;
}

std::vector<FrameRange> united(std::vector<FrameRange> ranges, FrameRange range)
{
    if (range.empty())
        return ranges;
    std::vector<FrameRange> out;
    for (const FrameRange& one : ranges) {
        // Not "last + 1 < first": a range may reach to the largest frame there is.
        const bool before = one.last < range.first && range.first - one.last > 1;
        const bool after = range.last < one.first && one.first - range.last > 1;
        if (before || after) {
            out.push_back(one);
            continue;
        }
        range = {std::min(range.first, one.first), std::max(range.last, one.last)};
    }
    out.insert(
        std::upper_bound(out.begin(), out.end(), range, [](FrameRange a, FrameRange b) { return a.first < b.first; }),
        range);
    return out;
}

std::vector<FrameRange> subtracted(const std::vector<FrameRange>& ranges, FrameRange range)
{
    if (range.empty())
        return ranges;
    std::vector<FrameRange> out;
    for (const FrameRange& one : ranges) {
        if (range.last < one.first || range.first > one.last) {
            out.push_back(one);
            continue;
        }
        if (one.first < range.first)
            out.push_back({one.first, range.first - 1});
        if (range.last < one.last)
            out.push_back({range.last + 1, one.last});
    }
    return out;
}

} // namespace tw::annotation
