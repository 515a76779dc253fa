#pragma once
// (private) Runs another program and reads what it says. No shell: arguments arrive as they are.

#include "core/base/result.h"

#include <string>
#include <vector>

namespace tw::batch {

struct CommandOutput {
    int code = 0; // exit status; 128 + signal when it was ended by one
    std::string out;
    std::string errors; // without the newline at the end
};

// Found on the PATH. Errors: Unavailable (no such program), Io. Blocks until it ends.
Result<CommandOutput> runCommand(const std::vector<std::string>& words);

} // namespace tw::batch
