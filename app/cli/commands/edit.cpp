// trackwright-cli edit PROJECT --apply EDITS.jsonl | --undo N | --redo N

#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/annotation/edit_text.h"
#include "core/base/number_text.h"
#include "core/formats/text_rows.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <iterator>

namespace tw::cli {
namespace {

struct Arguments {
    std::string project;
    std::string apply;
    int undo = 0;
    int redo = 0;
    bool keepGoing = false;
};

Result<std::string> textOf(const std::string& path)
{
    if (path != "-")
        return formats::readTextFile(path);
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
}

Error atLine(const Error& error, const std::string& file, std::int64_t line)
{
    return {error.code, error.detail,
            file + ", line " + toText(line) + (error.where.empty() ? "" : ", " + error.where)};
}

struct Applied {
    std::int64_t changed = 0;
    std::int64_t unchanged = 0; // edits that changed nothing, and so are no step
};

// `failed` is the first edit that was not carried out.
Applied applyEdits(workspace::Workspace& workspace, const std::string& text, const Arguments& arguments,
                   Console& console, std::optional<Error>& failed)
{
    Applied applied;
    formats::LineReader lines(text);
    for (formats::TextLine line; lines.next(line);) {
        if (console.stopped()) {
            failed = Error{ErrorCode::Cancelled, "stopped before line " + toText(line.number), arguments.apply};
            break;
        }
        const auto edit = annotation::editFromJsonLine(line.text);
        const auto change = edit ? workspace.run(*edit) : Result<annotation::ChangeSet>(edit.error());
        if (change) {
            ++(change->empty() ? applied.unchanged : applied.changed);
            continue;
        }
        const Error error = atLine(change.error(), arguments.apply, line.number);
        if (!arguments.keepGoing) {
            failed = error;
            break;
        }
        console.problem(error.message());
    }
    return applied;
}

std::int64_t move(workspace::Workspace& workspace, int undo, int redo, std::optional<Error>& failed)
{
    std::int64_t steps = 0;
    for (; steps < std::max(undo, redo); ++steps) {
        const auto change = undo > 0 ? workspace.undo() : workspace.redo();
        if (!change) {
            failed = change.error();
            break;
        }
    }
    return steps;
}

ExitCode runEdit(const Arguments& arguments, Console& console)
{
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    workspace::Workspace& workspace = *project->workspace;
    std::optional<Error> failed;
    std::int64_t steps = 0;
    Applied applied;
    if (!arguments.apply.empty()) {
        const auto text = textOf(arguments.apply);
        if (!text)
            return console.fail(text.error());
        applied = applyEdits(workspace, *text, arguments, console, failed);
        steps = applied.changed;
    } else {
        steps = move(workspace, arguments.undo, arguments.redo, failed);
    }
    if (const auto saved = project->save(); !saved)
        return console.fail(saved.error());
    const char* verb = arguments.undo > 0 ? "undone" : arguments.redo > 0 ? "redone" : "applied";
    const auto position = static_cast<std::int64_t>(workspace.history().position());
    const auto tracks = static_cast<std::int64_t>(workspace.snapshot()->tracks.size());
    if (console.json())
        console.printJson(nlohmann::ordered_json{
            {verb, steps}, {"unchanged", applied.unchanged}, {"history_position", position}, {"tracks", tracks}});
    else
        console.print(toText(steps) + " " + verb +
                      (applied.unchanged > 0 ? ", " + toText(applied.unchanged) + " changed nothing" : "") +
                      "; history at " + toText(position) + ", " + toText(tracks) + " tracks\n");
    return failed ? console.fail(*failed) : console.done();
}

} // namespace

Run declareEdit(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project, or the video beside it")->required();
    auto* what = app.add_option_group("what", "What to do");
    what->add_option("--apply", arguments->apply, "File of edits, one JSON object a line; - reads standard input");
    what->add_option("--undo", arguments->undo, "Undo so many steps")->check(CLI::PositiveNumber);
    what->add_option("--redo", arguments->redo, "Redo so many steps")->check(CLI::PositiveNumber);
    what->require_option(1);
    app.add_flag("--keep-going", arguments->keepGoing,
                 "List edits that cannot be carried out and go on; otherwise the first one ends it");
    return [arguments](Console& console) { return runEdit(*arguments, console); };
}

} // namespace tw::cli
