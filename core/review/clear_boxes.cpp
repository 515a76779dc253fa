#include "core/review/clear_boxes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace tw::review {

namespace {

constexpr double kTall = 200;         // px: a person of this height shows what there is to see
constexpr double kInterpolated = 0.4; // nothing was detected there
constexpr double kOccluded = 0.5;
constexpr double kLeastScore = 0.3;
constexpr double kPreferred = 4;
constexpr double kHalfLife = 25; // frames from `near` after which a box is worth half

double overlapArea(const Box& a, const Box& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    return width > 0 && height > 0 ? width * height : 0;
}

struct Candidate {
    const annotation::TrackBox* box = nullptr;
    double worth = 0;
};

} // namespace

double clearness(const annotation::TrackBox& box, TrackId track, const std::vector<annotation::FrameBox>& others,
                 const ClearBoxOptions& options)
{
    double hidden = 0;
    for (const annotation::FrameBox& other : others) {
        if (other.id != track)
            hidden = std::max(hidden, overlapArea(box.box, other.box->box) / box.box.area());
    }
    double inside = 1;
    if (options.width > 0 && options.height > 0)
        inside = overlapArea(box.box, {0, 0, options.width, options.height}) / box.box.area();
    double clear = std::min(std::sqrt(box.box.height / kTall), 1.0);
    clear *= kLeastScore + (1 - kLeastScore) * std::clamp(static_cast<double>(box.score), 0.0, 1.0);
    clear *= (1 - hidden) * (1 - hidden) * inside * inside;
    clear *= std::clamp(static_cast<double>(box.visibility), 0.1, 1.0);
    if (box.origin == annotation::BoxOrigin::Interpolated)
        clear *= kInterpolated;
    if (box.occluded)
        clear *= kOccluded;
    return clear;
}

std::vector<annotation::TrackBox> clearBoxes(const annotation::Track& track, const BoxesAt& boxesAt,
                                             const ClearBoxOptions& options)
{
    std::vector<Candidate> candidates;
    const auto begin =
        std::lower_bound(track.boxes.begin(), track.boxes.end(), options.frames.first,
                         [](const annotation::TrackBox& box, FrameIndex frame) { return box.frame < frame; });
    for (auto it = begin; it != track.boxes.end() && it->frame <= options.frames.last; ++it) {
        const double distance = std::abs(it->frame - options.near) / kHalfLife;
        const double favour = options.preferred && options.preferred(*it) ? kPreferred : 1;
        candidates.push_back(
            {&*it, clearness(*it, track.id, boxesAt(it->frame), options) * std::pow(0.5, distance) * favour});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.worth > b.worth; });
    std::vector<annotation::TrackBox> chosen;
    // apart first; a short track gives what it has
    for (const FrameIndex apart : {options.spacing, FrameIndex{1}}) {
        for (const Candidate& candidate : candidates) {
            if (static_cast<int>(chosen.size()) >= options.count)
                break;
            const bool free = std::none_of(chosen.begin(), chosen.end(), [&](const annotation::TrackBox& box) {
                return std::abs(box.frame - candidate.box->frame) < apart;
            });
            if (free)
                chosen.push_back(*candidate.box);
        }
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const annotation::TrackBox& a, const annotation::TrackBox& b) { return a.frame < b.frame; });
    return chosen;
}

} // namespace tw::review
