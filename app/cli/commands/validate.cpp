// trackwright-cli validate --data DIR --split val --model FILE [--json]

#include "core/training/validate.h"
#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "core/model/model_file.h"

namespace tw::cli {
namespace {

struct Arguments {
    std::vector<std::string> data;
    std::string split = "val";
    std::string model = "auto";
    std::string size;
    std::string detail;
    std::string device = "auto";
    double threshold = 0.4;
    int pictures = 0;
    bool noTracking = false;
};

Result<training::ValidateRequest> requestOf(const Arguments& arguments, Console& console)
{
    training::ValidateRequest request;
    TW_TRY_ASSIGN(request.model, model::modelFile(modelOf(arguments.model)));
    TW_TRY_ASSIGN(request.device, model::parseDevice(arguments.device));
    const auto split = arguments.split == "val"     ? training::Split::Validation
                       : arguments.split == "train" ? training::Split::Train
                                                    : training::Split::All;
    for (const std::string& path : arguments.data) {
        TW_TRY_ASSIGN(auto opened, training::openDataset(path, split));
        request.sources.insert(request.sources.end(), opened.sources.begin(), opened.sources.end());
        for (const std::string& issue : opened.issues)
            console.problem(issue);
    }
    request.options.threshold = arguments.threshold;
    request.options.maxPictures = arguments.pictures;
    request.options.track = !arguments.noTracking;
    if (!arguments.detail.empty()) {
        model::DetectorOptions& detector = request.asTracked.emplace();
        TW_TRY(takeDetail(arguments.detail, detector));
        if (!arguments.size.empty()) {
            TW_TRY_ASSIGN(detector.size, networkSizeOf(arguments.size));
        }
    }
    return request;
}

ExitCode runValidate(const Arguments& arguments, Console& console)
{
    training::InputSize size = training::ValidateOptions{}.size;
    if (!arguments.size.empty()) {
        const auto given = networkSizeOf(arguments.size);
        if (!given)
            return console.usage(given.error().detail);
        size = {given->width, given->height};
    }
    auto request = requestOf(arguments, console);
    if (!request)
        return console.fail(request.error());
    request->options.size = size;
    const auto scores = training::validate(*request, console.job());
    if (!scores)
        return console.fail(scores.error());
    console.print(console.json() ? training::toJson(*scores) : training::toTable(*scores));
    return console.done();
}

} // namespace

Run declareValidate(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("--data", arguments->data, "Folders in MOTChallenge layout")->required();
    app.add_option("--split", arguments->split, "val, train or all")->check(CLI::IsMember({"val", "train", "all"}));
    app.add_option("--model", arguments->model, kModelHelp);
    app.add_option("--size", arguments->size, "Size of the network's input, WIDTHxHEIGHT");
    app.add_option("--detail", arguments->detail,
                   std::string("Look as `track` does, instead of once with the bare network in float32 at --size. ") +
                       kDetailHelp)
        ->check(CLI::IsMember({"auto", "fast", "careful", "thorough"}));
    app.add_option("--device", arguments->device, "cpu, cuda:N, or auto");
    app.add_option("--threshold", arguments->threshold, "Detections that the tracker gets score above it")
        ->check(numberBetween(0, 1));
    app.add_option("--pictures", arguments->pictures, "So many pictures at most, evenly spread; 0: all")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--no-tracking", arguments->noTracking, "Only detection and identity features");
    return [arguments](Console& console) { return runValidate(*arguments, console); };
}

} // namespace tw::cli
