#pragma once
// Questions to a snapshot. Pure functions, any thread.

#include "core/annotation/document.h"

#include <span>
#include <vector>

namespace tw::annotation {

struct FrameBox {
    TrackId id{};
    const Track* track = nullptr;
    const TrackBox* box = nullptr;
};
// Every box of one frame, by id. O(tracks * log(boxes)).
std::vector<FrameBox> boxesAt(const DocumentState& state, FrameIndex frame);
// Empty stretches between the first and last box.
std::vector<FrameRange> gapsOf(const Track& track);
// The person is said to be out of the picture in this frame.
bool isAbsent(const Track& track, FrameIndex frame);
// Stretches with boxes.
std::vector<FrameRange> spansOf(const Track& track);
// Frames of keyframes: what a person touched; for imported dense tracks the vertices of a simplified path within
// tolerancePx.
std::vector<FrameIndex> simplifiedKeyframes(const Track& track, double tolerancePx = 2.0);
// Number of people per frame, frames first..last of `frames`.
std::vector<int> peopleCount(const DocumentState& state, FrameRange frames);
// Tracks that could continue `id` after its end (or after `frame`): small gap, near the predicted place; best first.
struct Continuation {
    TrackId id{};
    double score = 0; // 0..1
    FrameIndex gap = 0;
};
std::vector<Continuation> continuationsOf(const DocumentState& state, TrackId id, FrameIndex frame, FrameIndex maxGap);
// Other tracks with a box in `frame`, nearest box first: the partners numbered 1-9.
std::vector<TrackId> neighboursOf(const DocumentState& state, TrackId id, FrameIndex frame);
// Adds or removes a range from sorted disjoint ranges.
std::vector<FrameRange> united(std::vector<FrameRange> ranges, FrameRange range);
std::vector<FrameRange> subtracted(const std::vector<FrameRange>& ranges, FrameRange range);

} // namespace tw::annotation
