#pragma once
// (private to model) Several frames on the CPU side by side, each with an executor of its own: layers of one frame
// leave processors idle at their ends, frames do not. The numbers are those of one frame after the other.
//
// Thread: as FrameSteps.

#include "core/model/executors/executor.h"
#include "core/model/executors/frame_pool.h"
#include "core/model/executors/frames_in_flight.h"

#include <functional>
#include <memory>

namespace tw::model {

// How `processors` are divided: so many frames side by side, each with so many threads.
struct FrameShare {
    int frames = 1;
    int threads = 1;
};
// `frames` 0: one for each processor, but not more than kMostFrames, and one at a time where a frame takes more
// operations than kSmallFlop: layers of such networks keep all threads busy, and each executor has its own maps and
// weights in memory (27 MiB for lite at 896 x 512 and half of it, 250 MB for dla_34 at 1088 x 608).
inline constexpr int kMostFrames = 8;
inline constexpr double kSmallFlop = 20e9;
FrameShare frameShareOf(int processors, int frames, double flop);

struct ParallelFramesOptions {
    int topK = 500;
    float minScore = 0; // of finish()
    bool half = false;  // the executors see images of half the size of those given
    int views = 1;      // images of one frame, which are given one after the other
};

// One executor for each worker of the pool; make() runs on that worker. Errors: those of make().
Result<std::unique_ptr<FrameSteps>>
makeParallelFrames(std::shared_ptr<FramePool> pool,
                   const std::function<Result<std::unique_ptr<NetworkExecutor>>()>& make,
                   const ParallelFramesOptions& options);

} // namespace tw::model
