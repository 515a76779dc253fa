// trackwright-cli benchmark association --project P.twp --gt GT ...: what each step of the association is worth on the
// peaks that projects keep. Several pairs of --project and --gt are reported together.

#include "app/cli/commands/benchmark_association.h"
#include "app/cli/arguments.h"
#include "app/cli/commands/peak_case.h"
#include "app/cli/console.h"
#include "core/base/number_text.h"
#include "core/laboratory/association_benchmark.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::vector<std::string> projects;
    std::vector<std::string> truths;
    std::vector<std::string> trackerOptions;
    double threshold = 0.4;
    bool brief = false;
};

constexpr double kPercent = 100;

Json scoresJson(const evaluation::Scores& scores)
{
    return {{"hota", kPercent * evaluation::mean(scores.hota.hota)},
            {"mota", kPercent * scores.clear.mota},
            {"idf1", kPercent * scores.identity.idf1},
            {"switches", scores.clear.switches},
            {"fp", scores.clear.fp},
            {"fn", scores.clear.fn}};
}

Json reportJson(const laboratory::AssociationBenchmark& report)
{
    Json steps = Json::array();
    for (const laboratory::AssociationStep& step : report.steps) {
        Json cases = Json::object();
        for (std::size_t i = 0; i < step.scores.size(); ++i)
            cases[report.cases[i]] = scoresJson(step.scores[i]);
        steps.push_back({{"step", step.name}, {"seconds", step.seconds}, {"cases", cases}});
    }
    return {{"steps", steps}};
}

std::string padded(std::string text, std::size_t width, bool left = false)
{
    const std::string room(text.size() < width ? width - text.size() : 0, ' ');
    return left ? text + room : room + text;
}

std::string rowText(const std::string& name, double hota, double mota, double idf1, double switches, double fp,
                    double fn)
{
    return padded(name, 24, true) + padded(toText(hota, 1), 7) + padded(toText(mota, 1), 7) +
           padded(toText(idf1, 1), 7) + padded(toText(switches, 0), 7) + padded(toText(fp, 0), 8) +
           padded(toText(fn, 0), 8);
}

std::string rowText(const std::string& name, const evaluation::Scores& s)
{
    return rowText(name, kPercent * evaluation::mean(s.hota.hota), kPercent * s.clear.mota, kPercent * s.identity.idf1,
                   double(s.clear.switches), double(s.clear.fp), double(s.clear.fn)) +
           "\n";
}

std::string reportText(const laboratory::AssociationBenchmark& report)
{
    std::string text = padded("", 24) + "   HOTA   MOTA   IDF1     sw      FP      FN\n";
    for (std::size_t i = 0; i < report.cases.size(); ++i) {
        text += report.cases[i] + ", " + toText(std::int64_t{report.frames[i]}) + " frames\n";
        for (const laboratory::AssociationStep& step : report.steps)
            text += rowText("  " + step.name, step.scores[i]);
    }
    std::int64_t frames = 0;
    for (const int each : report.frames)
        frames += each;
    text += "mean of " + toText(static_cast<std::int64_t>(report.cases.size())) + "; counts summed; ms a frame\n";
    for (const laboratory::AssociationStep& step : report.steps) {
        const laboratory::StepMeans means = laboratory::meansOf(step);
        text += rowText("  " + step.name, means.hota, means.mota, means.idf1, double(means.switches),
                        double(means.falsePositives), double(means.misses)) +
                padded(toText(1000 * step.seconds / double(std::max<std::int64_t>(frames, 1)), 3), 9) + "\n";
    }
    return text;
}

ExitCode runAssociation(const Arguments& arguments, Console& console)
{
    if (arguments.projects.empty() || arguments.projects.size() != arguments.truths.size())
        return console.usage("each --project needs its --gt");
    const auto choice = trackerOf("offline", arguments.trackerOptions);
    if (!choice)
        return console.usage(choice.error().detail);
    std::vector<std::unique_ptr<PeakCase>> open;
    std::vector<laboratory::AssociationCase> cases;
    for (std::size_t i = 0; i < arguments.projects.size(); ++i) {
        auto next = openPeakCase(arguments.projects[i], arguments.truths[i], console.job());
        if (!next)
            return console.fail(next.error());
        cases.push_back((*next)->content);
        open.push_back(*std::move(next));
    }
    laboratory::AssociationBenchmarkOptions options;
    options.offline = choice->offline;
    options.offline.detectionThreshold = arguments.threshold;
    options.everyStep = !arguments.brief;
    const auto report = laboratory::benchmarkAssociation(cases, options, console.job());
    if (!report)
        return console.fail(report.error());
    if (console.json())
        console.printJson(reportJson(*report));
    else
        console.print(reportText(*report));
    return console.done();
}

} // namespace

Run declareBenchmarkAssociation(CLI::App& association)
{
    auto arguments = std::make_shared<Arguments>();
    association
        .add_option("--project", arguments->projects, "Project with the peaks of a run; may be given several times")
        ->take_all();
    association
        .add_option("--gt", arguments->truths, "Its ground truth: file or sequence folder; one for each --project")
        ->take_all();
    association.add_option("--tracker-option", arguments->trackerOptions, "Option of the offline tracker, NAME=VALUE")
        ->take_all();
    association.add_option("--threshold", arguments->threshold, "Detections must score above it")
        ->check(CLI::Range(0.0, 1.0));
    association.add_flag("--brief", arguments->brief, "Only the online tracker and the whole of offline tracking");
    return [arguments](Console& console) { return runAssociation(*arguments, console); };
}

} // namespace tw::cli
