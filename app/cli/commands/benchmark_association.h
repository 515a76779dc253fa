#pragma once
// trackwright-cli benchmark association: declared by the benchmark command.

#include "app/cli/command.h"

namespace tw::cli {

// Adds the sub-command to `benchmark`; what it returns carries it out.
Run declareBenchmarkAssociation(CLI::App& association);

} // namespace tw::cli
