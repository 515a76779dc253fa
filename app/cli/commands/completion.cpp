// trackwright-cli completion bash|zsh|fish|man: completion scripts and the manual page, to standard output.

#include "app/cli/commands/commands.h"
#include "app/cli/console.h"
#include "app/cli/shell_text.h"

namespace tw::cli {

Run declareCompletion(CLI::App& app)
{
    auto what = std::make_shared<std::string>();
    app.add_option("SHELL", *what, "bash, zsh or fish; man writes the manual page")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish", "man"}));
    return [what, &app](Console& console) {
        const CLI::App& program = *app.get_parent();
        console.print(*what == "bash"   ? bashCompletion(program)
                      : *what == "zsh"  ? zshCompletion(program)
                      : *what == "fish" ? fishCompletion(program)
                                        : manualPage(program, TW_VERSION));
        return console.done();
    };
}

} // namespace tw::cli
