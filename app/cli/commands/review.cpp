// trackwright-cli review PROJECT | --video V --tracks F [--model M]
//     [--kind K]... [--limit N] [--apply N | --accept-above P | --dismiss KEY]
// trackwright-cli review --calibrate OUT.json --video V --gt G [--video V --gt G ...] [--model M]

#include "app/cli/commands/commands.h"
#include "app/cli/commands/review_calibrate.h"
#include "app/cli/project.h"
#include "core/annotation/edit_text.h"
#include "core/base/number_text.h"
#include "core/pipeline/track_video.h"
#include "core/workspace/review_text.h"
#include "core/workspace/review_verdicts.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
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
    std::vector<std::string> truths;
    std::string size;
    std::vector<int> every;
    int scenes = 0;
    std::vector<std::string> kinds;
    std::string dismiss;
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

bool wanted(const Event& event, const std::set<review::EventKind>& kinds)
{
    return kinds.empty() || kinds.contains(event.kind);
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
    OpenProject project;
    review::ReviewOptions options;
    review::Evidence evidence;
    review::ReviewQueue queue;
    std::set<review::EventKind> kinds;

    Result<void> look(const JobContext& job)
    {
        TW_TRY_ASSIGN(auto events, review::scan(evidence, options, job));
        std::erase_if(events, [this](const Event& event) { return !wanted(event, kinds); });
        queue.setEvents(std::move(events));
        return {};
    }
};

Result<Review> openReview(const Arguments& arguments, std::set<review::EventKind> kinds, Console& console)
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
        TW_TRY_ASSIGN(out.project, openProject(arguments.project, console.job()));
        peaks = workspace::storedPeaks(out.project.workspace->peakReader());
    }
    const workspace::Workspace& workspace = *out.project.workspace;
    out.kinds = std::move(kinds);
    out.options = workspace::reviewOptions(workspace.video());
    out.queue = workspace::restoredQueue(workspace);
    TW_TRY_ASSIGN(out.evidence, review::Evidence::build(workspace.snapshot(), std::move(peaks), console.job()));
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
        const auto& open = review.queue.open();
        const auto it = std::find_if(open.begin(), open.end(), [&](const Event& event) {
            return event.fix && !refused.contains(event.key) && event.probability >= arguments.acceptAbove;
        });
        if (it == open.end())
            break;
        const Event event = *it;
        refused.insert(event.key); // never twice, also when the fix does not make the finding go away
        if (const auto change = review.project.workspace->run(
                annotation::Compound{annotation::describe(*event.fix),
                                     {*event.fix, review::acceptanceOf(event, event.kind == review::EventKind::Jump)}},
                annotation::Origin::Fix);
            !change) {
            console.problem(event.reason + ": " + change.error().message());
            continue;
        }
        review.queue.setVerdict(event, review::VerdictState::Accepted);
        out.push_back({event, annotation::describe(*event.fix)});
        review.evidence.update(review.project.workspace->snapshot());
        TW_TRY(review.look(console.job()));
    }
    return out;
}

Result<void> dismiss(Review& review, const std::string& key)
{
    const Event* event = review.queue.find(key);
    if (event == nullptr)
        return Error{ErrorCode::NotFound, "no open event has this key", key};
    TW_TRY(review.project.workspace->run(review::editOf(review::verdictOn(*event, review::VerdictState::Dismissed))));
    review.queue.setVerdict(Event(*event), review::VerdictState::Dismissed);
    return {};
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
    const auto& open = review.queue.open();
    const std::size_t shown =
        arguments.limit > 0 ? std::min(open.size(), static_cast<std::size_t>(arguments.limit)) : open.size();
    if (console.json()) {
        Json events = Json::array();
        for (std::size_t i = 0; i < shown; ++i)
            events.push_back(jsonOf(open[i]));
        Json done = Json::array();
        for (const Applied& each : applied)
            done.push_back(jsonOf(each.event));
        console.printJson(Json{{"open", open.size()},
                               {"expected_identity_errors", review.queue.expectedErrors()},
                               {"expected_identity_errors_deviation", review.queue.expectedErrorsDeviation()},
                               {"dismissed", review.queue.count(review::VerdictState::Dismissed)},
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
    text += toText(static_cast<std::int64_t>(open.size())) + " open, " +
            toText(std::int64_t{review.queue.count(review::VerdictState::Dismissed)}) +
            " dismissed; identity errors expected in them: " + toText(review.queue.expectedErrors(), 1) + " +- " +
            toText(review.queue.expectedErrorsDeviation(), 1) + "\n";
    console.print(text);
}

ExitCode runReview(const Arguments& arguments, Console& console)
{
    if (!arguments.calibrate.empty()) {
        if (!arguments.project.empty() || arguments.videos.size() != arguments.truths.size())
            return console.usage("--calibrate needs a --gt for every --video, and no project");
        return calibrateReview({arguments.videos, arguments.truths, arguments.model, arguments.size, arguments.every,
                                arguments.scenes, arguments.calibrate},
                               console);
    }
    const bool hasProject = !arguments.project.empty();
    if (arguments.videos.size() > 1 || !arguments.truths.empty())
        return console.usage("several videos and --gt belong to --calibrate");
    const bool hasFiles = !arguments.videos.empty() && !arguments.tracks.empty();
    if (hasProject == hasFiles || (hasProject && (!arguments.videos.empty() || !arguments.tracks.empty())))
        return console.usage("a project, or --video and --tracks");
    const bool changes = arguments.apply > 0 || arguments.acceptAbove >= 0 || !arguments.dismiss.empty();
    if (changes && !hasProject)
        return console.usage("verdicts need a project to be kept in; `import` makes one");
    if (!arguments.model.empty() && hasProject)
        return console.usage("--model belongs to --video; a project has the peaks of its own run");
    std::set<review::EventKind> kinds;
    for (const std::string& name : arguments.kinds) {
        const auto kind = review::eventKind(name);
        if (!kind)
            return console.usage("a kind is one of " + kindNames() + ", not '" + name + "'");
        kinds.insert(*kind);
    }
    auto review = openReview(arguments, std::move(kinds), console);
    if (!review)
        return console.fail(review.error());
    if (!review->project.workspace->snapshot()->tracks.empty() && review->evidence.frames().empty())
        console.problem("the tracks have no boxes");
    std::vector<Applied> applied;
    if (arguments.apply > 0 || arguments.acceptAbove >= 0) {
        auto accepted = accept(*review, arguments, console);
        if (!accepted)
            return console.fail(accepted.error());
        applied = *std::move(accepted);
    }
    if (!arguments.dismiss.empty())
        if (const auto dismissed = dismiss(*review, arguments.dismiss); !dismissed)
            return console.fail(dismissed.error());
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
    app.add_option("--limit", arguments->limit, "Print so many at most; 0: all")->check(CLI::NonNegativeNumber);
    auto* apply = app.add_option("--apply", arguments->apply, "Accept the first N; each is one step of the history")
                      ->check(CLI::PositiveNumber);
    auto* above = app.add_option("--accept-above", arguments->acceptAbove, "Accept what is at least this probable")
                      ->check(CLI::Range(0.0, 1.0));
    auto* dismissed =
        app.add_option("--dismiss", arguments->dismiss, "It is fine: the event with this key (see --json)");
    apply->excludes(above)->excludes(dismissed);
    above->excludes(dismissed);
    app.add_option("--calibrate", arguments->calibrate,
                   "Fit the probabilities on videos with truth (--video and --gt, once each), write them here");
    app.add_option("--gt", arguments->truths, "Ground truth of the video before it")->take_all();
    app.add_option("--size", arguments->size, "For --calibrate: size of the network's input, WIDTHxHEIGHT");
    app.add_option("--scenes", arguments->scenes, "For --calibrate: this many simulated scenes beside the videos")
        ->check(CLI::Range(0, 1000));
    app.add_option("--every", arguments->every,
                   "For --calibrate: also track with the network on every N-th frame only; several give more mistakes")
        ->check(CLI::Range(1, 100))
        ->take_all();
    return [arguments](Console& console) { return runReview(*arguments, console); };
}

} // namespace tw::cli
