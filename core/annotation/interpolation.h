#pragma once
// Straight-line boxes between two boxes of one track. Source pixels, 0-based frames; pure functions.

#include "core/annotation/track.h"

#include <vector>

namespace tw::annotation {

// A box that stands on its own: seen, imported, drawn, touched or confirmed. The others follow their neighbours.
bool isReal(const TrackBox& box);

// Box at `frame` on the line from a to b; a.frame < frame < b.frame. Corners move linearly.
Box boxBetween(const TrackBox& a, const TrackBox& b, FrameIndex frame);
// One interpolated box for every frame between a and b that lies in `frames`.
std::vector<TrackBox> boxesBetween(const TrackBox& a, const TrackBox& b, FrameRange frames);

// Interpolated boxes left and right of `frame`, up to the next real box on either side, are laid on the line to the box
// at `frame`. A side without a real box stays as it is.
void followBox(std::vector<TrackBox>& boxes, FrameIndex frame);

} // namespace tw::annotation
