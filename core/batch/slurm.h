#pragma once
// A batch on a Slurm cluster: an array job whose tasks are workers (worker.h), each with its share of the videos. The
// script is plain text in DIR/slurm/batch.sbatch; people may edit it and submit it again.
//
// Asks sbatch, scontrol, squeue and sacct; any thread.

#include "core/batch/status.h"

#include <map>
#include <string>
#include <vector>

namespace tw::batch {

struct SlurmOptions {
    int tasks = 0;      // of the array; 0: one for each video, at most 200
    int arrayLimit = 0; // so many at the same time; 0: as many as the cluster gives
    int cpusPerTask = 2;
    int gpusPerTask = 0;
    std::string partition, account, qos, time, memory; // as sbatch takes them; empty: the cluster's default
    int claimSeconds = 120;                            // of the workers
    std::vector<std::string> lines;                    // further options of sbatch: "--constraint=avx512"

    Result<void> check() const;
};

// `program`: trackwright-cli, as the nodes find it.
std::string slurmScript(const Plan& plan, const SlurmOptions& options, const std::filesystem::path& program);

struct SlurmJob {
    std::string id;     // of the array
    int firstShard = 0; // of task 0
    int tasks = 0;
    int shards = 0; // of the whole batch
};

// Writes the script. Errors: Io, InvalidArgument.
Result<std::filesystem::path> writeSlurmScript(const Plan& plan, const SlurmOptions& options,
                                               const std::filesystem::path& program);
// Submits it: one array, or several where the cluster's MaxArraySize is smaller than the number of tasks. The jobs are
// noted in DIR/slurm/jobs.jsonl. Errors: Unavailable (no sbatch here), Io (what sbatch said).
Result<std::vector<SlurmJob>> submitToSlurm(const Plan& plan, const SlurmOptions& options);

struct SlurmState {
    struct Task {
        std::string state;  // "PENDING", "RUNNING", "OUT_OF_MEMORY", ...
        std::string reason; // "Priority"; empty when Slurm says none
    };
    std::map<int, Task> byShard;
    std::map<std::string, int> counts; // tasks by state
    std::string problem;               // why Slurm could not be asked; empty: it was, or nothing was submitted
    bool empty() const { return byShard.empty() && problem.empty(); }
};
// What Slurm says of the noted jobs: squeue, and sacct for those that ended, where the cluster keeps accounts.
SlurmState slurmState(const Plan& plan);
// Adds it to videos that wait: "queued in Slurm (Priority)".
void addSlurmState(BatchStatus& status, const SlurmState& slurm);
std::string slurmText(const SlurmState& slurm); // one line; empty when there is nothing to say

} // namespace tw::batch
