// trackwright-cli import PROJECT FILE [--format F] [--columns MAP] [--scale S] [--fps R] [--sequence NAME] [--new-ids]

#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "app/cli/track_reading.h"
#include "core/base/number_text.h"
#include "core/workspace/replace_tracks.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

struct Arguments {
    std::string project;
    std::string file;
    ReadingOptions reading;
    bool newIds = false;
    bool replace = false;
};

ExitCode runImport(const Arguments& arguments, Console& console)
{
    if (const auto request = readRequestOf(arguments.reading, {}); !request)
        return console.usage(request.error().detail);
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    workspace::Workspace& workspace = *project->workspace;
    auto request = readRequestOf(arguments.reading, workspace.sequenceInfo());
    if (!request)
        return console.usage(request.error().detail);
    request->video.newIds = arguments.newIds;
    const auto read = formats::readTracks(arguments.file, *request);
    if (!read)
        return console.fail(read.error());
    const formats::Imported& imported = read->imported;
    console.list(imported.issues, arguments.file);
    if (const std::string advice = adviceFor(*read, arguments.reading); !advice.empty())
        console.note(advice);
    using workspace::TakenIds;
    const auto change = arguments.replace
                            ? workspace::replaceTracks(workspace, imported)
                            : workspace.enter(imported, arguments.newIds ? TakenIds::Renumber : TakenIds::Refuse);
    if (!change && change.error().code == ErrorCode::Conflict && !arguments.newIds && !arguments.replace)
        return console.fail(Error{ErrorCode::Conflict,
                                  change.error().detail + "; --new-ids gives those of the file the next free ones, "
                                                          "--replace removes the tracks that have them",
                                  arguments.file});
    if (!change)
        return console.fail(change.error());
    if (!imported.detections.empty())
        console.problem(toText(static_cast<std::int64_t>(imported.detections.size())) +
                        " boxes have no identity and are not taken; `track --detections` makes tracks of them");
    if (const auto saved = project->save(); !saved)
        return console.fail(saved.error());
    const auto tracks = static_cast<std::int64_t>(imported.tracks.size());
    const auto boxes = static_cast<std::int64_t>(imported.rows - imported.detections.size());
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"project", workspace.saveStatus().path.string()},
                                                 {"tracks", tracks},
                                                 {"boxes", boxes},
                                                 {"refused", imported.refused},
                                                 {"issues", imported.issues.size()}});
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
    declareReading(app, arguments->reading, "--format");
    app.add_flag("--new-ids", arguments->newIds,
                 "Tracks whose id is taken or too large get the next free one; otherwise that is an error");
    app.add_flag("--replace", arguments->replace, "Tracks of the project whose id is in the file are removed")
        ->excludes("--new-ids");
    return [arguments](Console& console) { return runImport(*arguments, console); };
}

} // namespace tw::cli
