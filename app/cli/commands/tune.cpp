// trackwright-cli tune PROJECT [--out PRESET]: options of offline tracking chosen by the frames that were verified,
// from the stored peaks. `track --tracker-preset PRESET` uses them.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "app/cli/tracker_preset.h"
#include "core/base/number_text.h"
#include "core/base/output_guard.h"
#include "core/workspace/tuned_tracking.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::string project;
    std::string out;
    double threshold = 0.4;
    bool keep = false;
};

Json scoreJson(const pipeline::TuneScore& score)
{
    return {{"mota", score.mota}, {"idf1", score.idf1}};
}

Json outcomeJson(const pipeline::TuneOutcome& outcome)
{
    Json changes = Json::array();
    for (const pipeline::TunedOption& change : outcome.changes)
        changes.push_back({{"option", change.name},
                           {"before", tracker::toText(change.before)},
                           {"after", tracker::toText(change.after)}});
    return {{"kept", outcome.kept},
            {"changes", changes},
            {"chosen_on",
             {{"frames", outcome.taughtFrames},
              {"before", scoreJson(outcome.taughtBefore)},
              {"after", scoreJson(outcome.taughtAfter)}}},
            {"held_back",
             {{"frames", outcome.heldFrames},
              {"before", scoreJson(outcome.heldBefore)},
              {"after", scoreJson(outcome.heldAfter)}}},
            {"associations", outcome.associations}};
}

std::string scoreText(const char* name, int frames, const pipeline::TuneScore& before, const pipeline::TuneScore& after)
{
    return std::string(name) + " (" + toText(std::int64_t{frames}) + " frames): MOTA " + toText(before.mota, 1) +
           " -> " + toText(after.mota, 1) + ", IDF1 " + toText(before.idf1, 1) + " -> " + toText(after.idf1, 1) + "\n";
}

std::string outcomeText(const pipeline::TuneOutcome& outcome)
{
    if (outcome.changes.empty())
        return "The options are the best of " + toText(std::int64_t{outcome.associations}) +
               " that were tried on the verified frames.\n";
    std::string text;
    for (const pipeline::TunedOption& change : outcome.changes)
        text += change.name + ": " + tracker::toText(change.before) + " -> " + tracker::toText(change.after) + "\n";
    text += scoreText("chosen on", outcome.taughtFrames, outcome.taughtBefore, outcome.taughtAfter);
    text += scoreText("held back", outcome.heldFrames, outcome.heldBefore, outcome.heldAfter);
    return text + (outcome.kept ? "" : "Not kept: no gain on the frames held back.\n");
}

ExitCode runTune(const Arguments& arguments, Console& console)
{
    if (!arguments.out.empty()) {
        const std::filesystem::path input = arguments.project;
        if (const auto free = checkOutput(arguments.out, OutputKind::Text, {&input, 1}); !free)
            return console.fail(free.error());
    }
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    workspace::Workspace& workspace = *project->workspace;
    const auto request = workspace::tuneRequest(workspace, arguments.threshold);
    if (!request)
        return console.fail(request.error());
    const auto outcome = pipeline::tuneAssociation(*request, console.job());
    if (!outcome)
        return console.fail(outcome.error());
    if (!arguments.out.empty() && outcome->kept)
        if (const auto written = writeTrackerPreset(arguments.out, "offline", outcome->options); !written)
            return console.fail(written.error());
    if (arguments.keep && outcome->kept) {
        workspace::keepTunedOptions(workspace, outcome->options);
        if (const auto saved = project->save(); !saved)
            return console.fail(saved.error());
    }
    if (console.json())
        console.printJson(outcomeJson(*outcome));
    else
        console.print(outcomeText(*outcome));
    return console.done();
}

} // namespace

Run declareTune(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Corrected project with the peaks of a run and verified frames")
        ->required();
    app.add_option("--out", arguments->out, "Write the options here when they are kept, for track --tracker-preset");
    app.add_flag("--keep", arguments->keep,
                 "Keep the options with the project when they hold; track --project uses them");
    app.add_option("--threshold", arguments->threshold, "Detections must score above it")->check(numberBetween(0, 1));
    return [arguments](Console& console) { return runTune(*arguments, console); };
}

} // namespace tw::cli
