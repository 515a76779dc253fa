#include "core/workspace/open_project.h"

#include <chrono>

namespace tw::workspace {
namespace {

namespace fs = std::filesystem;

Result<OpenProject> openWith(const fs::path& path, bool autosave, const JobContext& job,
                             const std::shared_ptr<pipeline::ThreadShare>& threads = nullptr)
{
    OpenProject project;
    Workspace::Options options;
    options.post = project.queue->poster();
    options.autosave = autosave;
    options.threads = threads;
    options.frameCacheBytes = 64ULL << 20; // frames are only read in order
    TW_TRY_ASSIGN(project.workspace, Workspace::open(path, options, job));
    return project;
}

bool sameFile(const fs::path& a, const fs::path& b)
{
    std::error_code error;
    return fs::equivalent(a, b, error);
}

} // namespace

Result<void> OpenProject::save()
{
    workspace->flush();
    queue->runFor(std::chrono::milliseconds(0)); // what the storage thread reported
    const SaveStatus status = workspace->saveStatus();
    if (!status.problem.empty())
        return Error{ErrorCode::Io, status.problem, status.path.string()};
    return {};
}

RunStatus OpenProject::waitForRun(const JobContext& job)
{
    while (true) {
        queue->runFor(std::chrono::milliseconds(100));
        const RunStatus status = workspace->runStatus();
        job.report("track", status.nextFrame - status.frames.first, status.frames.length());
        if (status.state != RunState::Running && status.state != RunState::Paused)
            return status;
        if (job.stopped()) {
            workspace->stopTracking();
            return workspace->runStatus();
        }
    }
}

MeasureStatus OpenProject::waitForMeasuring(const JobContext& job)
{
    while (workspace->measureStatus().running) {
        queue->runFor(std::chrono::milliseconds(100));
        job.report("measure", workspace->measureStatus().done, workspace->measureStatus().total);
        if (job.stopped())
            workspace->stopMeasuring();
    }
    return workspace->measureStatus();
}

Result<OpenProject> openProject(const fs::path& path, const JobContext& job)
{
    return openWith(path, true, job);
}

Result<OpenProject> openProjectFor(const fs::path& video, const fs::path& project, const JobContext& job,
                                   const std::shared_ptr<pipeline::ThreadShare>& threads)
{
    std::error_code error;
    if (!fs::exists(project, error)) {
        TW_TRY_ASSIGN(OpenProject opened, openWith(video, false, job, threads));
        TW_TRY(opened.workspace->saveAs(project, storage::Present::Refuse)); // not one that came meanwhile
        return opened;
    }
    TW_TRY_ASSIGN(OpenProject opened, openWith(project, true, job, threads));
    if (!opened.workspace->videoProblem().empty())
        TW_TRY(opened.workspace->relinkVideo(video));
    else if (!sameFile(opened.workspace->video().path, video))
        return Error{ErrorCode::Conflict, "the project belongs to " + opened.workspace->video().path.string(),
                     project.string()};
    return opened;
}

Result<OpenProject> openInMemory(const fs::path& video, const JobContext& job)
{
    return openWith(video, false, job);
}

} // namespace tw::workspace
