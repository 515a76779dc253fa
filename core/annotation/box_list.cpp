#include "core/annotation/box_list.h"

#include "core/annotation/edits.h"
#include "core/annotation/limits.h"

#include <cmath>

namespace tw::annotation {

BoxList cutOut(BoxList& boxes, FrameRange frames)
{
    const auto first = lowerBound(boxes, frames.first);
    const auto last = std::max(first, upperBound(boxes, frames.last));
    BoxList out(first, last);
    boxes.erase(first, last);
    return out;
}

BoxList merged(const BoxList& weaker, const BoxList& stronger)
{
    BoxList out;
    out.reserve(weaker.size() + stronger.size());
    auto w = weaker.begin();
    for (const TrackBox& box : stronger) {
        const auto end = std::lower_bound(w, weaker.end(), box.frame, [](const TrackBox& candidate, FrameIndex frame) {
            return candidate.frame < frame;
        });
        out.insert(out.end(), w, end);
        out.push_back(box);
        w = end != weaker.end() && end->frame == box.frame ? end + 1 : end;
    }
    out.insert(out.end(), w, weaker.end());
    return out;
}

FrameIndex firstCommonFrame(const BoxList& a, const BoxList& b)
{
    if (a.empty() || b.empty())
        return kNoFrame;
    auto left = lowerBound(a, b.front().frame);
    auto right = lowerBound(b, a.front().frame);
    while (left != a.end() && right != b.end()) {
        if (left->frame == right->frame)
            return left->frame;
        if (left->frame < right->frame)
            ++left;
        else
            ++right;
    }
    return kNoFrame;
}

bool wellFormed(const BoxList& boxes)
{
    const auto share = [](float value) { return value >= 0.0F && value <= 1.0F; }; // false for NaN
    FrameIndex previous = -1;
    for (const TrackBox& box : boxes) {
        if (box.frame <= previous || box.frame == kLastFrame || !box.box.valid() || !withinLimits(box.box) ||
            !share(box.score) || !share(box.visibility))
            return false;
        previous = box.frame;
    }
    return true;
}

} // namespace tw::annotation
