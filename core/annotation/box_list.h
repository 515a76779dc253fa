#pragma once
// (private) The sorted boxes of a track: finding, cutting out and putting in.

#include "core/annotation/track.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace tw::annotation {

using BoxList = std::vector<TrackBox>;

inline auto lowerBound(const BoxList& boxes, FrameIndex frame)
{
    return std::lower_bound(boxes.begin(), boxes.end(), frame,
                            [](const TrackBox& box, FrameIndex wanted) { return box.frame < wanted; });
}
inline auto lowerBound(BoxList& boxes, FrameIndex frame)
{
    return std::lower_bound(boxes.begin(), boxes.end(), frame,
                            [](const TrackBox& box, FrameIndex wanted) { return box.frame < wanted; });
}
inline auto upperBound(const BoxList& boxes, FrameIndex frame)
{
    return std::upper_bound(boxes.begin(), boxes.end(), frame,
                            [](FrameIndex wanted, const TrackBox& box) { return wanted < box.frame; });
}
inline auto upperBound(BoxList& boxes, FrameIndex frame)
{
    return std::upper_bound(boxes.begin(), boxes.end(), frame,
                            [](FrameIndex wanted, const TrackBox& box) { return wanted < box.frame; });
}
inline TrackBox* boxAt(BoxList& boxes, FrameIndex frame)
{
    const auto it = lowerBound(boxes, frame);
    return it != boxes.end() && it->frame == frame ? &*it : nullptr;
}
inline bool hasBoxesIn(const BoxList& boxes, FrameRange frames)
{
    const auto it = lowerBound(boxes, frames.first);
    return it != boxes.end() && it->frame <= frames.last;
}

// Takes the boxes in `frames` out.
BoxList cutOut(BoxList& boxes, FrameRange frames);
// Both lists in order of frames; where both have one, that of `stronger`.
BoxList merged(const BoxList& weaker, const BoxList& stronger);
// The first frame in which both have a box, or kNoFrame.
FrameIndex firstCommonFrame(const BoxList& a, const BoxList& b);
// Where two lists differ: what lies in front of `begin` and what follows the ends is the same in both. Finding it reads
// both lists once, as bytes, which is several times as fast as comparing box by box.
struct Difference {
    std::ptrdiff_t begin = 0;
    std::ptrdiff_t endOfFirst = 0;
    std::ptrdiff_t endOfSecond = 0;

    bool none() const { return begin == endOfFirst && begin == endOfSecond; }
};
Difference difference(std::span<const TrackBox> first, std::span<const TrackBox> second);
// Frames strictly increasing from 0 on, every box valid and within the limits (limits.h), score and visibility within
// 0..1.
bool wellFormed(const BoxList& boxes);
// The same for a list that differs from a well-formed one only in [begin, end).
bool wellFormedIn(const BoxList& boxes, std::ptrdiff_t begin, std::ptrdiff_t end);

} // namespace tw::annotation
