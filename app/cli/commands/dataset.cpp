// trackwright-cli dataset PROJECT... --out DIR [--val SHARE] [--images jpg|png|none]

#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/formats/dataset_export.h"
#include "core/formats/mot.h"
#include "core/video/image_writer.h"

#include <nlohmann/json.hpp>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;

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

// Exactly the frame, encoded. The reader and the encoder go with the function.
formats::FrameImage pictureOf(std::shared_ptr<video::FrameSource> source, const Arguments& arguments,
                              std::stop_token stop)
{
    video::ImageWriteOptions options;
    options.format = arguments.images == "png" ? video::ImageFileFormat::Png : video::ImageFileFormat::Jpeg;
    options.jpegQuality = arguments.quality;
    auto encoder = std::make_shared<video::ImageEncoder>(options);
    return [source, encoder, stop](FrameIndex frame) -> Result<std::string> {
        TW_TRY_ASSIGN(const video::FramePtr picture, source->read(frame, stop));
        return encoder->encode(picture->image);
    };
}

Result<formats::DatasetSequence> sequenceOf(const std::string& input, const Arguments& arguments, Console& console)
{
    TW_TRY_ASSIGN(const OpenProject project, openProject(input, console.job()));
    formats::DatasetSequence sequence;
    sequence.document = project.workspace->snapshot();
    sequence.info = project.workspace->sequenceInfo();
    sequence.exhaustive = !arguments.notExhaustive;
    if (arguments.images != "none") {
        if (!project.workspace->videoProblem().empty())
            return Error{ErrorCode::NotFound, project.workspace->videoProblem(), input};
        TW_TRY_ASSIGN(auto source, video::openSource(project.workspace->video().path, {}, console.job()));
        sequence.image = pictureOf(std::move(source), arguments, console.job().stop);
    }
    return sequence;
}

ExitCode runDataset(const Arguments& arguments, Console& console)
{
    std::vector<formats::DatasetSequence> sequences;
    for (const std::string& input : arguments.inputs) {
        auto sequence = sequenceOf(input, arguments, console);
        if (!sequence)
            return console.fail(sequence.error());
        sequences.push_back(*std::move(sequence));
    }
    formats::DatasetOptions options;
    options.name = arguments.name;
    options.validationShare = arguments.share;
    options.validationSequences = arguments.validation;
    options.imageExtension = arguments.images == "png" ? ".png" : ".jpg";
    const auto report = formats::exportDataset(arguments.out, sequences, options, console.job());
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
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--val-sequences", arguments->validation, "These sequences for validation instead")->delimiter(',');
    app.add_option("--images", arguments->images, "Frames as jpg or png, or none")
        ->check(CLI::IsMember({"jpg", "png", "none"}));
    app.add_option("--quality", arguments->quality, "Of JPEG; from 95 on with full colour")->check(CLI::Range(1, 100));
    app.add_flag("--not-exhaustive", arguments->notExhaustive,
                 "Some people carry no box: training does not punish finding them");
    return [arguments](Console& console) { return runDataset(*arguments, console); };
}

} // namespace tw::cli
