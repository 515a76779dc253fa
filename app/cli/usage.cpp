#include "app/cli/usage.h"

#include "core/base/number_text.h"

#include <cmath>
#include <string_view>

namespace tw::cli {
namespace {

// The innermost command that was named: "trackwright-cli benchmark act".
const CLI::App& namedCommand(const CLI::App& app)
{
    for (const CLI::App* sub : app.get_subcommands())
        return namedCommand(*sub);
    return app;
}

std::string commandText(const CLI::App& app)
{
    const CLI::App* parent = app.get_parent();
    return parent == nullptr ? app.get_name() : commandText(*parent) + " " + app.get_name();
}

} // namespace

std::string usageSentence(const CLI::App& app, const CLI::ParseError& error)
{
    const CLI::App& command = namedCommand(app);
    const bool noCommand = std::string_view(error.what()).find("subcommand") != std::string_view::npos;
    const std::string what = noCommand ? std::string("no command is named") : std::string(error.what());
    return what + "; `" + commandText(command) + " --help` " +
           (noCommand ? "lists the commands" : "shows the arguments");
}

std::optional<std::string> notFiniteArgument(const CLI::App& app)
{
    for (const CLI::Option* option : app.get_options()) {
        if (!option->get_type_name().starts_with("FLOAT"))
            continue;
        for (const std::string& text : option->results()) {
            const auto value = toDouble(text);
            if (!value || !std::isfinite(*value))
                return option->get_name() + " must be a number, not '" + text + "'";
        }
    }
    for (const CLI::App* sub : app.get_subcommands()) {
        if (auto found = notFiniteArgument(*sub))
            return found;
    }
    return std::nullopt;
}

} // namespace tw::cli
