#include "core/annotation/interpolation.h"

#include "core/annotation/box_list.h"
#include "core/base/contract.h"
#include "core/math/box_ops.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace tw::annotation {
namespace {

double shareBetween(FrameIndex first, FrameIndex last, FrameIndex frame)
{
    return (static_cast<double>(frame) - first) / (static_cast<double>(last) - first);
}

} // namespace

bool isReal(const TrackBox& box)
{
    return box.origin != BoxOrigin::Interpolated || box.keyframe || box.verified;
}

Box boxBetween(const TrackBox& a, const TrackBox& b, FrameIndex frame)
{
    TW_EXPECTS(a.frame < frame && frame < b.frame);
    return math::interpolated(a.box, b.box, shareBetween(a.frame, b.frame, frame));
}

std::vector<TrackBox> boxesBetween(const TrackBox& a, const TrackBox& b, FrameRange frames)
{
    std::vector<TrackBox> out;
    const FrameIndex first = std::max(a.frame + 1, frames.first);
    const FrameIndex last = std::min(b.frame - 1, frames.last);
    if (last < first)
        return out;
    out.reserve(static_cast<std::size_t>(last - first) + 1);
    for (FrameIndex frame = first; frame <= last; ++frame) {
        const double share = shareBetween(a.frame, b.frame, frame);
        TrackBox box;
        box.frame = frame;
        box.box = boxBetween(a, b, frame);
        box.score = std::lerp(a.score, b.score, static_cast<float>(share));
        box.visibility = std::lerp(a.visibility, b.visibility, static_cast<float>(share));
        box.origin = BoxOrigin::Interpolated;
        box.occluded = a.occluded && b.occluded;
        out.push_back(box);
    }
    return out;
}

void followBox(std::vector<TrackBox>& boxes, FrameIndex frame)
{
    const auto center = lowerBound(boxes, frame);
    TW_EXPECTS(center != boxes.end() && center->frame == frame);

    const auto right = std::find_if(std::next(center), boxes.end(), isReal);
    if (right != boxes.end())
        for (auto it = std::next(center); it != right; ++it)
            it->box = boxBetween(*center, *right, it->frame);

    const auto left = std::find_if(std::make_reverse_iterator(center), boxes.rend(), isReal);
    if (left != boxes.rend())
        for (auto it = std::make_reverse_iterator(center); it != left; ++it)
            it->box = boxBetween(*left, *center, it->frame);
}

} // namespace tw::annotation
