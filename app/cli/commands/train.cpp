// trackwright-cli train --data DIR... [--init FILE] --out RUN [--model NAME] [--minutes N|--epochs N]
// [--resume]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "core/base/number_text.h"
#include "core/pipeline/train_model.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Arguments {
    std::vector<std::string> data;
    std::string init;
    std::string out;
    std::string model;
    std::string recipe;
    std::string options;
    std::string device = "auto";
    double minutes = -1;
    int epochs = -1;
    std::int64_t steps = -1;
    int batch = 0;
    int drawnScenes = 0;
    std::int64_t seed = -1;
    std::vector<std::string> sizes;
    std::string checkWith;
    bool resume = false;
};

// What was asked for, otherwise that of the weights the run begins or goes on with, otherwise "lite".
std::string architectureOf(const Arguments& arguments)
{
    if (!arguments.model.empty())
        return arguments.model;
    const fs::path weights = arguments.resume ? fs::path(arguments.out) / "model_last.pth" : fs::path(arguments.init);
    const auto architecture = pipeline::architectureOf(weights); // the trainer says what is wrong with the file
    return architecture && *architecture != "reid" ? *architecture : "lite";
}

// The recipe, then the file of options, then the arguments.
Result<training::TrainOptions> optionsOf(const Arguments& arguments)
{
    const std::string architecture = architectureOf(arguments);
    training::TrainOptions options = arguments.recipe == "lite"        ? training::liteOptions()
                                     : arguments.recipe == "fine-tune" ? training::fineTuneOptions()
                                     : arguments.recipe == "paper"     ? training::paperOptions()
                                                                       : training::recipeOf(architecture);
    options.architecture = architecture;
    if (!arguments.options.empty()) {
        TW_TRY_ASSIGN(options, training::optionsFromFile(arguments.options, options));
    }
    if (arguments.minutes >= 0)
        options.minutes = arguments.minutes;
    if (arguments.epochs >= 0) {
        options.epochs = arguments.epochs;
        options.minutes = 0;
        options.steps = 0;
    }
    if (arguments.steps >= 0) {
        options.steps = arguments.steps;
        options.minutes = 0;
    }
    if (arguments.batch > 0)
        options.batch = arguments.batch;
    if (arguments.seed >= 0)
        options.seed = static_cast<std::uint64_t>(arguments.seed);
    if (!arguments.sizes.empty())
        options.sizes.clear();
    for (const std::string& text : arguments.sizes) {
        TW_TRY_ASSIGN(const auto size, networkSizeOf(text));
        options.sizes.push_back({size.width, size.height});
    }
    TW_TRY(options.check());
    return options;
}

void showStep(const training::StepMetrics& step, const JobContext& job)
{
    constexpr std::int64_t kParts = 10'000; // progress is a share; the bar counts
    job.report("train", static_cast<std::int64_t>(step.progress * static_cast<double>(kParts)), kParts);
}

std::string validationText(const training::ValidationPoint& point)
{
    if (point.scores.sequences.empty())
        return "step " + toText(point.step) + ": no held-out images, the weights are not scored";
    std::string text = "step " + toText(point.step) + ": AP50 " + toText(point.scores.ap50, 2);
    if (point.scores.tpr)
        text += ", TPR@FAR=0.1 " + toText(*point.scores.tpr, 2);
    return text + (point.best ? " (best so far)" : "");
}

ExitCode show(const training::TrainReport& report, const Arguments& arguments, Console& console)
{
    for (const std::string& batch : report.badBatches)
        console.problem("a batch was skipped, its loss was no number: " + batch);
    for (const std::string& picture : report.unreadable)
        console.problem("a picture could not be read: " + picture);
    if (console.json()) {
        Json json = {{"out", arguments.out},
                     {"steps", report.steps},
                     {"epochs", report.epochs},
                     {"seconds", report.seconds},
                     {"stopped", report.stopped},
                     {"loss", report.last.loss},
                     {"last", report.lastModel.string()},
                     {"best", report.bestModel.string()}};
        if (!report.validations.empty() && !report.validations.back().scores.sequences.empty())
            json["ap50"] = report.validations.back().scores.ap50;
        console.printJson(json);
    } else {
        console.print(toText(report.steps) + " steps in " + durationText(report.seconds) +
                      "; weights: " + report.bestModel.string() + "\n");
    }
    if (report.stopped)
        return console.fail({ErrorCode::Cancelled, "stopped; the same command with --resume goes on", arguments.out});
    return console.done();
}

ExitCode runTrain(const Arguments& arguments, Console& console)
{
    const auto options = optionsOf(arguments);
    if (!options)
        return options.error().code == ErrorCode::InvalidArgument ? console.usage(options.error().message())
                                                                  : console.fail(options.error());
    pipeline::TrainModelRequest everything;
    everything.data.assign(arguments.data.begin(), arguments.data.end());
    everything.drawnScenes = arguments.drawnScenes;
    everything.checkLabelsWith = arguments.checkWith;
    everything.issue = [&console](const std::string& text) { console.problem(text); };
    training::TrainRequest& request = everything.train;
    request.options = *options;
    request.out = arguments.out;
    request.init = arguments.init;
    request.resume = arguments.resume;
    const auto device = model::parseDevice(arguments.device);
    if (!device)
        return console.fail(device.error());
    request.device = *device;
    const JobContext job = console.job();
    request.hooks.step = [&job](const training::StepMetrics& step) { showStep(step, job); };
    request.hooks.validation = [&console](const training::ValidationPoint& point) {
        console.note(validationText(point));
    };
    request.hooks.message = [&console](const std::string& text) { console.note(text); };
    const auto report = pipeline::trainModel(std::move(everything), job);
    return report ? show(*report, arguments, console) : console.fail(report.error());
}

} // namespace

Run declareTrain(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("--data", arguments->data,
                   "Folders in MOTChallenge layout, labels_with_ids lists, projects (.twp, verified frames)")
        ->required();
    app.add_option("--init", arguments->init, "Weights to begin with");
    app.add_option("--out", arguments->out, "Run folder: weights, log, curves, samples, state")->required();
    app.add_option("--model", arguments->model,
                   "Architecture: lite, standard, dla_34, ...; that of --init when absent, without it lite");
    app.add_option("--recipe", arguments->recipe, "lite, paper or fine-tune; by the model when absent")
        ->check(CLI::IsMember({"lite", "paper", "fine-tune"}));
    app.add_option("--options", arguments->options, "JSON file with members of the recipe that differ");
    auto* minutes = app.add_option("--minutes", arguments->minutes, "Train so long")->check(CLI::Range(0.001, 10e6));
    auto* epochs =
        app.add_option("--epochs", arguments->epochs, "Train so many epochs")->check(CLI::Range(1, 1'000'000));
    auto* steps =
        app.add_option("--steps", arguments->steps, "Train so many steps")->check(CLI::Range(1, 1'000'000'000));
    minutes->excludes(epochs)->excludes(steps);
    epochs->excludes(steps);
    app.add_option("--batch", arguments->batch, "Pictures in a batch")->check(CLI::Range(1, 4096));
    app.add_option("--size", arguments->sizes, "Input sizes, WIDTHxHEIGHT; one is drawn for each batch")
        ->delimiter(',');
    app.add_option("--drawn", arguments->drawnScenes, "Add so many drawn scenes")->check(CLI::Range(0, 100'000));
    app.add_option("--seed", arguments->seed, "Other numbers give other runs")->check(CLI::NonNegativeNumber);
    app.add_option("--device", arguments->device, "cpu, cuda:N, or auto");
    app.add_option("--check-labels", arguments->checkWith,
                   "Weights that look at boxes made by a program: doubtful ones do not count, sure people are added");
    app.add_flag("--resume", arguments->resume, "Go on with the run in --out");
    return [arguments](Console& console) { return runTrain(*arguments, console); };
}

} // namespace tw::cli
