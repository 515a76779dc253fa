// trackwright-cli relink PROJECT [--from FRAME] [--dry-run]: solves identities again, under what people
// verified and said of findings.
//
// Prints the difference: which boxes get another number. Applied as one edit that can be undone.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/review/session.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::string project;
    FrameIndex from = 1; // as people count
    double confidence = review::RelinkOptions{}.confidence;
    bool dryRun = false;
    bool noFill = false;
};

review::RelinkOptions optionsOf(const Arguments& arguments)
{
    review::RelinkOptions options;
    options.from = arguments.from - 1;
    options.confidence = arguments.confidence;
    options.fill = !arguments.noFill;
    return options;
}

Json differenceJson(const review::Relinking& result, std::size_t events, bool applied)
{
    Json moves = Json::array();
    for (const review::RelinkMove& move : result.moves)
        moves.push_back({{"from", number(move.from)},
                         {"to", number(move.to)},
                         {"first_frame", move.frames.first + 1},
                         {"last_frame", move.frames.last + 1},
                         {"boxes", move.boxes}});
    return {{"moves", moves},   {"swaps", result.swaps},      {"joins", result.joins}, {"splits", result.splits},
            {"events", events}, {"settles", result.resolved}, {"applied", applied}};
}

std::string differenceText(const review::Relinking& result, std::size_t events, bool applied)
{
    if (!result.edit)
        return "nothing changes\n";
    std::string out;
    for (const review::RelinkMove& move : result.moves)
        out += "#" + std::to_string(number(move.from)) + " becomes #" + std::to_string(number(move.to)) +
               " in frames " + std::to_string(move.frames.first + 1) + " to " + std::to_string(move.frames.last + 1) +
               " (" + std::to_string(move.boxes) + " boxes)\n";
    return out + annotation::describe(*result.edit) + "; settles " + std::to_string(result.resolved.size()) + " of " +
           std::to_string(events) + " events" + (applied ? "\n" : "; not applied\n");
}

ExitCode runRelink(const Arguments& arguments, Console& console)
{
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    workspace::Workspace& workspace = *project->workspace;
    review::ReviewSession review(workspace::storedPeaks(workspace.peakReader()),
                                 workspace::reviewOptions(workspace.video()));
    if (const auto looked = review.look(review::reviewInput(workspace.document(), workspace.history()), console.job());
        !looked)
        return console.fail(looked.error());
    const auto followUps = review.followUps(optionsOf(arguments), nullptr, console.job());
    if (!followUps)
        return console.fail(followUps.error());
    const review::Relinking* result = &followUps->plan.difference;
    const std::size_t events = review.queue().open().size();
    const bool apply = !arguments.dryRun && result->edit;
    if (apply) {
        if (const auto done = workspace.run(*followUps->step, annotation::Origin::FollowUp); !done)
            return console.fail(done.error());
        if (const auto saved = project->save(); !saved)
            return console.fail(saved.error());
    }
    if (console.json())
        console.printJson(differenceJson(*result, events, apply));
    else
        console.print(differenceText(*result, events, apply));
    return console.done();
}

} // namespace

Run declareRelink(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project, or the video beside it")->required();
    app.add_option("--from", arguments->from, "What begins before this frame keeps its number")
        ->check(CLI::Range(1, 1'000'000'000));
    app.add_option("--confidence", arguments->confidence, "An exchange or a join must be at least this likely")
        ->check(numberBetween(0.01, 0.99));
    app.add_flag("--no-fill", arguments->noFill, "Leave the gaps of new joins open");
    app.add_flag("--dry-run", arguments->dryRun, "Only show the difference");
    return [arguments](Console& console) { return runRelink(*arguments, console); };
}

} // namespace tw::cli
