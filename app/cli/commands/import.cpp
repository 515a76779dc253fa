// trackwright-cli import PROJECT FILE [--format F] [--columns MAP] [--new-ids]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/formats/csv.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

struct Arguments {
    std::string project;
    std::string file;
    std::string format;
    std::string columns;
    bool newIds = false;
};

Result<formats::Imported> readFile(const Arguments& arguments, const formats::SequenceInfo& hint)
{
    if (!arguments.columns.empty())
        return formats::readCsvMapped(arguments.file, arguments.columns, hint);
    if (!arguments.format.empty()) {
        TW_TRY_ASSIGN(const formats::Format* format, readableFormat(arguments.format));
        return format->read(arguments.file, hint);
    }
    TW_TRY_ASSIGN(const formats::Format* format, formats::detectFormat(arguments.file));
    return format->read(arguments.file, hint);
}

ExitCode runImport(const Arguments& arguments, Console& console)
{
    if (!arguments.format.empty() && !readableFormat(arguments.format))
        return console.usage(readableFormat(arguments.format).error().detail);
    auto project = openProject(arguments.project, console.job());
    if (!project)
        return console.fail(project.error());
    workspace::Workspace& workspace = *project->workspace;
    const auto imported = readFile(arguments, workspace.sequenceInfo());
    if (!imported)
        return console.fail(imported.error());
    console.list(imported->issues, arguments.file);
    using workspace::TakenIds;
    const auto change = workspace.enter(*imported, arguments.newIds ? TakenIds::Renumber : TakenIds::Refuse);
    if (!change && change.error().code == ErrorCode::Conflict && !arguments.newIds)
        return console.fail(Error{ErrorCode::Conflict,
                                  change.error().detail + "; --new-ids gives those of the file the next free ones",
                                  arguments.file});
    if (!change)
        return console.fail(change.error());
    if (!imported->detections.empty())
        console.problem(toText(static_cast<std::int64_t>(imported->detections.size())) +
                        " boxes have no identity and are not taken; `track --detections` makes tracks of them");
    if (const auto saved = project->save(); !saved)
        return console.fail(saved.error());
    const auto tracks = static_cast<std::int64_t>(imported->tracks.size());
    const auto boxes = static_cast<std::int64_t>(imported->rows - imported->detections.size());
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"project", workspace.saveStatus().path.string()},
                                                 {"tracks", tracks},
                                                 {"boxes", boxes},
                                                 {"refused", imported->refused},
                                                 {"issues", imported->issues.size()}});
    else
        console.print(toText(tracks) + " tracks, " + toText(boxes) + " boxes\n");
    return console.done();
}

} // namespace

Run declareImport(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project, or a video whose project is opened or made")->required();
    app.add_option("FILE", arguments->file, "Tracks: a file, or a folder for formats that are one")->required();
    app.add_option("--format", arguments->format, "One of " + formatNames(false) + "; by content when absent");
    app.add_option("--columns", arguments->columns,
                   "Column map of a table: frame=0,id=2,left=3,top=4,width=5,height=6");
    app.add_flag("--new-ids", arguments->newIds,
                 "Tracks whose id is taken get the next free one; otherwise that is an error");
    return [arguments](Console& console) { return runImport(*arguments, console); };
}

} // namespace tw::cli
