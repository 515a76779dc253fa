#pragma once
// The commands of trackwright-cli. Each is one file in commands/; the table in commands.cpp is all that main knows.
// Main thread. Forms and exit codes are used by scripts: they stay as they are.

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <functional>
#include <string_view>
#include <vector>

namespace tw::cli {

class Console;

enum class ExitCode {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Cancelled = 3,
    DoneWithIssues = 4 // the work is done, and something in it was left out or needs a look; stderr says what
};

using Run = std::function<ExitCode(Console&)>;

struct Command {
    std::string_view name;
    std::string_view summary;
    // Adds arguments to the sub-command; what it returns carries the command out with them.
    Run (*declare)(CLI::App&) = nullptr;
};

const std::vector<Command>& commands();

} // namespace tw::cli
