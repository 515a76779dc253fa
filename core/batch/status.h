#pragma once
// What a batch looks like now: from its logs and claims alone, without opening a folder of results. 100,000 videos are
// read in about a second (README.md).
//
// Values; any thread, any machine that sees the folder, while workers work.

#include "core/batch/claims.h"
#include "core/batch/event_log.h"
#include "core/batch/plan.h"

#include <string>
#include <vector>

namespace tw::batch {

enum class EntryState { Waiting, Running, Done, Outdated, Failed };
std::string_view toString(EntryState state); // "waiting", ...

struct EntryStatus {
    const Entry* entry = nullptr; // of the plan
    EntryState state = EntryState::Waiting;
    std::string text; // Failed: why; Running: who and how far; Outdated, Waiting: why, where there is a reason
    std::shared_ptr<const VideoResult> result; // of the newest finished run
};

struct BatchStatus {
    std::vector<EntryStatus> entries; // in the order of the plan
    int waiting = 0, running = 0, done = 0, outdated = 0, failed = 0;
    int workers = 0;            // that hold a claim and are alive
    double framesPerSecond = 0; // of one worker, over all that was done; 0: unknown
    double secondsLeft = -1;    // with the workers there are now; < 0: unknown
    std::size_t unreadableLines = 0;

    bool finished() const { return waiting + running + outdated == 0; }
};

// `expiry` as the workers have it. Errors: Io.
Result<BatchStatus> statusOf(const Plan& plan, std::chrono::milliseconds expiry = std::chrono::minutes(2));

} // namespace tw::batch
