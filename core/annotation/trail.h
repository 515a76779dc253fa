#pragma once
// Where a person walked: the feet of a track over some frames, as the window and exported videos draw them. Source
// pixels; pure, any thread.

#include "core/annotation/track.h"

#include <vector>

namespace tw::annotation {

struct Feet {
    double x = 0;
    double y = 0;
};
Feet feetOf(const Box& box);
// The feet in `frames`, in pieces of two points or more, broken at gaps longer than 5 frames.
std::vector<std::vector<Feet>> trailOf(const Track& track, FrameRange frames);

} // namespace tw::annotation
