#include "app/cli/project.h"

namespace tw::cli {

Result<OpenProject> openProject(const std::filesystem::path& path, Console& console)
{
    TW_TRY_ASSIGN(OpenProject project, workspace::openProject(path, console.job()));
    const workspace::Workspace& workspace = *project.workspace;
    for (const std::string& damage : workspace.damage())
        console.problem(path.string() + " is damaged: " + damage);
    if (!workspace.videoProblem().empty())
        console.note("the video cannot be read: " + workspace.videoProblem());
    return project;
}

} // namespace tw::cli
