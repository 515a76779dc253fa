#include "core/tracker/offline/link.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace tw::tracker {
namespace {

// Standard deviation of a position after a gap, in box heights: at once, and more for each second. Source: measured.
constexpr double kSpread = 0.18;
constexpr double kSpreadPerSecond = 0.6;
// The same of the logarithm of the height.
constexpr double kSizeSpread = 0.08;
constexpr double kSizeSpreadPerSecond = 0.1;
constexpr double kSizeSpreadUpTo = 3;  // seconds
constexpr double kLargestSizeTerm = 9; // three deviations: worse is not more telling
constexpr double kRatioAlone = 1;      // what a link of a person alone must exceed; measured
constexpr double kBestAppearance = 4;  // what an appearance says at most

struct LineFit {
    double value = 0, slope = 0; // at time 0
};

// Least squares; a short stretch says little about the slope, so that is pulled towards 0.
LineFit fitLine(std::span<const double> times, std::span<const double> values)
{
    constexpr double kPull = 0.02; // square seconds: as if a few frames more had said "stands still"
    const auto count = static_cast<double>(times.size());
    const double meanTime = std::accumulate(times.begin(), times.end(), 0.0) / count;
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double square = 0, product = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        square += (times[i] - meanTime) * (times[i] - meanTime);
        product += (times[i] - meanTime) * (values[i] - mean);
    }
    const double slope = product / (square + kPull);
    return {mean - slope * meanTime, slope};
}

PieceEnd endOf(const Scene& scene, std::span<const int> near, bool last, const OfflineOptions& options)
{
    const int corner = last ? near.back() : near.front();
    std::vector<double> times, xs, ys, heights;
    for (const int index : near) {
        const Box& box = scene[index].box;
        times.push_back((scene.frameOf(index) - scene.frameOf(corner)) / options.frameRate);
        xs.push_back(box.centerX());
        ys.push_back(box.centerY());
        heights.push_back(box.height);
    }
    const LineFit x = fitLine(times, xs);
    const LineFit y = fitLine(times, ys);
    const double height = std::accumulate(heights.begin(), heights.end(), 0.0) / static_cast<double>(heights.size());
    return {scene.frameOf(corner) / options.frameRate, x.value, y.value, x.slope, y.slope, height};
}

double squared(double x)
{
    return x * x;
}

} // namespace

PieceEnds endsOf(const Scene& scene, const Piece& piece, const OfflineOptions& options)
{
    const int reach = options.frames(options.endSeconds);
    const std::span<const int> all(piece.sightings);
    std::size_t first = 1;
    while (first < all.size() && scene.frameOf(all[first]) - scene.frameOf(all.front()) <= reach)
        ++first;
    std::size_t last = all.size() - 1;
    while (last > 0 && scene.frameOf(all.back()) - scene.frameOf(all[last - 1]) <= reach)
        --last;
    return {endOf(scene, all.first(first), false, options), endOf(scene, all.subspan(last), true, options)};
}

double motionLogRatio(const PieceEnd& end, const PieceEnd& beginning, double area)
{
    const double gap = beginning.seconds - end.seconds;
    const double height = (end.height + beginning.height) / 2;
    const double moved = 1 - std::exp(-gap); // seconds at full speed: who is not seen may have stopped
    const double forthX = (end.x + end.velocityX * moved - beginning.x) / height;
    const double forthY = (end.y + end.velocityY * moved - beginning.y) / height;
    const double backX = (beginning.x - beginning.velocityX * moved - end.x) / height;
    const double backY = (beginning.y - beginning.velocityY * moved - end.y) / height;
    const double miss = std::min({squared(forthX) + squared(forthY), squared(backX) + squared(backY),
                                  squared((forthX - backX) / 2) + squared((forthY - backY) / 2)});
    const double variance = squared(kSpread + kSpreadPerSecond * gap);
    const double size = squared(std::log(beginning.height / end.height) /
                                (kSizeSpread + kSizeSpreadPerSecond * std::min(gap, kSizeSpreadUpTo)));
    return -2 * std::log1p(miss / (4 * variance)) - std::log(2 * std::numbers::pi * variance) -
           0.5 * std::min(size, kLargestSizeTerm) + std::log(area / squared(height));
}

double leastLinkRatio(const Scene& scene, const OfflineOptions& options)
{
    const auto people = std::ranges::count_if(
        scene.sightings, [&](const Sighting& sighting) { return sighting.score > options.detectionThreshold; });
    const double perFrame = double(people) / std::max(scene.count(), 1);
    return std::min(options.linkRatio, kRatioAlone + std::log(std::max(perFrame, 1.0)));
}

std::vector<Link> possibleLinks(const Scene& scene, const SceneLikeness& likeness, const std::vector<Piece>& pieces,
                                double area, const OfflineOptions& options)
{
    std::vector<PieceEnds> ends;
    std::vector<SceneAppearance> looks;
    std::vector<FrameIndex> firstFrames;
    for (const Piece& piece : pieces) {
        ends.push_back(endsOf(scene, piece, options));
        looks.push_back(likeness.of(piece.sightings));
        firstFrames.push_back(scene.frameOf(piece.sightings.front()));
    }
    std::vector<Link> out;
    const int reach = options.frames(options.linkSeconds);
    const double least = leastLinkRatio(scene, options);
    for (std::size_t a = 0; a < pieces.size(); ++a) {
        const FrameIndex end = scene.frameOf(pieces[a].sightings.back());
        const ClassId classId = scene[pieces[a].sightings.front()].classId;
        // pieces stand by their first frame
        auto b = static_cast<std::size_t>(std::upper_bound(firstFrames.begin(), firstFrames.end(), end) -
                                          firstFrames.begin());
        for (; b < pieces.size() && firstFrames[b] - end <= reach; ++b) {
            if (scene[pieces[b].sightings.front()].classId != classId)
                continue;
            const double motion = motionLogRatio(ends[a].last, ends[b].first, area);
            if (motion + kBestAppearance <= least)
                continue;
            const double gain = motion + likeness.logRatio(looks[a], looks[b]);
            if (gain > least)
                out.push_back({static_cast<int>(a), static_cast<int>(b), gain});
        }
    }
    return out;
}

} // namespace tw::tracker
