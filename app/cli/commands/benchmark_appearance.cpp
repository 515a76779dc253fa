// trackwright-cli benchmark appearance --project P.twp --gt GT ...: how well colours and embeddings that projects keep
// tell people apart. Several pairs of --project and --gt are reported together.

#include "app/cli/commands/benchmark_appearance.h"
#include "app/cli/console.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/laboratory/appearance_benchmark.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using laboratory::AppearanceCaseReport;
using laboratory::AppearanceScore;

struct Arguments {
    std::vector<std::string> projects;
    std::vector<std::string> truths;
    laboratory::AppearanceBenchmarkOptions options;
};

Result<AppearanceCaseReport> measure(const Arguments& arguments, std::size_t index, const JobContext& job)
{
    TW_TRY_ASSIGN(const OpenProject project, workspace::openProject(arguments.projects[index], job));
    const video::VideoInfo& info = project.workspace->video();
    laboratory::AppearanceCase source;
    source.name = std::filesystem::path(arguments.projects[index]).stem().string();
    source.read = project.workspace->peakReader();
    source.frames = {0, info.frameCount - 1};
    if (info.frameRate.positive())
        source.frameRate = info.frameRate.value();
    source.truth = arguments.truths[index];
    return laboratory::benchmarkAppearance(source, arguments.options, job);
}

Json reportJson(const std::vector<AppearanceCaseReport>& reports)
{
    Json cases = Json::array();
    for (const AppearanceCaseReport& report : reports) {
        Json cues = Json::array();
        for (const AppearanceScore& score : report.scores)
            cues.push_back({{"cue", score.cue},
                            {"auc", score.auc},
                            {"tpr_at_far_0.1", score.tprAtTenth},
                            {"tpr_at_far_0.01", score.tprAtHundredth}});
        cases.push_back(
            {{"name", report.name},
             {"sightings", report.sightings},
             {"identities", report.identities},
             {"true_pairs", report.truePairs},
             {"false_pairs", report.falsePairs},
             {"cues", cues},
             {"adaptation",
              {{"auc_before", report.adaptation.aucBefore},
               {"auc_after", report.adaptation.aucAfter},
               {"kept", report.adaptation.kept}}},
             {"best_weights", {report.bestWeights.embedding, report.bestWeights.colour, report.bestWeights.offset}}});
    }
    return {{"cases", cases}};
}

std::string rowText(const AppearanceScore& score)
{
    std::string name = "  " + score.cue;
    name.resize(26, ' ');
    return name + toText(score.auc, 3) + "   " + toText(100 * score.tprAtTenth, 1) + "   " +
           toText(100 * score.tprAtHundredth, 1) + "\n";
}

std::string reportText(const std::vector<AppearanceCaseReport>& reports)
{
    std::string text = "                          AUC     TPR at FAR .1 and .01, %\n";
    std::vector<AppearanceScore> mean = reports.front().scores;
    for (AppearanceScore& score : mean)
        score = {score.cue, 0, 0, 0};
    const double share = 1 / static_cast<double>(reports.size());
    for (const AppearanceCaseReport& report : reports) {
        text += report.name + ": " + toText(std::int64_t(report.identities)) + " identities, " +
                toText(std::int64_t(report.truePairs)) + " pairs of one and " +
                toText(std::int64_t(report.falsePairs)) + " of two\n";
        for (std::size_t i = 0; i < mean.size(); ++i) {
            text += rowText(report.scores[i]);
            mean[i].auc += share * report.scores[i].auc;
            mean[i].tprAtTenth += share * report.scores[i].tprAtTenth;
            mean[i].tprAtHundredth += share * report.scores[i].tprAtHundredth;
        }
        text += "  best weights: " + toText(report.bestWeights.embedding, 1) + ", " +
                toText(report.bestWeights.colour, 1) + ", " + toText(report.bestWeights.offset, 1) +
                "; adaptation, AUC of people held back: " + toText(report.adaptation.aucBefore, 3) + " to " +
                toText(report.adaptation.aucAfter, 3) + (report.adaptation.kept ? ", kept\n" : ", not kept\n");
    }
    text += "mean of " + toText(std::int64_t(reports.size())) + "\n";
    for (const AppearanceScore& score : mean)
        text += rowText(score);
    return text;
}

ExitCode runAppearance(const Arguments& arguments, Console& console)
{
    if (arguments.projects.empty() || arguments.projects.size() != arguments.truths.size())
        return console.usage("each --project needs its --gt");
    std::vector<AppearanceCaseReport> reports;
    for (std::size_t i = 0; i < arguments.projects.size(); ++i) {
        auto report = measure(arguments, i, console.job());
        if (!report)
            return console.fail(report.error());
        reports.push_back(*std::move(report));
    }
    if (console.json())
        console.printJson(reportJson(reports));
    else
        console.print(reportText(reports));
    return console.done();
}

} // namespace

Run declareBenchmarkAppearance(CLI::App& appearance)
{
    auto arguments = std::make_shared<Arguments>();
    appearance
        .add_option("--project", arguments->projects, "Project with the peaks of a run; may be given several times")
        ->take_all();
    appearance
        .add_option("--gt", arguments->truths, "Its ground truth: file or sequence folder; one for each --project")
        ->take_all();
    appearance.add_option("--gap", arguments->options.gapSeconds, "Seconds between two sightings, at least")
        ->check(CLI::Range(0.0, 600.0));
    return [arguments](Console& console) { return runAppearance(*arguments, console); };
}

} // namespace tw::cli
