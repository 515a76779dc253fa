// trackwright-cli measure PROJECT: fills in what the stored peaks lack of their frames' pixels (colours, moving shares,
// camera motion), without the network. For projects of older versions.

#include "app/cli/commands/commands.h"
#include "app/cli/project.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace tw::cli {
namespace {

ExitCode runMeasure(const std::string& path, Console& console)
{
    auto project = openProject(path, console);
    if (!project)
        return console.fail(project.error());
    if (const auto started = project->workspace->measurePeaks(); !started)
        return console.fail(started.error());
    const workspace::MeasureStatus status = project->waitForMeasuring(console.job());
    if (const auto saved = project->save(); !saved)
        return console.fail(saved.error());
    if (!status.problem.empty())
        return console.fail({ErrorCode::Io, status.problem, path});
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"project", path}, {"result", status.message}});
    else
        console.print(status.message + "\n");
    return console.done();
}

} // namespace

Run declareMeasure(CLI::App& app)
{
    auto path = std::make_shared<std::string>();
    app.add_option("PROJECT", *path, "Project with the peaks of a tracker run")->required();
    return [path](Console& console) { return runMeasure(*path, console); };
}

} // namespace tw::cli
