#pragma once
// Detections of one frame after the other in, identities out. Pure functions of their input: no clock, no globals, no
// network, no video. Ids belong to the tracker object.
//
// Thread: one at a time.

#include "core/base/detection.h"
#include "core/base/result.h"

#include <span>
#include <vector>

namespace tw::tracker {

struct TrackedBox {
    TrackId id = TrackId::kInvalid;
    Box box;         // the filter's estimate, source pixels, amodal
    float score = 0; // of the detection it was last matched with
    ClassId classId = ClassId::kPedestrian;
    int detection = -1; // index into this frame's detections; -1 when the box is only a prediction
};

struct FrameTracks {
    FrameIndex frame = kNoFrame;
    std::vector<TrackedBox> boxes;
};

class Tracker
{
public:
    virtual ~Tracker() = default;
    // Frames must come in increasing order. Errors: InvalidArgument (frame order, embedding sizes differ, box not
    // finite).
    virtual Result<FrameTracks> update(FrameIndex frame, std::span<const Detection> detections) = 0;
    // As new: no tracks, ids from 1 again.
    virtual void reset() = 0;
};

} // namespace tw::tracker
