#pragma once
// trackwright-cli benchmark corrections: declared by the benchmark command.

#include "app/cli/command.h"

namespace tw::cli {

// Adds the sub-command to `benchmark`; what it returns carries it out.
Run declareBenchmarkCorrections(CLI::App& act);

} // namespace tw::cli
