#pragma once
// trackwright-cli benchmark scale: declared by the benchmark command.

#include "app/cli/command.h"

namespace tw::cli {

// Adds the sub-command to `benchmark`; what it returns carries it out.
Run declareBenchmarkScale(CLI::App& scale);

} // namespace tw::cli
