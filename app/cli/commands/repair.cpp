// trackwright-cli repair PROJECT [--out FILE]
//
// A damaged project is not written over until a person says so: this command is the word.

#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

struct Arguments {
    std::string project;
    std::string out;
};

ExitCode runRepair(const Arguments& arguments, Console& console)
{
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    workspace::Workspace& workspace = *project->workspace;
    const auto left = static_cast<std::int64_t>(workspace.damage().size());
    const std::filesystem::path target =
        arguments.out.empty() ? workspace.saveStatus().path : std::filesystem::path(arguments.out);
    if (left > 0 || !arguments.out.empty()) {
        if (const auto saved = workspace.saveAs(target); !saved)
            return console.fail(saved.error());
    }
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"project", target.string()}, {"left_out", left}});
    else if (left > 0)
        console.print("wrote " + target.string() + " without what is damaged\n");
    else
        console.print("nothing of " + arguments.project + " is damaged\n");
    return console.done();
}

} // namespace

Run declareRepair(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project with damaged parts")->required();
    app.add_option("--out", arguments->out, "Write what is left to this project; otherwise over the damaged one");
    return [arguments](Console& console) { return runRepair(*arguments, console); };
}

} // namespace tw::cli
