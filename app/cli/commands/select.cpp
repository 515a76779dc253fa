// trackwright-cli select RUN --video V --gt GT [--weights FILE]: tracks whole videos with each weights file that a
// training run kept, and copies the best to RUN/model_best.pth. --weights adds files to compare with.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/console.h"
#include "app/cli/track_options.h"
#include "core/base/atomic_file.h"
#include "core/base/number_text.h"
#include "core/laboratory/model_selection.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr double kPercent = 100;

struct Arguments {
    std::string run;
    std::vector<std::string> others;
    std::vector<std::string> videos;
    std::vector<std::string> truths;
    TrackOptions track;
    bool dry = false;
};

std::string labelOf(const laboratory::WeightsScores& row)
{
    const bool kept = row.weights.parent_path().filename() == "snapshots";
    return kept ? row.weights.stem().string() : row.weights.string();
}

Json jsonOf(const laboratory::WeightsScores& row)
{
    const auto step = [](const laboratory::AssociationStep& scored) {
        const laboratory::StepMeans means = laboratory::meansOf(scored);
        Json each = Json::array();
        for (const evaluation::Scores& scores : scored.scores)
            each.push_back({{"mota", kPercent * scores.clear.mota}, {"idf1", kPercent * scores.identity.idf1}});
        return Json{{"hota", means.hota},
                    {"mota", means.mota},
                    {"idf1", means.idf1},
                    {"switches", means.switches},
                    {"videos", each}};
    };
    return {{"weights", row.weights.string()},
            {"score", row.score},
            {"online", step(row.online)},
            {"offline", step(row.offline)}};
}

std::string tableOf(const std::vector<laboratory::WeightsScores>& rows)
{
    const auto padded = [](const std::string& text, std::size_t width) {
        return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
    };
    std::size_t width = 0;
    for (const auto& row : rows)
        width = std::max(width, labelOf(row).size());
    const std::string blank(width, ' ');
    std::string text = blank + "              online                      offline\n" + blank +
                       "    HOTA   MOTA   IDF1     sw    HOTA   MOTA   IDF1     sw   score\n";
    for (const auto& row : rows) {
        text += labelOf(row) + std::string(width - labelOf(row).size(), ' ');
        for (const auto* step : {&row.online, &row.offline}) {
            const laboratory::StepMeans means = laboratory::meansOf(*step);
            text += padded(toText(means.hota, 1), 8) + padded(toText(means.mota, 1), 7) +
                    padded(toText(means.idf1, 1), 7) + padded(toText(means.switches), 7);
        }
        text += padded(toText(row.score, 1), 8) + "\n";
    }
    return text;
}

ExitCode runSelect(const Arguments& arguments, Console& console)
{
    if (arguments.videos.empty() || arguments.videos.size() != arguments.truths.size())
        return console.usage("each --video needs its --gt");
    auto request = requestOf(arguments.track);
    if (!request)
        return console.usage(request.error().detail);
    const auto device = model::parseDevice(arguments.track.device);
    if (!device)
        return console.usage(device.error().detail);
    request->detector.device = *device;
    std::vector<fs::path> weights = laboratory::weightsOfRun(arguments.run);
    if (weights.empty())
        return console.fail({ErrorCode::NotFound, "no weights of a training run in this folder", arguments.run});
    const std::size_t own = weights.size();
    weights.insert(weights.end(), arguments.others.begin(), arguments.others.end());
    std::vector<laboratory::SelectionVideo> videos;
    for (std::size_t i = 0; i < arguments.videos.size(); ++i)
        videos.push_back({arguments.videos[i], arguments.truths[i]});
    const auto rows = laboratory::scoreByVideo(weights, videos, *request, console.job());
    if (!rows)
        return console.fail(rows.error());
    const auto best = std::max_element(rows->begin(), rows->begin() + static_cast<std::ptrdiff_t>(own),
                                       [](const auto& a, const auto& b) { return a.score < b.score; });
    const fs::path target = fs::path(arguments.run) / "model_best.pth";
    if (!arguments.dry) {
        const auto bytes = readFile(best->weights);
        if (!bytes)
            return console.fail(bytes.error());
        if (const auto written = writeFileAtomically(target, *bytes); !written)
            return console.fail(written.error());
    }
    if (console.json()) {
        Json list = Json::array();
        for (const auto& row : *rows)
            list.push_back(jsonOf(row));
        console.printJson({{"best", best->weights.string()}, {"weights", list}});
        return console.done();
    }
    console.print(tableOf(*rows));
    console.note("best of the run: " + labelOf(*best) + (arguments.dry ? "" : ", now " + target.string()));
    for (auto other = rows->begin() + static_cast<std::ptrdiff_t>(own); other != rows->end(); ++other)
        if (other->score > best->score)
            console.note(labelOf(*other) + " tracks these videos better than the run does");
    return console.done();
}

} // namespace

Run declareSelect(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("RUN", arguments->run, "Folder of a training run, with its snapshots (keepMinutes of the recipe)")
        ->required();
    app.add_option("--video", arguments->videos, "Video or image folder that the run did not learn from; repeatable")
        ->take_all();
    app.add_option("--gt", arguments->truths, "Its ground truth: file or sequence folder; one for each --video")
        ->take_all();
    app.add_option("--weights", arguments->others, "Weights file to compare with; repeatable")->take_all();
    app.add_option("--size", arguments->track.size, "Size of the network's input, WIDTHxHEIGHT");
    app.add_option("--detail", arguments->track.detail, kDetailHelp);
    app.add_option("--reid", arguments->track.reid, "Re-identification network; none: without");
    app.add_option("--device", arguments->track.device, "cpu, cuda:N, or auto");
    app.add_option("--threshold", arguments->track.threshold, "Detections must score above it")
        ->check(numberBetween(0, 1));
    app.add_flag("--dry", arguments->dry, "Only the table: model_best.pth stays");
    return [arguments](Console& console) { return runSelect(*arguments, console); };
}

} // namespace tw::cli
