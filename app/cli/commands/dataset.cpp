// trackwright-cli dataset PROJECT... --out DIR [--val SHARE] [--images jpg|png|none]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/pipeline/export_dataset.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

struct Arguments {
    std::vector<std::string> inputs;
    std::string out;
    std::string name = "trackwright";
    double share = 0.2;
    std::vector<std::string> validation;
    std::string images = "jpg";
    int quality = 95;
    bool notExhaustive = false;
};

Result<pipeline::DatasetPart> partOf(const std::string& input, const Arguments& arguments, Console& console)
{
    TW_TRY_ASSIGN(const OpenProject project, openProject(input, console));
    if (arguments.images != "none" && !project.workspace->videoProblem().empty())
        return Error{ErrorCode::NotFound, project.workspace->videoProblem(), input};
    return pipeline::DatasetPart{project.workspace->snapshot(), project.workspace->sequenceInfo(),
                                 project.workspace->video().path};
}

ExitCode runDataset(const Arguments& arguments, Console& console)
{
    pipeline::DatasetRequest request;
    for (const std::string& input : arguments.inputs) {
        auto part = partOf(input, arguments, console);
        if (!part)
            return console.fail(part.error());
        request.parts.push_back(*std::move(part));
    }
    request.folder = arguments.out;
    request.options.name = arguments.name;
    request.options.validationShare = arguments.share;
    request.options.validationSequences = arguments.validation;
    request.images = arguments.images == "none"  ? pipeline::DatasetImages::None
                     : arguments.images == "png" ? pipeline::DatasetImages::Png
                                                 : pipeline::DatasetImages::Jpeg;
    request.jpegQuality = arguments.quality;
    request.exhaustive = !arguments.notExhaustive;
    const auto report = pipeline::exportDataset(std::move(request), console.job());
    if (!report)
        return console.fail(report.error());
    console.list(report->issues, {});
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"out", arguments.out},
                                                 {"sequences", report->sequences},
                                                 {"images", report->images},
                                                 {"boxes", report->boxes},
                                                 {"labels", report->labels},
                                                 {"removed", report->removed}});
    else
        console.print("wrote " + arguments.out + ": " + toText(static_cast<std::int64_t>(report->sequences)) +
                      " sequences, " + toText(static_cast<std::int64_t>(report->images)) + " images, " +
                      toText(static_cast<std::int64_t>(report->boxes)) + " boxes, " +
                      toText(static_cast<std::int64_t>(report->labels)) + " labels\n");
    return console.done();
}

} // namespace

Run declareDataset(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->inputs, "Projects, or videos with a project beside them")->required();
    app.add_option("--out", arguments->out, "Folder; new, or one that this command made")->required();
    app.add_option("--name", arguments->name, "Name of the data set");
    app.add_option("--val", arguments->share, "Share of each sequence for validation, its last part")
        ->check(numberBetween(0, 1));
    app.add_option("--val-sequences", arguments->validation, "These sequences for validation instead")->delimiter(',');
    app.add_option("--images", arguments->images, "Frames as jpg or png, or none")
        ->check(CLI::IsMember({"jpg", "png", "none"}));
    app.add_option("--quality", arguments->quality, "Of JPEG; from 95 on with full colour")->check(CLI::Range(1, 100));
    app.add_flag("--not-exhaustive", arguments->notExhaustive,
                 "Some people carry no box: training does not punish finding them");
    return [arguments](Console& console) { return runDataset(*arguments, console); };
}

} // namespace tw::cli
