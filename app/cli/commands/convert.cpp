// trackwright-cli convert A B

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/track_output.h"
#include "app/cli/track_reading.h"
#include "core/base/number_text.h"
#include "core/formats/seqinfo.h"
#include "core/video/frame_source.h"

namespace tw::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string from, to; // files
    std::string toFormat;
    ReadingOptions reading;
    std::string video; // gives size, rate and length
    std::string size, rate, name;
    FrameIndex frames = 0;
    int decimals = -2; // not given
    bool frameMajor = false;
    bool force = false;
};

std::string formatBySuffix(const fs::path& path)
{
    const auto suffix = path.extension();
    if (suffix == ".xml")
        return "cvat";
    if (suffix == ".json")
        return "coco";
    return suffix == ".csv" ? "csv" : "mot";
}

// What the arguments say about the video; the file itself may say more.
Result<formats::SequenceInfo> givenInfo(const Arguments& arguments, const JobContext& job)
{
    formats::SequenceInfo info;
    if (!arguments.video.empty()) {
        TW_TRY_ASSIGN(const auto source, video::openSource(arguments.video, {}, job));
        info.name = fs::path(arguments.video).stem().string();
        info.frameRate = source->info().frameRate;
        info.length = source->info().frameCount;
        info.width = source->info().width;
        info.height = source->info().height;
    }
    if (!arguments.size.empty()) {
        TW_TRY_ASSIGN(const auto size, imageSizeOf(arguments.size));
        info.width = size.first;
        info.height = size.second;
    }
    if (!arguments.rate.empty()) {
        info.frameRate = formats::frameRateOf(arguments.rate);
        if (!info.frameRate.positive())
            return Error{ErrorCode::InvalidArgument, "not a frame rate: " + arguments.rate, {}};
    }
    if (!arguments.name.empty())
        info.name = arguments.name;
    if (arguments.frames > 0)
        info.length = arguments.frames;
    return info;
}

// The arguments win over the file.
formats::SequenceInfo mergedInfo(const formats::SequenceInfo& given, const formats::SequenceInfo& found)
{
    formats::SequenceInfo info = found;
    if (!given.name.empty())
        info.name = given.name;
    if (given.frameRate.positive())
        info.frameRate = given.frameRate;
    if (given.length > 0)
        info.length = given.length;
    if (given.width > 0) {
        info.width = given.width;
        info.height = given.height;
    }
    return info;
}

// Detection formats take boxes without identity: each becomes a track of its own on the way.
void addDetections(const formats::Imported& imported, annotation::DocumentState& state)
{
    for (const auto& [frame, box] : imported.detections) {
        auto track = std::make_shared<annotation::Track>();
        track->id = state.nextId;
        track->boxes.push_back(box);
        state.nextId = TrackId{number(state.nextId) + 1};
        state.tracks[track->id] = std::move(track);
    }
}

ExitCode runConvert(const Arguments& arguments, Console& console)
{
    const auto format = writableFormat(arguments.toFormat.empty() ? formatBySuffix(arguments.to) : arguments.toFormat);
    if (!format)
        return console.usage(format.error().detail);
    const auto given = givenInfo(arguments, console.job());
    if (!given)
        return given.error().code == ErrorCode::InvalidArgument ? console.usage(given.error().detail)
                                                                : console.fail(given.error());
    const auto wanted = readRequestOf(arguments.reading, *given);
    if (!wanted)
        return console.usage(wanted.error().detail);
    const auto read = formats::readTracks(arguments.from, *wanted);
    if (!read)
        return console.fail(read.error());
    const formats::Imported& imported = read->imported;
    console.list(imported.issues, arguments.from);
    if (const std::string advice = adviceFor(*read, arguments.reading); !advice.empty())
        console.note(advice);

    auto state = std::make_shared<annotation::DocumentState>(formats::documentOf(imported));
    if (!(*format)->holds.identity)
        addDetections(imported, *state);
    else if (!imported.detections.empty())
        console.problem(toText(static_cast<std::int64_t>(imported.detections.size())) +
                        " boxes without identity cannot be written in this format");
    pipeline::ExportRequest request;
    request.formatId = (*format)->id;
    request.options.info = mergedInfo(*given, imported.info);
    // Exact, but for ground truth of MOTChallenge, whose readers expect few digits
    request.options.decimals = arguments.decimals > -2 ? arguments.decimals : request.formatId == "mot" ? 3 : -1;
    request.options.frameMajor = arguments.frameMajor;
    const auto path = exportPath(arguments.to, **format, request.options.info.name);
    if (!path)
        return console.fail(path.error());
    request.path = *path;
    request.inputs = {arguments.from, fs::path(arguments.from) / "gt" / "gt.txt", arguments.video};
    request.force = arguments.force;
    const auto report = pipeline::exportTracks(state, request, console.job());
    if (!report)
        return console.fail(report.error());
    return showExport(*report, request, console);
}

} // namespace

Run declareConvert(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("A", arguments->from, "Tracks to read: a file, or a folder")->required();
    app.add_option("B", arguments->to, "File or folder to write; its suffix gives the format when --to does not")
        ->required();
    declareReading(app, arguments->reading, "--from");
    app.add_option("--to", arguments->toFormat, "Format of B: " + formatNames(true));
    app.add_option("--video", arguments->video, "Video that the tracks belong to: gives image size, length and rate");
    app.add_option("--size", arguments->size, "Image size, WIDTHxHEIGHT");
    app.add_option("--rate", arguments->rate, "Frame rate: 25, 29.97 or 30000/1001");
    app.add_option("--frames", arguments->frames, "Number of frames of the video")->check(CLI::Range(1, 1'000'000'000));
    app.add_option("--name", arguments->name, "Name of the sequence");
    app.add_option("--decimals", arguments->decimals, "Digits after the point; -1: exact")->check(CLI::Range(-1, 12));
    app.add_flag("--frame-major", arguments->frameMajor, "Rows by frame, then id");
    app.add_flag("--force", arguments->force, "Write over an input or a file of another kind, too");
    return [arguments](Console& console) { return runConvert(*arguments, console); };
}

} // namespace tw::cli
