#pragma once
// Opening projects for commands: core/workspace/open_project.h under the names that the commands use.

#include "app/cli/console.h"
#include "core/workspace/open_project.h"

namespace tw::cli {

using workspace::openInMemory;
using workspace::OpenProject;
using workspace::openProject;
using workspace::openProjectFor;

} // namespace tw::cli
