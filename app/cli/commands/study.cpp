// trackwright-cli study NAME --out DIR [--data DIR]...: one table of the FairMOT paper measured on data of one's own.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/console.h"
#include "core/base/number_text.h"
#include "core/laboratory/study/studies.h"
#include "core/laboratory/study/study_page.h"
#include "core/laboratory/study/training_studies.h"
#include "core/training/drawn_source.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace tw::cli {
namespace {

using laboratory::Study;
namespace fs = std::filesystem;

struct Arguments {
    std::string name;
    std::vector<std::string> data;
    std::string out;
    std::string model = "lite";
    std::string size;
    std::string device = "auto";
    double threshold = 0.4;
    int seeds = 3;
    int drawn = 0;
    int drawnFrames = 100;
    double minutes = 0; // of a cell that trains
    std::string init;
    int batch = 0;
};

const std::vector<std::string> kTrained{"sampling", "balance", "detection", "dimension"};
const std::vector<std::string> kMeasured{"association", "density", "scale"};

bool trains(const std::string& name)
{
    return std::find(kTrained.begin(), kTrained.end(), name) != kTrained.end();
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
    if (arguments.minutes <= 0)
        return Error{ErrorCode::InvalidArgument, "a study that trains needs --minutes, the budget of a cell", {}};
    laboratory::TrainingStudyInput input;
    TW_TRY_ASSIGN(input.device, model::parseDevice(arguments.device));
    for (const std::string& path : arguments.data) {
        TW_TRY_ASSIGN(const auto train, training::openDataset(path, training::Split::Train));
        TW_TRY_ASSIGN(const auto validation, training::openDataset(path, training::Split::Validation));
        for (const auto* opened : {&train, &validation})
            for (const std::string& issue : opened->issues)
                console.problem(issue);
        input.train.insert(input.train.end(), train.sources.begin(), train.sources.end());
        input.validation.insert(input.validation.end(), validation.sources.begin(), validation.sources.end());
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
    if (input.train.empty() || input.validation.empty())
        return Error{ErrorCode::InvalidArgument,
                     "no pictures to train and to validate on; give --data with both parts, or --drawn",
                     {}};
    input.options = training::liteOptions();
    input.options.shares.clear(); // those of the recipe name the sets of one pack
    input.options.minutes = arguments.minutes;
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
    if (arguments.name == "sampling")
        return laboratory::samplingStudy(std::move(input));
    if (arguments.name == "detection")
        return laboratory::detectionStudy(std::move(input));
    return arguments.name == "dimension" ? laboratory::dimensionStudy(std::move(input))
                                         : laboratory::balanceStudy(std::move(input));
}

Result<Study> studyOf(const Arguments& arguments, Console& console)
{
    if (trains(arguments.name))
        return trainedStudyOf(arguments, console);
    TW_TRY_ASSIGN(const model::DetectorOptions detector, detectorOf(arguments));
    if (arguments.name == "density") {
        laboratory::DensityInput input;
        input.model = arguments.model;
        input.detector = detector;
        input.seeds = arguments.seeds;
        return laboratory::densityStudy(std::move(input));
    }
    laboratory::StudyInput input;
    TW_TRY_ASSIGN(input.clips, clipsOf(arguments, console));
    input.peaks = std::make_shared<laboratory::PeakCases>(fs::path(arguments.out) / "peaks", arguments.model, detector);
    input.threshold = detector.threshold;
    return arguments.name == "scale" ? laboratory::scaleStudy(std::move(input))
                                     : laboratory::associationStudy(std::move(input));
}

ExitCode runStudyCommand(const Arguments& arguments, Console& console)
{
    const auto study = studyOf(arguments, console);
    if (!study)
        return study.error().code == ErrorCode::InvalidArgument ? console.usage(study.error().detail)
                                                                : console.fail(study.error());
    const auto report = laboratory::runStudy(*study, arguments.out, console.job());
    if (!report)
        return console.fail(report.error());
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
                       {"rows", rows}});
    return console.done();
}

} // namespace

Run declareStudy(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    std::vector<std::string> names = kMeasured;
    names.insert(names.end(), kTrained.begin(), kTrained.end());
    app.add_option("NAME", arguments->name, "Which study; sampling, balance, detection and dimension train")
        ->required()
        ->check(CLI::IsMember(names));
    app.add_option("--data", arguments->data,
                   "Folder of sequences; studies that train learn its training part; repeatable");
    app.add_option("--drawn", arguments->drawn, "So many drawn clips beside the data")->check(CLI::Range(0, 100));
    app.add_option("--drawn-frames", arguments->drawnFrames, "Frames of a drawn clip")->check(CLI::Range(2, 100000));
    app.add_option("--out", arguments->out,
                   "Folder for cells, table, charts and page; finished cells in it are not measured again")
        ->required();
    app.add_option("--model", arguments->model, "Name of an installed model, or a weights file");
    app.add_option("--size", arguments->size, "Network input, WIDTHxHEIGHT");
    app.add_option("--device", arguments->device, "auto, cpu, cuda, cuda:1");
    app.add_option("--threshold", arguments->threshold, "Score of detections for the tracker")
        ->check(numberBetween(0, 1));
    app.add_option("--seeds", arguments->seeds, "Repeats of a study with seeds")->check(CLI::Range(1, 100));
    app.add_option("--minutes", arguments->minutes, "Studies that train: budget of each cell")
        ->check(CLI::Range(0.001, 10e6));
    app.add_option("--init", arguments->init, "Studies that train: weights to begin with");
    app.add_option("--batch", arguments->batch, "Studies that train: pictures in a batch")->check(CLI::Range(1, 4096));
    return [arguments](Console& console) { return runStudyCommand(*arguments, console); };
}

} // namespace tw::cli
