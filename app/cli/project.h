#pragma once
// Opening projects for commands: core/workspace/open_project.h under the names that the commands use.

#include "app/cli/console.h"
#include "core/workspace/open_project.h"

namespace tw::cli {

using workspace::openInMemory;
using workspace::OpenProject;
using workspace::openProjectFor;

// As workspace::openProject(); says on stderr what of the project is damaged and when its video is not there.
Result<OpenProject> openProject(const std::filesystem::path& path, Console& console);

} // namespace tw::cli
