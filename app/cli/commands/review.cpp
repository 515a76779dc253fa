// trackwright-cli review PROJECT | --video V --tracks F [--model M]
//     [--kind K]... [--person ID] [--frames A:B] [--made-by person|tracker] [--limit N] [--apply N | --accept-above P |
//     --dismiss KEY]
// trackwright-cli review --calibrate OUT.json --video V --gt G [--video V --gt G ...] [--model M]

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/commands/review_calibrate.h"
#include "app/cli/project.h"
#include "core/annotation/edit_text.h"
#include "core/base/number_text.h"
#include "core/pipeline/track_video.h"
#include "core/review/filter.h"
#include "core/review/session.h"
#include "core/workspace/review_text.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using review::Event;

struct Arguments {
    std::string project;
    std::vector<std::string> videos;
    std::string tracks;
    std::string model;
    std::string calibrate;
    std::vector<std::string> projects;
    std::vector<double> weights;
    std::vector<std::string> truths;
    std::string size;
    std::vector<int> every;
    int scenes = 0;
    int sceneFrames = 200;
    std::vector<std::string> kinds;
    int person = 0;     // 0: all
    std::string frames; // FIRST:LAST
    std::string madeBy;
    std::string dismiss;
    std::string later;
    bool noFill = false;
    bool all = false;
    int limit = 0; // all
    int apply = 0;
    double acceptAbove = -1;
};

std::string kindNames()
{
    std::string out;
    for (int kind = 0; kind < review::kEventKinds; ++kind)
        out += (kind > 0 ? ", " : "") + std::string(review::toString(static_cast<review::EventKind>(kind)));
    return out;
}

Result<review::EventFilter> filterOf(const Arguments& arguments)
{
    using MadeBy = review::EventFilter::MadeBy;
    review::EventFilter filter;
    for (const std::string& name : arguments.kinds) {
        const auto kind = review::eventKind(name);
        if (!kind)
            return Error{ErrorCode::InvalidArgument, "a kind is one of " + kindNames() + ", not '" + name + "'", {}};
        filter.kinds.insert(*kind);
    }
    if (arguments.person > 0)
        filter.track = TrackId{arguments.person};
    if (!arguments.frames.empty()) {
        TW_TRY_ASSIGN(filter.frames, frameRangeOf(arguments.frames));
    }
    if (!arguments.madeBy.empty())
        filter.madeBy = arguments.madeBy == "person" ? MadeBy::Person : MadeBy::Tracker;
    return filter;
}

// --- what is looked at -------------------------------------------------------------------------------------------

// Peaks of a video that has no project: the network looks at it now.
Result<review::PeakSource> seenBy(const std::string& model, const std::string& video, const JobContext& job)
{
    pipeline::TrackRequest request;
    request.video = video;
    request.model = model;
    auto frames = std::make_shared<std::map<FrameIndex, std::shared_ptr<const FramePeaks>>>();
    TW_TRY(pipeline::trackVideo(
        request,
        [&frames](pipeline::TrackBatch batch) {
            for (FramePeaks& peaks : batch.peaks) {
                const FrameIndex frame = peaks.frame;
                frames->insert_or_assign(frame, std::make_shared<const FramePeaks>(std::move(peaks)));
            }
        },
        job));
    return review::PeakSource([frames](FrameIndex frame) -> std::shared_ptr<const FramePeaks> {
        const auto it = frames->find(frame);
        return it == frames->end() ? nullptr : it->second;
    });
}

// Everything the queue is made of, and kept in step with the document.
struct Review {
    workspace::OpenProject project;
    std::optional<review::ReviewSession> session;
    review::EventFilter filter; // of what is shown

    Result<void> look(const JobContext& job)
    {
        return session->look(review::reviewInput(project.workspace->document(), project.workspace->history()), job);
    }
    // Those that are wanted, best first.
    std::vector<Event> open() const
    {
        std::vector<Event> out = session->queue().open();
        std::erase_if(out, [this, state = project.workspace->snapshot()](const Event& event) {
            return !filter.accepts(event, *state);
        });
        return out;
    }
};

Result<Review> openReview(const Arguments& arguments, review::EventFilter filter, Console& console)
{
    Review out;
    review::PeakSource peaks;
    if (arguments.project.empty()) {
        TW_TRY_ASSIGN(out.project, openInMemory(arguments.videos.front(), console.job()));
        TW_TRY_ASSIGN(const auto imported, out.project.workspace->importTracks(arguments.tracks));
        console.list(imported.issues, arguments.tracks);
        if (!arguments.model.empty()) {
            TW_TRY_ASSIGN(peaks, seenBy(arguments.model, arguments.videos.front(), console.job()));
        }
    } else {
        TW_TRY_ASSIGN(out.project, openProject(arguments.project, console));
        peaks = workspace::storedPeaks(out.project.workspace->peakReader());
    }
    const workspace::Workspace& workspace = *out.project.workspace;
    out.filter = std::move(filter);
    out.session.emplace(std::move(peaks), workspace::reviewOptions(workspace.video()));
    TW_TRY(out.look(console.job()));
    return out;
}

// --- verdicts ----------------------------------------------------------------------------------------------------

struct Applied {
    Event event;
    std::string edit;
};

// Accepts the best open events one by one; every fix changes what the next one looks like.
Result<std::vector<Applied>> accept(Review& review, const Arguments& arguments, Console& console)
{
    std::vector<Applied> out;
    std::set<std::string> refused;
    while (arguments.apply == 0 || static_cast<int>(out.size()) < arguments.apply) {
        if (console.stopped())
            return Error{ErrorCode::Cancelled, "stopped", {}};
        const std::vector<Event> open = review.open();
        const auto it = std::find_if(open.begin(), open.end(), [&](const Event& event) {
            return !refused.contains(event.key) && event.probability >= arguments.acceptAbove;
        });
        if (it == open.end())
            break;
        const Event event = *it;
        refused.insert(event.key); // never twice, also when the fix does not make the finding go away
        const auto plan = review.session->accept(event, {!arguments.noFill, false});
        const auto change = plan ? review.project.workspace->run(plan->step, annotation::Origin::Fix)
                                 : Result<annotation::ChangeSet>(plan.error());
        if (!change) {
            console.problem(event.reason + ": " + change.error().message());
            continue;
        }
        out.push_back({event, plan->label});
        TW_TRY(review.look(console.job()));
    }
    return out;
}

Result<void> giveVerdict(Review& review, const std::string& key, review::VerdictState state, const JobContext& job)
{
    const Event* event = review.session->queue().find(key);
    if (event == nullptr)
        return Error{ErrorCode::NotFound, "no open event has this key", key};
    TW_TRY(review.project.workspace->run(review::editOf(review::verdictOn(*event, state))));
    return review.look(job);
}

// --- results -----------------------------------------------------------------------------------------------------

Json jsonOf(const Event& event)
{
    return Json::parse(workspace::toJson(event));
}

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(width, text.size()), ' ');
    return text;
}

std::string lineOf(const Event& event)
{
    std::string tracks = "#" + std::to_string(number(event.a));
    if (event.b != TrackId::kInvalid)
        tracks += " #" + std::to_string(number(event.b));
    return padded(toText(std::int64_t{event.frame + 1}), 8) + padded(std::string(review::toString(event.kind)), 16) +
           padded(tracks, 14) + padded(toText(std::int64_t{std::lround(event.probability * 100)}) + " %", 7) +
           event.reason + "\n" + std::string(45, ' ') + "-> " +
           (event.fix ? annotation::describe(*event.fix) : "to be corrected by hand") + "\n";
}

void show(const Review& review, const std::vector<Applied>& applied, const Arguments& arguments, Console& console)
{
    const std::vector<Event> open = review.open();
    const review::ReviewQueue& queue = review.session->queue();
    const std::size_t worth =
        arguments.all ? open.size()
                      : static_cast<std::size_t>(std::count_if(open.begin(), open.end(), review::isWorthALook));
    const std::size_t shown = arguments.limit > 0 ? std::min(worth, static_cast<std::size_t>(arguments.limit)) : worth;
    if (console.json()) {
        Json events = Json::array();
        for (std::size_t i = 0; i < shown; ++i)
            events.push_back(jsonOf(open[i]));
        Json done = Json::array();
        for (const Applied& each : applied)
            done.push_back(jsonOf(each.event));
        console.printJson(Json{{"open", open.size()},
                               {"hidden", open.size() - worth},
                               {"expected_identity_errors", queue.expectedErrors()},
                               {"expected_identity_errors_deviation", queue.expectedErrorsDeviation()},
                               {"dismissed", queue.count(review::VerdictState::Dismissed)},
                               {"applied", std::move(done)},
                               {"events", std::move(events)}});
        return;
    }
    std::string text;
    for (const Applied& each : applied)
        text += "applied: " + each.edit + " (" + each.event.reason + ")\n";
    if (shown > 0)
        text += padded("frame", 8) + padded("kind", 16) + padded("tracks", 14) + padded("error", 7) + "reason\n";
    for (std::size_t i = 0; i < shown; ++i)
        text += lineOf(open[i]);
    if (worth < open.size())
        text += toText(static_cast<std::int64_t>(open.size() - worth)) +
                " more are expected to save less time than a look takes; --all shows them\n";
    text += toText(static_cast<std::int64_t>(open.size())) + " open, " +
            toText(std::int64_t{queue.count(review::VerdictState::Dismissed)}) +
            " dismissed; identity errors expected in them: " + toText(queue.expectedErrors(), 1) + " +- " +
            toText(queue.expectedErrorsDeviation(), 1) + "\n";
    console.print(text);
}

ExitCode runReview(const Arguments& arguments, Console& console)
{
    if (!arguments.calibrate.empty()) {
        if (!arguments.project.empty() ||
            arguments.videos.size() + arguments.projects.size() != arguments.truths.size())
            return console.usage("--calibrate needs a --gt for every --video and every --project");
        return calibrateReview({arguments.videos, arguments.projects, arguments.truths, arguments.weights,
                                arguments.model, arguments.size, arguments.every, arguments.scenes,
                                arguments.sceneFrames, arguments.calibrate},
                               console);
    }
    const bool hasProject = !arguments.project.empty();
    if (arguments.videos.size() > 1 || !arguments.projects.empty() || !arguments.truths.empty())
        return console.usage("several videos, --project and --gt belong to --calibrate");
    const bool hasFiles = !arguments.videos.empty() && !arguments.tracks.empty();
    if (hasProject == hasFiles || (hasProject && (!arguments.videos.empty() || !arguments.tracks.empty())))
        return console.usage("a project, or --video and --tracks");
    const bool changes =
        arguments.apply > 0 || arguments.acceptAbove >= 0 || !arguments.dismiss.empty() || !arguments.later.empty();
    if (changes && !hasProject)
        return console.usage("verdicts need a project to be kept in; `import` makes one");
    if (!arguments.model.empty() && hasProject)
        return console.usage("--model belongs to --video; a project has the peaks of its own run");
    auto filter = filterOf(arguments);
    if (!filter)
        return console.usage(filter.error().detail);
    auto review = openReview(arguments, *std::move(filter), console);
    if (!review)
        return console.fail(review.error());
    if (!review->project.workspace->snapshot()->tracks.empty() && review->session->evidence().frames().empty())
        console.problem("the tracks have no boxes");
    std::vector<Applied> applied;
    if (arguments.apply > 0 || arguments.acceptAbove >= 0) {
        auto accepted = accept(*review, arguments, console);
        if (!accepted)
            return console.fail(accepted.error());
        applied = *std::move(accepted);
    }
    for (const auto& [key, state] : {std::pair(arguments.dismiss, review::VerdictState::Dismissed),
                                     std::pair(arguments.later, review::VerdictState::Later)})
        if (!key.empty())
            if (const auto given = giveVerdict(*review, key, state, console.job()); !given)
                return console.fail(given.error());
    if (changes)
        if (const auto saved = review->project.save(); !saved)
            return console.fail(saved.error());
    show(*review, applied, arguments, console);
    return console.done();
}

} // namespace

Run declareReview(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project, or the video beside it");
    app.add_option("--video", arguments->videos, "Without a project: the video")->take_all();
    app.add_option("--tracks", arguments->tracks, "and the file of its tracks");
    app.add_option("--model", arguments->model,
                   "and the network that looks at the people; without one only places and sizes are compared");
    app.add_option("--kind", arguments->kinds, "Only these: " + kindNames())->take_all();
    app.add_option("--person", arguments->person, "Only findings about the track with this id")
        ->check(CLI::PositiveNumber);
    app.add_option("--frames", arguments->frames, "Only in FIRST:LAST, numbers from 1 on, both included");
    app.add_option("--made-by", arguments->madeBy, "Only tracks a person edited, or only the others")
        ->check(CLI::IsMember({"person", "tracker"}));
    app.add_option("--limit", arguments->limit, "Print so many at most; 0: all")->check(CLI::NonNegativeNumber);
    auto* apply = app.add_option("--apply", arguments->apply, "Accept the first N; each is one step of the history")
                      ->check(CLI::PositiveNumber);
    auto* above = app.add_option("--accept-above", arguments->acceptAbove, "Accept what is at least this probable")
                      ->check(numberBetween(0, 1));
    auto* dismissed =
        app.add_option("--dismiss", arguments->dismiss, "It is fine: the event with this key (see --json)");
    app.add_option("--later", arguments->later, "Decide later: the finding with this key goes to the end");
    app.add_flag("--all", arguments->all, "Also findings that are expected to save less time than a look takes");
    app.add_flag("--no-fill", arguments->noFill, "Leave the gaps of accepted joins open");
    apply->excludes(above)->excludes(dismissed);
    above->excludes(dismissed);
    app.add_option("--calibrate", arguments->calibrate,
                   "Fit the probabilities on videos with truth (--video and --gt, once each), write them here");
    app.add_option("--project", arguments->projects,
                   "For --calibrate: project with the peaks of a run, associated again instead of a video tracked")
        ->take_all();
    app.add_option("--weight", arguments->weights,
                   "For --calibrate: weight of the findings of each --project, in order; 1 where none is given")
        ->check(CLI::NonNegativeNumber)
        ->take_all();
    app.add_option("--gt", arguments->truths, "For --calibrate: ground truth of each video, then of each project")
        ->take_all();
    app.add_option("--size", arguments->size, "For --calibrate: size of the network's input, WIDTHxHEIGHT");
    app.add_option("--scenes", arguments->scenes, "For --calibrate: this many simulated scenes beside the videos")
        ->check(CLI::Range(0, 1000));
    app.add_option("--scene-frames", arguments->sceneFrames, "For --calibrate: frames of each simulated scene")
        ->check(CLI::Range(2, 100'000));
    app.add_option("--every", arguments->every,
                   "For --calibrate: also track with the network on every N-th frame only; several give more mistakes")
        ->check(CLI::Range(1, 100))
        ->take_all();
    return [arguments](Console& console) { return runReview(*arguments, console); };
}

} // namespace tw::cli
