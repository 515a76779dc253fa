#include "core/review/static_spot.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::review {

namespace {

constexpr double kStill = 0.25;     // body heights
constexpr double kSameSpot = 0.5;   // intersection over union with the typical box
constexpr double kShareThere = 0.8; // of the other track's boxes

double middleOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Box typicalBox(const annotation::Track& track)
{
    std::vector<double> left, top, width, height;
    for (const annotation::TrackBox& box : track.boxes) {
        left.push_back(box.box.left);
        top.push_back(box.box.top);
        width.push_back(box.box.width);
        height.push_back(box.box.height);
    }
    return {middleOf(left), middleOf(top), middleOf(width), middleOf(height)};
}

double overlapOf(const Box& a, const Box& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    const double common = width > 0 && height > 0 ? width * height : 0;
    return common / (a.area() + b.area() - common);
}

bool isUntouched(const annotation::Track& track)
{
    return !track.locked && std::none_of(track.boxes.begin(), track.boxes.end(), [](const annotation::TrackBox& box) {
        return box.keyframe || box.verified || box.origin == annotation::BoxOrigin::Manual;
    });
}

} // namespace

double wanderingOf(const annotation::Track& track)
{
    if (track.empty())
        return 0;
    const Box typical = typicalBox(track);
    std::vector<double> distances;
    for (const annotation::TrackBox& box : track.boxes)
        distances.push_back(std::hypot(box.box.centerX() - typical.centerX(), box.box.centerY() - typical.centerY()) /
                            typical.height);
    const auto most = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() * 9 / 10);
    std::nth_element(distances.begin(), most, distances.end());
    return *most;
}

std::vector<TrackId> tracksOnSpotOf(const annotation::DocumentState& state, TrackId id)
{
    const auto own = state.tracks.find(id);
    if (own == state.tracks.end() || own->second->empty() || wanderingOf(*own->second) > kStill)
        return {};
    const Box spot = typicalBox(*own->second);
    std::vector<TrackId> others;
    for (const auto& [other, track] : state.tracks) {
        if (other == id || track->empty() || !isUntouched(*track))
            continue;
        const auto there =
            std::count_if(track->boxes.begin(), track->boxes.end(),
                          [&](const annotation::TrackBox& box) { return overlapOf(box.box, spot) > kSameSpot; });
        if (static_cast<double>(there) >= kShareThere * static_cast<double>(track->boxes.size()))
            others.push_back(other);
    }
    return others;
}

} // namespace tw::review
