#pragma once
// trackwright-cli benchmark appearance: declared by the benchmark command.

#include "app/cli/command.h"

namespace tw::cli {

// Adds the sub-command to `benchmark`; what it returns carries it out.
Run declareBenchmarkAppearance(CLI::App& appearance);

} // namespace tw::cli
