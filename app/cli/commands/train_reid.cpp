// trackwright-cli train-reid --data DIR... --out RUN [--init FILE] [--steps N] [--leave-out NAME,...] [--resume]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "core/base/number_text.h"
#include "core/training/reid_trainer.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Arguments {
    std::vector<std::string> data;
    std::vector<std::string> leaveOut;
    std::string out;
    std::string init;
    training::ReidTrainOptions options;
    bool fp32 = false;
    bool resume = false;
};

// Sequences of a folder to the training or, where their name was left out or their split says so, to the validation.
Result<void> openData(const std::string& path, const Arguments& arguments, training::ReidTrainRequest& request,
                      Console& console)
{
    for (const training::Split split : {training::Split::Train, training::Split::Validation}) {
        auto opened = training::openDataset(path, {.split = split, .stop = console.job().stop});
        if (!opened && split == training::Split::Validation && opened.error().code == ErrorCode::NotFound)
            continue;
        if (!opened)
            return opened.error();
        for (const std::string& issue : opened->issues)
            console.problem(issue);
        for (training::SourcePtr& source : opened->sources) {
            const bool leftOut = split == training::Split::Validation ||
                                 std::ranges::find(arguments.leaveOut, source->info().name) != arguments.leaveOut.end();
            (leftOut ? request.validation : request.train).push_back(std::move(source));
        }
    }
    return {};
}

std::string percent(const std::optional<double>& value)
{
    return value ? toText(100 * *value, 1) : "-";
}

ExitCode show(const training::ReidTrainReport& report, const Arguments& arguments, Console& console)
{
    for (const std::string& picture : report.unreadable)
        console.problem("a picture could not be read: " + picture);
    if (console.json()) {
        Json json = {{"out", arguments.out},       {"steps", report.steps},     {"people", report.people},
                     {"seconds", report.seconds},  {"stopped", report.stopped}, {"distillation", report.distillation},
                     {"relation", report.relation}};
        for (const training::ReidScores& s : report.validation) {
            Json& row = json["validation"][s.sequence];
            row["people"] = s.people;
            if (s.cosine)
                row["cosine"] = *s.cosine;
            if (s.tpr)
                row["tpr_far_01"] = *s.tpr;
            if (s.teacherTpr)
                row["teacher_tpr_far_01"] = *s.teacherTpr;
        }
        console.printJson(json);
    } else {
        console.print(toText(report.steps) + " steps, " + toText(static_cast<std::int64_t>(report.people)) +
                      " people, " + durationText(report.seconds) + "; weights: " + report.model.string() + "\n");
        if (!report.validation.empty())
            console.print("people  cosine  TPR@FAR=0.01, 3 s apart  teacher  sequence\n");
        for (const training::ReidScores& s : report.validation) {
            std::string line = toText(static_cast<std::int64_t>(s.people));
            line.resize(8, ' ');
            line += s.cosine ? toText(*s.cosine, 2) : "-";
            line.resize(16, ' ');
            line += percent(s.tpr);
            line.resize(41, ' ');
            line += percent(s.teacherTpr);
            line.resize(50, ' ');
            console.print(line + s.sequence + "\n");
        }
    }
    if (report.stopped)
        return console.fail({ErrorCode::Cancelled, "stopped; the same command with --resume goes on", arguments.out});
    return console.done();
}

ExitCode runTrainReid(const Arguments& arguments, Console& console)
{
    training::ReidTrainRequest request;
    request.options = arguments.options;
    request.options.bf16 = !arguments.fp32;
    if (const auto fine = request.options.check(); !fine)
        return console.usage(fine.error().message());
    request.out = arguments.out;
    request.init = arguments.init;
    request.resume = arguments.resume;
    for (const std::string& path : arguments.data)
        if (const auto opened = openData(path, arguments, request, console); !opened)
            return console.fail(opened.error());
    for (const std::string& name : arguments.leaveOut)
        if (std::ranges::none_of(request.validation, [&](const auto& s) { return s->info().name == name; }))
            return console.fail({ErrorCode::NotFound, "no sequence of this name is in the data", name});
    request.message = [&console](const std::string& text) { console.note(text); };
    request.step = [&console](const training::ReidStep& step) {
        if (step.step % 200 == 0)
            console.note("step " + toText(step.step) + " of " + toText(step.steps) + ": 1 - cosine " +
                         toText(step.distillation, 3) + ", relation " + toText(step.relation, 4) + ", " +
                         durationText(step.seconds));
    };
    const auto report = training::trainReid(request, console.job());
    return report ? show(*report, arguments, console) : console.fail(report.error());
}

} // namespace

Run declareTrainReid(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    training::ReidTrainOptions& options = arguments->options;
    app.add_option("--data", arguments->data, "Folders in MOTChallenge layout with vectors of a teacher (gt/reid.i8)")
        ->required();
    app.add_option("--out", arguments->out, "Run folder: weights, state, log")->required();
    app.add_option("--init", arguments->init, "Weights whose trunk is taken, such as lite.pth");
    app.add_option("--steps", options.steps, "Steps in all")->check(CLI::Range(1, 100'000'000))->capture_default_str();
    app.add_option("--batch", options.batch, "People in a batch")->check(CLI::Range(2, 4096))->capture_default_str();
    app.add_option("--rate", options.learningRate, "Learning rate at its highest")->capture_default_str();
    app.add_option("--seed", options.seed, "Other numbers give other runs")->capture_default_str();
    app.add_option("--leave-out", arguments->leaveOut, "Names of sequences that only validate")->delimiter(',');
    app.add_option("--cache", options.cacheMegabytes, "MB of crops kept in memory; the others lie in a file")
        ->check(numberBetween(0, 1e9))
        ->capture_default_str();
    app.add_flag("--fp32", arguments->fp32, "Train in single precision throughout");
    app.add_flag("--resume", arguments->resume, "Go on with the run in --out");
    return [arguments](Console& console) { return runTrainReid(*arguments, console); };
}

} // namespace tw::cli
