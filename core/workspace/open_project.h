#pragma once
// A workspace without a window, for the command line and the batch: the project and the queue that its workers post to.
// The thread that opens it is the owner thread.

#include "core/base/job.h"
#include "core/workspace/owner_queue.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <memory>

namespace tw::workspace {

struct OpenProject {
    std::unique_ptr<OwnerQueue> queue = std::make_unique<OwnerQueue>(); // outlives the workspace
    std::unique_ptr<Workspace> workspace;

    // Waits until all is on disk. Errors: Io, with what the disk said.
    Result<void> save();
    // Runs the owner's loop until the tracker run is no longer under way, or `job` was stopped: then the run is stopped
    // and what it finished stays. Progress step "track", in frames.
    RunStatus waitForRun(const JobContext& job);
    // The same for measurePeaks(). Progress step "measure", in frames.
    MeasureStatus waitForMeasuring(const JobContext& job);
};

// A project file; a video opens the project beside it, or makes one. Errors: those of Workspace::open.
Result<OpenProject> openProject(const std::filesystem::path& path, const JobContext& job);
// The project file `project` about `video`; made when it is not there. `threads`: of the network, null: all. Errors:
// also Conflict when it belongs to another video.
Result<OpenProject> openProjectFor(const std::filesystem::path& video, const std::filesystem::path& project,
                                   const JobContext& job,
                                   const std::shared_ptr<pipeline::ThreadShare>& threads = nullptr);
// The video without any file of its own.
Result<OpenProject> openInMemory(const std::filesystem::path& video, const JobContext& job);

} // namespace tw::workspace
