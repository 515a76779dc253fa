#pragma once
// How many frames a second the network of a tracking run reaches on this machine, measured in a moment, for people who
// choose between models and levels of detail. Decoding and association are not in it: they run beside the network.
// Thread: runs on the calling one.

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/pipeline/track_video.h"

namespace tw::pipeline {

// Network and heads of request.model with request.detector, on a plain image of 1280 x 720, for about `seconds` after a
// first frame that does not count. Frames per second. Errors: those of Detector::load and detect, Cancelled.
Result<double> networkRate(const TrackRequest& request, double seconds, const JobContext& job);

} // namespace tw::pipeline
