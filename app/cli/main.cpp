// trackwright-cli: everything the program does to data, without a window. No Qt, no display.

#include "app/cli/command.h"
#include "app/cli/console.h"
#include "app/cli/interrupt.h"
#include "app/cli/last_words.h"
#include "app/cli/usage.h"
#include "core/base/crash_report.h"

#include <CLI/Error.hpp>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace tw::cli;

std::string commandLine(int argc, char** argv)
{
    std::string text;
    for (int i = 1; i < argc; ++i)
        text += (i > 1 ? " " : "") + std::string(argv[i]);
    return text;
}

int run(int argc, char** argv, const Interrupt& interrupt)
{
    CLI::App app("Tracks people in video, and corrects, converts, evaluates and exports tracks.", "trackwright-cli");
    app.set_version_flag("--version", TW_VERSION);
    app.require_subcommand(1);
    app.fallthrough(); // --json and --quiet may stand anywhere
    app.set_help_flag("-h,--help", "Show the arguments");
    bool json = false;
    bool quiet = false;
    app.add_flag("--json", json, "Results as JSON on stdout, progress and problems as JSON lines on stderr");
    app.add_flag("--quiet", quiet, "No progress");
    app.footer("Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 cancelled, 4 done with issues (see stderr).\n"
               "Frames are numbered from 1. `trackwright-cli COMMAND --help` shows the arguments of a command.");

    std::vector<std::pair<CLI::App*, Run>> declared;
    for (const Command& command : commands()) {
        CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
        declared.emplace_back(sub, command.declare(*sub));
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) { // help and version are "errors" too
            app.exit(error, std::cout, std::cerr);
            return static_cast<int>(ExitCode::Done);
        }
        // What failed to be parsed may stand before --json
        const bool asJson = std::find(argv + 1, argv + argc, std::string_view("--json")) != argv + argc;
        return static_cast<int>(Console(asJson, quiet, interrupt.token()).usage(usageSentence(app, error)));
    }
    Console console(json, quiet, interrupt.token());
    if (const auto wrong = notFiniteArgument(app))
        return static_cast<int>(console.usage(*wrong));
    for (const auto& [sub, runCommand] : declared) {
        if (sub->parsed())
            return static_cast<int>(runCommand(console));
    }
    return static_cast<int>(ExitCode::Usage);
}

} // namespace

int main(int argc, char** argv)
{
    tw::installCrashReports(tw::crashFolder(), "trackwright-cli", TW_VERSION);
    tw::setCrashNote(commandLine(argc, argv));
    const Interrupt interrupt;
    try {
        return run(argc, argv, interrupt);
    } catch (...) { // open projects have been closed on the way here
        endWithASentence();
    }
}
