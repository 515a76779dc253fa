#pragma once
// Opening projects for commands that change them.

#include "app/cli/console.h"
#include "app/cli/owner_queue.h"
#include "core/workspace/workspace.h"

#include <filesystem>
#include <memory>

namespace tw::cli {

// A workspace and the queue that its workers post to, in the order in which they must go.
struct OpenProject {
    std::unique_ptr<OwnerQueue> queue = std::make_unique<OwnerQueue>();
    std::unique_ptr<workspace::Workspace> workspace;

    // Waits until all is on disk. Errors: Io, with what the disk said.
    Result<void> save();
};

// A project file; a video opens the project beside it, or makes one. Errors: those of Workspace::open.
Result<OpenProject> openProject(const std::filesystem::path& path, const JobContext& job);
// The project file `project` about `video`; made when it is not there. Errors: also Conflict when it belongs to another
// video.
Result<OpenProject> openProjectFor(const std::filesystem::path& video, const std::filesystem::path& project,
                                   const JobContext& job);
// The video without any file of its own.
Result<OpenProject> openInMemory(const std::filesystem::path& video, const JobContext& job);

} // namespace tw::cli
