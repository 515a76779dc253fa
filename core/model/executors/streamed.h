#pragma once
// (private to model) A frame on a device from its pixels to its peaks, without coming back in between: the input is
// made there (DeviceLetterbox), the trunk runs in the chosen precision, peaks are chosen and their heads read in
// float32 (PeakReader), and one block of numbers is fetched. A few frames at a time (FramesInFlight), recorded as a
// CUDA graph.
//
// Everything but CUDA's own calls runs on the CPU as well, which is how it is tested.

#include "core/model/executors/executor.h"
#include "core/model/executors/frames_in_flight.h"

namespace tw::model {

struct StreamedOptions {
    NetworkSize size{};
    Device device{};
    Precision precision = Precision::Float32;
    int topK = 500;
    int frames = 3; // in flight
};

// `network` lies on the device already, in that precision, its heads in float32 (makeEagerExecutor does that).
// Errors: Unsupported (an architecture whose heads cannot be read at single cells), OutOfMemory, Internal.
Result<std::unique_ptr<FrameSteps>> makeStreamedSteps(std::shared_ptr<Network> network, const StreamedOptions& options);

} // namespace tw::model
