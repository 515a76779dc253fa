// trackwright-cli study NAME --out DIR [--data DIR]...: one table of the FairMOT paper measured on data of one's own.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/console.h"
#include "core/base/crc32c.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/studies.h"
#include "core/laboratory/study/study_page.h"
#include "core/laboratory/study/training_studies.h"
#include "core/training/drawn_source.h"
#include "core/training/held_out.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>

namespace tw::cli {
namespace {

using laboratory::Study;
namespace fs = std::filesystem;

struct Arguments {
    std::string name;
    std::vector<std::string> data;
    std::string out;
    std::string model = "auto";
    std::string size;
    std::string device = "auto";
    double threshold = 0.4;
    int seeds = 3;
    int drawn = 0;
    int drawnFrames = 100;
    double minutes = 0; // of a cell that trains
    std::int64_t steps = 0;
    std::string init;
    std::vector<std::string> fresh;
    std::string options;
    std::string shard;
    int batch = 0;
};

const std::vector<std::string> kTrained{"sampling", "balance", "detection", "dimension",
                                        "single",   "sets",    "anchors",   "recipe"};
const std::vector<std::string> kMeasured{"association", "backbones", "density", "maps", "scale"};

bool hasBudget(const Arguments& arguments)
{
    return arguments.minutes > 0 || arguments.steps > 0;
}

bool trains(const Arguments& arguments)
{
    if (arguments.name == "backbones")
        return hasBudget(arguments);
    return std::find(kTrained.begin(), kTrained.end(), arguments.name) != kTrained.end();
}

Result<model::DetectorOptions> detectorOf(const Arguments& arguments)
{
    model::DetectorOptions options;
    TW_TRY_ASSIGN(options.device, model::parseDevice(arguments.device));
    options.threshold = static_cast<float>(arguments.threshold);
    options.levels = 1; // one size, as in the paper
    if (!arguments.size.empty()) {
        TW_TRY_ASSIGN(options.size, networkSizeOf(arguments.size));
    }
    return options;
}

// Videos of the validation part, then drawn clips.
Result<std::vector<training::SourcePtr>> clipsOf(const Arguments& arguments, Console& console)
{
    constexpr int kPeople = 12;
    std::vector<training::SourcePtr> out;
    for (const std::string& path : arguments.data) {
        TW_TRY_ASSIGN(const auto opened, training::openDataset(path, training::Split::Validation));
        for (const std::string& issue : opened.issues)
            console.problem(issue);
        for (const training::SourcePtr& source : opened.sources)
            if (source->info().video && source->size() > 1 &&
                source->info().identities != training::IdentityKind::None &&
                source->info().identities != training::IdentityKind::PerBox)
                out.push_back(source);
    }
    for (int seed = 1; seed <= arguments.drawn; ++seed)
        out.push_back(laboratory::drawnClip(static_cast<std::uint64_t>(seed), kPeople, arguments.drawnFrames));
    if (out.empty())
        return Error{ErrorCode::InvalidArgument,
                     "no labelled video to measure on; give --data with a validation part, or --drawn",
                     {}};
    return out;
}

// The recipe of the small network; every cell has the same budget.
Result<Study> trainedStudyOf(const Arguments& arguments, Console& console)
{
    if (!hasBudget(arguments))
        return Error{
            ErrorCode::InvalidArgument, "a study that trains needs --steps or --minutes, the budget of a cell", {}};
    laboratory::TrainingStudyInput input;
    TW_TRY_ASSIGN(input.device, model::parseDevice(arguments.device));
    for (const std::string& path : arguments.data) {
        for (const training::Split split : {training::Split::Train, training::Split::Validation}) {
            const auto opened = training::openDataset(path, split);
            if (!opened && opened.error().code == ErrorCode::NotFound && split == training::Split::Validation)
                continue; // another folder or heldOut may have pictures for it
            if (!opened)
                return opened.error();
            for (const std::string& issue : opened->issues)
                console.problem(issue);
            auto& sources = split == training::Split::Train ? input.train : input.validation;
            sources.insert(sources.end(), opened->sources.begin(), opened->sources.end());
        }
        input.dataText += (input.dataText.empty() ? "" : ", ") + fs::path(path).lexically_normal().filename().string();
    }
    if (arguments.drawn > 0) {
        training::DrawnOptions drawn;
        drawn.scenes = arguments.drawn;
        input.train.push_back(training::makeDrawnSource(drawn));
        input.validation.push_back(laboratory::drawnClip(1'000'001, 12, arguments.drawnFrames));
        input.dataText +=
            (input.dataText.empty() ? "" : ", ") + toText(std::int64_t{arguments.drawn}) + " drawn scenes";
    }
    input.options = training::liteOptions();
    input.options.shares.clear(); // those of the recipe name the sets of one pack
    if (!arguments.options.empty()) {
        TW_TRY_ASSIGN(input.options, training::optionsFromFile(arguments.options, input.options));
        // cells that were measured with another recipe are not those of this study
        std::array<char, 9> sum{};
        std::snprintf(sum.data(), sum.size(), "%08x", static_cast<unsigned>(crc32c(training::toJson(input.options))));
        input.dataText += ", options " + fs::path(arguments.options).filename().string() + " (" + sum.data() + ")";
        TW_TRY(training::holdOut(input.options, input.train, input.validation));
    }
    if (input.train.empty() || input.validation.empty())
        return Error{ErrorCode::InvalidArgument,
                     "no pictures to train and to validate on; give --data with both parts, or --drawn",
                     {}};
    input.options.minutes = arguments.minutes;
    input.options.steps = arguments.steps;
    if (arguments.steps > 0) // a short run learns at its full rate most of the time
        input.options.optimiser.warmUpSteps =
            static_cast<int>(std::min<std::int64_t>(input.options.optimiser.warmUpSteps, arguments.steps / 10));
    input.options.notFromInit = arguments.fresh;
    if (arguments.batch > 0)
        input.options.batch = arguments.batch;
    if (!arguments.size.empty()) {
        TW_TRY_ASSIGN(const auto size, networkSizeOf(arguments.size));
        input.options.sizes = {{size.width, size.height}};
        input.validationSize = {size.width, size.height};
    }
    input.init = arguments.init;
    input.out = arguments.out;
    input.seeds = arguments.seeds;
    using Make = Study (*)(laboratory::TrainingStudyInput);
    static const std::map<std::string, Make> kMakers{
        {"sampling", laboratory::samplingStudy},    {"balance", laboratory::balanceStudy},
        {"detection", laboratory::detectionStudy},  {"dimension", laboratory::dimensionStudy},
        {"single", laboratory::singlePictureStudy}, {"sets", laboratory::setsStudy},
        {"backbones", laboratory::backboneStudy},   {"anchors", laboratory::anchorStudy},
        {"recipe", laboratory::recipeStudy}};
    return kMakers.at(arguments.name)(std::move(input));
}

Result<laboratory::StudyShard> shardOf(const std::string& text)
{
    if (text.empty())
        return laboratory::StudyShard{};
    const std::size_t slash = text.find('/');
    const auto job = toInteger(text.substr(0, slash));
    const auto jobs = slash == std::string::npos ? std::nullopt : toInteger(text.substr(slash + 1));
    constexpr std::int64_t kMost = 100'000;
    if (!job || !jobs || *jobs < 1 || *jobs > kMost || *job < 0 || *job >= *jobs)
        return Error{ErrorCode::InvalidArgument, "--shard is i/n with 0 <= i < n, not '" + text + "'", {}};
    return laboratory::StudyShard{static_cast<int>(*job), static_cast<int>(*jobs)};
}

Result<Study> studyOf(const Arguments& arguments, Console& console)
{
    if (trains(arguments))
        return trainedStudyOf(arguments, console);
    TW_TRY_ASSIGN(const model::DetectorOptions detector, detectorOf(arguments));
    if (arguments.name == "backbones")
        return laboratory::costStudy(detector.size.width > 0
                                         ? training::InputSize{detector.size.width, detector.size.height}
                                         : training::InputSize{576, 320});
    if (arguments.name == "density") {
        laboratory::DensityInput input;
        input.model = modelOf(arguments.model);
        input.detector = detector;
        input.seeds = arguments.seeds;
        return laboratory::densityStudy(std::move(input));
    }
    if (arguments.name == "maps") {
        laboratory::MapInput input;
        TW_TRY_ASSIGN(input.clips, clipsOf(arguments, console));
        input.model = modelOf(arguments.model);
        input.detector = detector;
        input.out = arguments.out;
        return laboratory::mapStudy(std::move(input));
    }
    laboratory::StudyInput input;
    TW_TRY_ASSIGN(input.clips, clipsOf(arguments, console));
    input.peaks =
        std::make_shared<laboratory::PeakCases>(fs::path(arguments.out) / "peaks", modelOf(arguments.model), detector);
    input.threshold = detector.threshold;
    return arguments.name == "scale" ? laboratory::scaleStudy(std::move(input))
                                     : laboratory::associationStudy(std::move(input));
}

ExitCode runStudyCommand(const Arguments& arguments, Console& console)
{
    const auto study = studyOf(arguments, console);
    if (!study)
        return study.error().code == ErrorCode::InvalidArgument ? console.usage(study.error().message())
                                                                : console.fail(study.error());
    const auto shard = shardOf(arguments.shard);
    if (!shard)
        return console.usage(shard.error().detail);
    const auto report = laboratory::runStudy(*study, arguments.out, console.job(), *shard);
    if (!report)
        return console.fail(report.error());
    if (!console.json() && report->left > 0) {
        console.note(toText(std::int64_t{report->measured}) + " cells measured, " + toText(std::int64_t{report->kept}) +
                     " kept, " + toText(std::int64_t{report->left}) + " left to other jobs");
        return console.done();
    }
    if (!console.json()) {
        console.print(laboratory::studyTable(*study, *report));
        console.note(toText(std::int64_t{report->measured}) + " cells measured, " + toText(std::int64_t{report->kept}) +
                     " kept; " + (fs::path(arguments.out) / (study->name + ".html")).string());
        return console.done();
    }
    nlohmann::ordered_json rows = nlohmann::ordered_json::object();
    for (std::size_t row = 0; row < study->variants.size(); ++row)
        for (const laboratory::StudyMeasure& measure : study->measures) {
            const laboratory::Spread spread = laboratory::spreadOf(*report, row, measure.id);
            if (spread.count > 0)
                rows[study->variants[row].id][measure.id] = {
                    {"mean", spread.mean}, {"deviation", spread.deviation}, {"count", spread.count}};
        }
    console.printJson({{"study", study->name},
                       {"conditions", study->conditions},
                       {"measured", report->measured},
                       {"kept", report->kept},
                       {"left", report->left},
                       {"rows", rows}});
    return console.done();
}

} // namespace

Run declareStudy(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    std::vector<std::string> names = kMeasured;
    names.insert(names.end(), kTrained.begin(), kTrained.end());
    app.add_option("NAME", arguments->name,
                   "Which study; sampling, balance, detection, dimension, single, sets, anchors and recipe train, and "
                   "so does backbones where a budget is given")
        ->required()
        ->check(CLI::IsMember(names));
    app.add_option("--data", arguments->data,
                   "Folder of sequences; studies that train learn its training part; repeatable");
    app.add_option("--drawn", arguments->drawn, "So many drawn clips beside the data")->check(CLI::Range(0, 100));
    app.add_option("--drawn-frames", arguments->drawnFrames, "Frames of a drawn clip")->check(CLI::Range(2, 100000));
    app.add_option("--out", arguments->out,
                   "Folder for cells, table, charts and page; finished cells in it are not measured again")
        ->required();
    app.add_option("--model", arguments->model, kModelHelp);
    app.add_option("--size", arguments->size, "Network input, WIDTHxHEIGHT");
    app.add_option("--device", arguments->device, "auto, cpu, cuda, cuda:1");
    app.add_option("--threshold", arguments->threshold, "Score of detections for the tracker")
        ->check(numberBetween(0, 1));
    app.add_option("--seeds", arguments->seeds, "Repeats of a study with seeds")->check(CLI::Range(1, 100));
    app.add_option("--minutes", arguments->minutes, "Studies that train: budget of each cell")
        ->check(CLI::Range(0.001, 10e6));
    app.add_option("--steps", arguments->steps,
                   "Studies that train: budget of each cell in steps, which does not depend on the machine's load")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{100'000'000}))
        ->excludes("--minutes");
    app.add_option("--init", arguments->init, "Studies that train: weights to begin with");
    app.add_option("--fresh", arguments->fresh,
                   "Studies that train: beginnings of parameter names that start random although --init has them (id: "
                   "the identity head); repeatable");
    app.add_option("--options", arguments->options,
                   "Studies that train: JSON file with members of the recipe of lite that differ, as for train");
    app.add_option("--shard", arguments->shard,
                   "i/n: measure every n-th cell only, for n jobs (of a Slurm array, say) that share --out; whichever "
                   "finds all cells measured writes the table");
    app.add_option("--batch", arguments->batch, "Studies that train: pictures in a batch")->check(CLI::Range(1, 4096));
    return [arguments](Console& console) { return runStudyCommand(*arguments, console); };
}

} // namespace tw::cli
