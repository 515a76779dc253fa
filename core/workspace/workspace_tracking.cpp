// The tracker run inside a workspace: starting, pausing, going on (also in a later session), and its way into document,
// history and project file.

#include "core/workspace/request_text.h"
#include "core/workspace/workspace_impl.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace tw::workspace {

using Clock = std::chrono::steady_clock;

namespace {

// Before the first untracked frame, so that the tracker's identities meet the tracks that are there.
constexpr FrameIndex kLeadInFrames = 30;
// Of small pictures in a project.
constexpr std::size_t kPictureBytes = std::size_t{96} << 20;

std::string modelText(const pipeline::TrackRequest& request)
{
    const auto& size = request.detector.size;
    std::string text = std::filesystem::path(request.model).stem().string();
    if (size.width > 0)
        text += " " + std::to_string(size.width) + "x" + std::to_string(size.height);
    return text + ", " + request.detector.device.name();
}

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += (text.empty() ? "" : "; ") + line;
    return text;
}

} // namespace

storage::RunRecord Workspace::Impl::record() const
{
    storage::RunRecord out;
    out.id = run.id;
    out.model = run.model;
    out.options = runOptions;
    out.frames = run.frames;
    out.nextFrame = run.nextFrame;
    switch (run.state) {
    case RunState::Finished: out.state = storage::RunRecord::State::Finished; break;
    case RunState::Failed: out.state = storage::RunRecord::State::Failed; break;
    default: out.state = storage::RunRecord::State::Unfinished; break;
    }
    return out;
}

void Workspace::Impl::setRun(RunState state, std::string message)
{
    run.state = state;
    run.message = std::move(message);
    autosave->recordRun(record());
    runChanged(run);
}

Result<void> Workspace::Impl::checkFrames(pipeline::TrackRequest& wanted) const
{
    if (wanted.frames.empty())
        wanted.frames = {0, info.frameCount - 1};
    wanted.frames.last = std::min(wanted.frames.last, info.frameCount - 1);
    if (wanted.frames.empty() || wanted.frames.first < 0)
        return Error{ErrorCode::InvalidArgument, "none of these frames is in the video", info.path.string()};
    return wanted.check();
}

ExistingTracks Workspace::Impl::existing(FrameRange frames) const
{
    std::vector<FrameRange> finished;
    for (const RunId id : runsInEffect()) {
        const storage::RunRecord& past = autosave->runs().at(id);
        finished.push_back({past.frames.first, past.nextFrame - 1});
    }
    return workspace::existingTracks(document.state(), protectedPlaces(history, document.state()), frames, finished);
}

Result<RunStream::Plan> Workspace::Impl::planFor(FrameRange frames, Existing mode) const
{
    RunStream::Plan plan{mode, mode == Existing::KeepEdited && !document.state().tracks.empty(), {}};
    if (mode == Existing::UntrackedFrames) {
        plan.open = existing(frames).untracked;
        if (plan.open->empty())
            return Error{ErrorCode::InvalidArgument, "all of these frames are tracked already", info.path.string()};
    }
    return plan;
}

Result<void> Workspace::Impl::enter(std::span<const annotation::TrackPtr> tracks, FrameRange frames, Existing mode)
{
    if (job || (association && run.state == RunState::Running))
        return Error{ErrorCode::Conflict, "the tracker is running already", {}};
    TW_TRY_ASSIGN(RunStream::Plan plan, planFor(frames, mode));
    std::map<FrameIndex, tracker::FrameTracks> byFrame;
    for (const annotation::TrackPtr& track : tracks)
        for (const annotation::TrackBox& box : track->boxes) {
            const bool detected = box.origin != annotation::BoxOrigin::Interpolated;
            byFrame[box.frame].boxes.push_back({track->id, box.box, box.score, track->classId, detected ? 0 : -1});
        }
    pipeline::TrackBatch batch;
    batch.frames = frames;
    for (auto& [frame, boxes] : byFrame) {
        boxes.frame = frame;
        batch.tracks.push_back(std::move(boxes));
    }
    RunStream whole(RunId::kInvalid, std::move(plan));
    whole.protect(protectedPlaces(history, document.state()));
    for (annotation::ImportRun& import : whole.imports(batch, document.state()))
        TW_TRY(history.run(std::move(import), annotation::Origin::Tracker));
    return {};
}

Result<RunId> Workspace::Impl::start(pipeline::TrackRequest wanted, Existing mode)
{
    if (job || (association && run.state == RunState::Running))
        return Error{ErrorCode::Conflict, "the tracker is running already", {}};
    cancelAssociation();
    if (!videoProblem.empty())
        return Error{ErrorCode::Unavailable, videoProblem, info.path.string()};
    wanted.video = info.path;
    wanted.replay.clear();
    TW_TRY(checkFrames(wanted));
    TW_TRY_ASSIGN(RunStream::Plan plan, planFor(wanted.frames, mode));
    if (plan.open)
        wanted.frames = {std::max(wanted.frames.first, plan.open->front().first - kLeadInFrames),
                         plan.open->back().last};
    run = {};
    run.id = autosave->nextRun();
    run.frames = wanted.frames;
    run.nextFrame = wanted.frames.first;
    run.model = modelText(wanted);
    runOptions = toJson(wanted, mode);
    step.reset();
    launch(std::move(wanted), std::move(plan));
    return run.id;
}

void Workspace::Impl::launch(pipeline::TrackRequest wanted, RunStream::Plan plan)
{
    request = std::move(wanted);
    request.threads = options.threads;
    request.pictureBytes = kPictureBytes;
    stream = std::make_unique<RunStream>(run.id, std::move(plan));
    editedSince = true;
    jobRun = run.id;
    rateSince = Clock::now();
    rateFrom = run.nextFrame;
    setRun(RunState::Running);
    pausePreviews(true);
    job = std::make_unique<TrackingJob>(
        request, options.post,
        TrackingJob::Callbacks{[this](pipeline::TrackBatch batch) { take(std::move(batch)); },
                               [this](const Result<pipeline::TrackReport>& report) { ended(report); }});
}

void Workspace::Impl::take(pipeline::TrackBatch batch)
{
    if (run.id != jobRun)
        return; // it was undone; what was on its way is not part of it
    // Peaks first: a run that is resumed after a crash replays them up to where the record says it was.
    if (!batch.peaks.empty())
        autosave->recordPeaks(run.id, std::move(batch.peaks));
    if (!batch.frames.empty())
        autosave->recordPictures({batch.frames, std::move(batch.pictures)});
    if (std::exchange(editedSince, false))
        stream->protect(protectedPlaces(history, document.state(), run.id));
    for (annotation::ImportRun& import : stream->imports(batch, document.state())) {
        if (import.tracks.empty() && !import.replace && step)
            continue;
        Result<annotation::ChangeSet> done = annotation::ChangeSet{};
        if (step) {
            done = history.grow(*step, std::move(import));
        } else {
            auto begun = history.beginGrowing(std::move(import));
            if (begun)
                step = *begun;
            else
                done = std::move(begun).error();
        }
        if (!done) {
            const std::string why = done.error().message();
            job->requestStop();
            if (run.state != RunState::Stopped)
                setRun(RunState::Stopped, why);
            return;
        }
    }
    if (batch.frames.empty() || run.state == RunState::Stopped)
        return;
    run.nextFrame = batch.frames.last + 1;
    measureRate(run.nextFrame);
    autosave->recordRun(record());
    runChanged(run);
}

void Workspace::Impl::measureRate(FrameIndex finished)
{
    const double elapsed = std::chrono::duration<double>(Clock::now() - rateSince).count();
    const double frames = finished - rateFrom;
    if (elapsed < 0.2 || frames < 1)
        return;
    run.framesPerSecond = frames / elapsed;
    run.secondsLeft = (run.frames.last + 1 - finished) / run.framesPerSecond;
    if (elapsed > 10) { // a sliding window, so that a change of load shows
        rateSince = Clock::now() - std::chrono::seconds(5);
        rateFrom = finished - static_cast<FrameIndex>(run.framesPerSecond * 5);
    }
}

void Workspace::Impl::ended(const Result<pipeline::TrackReport>& report)
{
    if (step)
        history.endGrowing(*step);
    pausePreviews(false);
    // This runs inside a callback of the job: it is destroyed by a later turn of the owner's loop.
    options.post([old = std::shared_ptr<TrackingJob>(std::move(job))]() mutable { old.reset(); });
    if (run.id != std::exchange(jobRun, RunId::kInvalid))
        return; // it was undone
    if (!report)
        setRun(RunState::Failed, report.error().message());
    else if (run.nextFrame <= run.frames.last && (report->stopped || run.state == RunState::Stopped))
        associate(RunState::Stopped, run.message);
    else // the last frame is there, or the video broke off
        associate(RunState::Finished, joined(report->issues));
}

void Workspace::Impl::pause()
{
    if (!job || run.state != RunState::Running)
        return;
    job->pause();
    pausePreviews(false);
    setRun(RunState::Paused);
    associate(RunState::Paused, {});
}

Result<void> Workspace::Impl::resume()
{
    if (association && run.state == RunState::Running)
        return Error{ErrorCode::Conflict, "the tracker is running already", {}};
    cancelAssociation();
    if (job && run.state == RunState::Paused) {
        job->resume();
        pausePreviews(true);
        rateSince = Clock::now();
        rateFrom = run.nextFrame;
        setRun(RunState::Running);
        return {};
    }
    if (job)
        return Error{ErrorCode::Conflict, "the tracker is running already", {}};
    if (run.id == RunId::kInvalid || (run.nextFrame > run.frames.last && run.state != RunState::Stopped))
        return Error{ErrorCode::NotFound, "no unfinished run to go on with", {}};
    if (run.nextFrame > run.frames.last)
        return resumeAssociation();
    if (!videoProblem.empty())
        return Error{ErrorCode::Unavailable, videoProblem, info.path.string()};
    TW_TRY_ASSIGN(pipeline::TrackRequest wanted, requestFromJson(runOptions));
    wanted.video = info.path;
    wanted.frames = {run.nextFrame, run.frames.last};
    TW_TRY_ASSIGN(wanted.replay, autosave->peaks(run.id, {run.frames.first, run.nextFrame - 1}));
    step.reset();
    if (run.nextFrame > run.frames.first) {
        auto opened = history.resumeGrowing(run.id);
        if (opened)
            step = *opened;
        else if (opened.error().code == ErrorCode::Conflict)
            return std::move(opened).error();
    }
    RunStream::Plan plan{existingFromJson(runOptions), false, {}};
    plan.replace = plan.existing == Existing::KeepEdited;
    if (plan.existing == Existing::UntrackedFrames)
        plan.open = existing(wanted.frames).untracked;
    launch(std::move(wanted), std::move(plan));
    return {};
}

// All frames are there, but the program ended before their association did.
Result<void> Workspace::Impl::resumeAssociation()
{
    TW_TRY_ASSIGN(request, requestFromJson(runOptions));
    step.reset();
    if (auto opened = history.resumeGrowing(run.id)) {
        step = *opened;
        history.endGrowing(*step);
    } else if (opened.error().code == ErrorCode::Conflict) {
        return std::move(opened).error();
    }
    stream.reset();
    setRun(RunState::Running);
    associate(RunState::Finished, {});
    return {};
}

void Workspace::Impl::stop()
{
    if (association && !job) { // the frames are there; their online tracks stay
        cancelAssociation();
        setRun(run.nextFrame > run.frames.last ? RunState::Finished : RunState::Stopped);
    }
    if (!job)
        return;
    cancelAssociation();
    run.state = RunState::Stopped;
    job->requestStop(); // a paused sink wakes too; ended() follows through the owner's loop
    runChanged(run);
}

// Not where it would take a correction back: it understands boxes that a person made or removed, but not that boxes of
// the tracker belong to another identity. Not beside another set either, whose boxes it would replace.
bool Workspace::Impl::mayAssociate() const
{
    if (existingFromJson(runOptions) != Existing::KeepEdited)
        return false;
    const auto corrects = [](const annotation::TrackDelta& delta) {
        if (!delta.after)
            return false;
        if (delta.before && !annotation::sameAttributes(*delta.before, *delta.after))
            return true;
        return std::any_of(delta.after->boxes.begin(), delta.after->boxes.end(), [&delta](const auto& box) {
            const auto* before = delta.before ? delta.before->at(box.frame) : nullptr;
            return !isTouched(box) && (before == nullptr || !(*before == box));
        });
    };
    const auto done = std::span(history.steps()).first(history.position());
    return std::none_of(done.begin(), done.end(), [&corrects](const annotation::ChangeSet& one) {
        return isOfAPerson(one) && std::any_of(one.tracks.begin(), one.tracks.end(), corrects);
    });
}

void Workspace::Impl::associate(RunState state, std::string message)
{
    const bool nothing = run.nextFrame <= run.frames.first || !step;
    if (!request.wholeVideo || nothing || !mayAssociate()) {
        setRun(state, std::move(message));
        return;
    }
    pipeline::OfflineRequest wanted;
    wanted.read = [store = autosave.get(), id = run.id](FrameRange frames) { return store->peaks(id, frames); };
    wanted.frames = {run.frames.first, run.nextFrame - 1};
    wanted.picture = {static_cast<double>(info.width), static_cast<double>(info.height)};
    wanted.options = request.offline;
    wanted.options.detectionThreshold = request.detector.threshold;
    if (info.frameRate.positive())
        wanted.options.frameRate = info.frameRate.value();
    wanted.filter = request.filter;
    wanted.run = run.id;
    wanted.document = document.snapshot();
    wanted.removed = deletedBoxes();
    run.associating = true;
    // A finished run counts as running until its tracks are final; a pause or a stop is one at once.
    if (state != RunState::Finished)
        setRun(state, message);
    else
        runChanged(run);
    association = std::make_unique<OfflineJob>(std::move(wanted), options.post,
                                               [this, state, message](Result<pipeline::OfflineOutcome> outcome) {
                                                   associated(std::move(outcome), state, message);
                                               });
}

void Workspace::Impl::associated(Result<pipeline::OfflineOutcome> outcome, RunState state, std::string message)
{
    const bool changed = association->document() != document.snapshot();
    pausePreviews(false);
    // This runs inside a callback of the job: it is destroyed by a later turn of the owner's loop.
    options.post([old = std::shared_ptr<OfflineJob>(std::move(association))]() mutable { old.reset(); });
    run.associating = false;
    if (outcome && changed) { // a person edited meanwhile: their boxes are statements, too
        associate(state, std::move(message));
        return;
    }
    if (outcome && outcome->edit) {
        // Part of the run, unless an edit stands between them: one undo takes both back.
        const bool directly = step && !history.canRedo() && history.steps().back().step == *step;
        const auto done =
            directly ? history.amend(*outcome->edit) : history.run(*outcome->edit, annotation::Origin::Tracker);
        if (!done)
            outcome = done.error();
    }
    if (outcome) {
        run.association = outcome->counts;
        if (stream)
            stream->tracksReplaced(document.state());
    } else if (outcome.error().code != ErrorCode::Cancelled) {
        message += (message.empty() ? "" : "; ") + std::string("the whole video was not associated: ") +
                   outcome.error().message();
    }
    setRun(state, std::move(message));
}

void Workspace::Impl::cancelAssociation()
{
    association.reset();
    run.associating = false;
}

// What a person deleted of the run so far: boxes that a later step took out and that no later step brought back.
std::vector<tracker::StatedPlace> Workspace::Impl::deletedBoxes() const
{
    const auto& steps = history.steps();
    std::size_t first = 0;
    for (std::size_t i = 0; i < history.position(); ++i)
        if (steps[i].run == run.id)
            first = i + 1;
    std::map<std::pair<FrameIndex, std::array<double, 4>>, int> balance; // of each box: taken out and not put back
    const auto weigh = [&](const annotation::TrackPtr& track, int sign) {
        if (track)
            for (const annotation::TrackBox& box : track->boxes)
                balance[{box.frame, {box.box.left, box.box.top, box.box.width, box.box.height}}] += sign;
    };
    for (std::size_t i = first; i < history.position(); ++i)
        if (!steps[i].label.starts_with(pipeline::kAssociationLabel))
            for (const annotation::TrackDelta& delta : steps[i].tracks) {
                weigh(delta.before, 1);
                weigh(delta.after, -1);
            }
    std::vector<tracker::StatedPlace> out;
    for (const auto& [key, count] : balance)
        if (count > 0)
            out.push_back({key.first, {key.second[0], key.second[1], key.second[2], key.second[3]}});
    return out;
}

bool Workspace::Impl::inEffect(const storage::RunRecord& record) const
{
    const auto& steps = history.steps();
    for (std::size_t i = steps.size(); i-- > 0;)
        if (steps[i].run == record.id)
            return i < history.position();
    // Without a step: it has not brought anything yet, or its step was lost with a damaged history.
    const auto& tracks = document.state().tracks;
    return record.nextFrame <= record.frames.first ||
           std::any_of(tracks.begin(), tracks.end(),
                       [&record](const auto& entry) { return entry.second->run == record.id; });
}

std::vector<RunId> Workspace::Impl::runsInEffect() const
{
    std::vector<RunId> out;
    for (auto it = autosave->runs().rbegin(); it != autosave->runs().rend(); ++it)
        if (inEffect(it->second))
            out.push_back(it->first);
    return out;
}

void Workspace::Impl::showNewestRun()
{
    run = {};
    runOptions.clear();
    request = {};
    const std::vector<RunId> runs = runsInEffect();
    if (runs.empty())
        return;
    const storage::RunRecord& newest = autosave->runs().at(runs.front());
    run.id = newest.id;
    run.frames = newest.frames;
    run.nextFrame = newest.nextFrame;
    run.model = newest.model;
    runOptions = newest.options;
    run.state = newest.state == storage::RunRecord::State::Finished ? RunState::Finished
                : newest.state == storage::RunRecord::State::Failed ? RunState::Failed
                                                                    : RunState::Stopped;
    if (auto stored = requestFromJson(runOptions))
        request = *std::move(stored);
}

void Workspace::Impl::settleRun()
{
    const std::vector<RunId> runs = runsInEffect();
    if ((runs.empty() ? RunId::kInvalid : runs.front()) == run.id)
        return;
    const auto shown = autosave->runs().find(run.id);
    if (shown != autosave->runs().end() && !inEffect(shown->second) &&
        (run.state == RunState::Running || run.state == RunState::Paused)) {
        run.state = RunState::Stopped;
        autosave->recordRun(record());
        if (job)
            job->requestStop();
    }
    cancelAssociation(); // of a run that is not shown any more
    showNewestRun();
    runChanged(run);
}

} // namespace tw::workspace
