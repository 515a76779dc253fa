// trackwright-cli track VIDEO --out FILE [--format mot|mot-result] [--project P.twp] [--model lite|dla_34|FILE.pth]
//     [--size WxH] [--device cpu|cuda:N] [--frames A:B] [--existing keep-edited|untracked|second-set] [--resume]
//
// The run goes into a project: the one that --project names, or FILE.unfinished.twp, which is removed when the tracks
// are written. So a run that was stopped, or killed, can be resumed in both cases.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "app/cli/track_options.h"
#include "app/cli/track_output.h"
#include "core/base/number_text.h"
#include "core/base/output_guard.h"
#include "core/formats/detections.h"
#include "core/formats/mot.h"
#include "core/pipeline/track_detections.h"
#include "core/storage/project_store.h"
#include "core/workspace/tuned_tracking.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace tw::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Arguments {
    std::string video;
    std::string out;
    std::string format = "mot";
    std::string project;
    TrackOptions network;
    std::string frames;
    std::string existing = "keep-edited";
    std::string detections;
    int decimals = 3;
    bool resume = false;
    bool force = false;
};

// A finished run, however it was made.
struct Outcome {
    FrameRange frames;
    double seconds = 0;
    std::string model;
    std::string association; // what the whole video changed; empty: nothing was
};

Result<pipeline::TrackRequest> requestFor(const Arguments& arguments)
{
    TW_TRY_ASSIGN(pipeline::TrackRequest request, requestOf(arguments.network));
    request.video = arguments.video;
    if (!arguments.frames.empty()) {
        TW_TRY_ASSIGN(request.frames, frameRangeOf(arguments.frames));
    }
    return request;
}

// --- the project a run goes into ------------------------------------------------------------------------------------

bool isTemporary(const Arguments& arguments)
{
    return arguments.project.empty();
}

fs::path projectPath(const Arguments& arguments)
{
    return isTemporary(arguments) ? fs::path(arguments.out + ".unfinished.twp") : fs::path(arguments.project);
}

void removeTemporary(const Arguments& arguments, Console& console)
{
    if (const auto removed = storage::removeProject(projectPath(arguments)); !removed)
        console.note(removed.error().message());
}

std::vector<fs::path> inputsOf(const Arguments& arguments)
{
    return {arguments.video, arguments.project, arguments.detections};
}

Result<OpenProject> openRunProject(const Arguments& arguments, Console& console)
{
    if (arguments.out == "-" && isTemporary(arguments))
        return openInMemory(arguments.video, console.job());
    const fs::path project = projectPath(arguments);
    std::error_code error;
    const bool exists = fs::exists(project, error);
    if (arguments.resume && !exists)
        return Error{ErrorCode::NotFound, "nothing to resume", project.string()};
    if (!arguments.resume && exists && isTemporary(arguments)) {
        TW_TRY(storage::removeProject(project)); // not while another run writes it
        console.note("an earlier run that was not finished is given up (--resume goes on with it): " +
                     project.string());
    }
    if (project.has_parent_path())
        fs::create_directories(project.parent_path(), error); // opening says what is wrong
    return openProjectFor(arguments.video, project, console.job());
}

// --- running --------------------------------------------------------------------------------------------------------

// A command cannot ask: it says what becomes of tracks that are there.
void noteExisting(const workspace::ExistingTracks& counts, workspace::Existing existing, Console& console)
{
    if (counts.tracks == 0 && counts.deletedTracks == 0)
        return;
    const auto n = [](std::size_t count) { return toText(static_cast<std::int64_t>(count)); };
    std::string text = n(counts.tracks) + " tracks are there: ";
    switch (existing) {
    case workspace::Existing::KeepEdited:
        text += n(counts.editedTracks) + " edited ones stay, " + n(counts.deletedTracks) + " deleted ones stay away, " +
                n(counts.replaceable()) + " are replaced";
        break;
    case workspace::Existing::UntrackedFrames:
        text += "they stay, and " + toText(std::int64_t{counts.untrackedFrames()}) + " untracked frames are tracked";
        break;
    case workspace::Existing::SecondSet: text += "they stay, and the run enters beside them"; break;
    }
    console.note(text + " (--existing chooses; `edit --undo 1` takes the run back)");
}

Result<Outcome> trackWithNetwork(const Arguments& arguments, pipeline::TrackRequest request, OpenProject& project,
                                 Console& console)
{
    workspace::Workspace& workspace = *project.workspace;
    const auto start = std::chrono::steady_clock::now();
    const FrameIndex already = arguments.resume ? workspace.runStatus().nextFrame : FrameIndex{0};
    const bool nothingLeft = arguments.resume && workspace.runStatus().state == workspace::RunState::Finished;
    if (!nothingLeft) {
        if (arguments.resume) {
            TW_TRY(workspace.resumeTracking());
        } else {
            TW_TRY_ASSIGN(request.detector.device, model::parseDevice(arguments.network.device));
            const auto existing = workspace::existingOf(arguments.existing);
            noteExisting(workspace.existingTracks(request.frames), *existing, console);
            if (arguments.network.preset.empty() && arguments.network.trackerOptions.empty())
                TW_TRY(workspace::applyTunedOptions(workspace, request));
            TW_TRY(workspace.startTracking(std::move(request), *existing));
        }
    }
    const workspace::RunStatus status = nothingLeft ? workspace.runStatus() : project.waitForRun(console.job());
    if (status.state == workspace::RunState::Failed)
        return Error{ErrorCode::Internal, status.message, arguments.video};
    if (status.state != workspace::RunState::Finished) {
        const bool kept = !workspace.saveStatus().path.empty();
        return Error{ErrorCode::Cancelled,
                     "stopped after frame " + toText(std::int64_t{status.nextFrame}) +
                         (kept ? "; the same command with --resume goes on" : ""),
                     arguments.video};
    }
    if (!status.message.empty())
        console.problem(status.message);
    Outcome outcome;
    outcome.frames = {arguments.resume ? already : status.frames.first, status.nextFrame - 1};
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome.model = status.model;
    outcome.association = status.association ? status.association->summary() : std::string();
    return outcome;
}

Result<Outcome> trackForeignDetections(const Arguments& arguments, const pipeline::TrackRequest& request,
                                       OpenProject& project, Console& console)
{
    workspace::Workspace& workspace = *project.workspace;
    const auto start = std::chrono::steady_clock::now();
    const formats::SequenceInfo info = workspace.sequenceInfo();
    TW_TRY_ASSIGN(auto imported, formats::readDetections(arguments.detections, info));
    console.list(imported.issues, arguments.detections);
    pipeline::TrackDetectionsRequest wanted;
    wanted.detections = std::move(imported.frames);
    wanted.frames = request.frames.empty() ? FrameRange{0, info.length - 1} : request.frames;
    wanted.frames.last = std::min(wanted.frames.last, info.length - 1);
    if (wanted.frames.empty())
        return Error{ErrorCode::InvalidArgument,
                     "none of these frames is in the video, which has " + toText(std::int64_t{info.length}),
                     arguments.video};
    wanted.threshold = arguments.network.threshold >= 0 ? arguments.network.threshold : 0;
    wanted.tracker = request.tracker;
    wanted.filter = request.filter;
    wanted.wholeVideo = request.wholeVideo;
    wanted.offline = request.offline;
    wanted.picture = {static_cast<double>(info.width), static_cast<double>(info.height)};
    if (info.frameRate.positive())
        wanted.tracker.frameRate = wanted.offline.frameRate = info.frameRate.value();
    const auto existing = workspace::existingOf(arguments.existing);
    noteExisting(workspace.existingTracks(wanted.frames), *existing, console);
    TW_TRY_ASSIGN(const auto tracks, pipeline::trackDetections(wanted, console.job()));
    TW_TRY(workspace.enterTracks(tracks, wanted.frames, *existing));
    Outcome outcome;
    outcome.frames = wanted.frames;
    outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    outcome.model = "detections of " + arguments.detections;
    return outcome;
}

// --- results --------------------------------------------------------------------------------------------------------

pipeline::ExportRequest exportRequest(const Arguments& arguments, const workspace::Workspace& workspace)
{
    pipeline::ExportRequest request;
    request.formatId = arguments.format;
    request.options.info = workspace.sequenceInfo();
    request.options.decimals = arguments.decimals;
    request.path = arguments.out;
    request.inputs = inputsOf(arguments);
    request.force = arguments.force;
    // SEQ/gt/gt.txt gets its seqinfo.ini too
    const fs::path folder = request.path.parent_path();
    if (arguments.format == "mot" && request.path.filename() == "gt.txt" && folder.filename() == "gt") {
        request.path = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
        std::error_code error;
        request.options.info.name = fs::weakly_canonical(request.path, error).filename().string();
    }
    return request;
}

Json outcomeJson(const Arguments& arguments, const Outcome& outcome, const annotation::DocumentState& state)
{
    const FrameIndex frames = outcome.frames.length();
    std::size_t boxes = 0;
    for (const auto& [id, track] : state.tracks)
        boxes += track->boxes.size();
    Json json = {{"video", arguments.video},
                 {"frames", frames},
                 {"first_frame", outcome.frames.first + 1},
                 {"seconds", outcome.seconds},
                 {"frames_per_second", outcome.seconds > 0 ? frames / outcome.seconds : 0.0},
                 {"model", outcome.model},
                 {"tracks", state.tracks.size()},
                 {"boxes", boxes}};
    if (!outcome.association.empty())
        json["association"] = outcome.association;
    if (!arguments.project.empty())
        json["project"] = arguments.project;
    return json;
}

std::string outcomeText(const Json& json)
{
    return "tracked " + toText(json["frames"].get<std::int64_t>()) + " frames in " +
           toText(json["seconds"].get<double>(), 1) + " s (" + toText(json["frames_per_second"].get<double>(), 1) +
           " frames/s, " + json["model"].get<std::string>() + "): " + toText(json["tracks"].get<std::int64_t>()) +
           " tracks, " + toText(json["boxes"].get<std::int64_t>()) + " boxes\n" +
           (json.contains("association") ? json["association"].get<std::string>() + "\n" : "");
}

ExitCode writeToStdout(const Arguments& arguments, const workspace::Workspace& workspace, Console& console)
{
    const pipeline::ExportRequest request = exportRequest(arguments, workspace);
    formats::Written written;
    const auto layout = arguments.format == "mot-result" ? formats::MotLayout::Result : formats::MotLayout::Gt;
    console.print(formats::motText(*workspace.snapshot(), request.options, layout, written));
    console.list(written.issues, {});
    return console.done();
}

ExitCode report(const Arguments& arguments, const Outcome& outcome, OpenProject& project, Console& console)
{
    const workspace::Workspace& workspace = *project.workspace;
    if (arguments.out == "-")
        return writeToStdout(arguments, workspace, console);
    Json json = outcomeJson(arguments, outcome, *workspace.snapshot());
    if (arguments.out.empty()) {
        if (console.json())
            console.printJson(json);
        else
            console.print(outcomeText(json));
        return console.done();
    }
    const pipeline::ExportRequest request = exportRequest(arguments, workspace);
    std::error_code error;
    if (request.path.has_parent_path())
        fs::create_directories(request.path.parent_path(), error); // writing says what is wrong
    const auto exported = pipeline::exportTracks(workspace.snapshot(), request, console.job());
    if (!exported)
        return console.fail(exported.error());
    listIssues(*exported, request, console);
    if (console.json()) {
        json["export"] = exportJson(*exported, request);
        console.printJson(json);
    } else {
        console.print(outcomeText(json) + exportText(*exported, request));
    }
    return endOfExport(*exported, request, console);
}

ExitCode runTrack(const Arguments& arguments, Console& console)
{
    if (arguments.out.empty() && arguments.project.empty())
        return console.usage("--out FILE or --project FILE.twp is needed");
    if (arguments.out == "-" && !arguments.format.starts_with("mot"))
        return console.usage("only MOTChallenge text can go to standard output");
    if (const auto format = writableFormat(arguments.format); !format)
        return console.usage(format.error().detail);
    auto request = requestFor(arguments);
    if (!request)
        return console.usage(request.error().message());
    if (!arguments.project.empty() && fs::path(arguments.project).extension() != ".twp")
        return console.usage("a project is a file that ends in .twp, not '" + arguments.project + "'");
    if (!arguments.out.empty() && arguments.out != "-" && !arguments.force) // before the work and not after it
        if (const auto free = checkOutput(arguments.out, OutputKind::Text, inputsOf(arguments)); !free)
            return console.fail(free.error());
    auto project = openRunProject(arguments, console);
    if (!project)
        return console.fail(project.error());
    const auto outcome = arguments.detections.empty()
                             ? trackWithNetwork(arguments, *std::move(request), *project, console)
                             : trackForeignDetections(arguments, *request, *project, console);
    const bool inFile = !project->workspace->saveStatus().path.empty();
    if (inFile && (outcome || outcome.error().code == ErrorCode::Cancelled)) {
        if (const auto saved = project->save(); !saved)
            return console.fail(saved.error());
    }
    if (!outcome) {
        const bool keep = outcome.error().code == ErrorCode::Cancelled && arguments.detections.empty();
        project->workspace.reset(); // what is finished goes to disk
        if (isTemporary(arguments) && !keep)
            removeTemporary(arguments, console);
        return console.fail(outcome.error());
    }
    const ExitCode code = report(arguments, *outcome, *project, console);
    project->workspace.reset();
    const bool written = code == ExitCode::Done || code == ExitCode::DoneWithIssues;
    if (isTemporary(arguments) && written && arguments.out != "-")
        removeTemporary(arguments, console);
    return code;
}

} // namespace

Run declareTrack(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("VIDEO", arguments->video, "Video file, image folder or list of images")->required();
    app.add_option("--out", arguments->out, "File for the tracks; - is standard output");
    app.add_option("--format", arguments->format,
                   "mot (ground truth layout, 9 columns), mot-result (10 columns), or one of " + formatNames(true));
    app.add_option("--project", arguments->project, "Keep tracks, peaks and history in this project");
    addTrackOptions(app, arguments->network);
    app.add_option("--frames", arguments->frames, "FIRST:LAST, numbers from 1 on, both included");
    app.add_option("--existing", arguments->existing,
                   "With tracks in the project: keep-edited (the rest is replaced), untracked (only frames without "
                   "tracks), second-set (beside the others)")
        ->check(CLI::IsMember({"keep-edited", "untracked", "second-set"}));
    app.add_flag("--resume", arguments->resume,
                 "Go on with a run that was stopped, with the options it was started with");
    app.add_option("--detections", arguments->detections,
                   "Track these detections (det.txt, .npy, ...) instead of the network's");
    app.add_flag("--force", arguments->force, "Write over an input or a file of another kind, too");
    app.add_option("--decimals", arguments->decimals, "Digits after the point; -1: exact")->check(CLI::Range(-1, 12));
    return [arguments](Console& console) { return runTrack(*arguments, console); };
}

} // namespace tw::cli
