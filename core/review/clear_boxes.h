#pragma once
// The boxes in which a person is seen best: large, in the picture, unoccluded, sure. What a reviewer looks at instead
// of whatever happens to lie at the cut. Pure functions; frames from 0, source pixels.

#include "core/annotation/query.h"

#include <functional>
#include <vector>

namespace tw::review {

struct ClearBoxOptions {
    FrameRange frames;      // where to look
    FrameIndex near = 0;    // boxes close to it are preferred
    int count = 2;          // at most
    FrameIndex spacing = 3; // frames between two of them, where there are enough
    // Boxes that it is true for count several times as much: their pictures are at hand. Empty: all are alike.
    std::function<bool(const annotation::TrackBox&)> preferred = {};
    double width = 0; // of the video; 0: unknown, nothing counts as outside
    double height = 0;
};

// 0..1, how well the person is seen in this box; `others` are the boxes of the same frame.
double clearness(const annotation::TrackBox& box, TrackId track, const std::vector<annotation::FrameBox>& others,
                 const ClearBoxOptions& options);

// By frame. Fewer than asked for only when the track has no more boxes in `frames`. `boxesAt` gives every box of a
// frame. Cost: frames * boxes in a frame.
using BoxesAt = std::function<std::vector<annotation::FrameBox>(FrameIndex)>;
std::vector<annotation::TrackBox> clearBoxes(const annotation::Track& track, const BoxesAt& boxesAt,
                                             const ClearBoxOptions& options);

} // namespace tw::review
