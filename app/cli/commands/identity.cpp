// trackwright-cli identity PROJECT people [--join-above P]
//     | who --track N --frame F [--is M]
//     | fill --track N [--frames A:B] [--straight]
//     | adopt --frame F --box LEFT,TOP,WIDTH,HEIGHT [--only]
// What the window's identity board, "who is this?", gap filling and ghosts do to a project.

#include "app/cli/arguments.h"
#include "app/cli/commands/commands.h"
#include "app/cli/project.h"
#include "core/base/number_text.h"
#include "core/review/cluster.h"
#include "core/review/gap_path.h"
#include "core/review/peak_follower.h"
#include "core/review/reidentify.h"
#include "core/review/session.h"
#include "core/workspace/review_worker.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::cli {
namespace {

using Json = nlohmann::ordered_json;
using annotation::Edit;
using annotation::Origin;

struct Arguments {
    std::string project;
    double joinAbove = 2; // nothing is joined
    int track = 0;
    int frame = 0; // as people count
    int is = 0;
    std::string frames;
    std::vector<double> box;
    bool straight = false;
    bool only = false;
};

struct Outcome {
    Json json;
    std::string text;
    std::vector<std::pair<Edit, Origin>> edits;
};

review::PeakSource peaksOf(const workspace::Workspace& workspace)
{
    return workspace::storedPeaks(workspace.peakReader());
}

Result<Outcome> people(const workspace::Workspace& workspace, const Arguments& arguments, const JobContext& job)
{
    review::ReviewSession session(peaksOf(workspace), workspace::reviewOptions(workspace.video()));
    TW_TRY(session.look(review::reviewInput(workspace.document(), workspace.history()), job));
    TW_TRY_ASSIGN(const auto groups, session.people({}, job));
    Outcome out;
    out.json = Json::array();
    for (const review::PersonGroup& group : groups) {
        std::vector<TrackId> tracks;
        Json members = Json::array();
        std::string names;
        for (const review::Fragment& fragment : group.fragments) {
            tracks.push_back(fragment.track);
            members.push_back({{"track", number(fragment.track)}, {"probability", fragment.probability}});
            names += (names.empty() ? "#" : " #") + std::to_string(number(fragment.track));
        }
        const bool joins = group.probability >= arguments.joinAbove;
        const review::ReviewOptions& options = session.options();
        if (joins)
            if (auto edit = review::joinAll(*workspace.snapshot(), tracks, options.frames(options.gapSeconds)))
                out.edits.emplace_back(*std::move(edit), Origin::FollowUp);
        out.json.push_back({{"probability", group.probability}, {"tracks", members}, {"joined", joins}});
        out.text += toText(group.probability, 2) + "  " + names + (joins ? "  joined\n" : "\n");
    }
    if (groups.empty())
        out.text = "no tracks that could be one person\n";
    return out;
}

// The box of a track, with the peak under it.
Result<review::PersonQuery> queryOf(const workspace::Workspace& workspace, const review::PeakSource& peaks, TrackId id,
                                    FrameIndex frame)
{
    const annotation::TrackPtr track = workspace.document().find(id);
    const annotation::TrackBox* box = track ? track->at(frame) : nullptr;
    if (box == nullptr)
        return Error{ErrorCode::NotFound, "the track has no box in frame " + toText(std::int64_t{frame} + 1),
                     "track " + std::to_string(number(id))};
    review::PersonQuery out;
    out.frame = frame;
    out.track = id;
    out.box = box->box;
    if (const auto seen = peaks(frame))
        if (const int peak = review::peakUnder(*seen, box->box); peak >= 0) {
            out.embedding = review::embeddingOf(*seen, peak);
            out.colour = review::colourOf(*seen, peak);
            out.score = seen->peaks[static_cast<std::size_t>(peak)].score;
        }
    if (out.embedding.empty())
        return Error{ErrorCode::NotFound,
                     "the network detected no person there; track the video, or choose another frame",
                     "track " + std::to_string(number(id))};
    return out;
}

Result<Outcome> who(const workspace::Workspace& workspace, const Arguments& arguments, const JobContext& job)
{
    const review::PeakSource peaks = peaksOf(workspace);
    const FrameIndex frame = arguments.frame - 1;
    TW_TRY_ASSIGN(const auto query, queryOf(workspace, peaks, TrackId{arguments.track}, frame));
    review::Gallery gallery(peaks);
    TW_TRY(gallery.update(*workspace.snapshot(), job));
    Outcome out;
    out.json = Json::array();
    for (const review::Candidate& candidate : review::rankTracks(*workspace.snapshot(), gallery, query)) {
        const std::string note = candidate.itself      ? "  the track itself"
                                 : candidate.elsewhere ? "  elsewhere then"
                                                       : "";
        out.json.push_back({{"track", number(candidate.id)},
                            {"similarity", candidate.similarity},
                            {"itself", candidate.itself},
                            {"elsewhere", candidate.elsewhere}});
        out.text += "#" + std::to_string(number(candidate.id)) + "  " + toText(candidate.similarity, 2) + note + "\n";
    }
    if (arguments.is > 0) {
        review::AssignOptions options{annotation::fromHere(frame)};
        if (!arguments.frames.empty()) {
            TW_TRY_ASSIGN(options.frames, frameRangeOf(arguments.frames));
        }
        TW_TRY_ASSIGN(auto plan, review::assign(*workspace.snapshot(), query, TrackId{arguments.is}, options));
        out.text += annotation::describe(plan.edit) + "\n";
        out.edits.emplace_back(std::move(plan.edit), Origin::Person);
    }
    return out;
}

Result<Outcome> fill(const workspace::Workspace& workspace, const Arguments& arguments, const JobContext&)
{
    FrameRange frames = annotation::kAllFrames;
    if (!arguments.frames.empty()) {
        TW_TRY_ASSIGN(frames, frameRangeOf(arguments.frames));
    }
    const review::PeakSource peaks = arguments.straight ? review::PeakSource{} : peaksOf(workspace);
    TW_TRY_ASSIGN(auto plan, review::planFill(*workspace.snapshot(), peaks, TrackId{arguments.track}, frames));
    Outcome out;
    out.json = {{"frames", plan.frames}, {"on_peaks", plan.onPeaks}};
    out.text = toText(std::int64_t{plan.frames}) + " frames filled, " + toText(std::int64_t{plan.onPeaks}) +
               " of them along what the network saw\n";
    out.edits.emplace_back(std::move(plan.edit), Origin::Person);
    return out;
}

Result<Outcome> adopt(const workspace::Workspace& workspace, const Arguments& arguments, const JobContext&)
{
    annotation::TrackBox first;
    first.frame = arguments.frame - 1;
    first.box = {arguments.box[0], arguments.box[1], arguments.box[2], arguments.box[3]};
    first.keyframe = true;
    annotation::CreateTrack create;
    create.track.boxes = {first};
    if (!arguments.only)
        create.track.boxes = review::followedBothWays(peaksOf(workspace), *workspace.snapshot(), first,
                                                      TrackId::kInvalid, workspace.video().frameCount);
    const auto boxes = static_cast<std::int64_t>(create.track.boxes.size());
    Outcome out;
    out.json = {{"track", number(workspace.snapshot()->nextId)}, {"boxes", boxes}};
    out.text = "track #" + std::to_string(number(workspace.snapshot()->nextId)) + " with " + toText(boxes) + " boxes\n";
    out.edits.emplace_back(std::move(create), Origin::Person);
    return out;
}

using Plan = Result<Outcome> (*)(const workspace::Workspace&, const Arguments&, const JobContext&);

ExitCode runIdentity(const Arguments& arguments, Plan plan, Console& console)
{
    auto project = openProject(arguments.project, console);
    if (!project)
        return console.fail(project.error());
    auto outcome = plan(*project->workspace, arguments, console.job());
    if (!outcome)
        return console.fail(outcome.error());
    for (const auto& [edit, origin] : outcome->edits)
        if (const auto done = project->workspace->run(edit, origin); !done)
            return console.fail(done.error());
    if (!outcome->edits.empty())
        if (const auto saved = project->save(); !saved)
            return console.fail(saved.error());
    if (console.json())
        console.printJson(outcome->json);
    else
        console.print(outcome->text);
    return console.done();
}

} // namespace

Run declareIdentity(CLI::App& app)
{
    auto arguments = std::make_shared<Arguments>();
    app.add_option("PROJECT", arguments->project, "Project, or the video beside it")->required();
    app.require_subcommand(1);
    const auto track = [&](CLI::App& command) {
        command.add_option("--track", arguments->track, "Number of the track")->required()->check(CLI::PositiveNumber);
    };
    const auto frame = [&](CLI::App& command) {
        command.add_option("--frame", arguments->frame, "Frame, from 1")->required()->check(CLI::PositiveNumber);
    };
    CLI::App* group = app.add_subcommand("people", "Tracks that could be one person, the most worthwhile first");
    group->add_option("--join-above", arguments->joinAbove, "Join those that are at least this probable")
        ->check(CLI::Range(0.0, 1.0));
    CLI::App* ask = app.add_subcommand("who", "All tracks, by how much they look like the box of a track");
    track(*ask);
    frame(*ask);
    ask->add_option("--is", arguments->is, "Give the person this number, from the frame on")
        ->check(CLI::PositiveNumber);
    ask->add_option("--frames", arguments->frames, "In these frames instead, FIRST:LAST");
    CLI::App* gaps = app.add_subcommand("fill", "Fill the gaps of a track along what the network saw there");
    track(*gaps);
    gaps->add_option("--frames", arguments->frames, "Only gaps in these frames, FIRST:LAST");
    gaps->add_flag("--straight", arguments->straight, "In straight lines");
    CLI::App* ghost = app.add_subcommand("adopt", "A weak detection becomes a person, followed both ways");
    frame(*ghost);
    ghost->add_option("--box", arguments->box, "LEFT,TOP,WIDTH,HEIGHT in pixels")
        ->required()
        ->expected(4)
        ->delimiter(',');
    ghost->add_flag("--only", arguments->only, "This box alone");
    return [arguments, group, ask, gaps](Console& console) {
        const Plan plan = group->parsed() ? people : ask->parsed() ? who : gaps->parsed() ? fill : adopt;
        return runIdentity(*arguments, plan, console);
    };
}

} // namespace tw::cli
