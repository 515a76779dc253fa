// trackwright-cli render VIDEO --tracks F --out out.mp4: the video with its tracks drawn over it.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "app/cli/track_reading.h"
#include "core/base/number_text.h"
#include "core/pipeline/render_video.h"
#include "core/video/frame_source.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string video;
    std::string tracks; // a file of tracks, or a project
    std::string out;
    std::string frames;
    std::string encoder;
    int quality = 0;
    int trail = pipeline::OverlayOptions{}.trailFrames;
    double lineScale = 0;
    bool noIds = false;
    bool patterns = false;
    bool force = false;
    ReadingOptions reading;
};

Result<annotation::Snapshot> tracksOf(const Arguments& arguments, Console& console)
{
    if (fs::path(arguments.tracks).extension() == ".twp") {
        TW_TRY_ASSIGN(const auto project, openProject(arguments.tracks, console));
        return project.workspace->snapshot();
    }
    formats::SequenceInfo known;
    {
        TW_TRY_ASSIGN(const auto source, video::openSource(arguments.video, {}, console.job()));
        known.name = fs::path(arguments.video).stem().string();
        known.frameRate = source->info().frameRate;
        known.length = source->info().frameCount;
        known.width = source->info().width;
        known.height = source->info().height;
    }
    TW_TRY_ASSIGN(const auto wanted, readRequestOf(arguments.reading, known));
    TW_TRY_ASSIGN(const auto read, formats::readTracks(arguments.tracks, wanted));
    console.list(read.imported.issues, arguments.tracks);
    if (const std::string advice = adviceFor(read, arguments.reading); !advice.empty())
        console.note(advice);
    if (read.imported.tracks.empty() && !read.imported.detections.empty())
        return Error{ErrorCode::InvalidArgument, "holds boxes without identity; there is no track to draw",
                     arguments.tracks};
    return annotation::Snapshot(std::make_shared<annotation::DocumentState>(formats::documentOf(read.imported)));
}

ExitCode show(const pipeline::RenderReport& report, const Arguments& arguments, Console& console)
{
    for (const FrameIndex frame : report.unreadable)
        console.problem("frame " + toText(std::int64_t{frame} + 1) +
                        " cannot be decoded and shows the picture before it");
    for (const TrackId id : report.namesLeftOut)
        console.note("the name of track " + toText(static_cast<std::int64_t>(number(id))) +
                     " has letters that cannot be drawn; its number is shown");
    if (console.json())
        console.printJson(nlohmann::ordered_json{{"file", arguments.out},
                                                 {"frames", report.frames},
                                                 {"width", report.width},
                                                 {"height", report.height},
                                                 {"encoder", report.encoder},
                                                 {"unreadable_frames", report.unreadable.size()},
                                                 {"sound", false}});
    else
        console.print(arguments.out + ": " + toText(std::int64_t{report.frames}) + " frames, " +
                      toText(std::int64_t{report.width}) + "x" + toText(std::int64_t{report.height}) + ", " +
                      report.encoder + ", without sound\n");
    return console.done();
}

ExitCode runRender(const Arguments& arguments, Console& console)
{
    pipeline::RenderRequest request;
    request.video = arguments.video;
    request.out = arguments.out;
    if (!arguments.frames.empty()) {
        const auto frames = frameRangeOf(arguments.frames);
        if (!frames)
            return console.usage(frames.error().detail);
        request.frames = *frames;
    }
    request.encoder = arguments.encoder;
    request.quality = arguments.quality;
    request.overlay.ids = !arguments.noIds;
    request.overlay.trails = arguments.trail > 0;
    request.overlay.trailFrames = arguments.trail;
    request.overlay.patterns = arguments.patterns;
    request.overlay.lineScale = arguments.lineScale;
    request.inputs = {arguments.tracks};
    request.force = arguments.force;
    auto tracks = tracksOf(arguments, console);
    if (!tracks)
        return console.fail(tracks.error());
    request.tracks = std::move(*tracks);
    const auto report = pipeline::renderVideo(request, console.job());
    if (!report)
        return console.fail(report.error());
    return show(*report, arguments, console);
}

} // namespace

Run declareRender(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("VIDEO", arguments->video, "Video, or a folder of images")->required();
    app.add_option("--tracks", arguments->tracks, "File of tracks in any format, or a project")->required();
    app.add_option("--out", arguments->out, "Video to write; its suffix is the container: .mp4 .mkv .webm .avi")
        ->required();
    app.add_option("--frames", arguments->frames, "Only these frames, A:B from 1 on, both included");
    app.add_option("--encoder", arguments->encoder,
                   "FFmpeg's name of an encoder; by default the first of libx264, libopenh264, libvpx-vp9 and mpeg4 "
                   "that this FFmpeg has and the container takes");
    app.add_option("--quality", arguments->quality, "Constant quality where the encoder has one (crf); 0: its habit")
        ->check(CLI::Range(0, 63));
    app.add_option("--trail", arguments->trail, "Length of the trails in frames; 0: none")->check(CLI::Range(0, 10000));
    app.add_option("--line-scale", arguments->lineScale, "Width of lines and letters; 0: by the image's size")
        ->check(numberBetween(0, 20));
    app.add_flag("--no-ids", arguments->noIds, "Boxes without numbers");
    app.add_flag("--patterns", arguments->patterns, "Dash patterns beside colours");
    app.add_flag("--force", arguments->force, "Write over an input or a file of another kind, too");
    declareReading(app, arguments->reading, "--from");
    return [arguments](Console& console) { return runRender(*arguments, console); };
}

} // namespace tw::cli
