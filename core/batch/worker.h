#pragma once
// The loop of one worker: takes what is waiting, video by video, until nothing is left that it may take. Any number of
// workers may run on any number of machines that see the folder; claims (claims.h) keep them apart.
//
// Thread: the calling one, and one that renews the claim.

#include "core/base/job.h"
#include "core/batch/plan.h"
#include "core/batch/process_video.h"

#include <chrono>
#include <functional>
#include <string>

namespace tw::batch {

struct WorkerOptions {
    // This worker's share of the list: entries whose position modulo `shards` is `shard`.
    int shard = 0;
    int shards = 1;
    bool help = true;              // when its share is done, take what is waiting of the others'
    bool replaceCorrected = false; // outdated results that a person corrected are replaced, too
    Machine machine;
    std::chrono::milliseconds claimExpiry = std::chrono::minutes(2);

    Result<void> check() const;
};

// What became of one video, for people who look on.
struct WorkerEvent {
    enum class Kind { Started, Done, Measured, Failed, Kept, Stopped };
    Kind kind = Kind::Started;
    const Entry* entry = nullptr;
    std::string text;                    // why; which part
    const VideoResult* result = nullptr; // Done
};

struct WorkerReport {
    int done = 0;
    int failed = 0;
    int upToDate = 0;  // nothing to do
    int kept = 0;      // outdated, but corrected by hand
    int elsewhere = 0; // another worker has it
    bool stopped = false;
};

// A worker that died on the same video this often in a row was ended by the video: it counts as failed.
inline constexpr int kFatalStarts = 3;

// Errors: Io of claims and log, InvalidArgument of the options. A video that fails does not end the loop.
Result<WorkerReport> work(const Plan& plan, const WorkerOptions& options, const JobContext& job,
                          const std::function<void(const WorkerEvent&)>& tell);

} // namespace tw::batch
