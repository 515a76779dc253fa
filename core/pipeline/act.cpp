#include "core/pipeline/act.h"

#include "core/annotation/history.h"
#include "core/annotation/interpolation.h"
#include "core/math/iou.h"
#include "core/pipeline/act_truth.h"
#include "core/review/queue.h"
#include "core/review/relink.h"
#include "core/review/visibility.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace tw::pipeline {

using annotation::DocumentState;
using annotation::Edit;
using annotation::Track;
using annotation::TrackBox;
using review::Event;
using review::EventKind;
using review::VerdictState;

namespace {

// Keystroke-level model, seconds.
constexpr double kKey = 0.28;
constexpr double kPoint = 1.3;
constexpr double kDecide = 1.35;

constexpr double kRightIou = 0.5;
constexpr double kCutSeconds = 0.8; // how far a cut may be moved
constexpr double kFillSeconds = 3;  // a join by hand fills gaps up to this
constexpr double kSamePlaceSeconds = 0.5;
constexpr double kBesideSeconds = 0.3; // a birth or death that is none: the person is there this long before or after

// Actions for a swap, a join, a split, a deletion, a missed stretch. Swaps, joins and missed people as counted in the
// tools; the others follow from the totals of the reference job.
const std::vector<ActTool>& otherTools()
{
    static const std::vector<ActTool> tools{
        {"CVAT", {16, 7, 2, 1, 18}, 0}, {"DIVE", {12, 6, 3, 2, 10}, 0}, {"SLEAP", {2, 3, 2, 2, 10}, 0}};
    return tools;
}

bool isAboutIdentity(EventKind kind)
{
    return kind == EventKind::Swap || kind == EventKind::Fragment || kind == EventKind::Reentry ||
           kind == EventKind::Jump;
}

Correction correctionOf(EventKind kind)
{
    switch (kind) {
    case EventKind::Swap: return Correction::Swap;
    case EventKind::Fragment:
    case EventKind::Reentry: return Correction::Join;
    case EventKind::Jump: return Correction::Split;
    case EventKind::Duplicate:
    case EventKind::FalseTrack:
    case EventKind::LowConfidence: return Correction::Delete;
    default: return Correction::Add;
    }
}

const char* nameOf(Correction correction)
{
    constexpr const char* kNames[] = {"swap", "join", "split", "delete", "add"};
    return kNames[static_cast<std::size_t>(correction)];
}

// The boxes that an edit brings into the document.
void proposedBoxes(const Edit& edit, std::vector<std::pair<FrameIndex, Box>>& out)
{
    if (const auto* set = std::get_if<annotation::SetBox>(&edit.value)) {
        out.emplace_back(set->frame, set->box);
    } else if (const auto* create = std::get_if<annotation::CreateTrack>(&edit.value)) {
        for (const TrackBox& box : create->track.boxes)
            out.emplace_back(box.frame, box.box);
    } else if (const auto* import = std::get_if<annotation::ImportRun>(&edit.value)) {
        for (const annotation::TrackPtr& track : import->tracks)
            for (const TrackBox& box : track->boxes)
                out.emplace_back(box.frame, box.box);
    } else if (const auto* compound = std::get_if<annotation::Compound>(&edit.value)) {
        for (const Edit& part : compound->edits)
            proposedBoxes(part, out);
    }
}

// What an edit takes away: the range of each track.
std::vector<std::pair<TrackId, FrameRange>> deletedRanges(const Edit& edit)
{
    std::vector<std::pair<TrackId, FrameRange>> out;
    if (const auto* tracks = std::get_if<annotation::DeleteTracks>(&edit.value)) {
        for (const TrackId id : tracks->tracks)
            out.emplace_back(id, annotation::kAllFrames);
    } else if (const auto* boxes = std::get_if<annotation::DeleteBoxes>(&edit.value)) {
        out.emplace_back(boxes->track, boxes->frames);
    }
    return out;
}

struct Judgement {
    bool real = false;
    int moved = 0;           // frames that the cut is moved
    std::optional<Edit> fix; // what is carried out
};

class Oracle
{
public:
    Oracle(const ActInput& input, const ActOptions& options, const JobContext& job)
        : m_input(input), m_options(options), m_job(job), m_document(input.tracked), m_history(m_document)
    {}

    Result<ActReport> run()
    {
        const FrameIndex frames = m_input.review.frameCount;
        TW_TRY_ASSIGN(m_truth, ActTruth::create(*m_input.truth, frames, m_options.minVisibility));
        TW_TRY(match());
        m_report.name = m_input.name;
        m_report.frames = frames;
        m_report.people = m_truth.people();
        m_report.truthBoxes = m_truth.needed();
        for (const IdentityError& error : m_matches.identityErrors())
            m_report.errors.push_back(
                {error.frame, error.previousFrame, error.person, error.track, error.previousTrack, false});
        m_report.switches = m_matches.switches();
        m_report.idf1Start = m_matches.idf1();
        TW_TRY(workThroughQueue());
        m_report.idf1AfterQueue = m_matches.idf1();
        m_report.identityErrorsAfterQueue = static_cast<int>(m_matches.identityErrors().size());
        markMended();
        TW_TRY(mendIdentitiesByHand());
        TW_TRY(deleteFalseBoxesByHand());
        TW_TRY(addMissedByHand());
        m_report.idf1End = m_matches.idf1();
        summarise();
        return std::move(m_report);
    }

private:
    const DocumentState& state() const { return m_document.state(); }

    Result<void> match()
    {
        TW_TRY_ASSIGN(m_matches, ActMatches::create(m_truth, state(), m_input.review.frameRate));
        return {};
    }

    void count(ActStep::By by, std::string what, bool real, int actions, double seconds, bool identity)
    {
        (by == ActStep::By::Queue    ? m_report.queueActions
         : by == ActStep::By::Relink ? m_report.relinkActions
                                     : m_report.handActions) += actions;
        if (identity)
            m_report.identityActions += actions;
        m_report.seconds += seconds;
        m_report.steps.push_back({by, std::move(what), real, actions, seconds, m_matches.idf1()});
    }

    void corrected(Correction correction, int times = 1)
    {
        m_report.corrections[static_cast<std::size_t>(correction)] += times;
    }

    // Errors that are not there any more: the person does not change tracks near their place.
    void markMended()
    {
        const FrameIndex near = m_input.review.frames(kSamePlaceSeconds);
        const auto& now = m_matches.identityErrors();
        for (ActError& error : m_report.errors)
            error.mended = std::none_of(now.begin(), now.end(), [&](const IdentityError& left) {
                return left.person == error.person && std::abs(left.frame - error.frame) <= near;
            });
    }

    // --- the queue ---------------------------------------------------------------------------------------------------

    Result<void> workThroughQueue()
    {
        auto evidence = review::Evidence::build(m_document.snapshot(), m_input.peaks, m_job);
        if (!evidence)
            return evidence.error();
        measureVisibility(*evidence);
        review::ReviewQueue queue;
        TW_TRY_ASSIGN(auto found, review::scan(*evidence, m_input.review, m_job));
        queue.setEvents(std::move(found));
        std::set<std::string> answered; // an event that comes back after its fix did nothing is not asked again
        while (m_report.shown < m_options.maxVerdicts) {
            const auto next = std::find_if(queue.open().begin(), queue.open().end(), [&](const Event& event) {
                return event.probability >= m_options.stopProbability && !answered.contains(event.key);
            });
            if (next == queue.open().end())
                break;
            const Event event = *next;
            answered.insert(event.key);
            const Judgement verdict = judge(event);
            ++m_report.shown;
            m_report.real += verdict.real ? 1 : 0;
            const bool mended = verdict.real && verdict.fix && m_history.run(*verdict.fix).has_value();
            const VerdictState said = mended ? VerdictState::Accepted : VerdictState::Dismissed;
            if (mended) {
                corrected(correctionOf(event.kind));
                TW_TRY(match());
            }
            queue.setVerdict(event, said);
            count(ActStep::By::Queue, std::string(review::toString(event.kind)), verdict.real, 1 + verdict.moved,
                  kDecide + kKey * (1 + verdict.moved), isAboutIdentity(event.kind));
            if (mended || !verdict.real)
                review::learn(m_said, event, said, state());
            if (mended) {
                TW_TRY(rescan(*evidence, queue));
                if (m_options.relink)
                    TW_TRY(relinkRest(*evidence, queue));
            }
            m_job.report("review", m_report.shown, m_report.shown + std::int64_t(queue.open().size()));
        }
        return {};
    }

    void measureVisibility(const review::Evidence& evidence)
    {
        const auto estimates = review::estimateVisibility(evidence, m_input.review);
        double error = 0, errorOfOne = 0;
        int boxes = 0;
        for (const auto& [id, ofTrack] : estimates) {
            const auto& tracked = evidence.find(id)->track->boxes;
            for (std::size_t i = 0; i < ofTrack.size(); ++i) {
                const auto person = m_input.truth->tracks.find(m_matches.personOf(id, tracked[i].frame));
                const TrackBox* box =
                    person == m_input.truth->tracks.end() ? nullptr : person->second->at(tracked[i].frame);
                if (box == nullptr)
                    continue;
                error += std::abs(double(ofTrack[i].visibility) - double(box->visibility));
                errorOfOne += 1 - double(box->visibility);
                ++boxes;
            }
        }
        if (boxes == 0)
            return;
        m_report.visibilityError = error / boxes;
        m_report.visibilityErrorOfOne = errorOfOne / boxes;
    }

    Result<void> rescan(review::Evidence& evidence, review::ReviewQueue& queue)
    {
        evidence.update(m_document.snapshot());
        TW_TRY_ASSIGN(auto found, review::scan(evidence, m_input.review, m_job));
        queue.setEvents(std::move(found));
        return {};
    }

    // "Also settles 7 events": taken when all of it together is right.
    Result<void> relinkRest(review::Evidence& evidence, review::ReviewQueue& queue)
    {
        review::RelinkOptions options;
        options.review = m_input.review;
        const auto proposal = review::relink(evidence, m_said, options, queue.open(), m_job);
        if (!proposal) // verdicts that contradict each other: the person goes on with the queue
            return proposal.error().code == ErrorCode::Conflict ? Result<void>{} : Result<void>(proposal.error());
        if (!proposal->edit || proposal->settled.size() < 2)
            return {};
        annotation::Document copy(m_document.snapshot());
        annotation::History trial(copy);
        TW_TRY(trial.run(*proposal->edit));
        TW_TRY_ASSIGN(const ActMatches after, ActMatches::create(m_truth, copy.state(), m_input.review.frameRate));
        const auto better = m_matches.identityErrors().size() -
                            std::min(after.identityErrors().size(), m_matches.identityErrors().size());
        if (better < proposal->settled.size()) // some of it is wrong: the events are answered one by one
            return {};
        TW_TRY(m_history.run(*proposal->edit));
        TW_TRY(match());
        corrected(Correction::Swap, proposal->swaps);
        corrected(Correction::Join, proposal->joins);
        corrected(Correction::Split, proposal->splits);
        const auto settled = static_cast<double>(proposal->settled.size());
        count(ActStep::By::Relink, "relink", true, 1, kKey + kDecide * settled, true);
        return rescan(evidence, queue);
    }

    Judgement judge(const Event& event) const
    {
        Judgement out;
        out.fix = event.fix;
        switch (event.kind) {
        case EventKind::Swap: judgeSwap(event, out); break;
        case EventKind::Fragment:
        case EventKind::Reentry: {
            const TrackId person = m_matches.before(event.a, event.frames.first + 1);
            out.real = person != TrackId{} && person == m_matches.from(event.b, event.frames.last);
            break;
        }
        case EventKind::Jump: {
            const TrackId before = m_matches.before(event.a, event.frame);
            const TrackId after = m_matches.from(event.a, event.frame);
            out.real = before != TrackId{} && after != TrackId{} && before != after;
            break;
        }
        case EventKind::Duplicate:
        case EventKind::FalseTrack:
        case EventKind::LowConfidence: out.real = event.fix && isRubbish(event); break;
        case EventKind::Missed:
        case EventKind::Merge:
        case EventKind::Drift: out.real = event.fix && addsSomebody(*event.fix); break;
        case EventKind::Border: out.real = isCutShort(event); break;
        }
        return out;
    }

    void judgeSwap(const Event& event, Judgement& out) const
    {
        const TrackId a1 = m_matches.before(event.a, event.frame);
        const TrackId a2 = m_matches.from(event.a, event.frame);
        const TrackId b1 = m_matches.before(event.b, event.frame);
        const TrackId b2 = m_matches.from(event.b, event.frame);
        out.real = (a1 != TrackId{} && a1 == b2 && a1 != a2) || (b1 != TrackId{} && b1 == a2 && b1 != b2);
        if (!out.real)
            return;
        const TrackId personA = a1 != TrackId{} ? a1 : b2;
        const TrackId personB = b1 != TrackId{} ? b1 : a2;
        const auto wrongWith = [&](FrameIndex cut, FrameRange window) {
            int wrong = 0;
            for (FrameIndex frame = window.first; frame <= window.last; ++frame) {
                const TrackId ofA = m_matches.personOf(frame < cut ? event.a : event.b, frame);
                const TrackId ofB = m_matches.personOf(frame < cut ? event.b : event.a, frame);
                wrong += ofA != TrackId{} && ofA != personA ? 1 : 0;
                wrong += ofB != TrackId{} && ofB != personB ? 1 : 0;
            }
            return wrong;
        };
        const FrameIndex reach = m_input.review.frames(kCutSeconds);
        const FrameRange window{event.frame - reach, event.frame + reach};
        const int asProposed = wrongWith(event.frame, window);
        int best = asProposed;
        FrameIndex cut = event.frame;
        for (FrameIndex distance = 1; distance <= reach; ++distance)
            for (const FrameIndex moved : {event.frame - distance, event.frame + distance})
                if (const int wrong = wrongWith(moved, window); wrong < best) {
                    best = wrong;
                    cut = moved;
                }
        if (asProposed - best > m_options.cutTolerance && cut > 0) {
            out.moved = std::abs(cut - event.frame);
            out.fix = annotation::SwapTracks{event.a, event.b, annotation::fromHere(cut)};
        }
    }

    // More boxes of nobody than of people who would be lost.
    bool isRubbish(const Event& event) const
    {
        int rubbish = 0;
        int needed = 0;
        for (const auto& [id, range] : deletedRanges(*event.fix)) {
            const annotation::TrackPtr track = m_document.find(id);
            if (!track)
                continue;
            for (const TrackBox& box : track->boxes) {
                if (!range.contains(box.frame))
                    continue;
                const bool twin = event.kind == EventKind::Duplicate && m_matches.isFalse(event.b, box.frame);
                if (m_matches.isFalse(id, box.frame) || twin)
                    ++rubbish;
                else if (m_matches.personOf(id, box.frame) != TrackId{})
                    ++needed;
            }
        }
        return rubbish > needed;
    }

    // Most of the new boxes are on people who have none there.
    bool addsSomebody(const Edit& fix) const
    {
        std::vector<std::pair<FrameIndex, Box>> boxes;
        proposedBoxes(fix, boxes);
        int right = 0;
        for (const auto& [frame, box] : boxes)
            right += onUntracked(frame, box) ? 1 : 0;
        return static_cast<std::size_t>(right) * 2 > boxes.size();
    }

    bool onUntracked(FrameIndex frame, const Box& box) const
    {
        if (frame < 0 || frame >= m_truth.frames())
            return false;
        const auto people = m_truth.table().frame(frame);
        return std::any_of(people.begin(), people.end(), [&](const evaluation::TruthBox& person) {
            return person.classId == ClassId::kPedestrian && math::iou(person.box, box) >= kRightIou &&
                   m_matches.trackOf(person.id, frame) == TrackId{};
        });
    }

    bool isCutShort(const Event& event) const
    {
        const annotation::TrackPtr track = m_document.find(event.a);
        if (!track)
            return false;
        const bool birth = track->firstFrame() == event.frame;
        const TrackId person =
            birth ? m_matches.from(event.a, event.frame) : m_matches.before(event.a, event.frame + 1);
        const FrameIndex beyond = event.frame + (birth ? -1 : 1) * m_input.review.frames(kBesideSeconds);
        return person != TrackId{} && beyond >= 0 && beyond < m_truth.frames() &&
               m_truth.neededAt(beyond, person) != nullptr;
    }

    // --- by hand -----------------------------------------------------------------------------------------------------

    // An edit that the history refuses is not counted and not tried again.
    Result<bool> byHand(const Edit& edit, Correction correction, int actions, double seconds)
    {
        if (m_job.stopped())
            return Error{ErrorCode::Cancelled, "stopped while mending", {}};
        if (!m_history.run(edit))
            return false;
        TW_TRY(match());
        corrected(correction);
        const bool identity = correction != Correction::Add && correction != Correction::Delete;
        count(ActStep::By::Hand, nameOf(correction), true, actions, seconds, identity);
        return true;
    }

    Result<void> mendIdentitiesByHand()
    {
        std::set<std::tuple<FrameIndex, TrackId, TrackId>> tried;
        for (;;) {
            const auto& errors = m_matches.identityErrors();
            const auto next = std::find_if(errors.begin(), errors.end(), [&](const IdentityError& error) {
                return !tried.contains({error.frame, error.person, error.track});
            });
            if (next == errors.end())
                return {};
            const IdentityError error = *next;
            tried.emplace(error.frame, error.person, error.track);
            TW_TRY(mend(error));
        }
    }

    Result<void> mend(const IdentityError& error)
    {
        if (error.kind == IdentityError::Kind::Mixed) {
            TW_TRY(byHand(annotation::SplitTrack{error.track, error.frame, {}}, Correction::Split, 1, kDecide + kKey));
            return {};
        }
        const annotation::TrackPtr old = m_document.find(error.previousTrack);
        const annotation::TrackPtr now = m_document.find(error.track);
        if (!old || !now)
            return {};
        if (old->lastFrame() < now->firstFrame()) {
            const bool fill = now->firstFrame() - old->lastFrame() <= m_input.review.frames(kFillSeconds);
            TW_TRY(byHand(
                annotation::JoinTracks{old->id, now->id, fill ? annotation::Fill::Linear : annotation::Fill::None},
                Correction::Join, 2, kDecide + kPoint + 2 * kKey));
            return {};
        }
        TW_TRY(byHand(annotation::SwapTracks{old->id, now->id, annotation::fromHere(error.frame)}, Correction::Swap, 2,
                      kDecide + kKey + kPoint));
        return {};
    }

    Result<void> deleteFalseBoxesByHand()
    {
        std::vector<TrackId> ids;
        for (const auto& [id, track] : state().tracks)
            ids.push_back(id);
        for (const TrackId id : ids) {
            const annotation::TrackPtr track = m_document.find(id);
            int people = 0;
            int rubbish = 0;
            std::vector<FrameRange> runs;
            for (const TrackBox& box : track->boxes) {
                people += m_matches.personOf(id, box.frame) != TrackId{} ? 1 : 0;
                if (!m_matches.isFalse(id, box.frame))
                    continue;
                ++rubbish;
                if (!runs.empty() && runs.back().last + 1 == box.frame)
                    runs.back().last = box.frame;
                else
                    runs.push_back({box.frame, box.frame});
            }
            if (rubbish > 0 && people == 0) {
                TW_TRY(byHand(annotation::DeleteTracks{{id}}, Correction::Delete, 1, kDecide + kPoint + kKey));
                continue;
            }
            for (const FrameRange& run : runs)
                TW_TRY(byHand(annotation::DeleteBoxes{id, run}, Correction::Delete, 2, kDecide + kPoint + kKey));
        }
        return {};
    }

    Result<void> addMissedByHand()
    {
        for (const auto& [person, track] : m_input.truth->tracks) {
            std::vector<FrameRange> runs;
            for (const TrackBox& box : track->boxes) {
                if (box.frame >= m_truth.frames() || m_truth.neededAt(box.frame, person) == nullptr ||
                    m_matches.trackOf(person, box.frame) != TrackId{})
                    continue;
                if (!runs.empty() && runs.back().last + 1 == box.frame)
                    runs.back().last = box.frame;
                else
                    runs.push_back({box.frame, box.frame});
            }
            for (const FrameRange& run : runs)
                TW_TRY(addRun(person, *track, run));
        }
        return {};
    }

    // Keyframes between which a straight line is right, found by halving where it is worst.
    std::vector<FrameIndex> keyframes(const Track& person, FrameRange run) const
    {
        std::set<FrameIndex> keys{run.first, run.last};
        for (bool added = true; added;) {
            added = false;
            for (auto left = keys.begin(); std::next(left) != keys.end() && !added; ++left) {
                const TrackBox& a = *person.at(*left);
                const TrackBox& b = *person.at(*std::next(left));
                double worst = kRightIou + 0.05;
                FrameIndex at = kNoFrame;
                for (FrameIndex frame = a.frame + 1; frame < b.frame; ++frame) {
                    const double overlap = math::iou(annotation::boxBetween(a, b, frame), person.at(frame)->box);
                    if (overlap < worst) {
                        worst = overlap;
                        at = frame;
                    }
                }
                if (at != kNoFrame) {
                    keys.insert(at);
                    added = true;
                }
            }
        }
        return {keys.begin(), keys.end()};
    }

    Result<void> addRun(TrackId person, const Track& truth, FrameRange run)
    {
        const std::vector<FrameIndex> keys = keyframes(truth, run);
        TrackId id = nearestTrack(person, run);
        annotation::Compound compound{"Add", {}};
        if (id == TrackId{}) {
            Track made;
            for (const FrameIndex frame : keys) {
                TrackBox box;
                box.frame = frame;
                box.box = truth.at(frame)->box;
                box.keyframe = true;
                made.boxes.push_back(box);
            }
            id = state().nextId;
            made.id = id;
            compound.edits.emplace_back(annotation::CreateTrack{std::move(made)});
        } else {
            for (const FrameIndex frame : keys)
                compound.edits.emplace_back(annotation::SetBox{id, frame, truth.at(frame)->box});
        }
        if (run.length() > 2)
            compound.edits.emplace_back(annotation::FillGaps{id, run});
        const int drags = static_cast<int>(keys.size());
        TW_TRY_ASSIGN(const bool done,
                      byHand(std::move(compound), Correction::Add, drags + 1, kDecide + drags * kPoint + kKey));
        if (done)
            m_report.boxesTouched += drags;
        return {};
    }

    // The track that has the person next to the run and no box in it.
    TrackId nearestTrack(TrackId person, FrameRange run) const
    {
        const auto& people = m_matches.tracksOfPeople();
        const auto it = people.find(person);
        if (it == people.end() || it->second.empty())
            return {};
        const auto after = it->second.lower_bound(run.first);
        const TrackId id = after != it->second.begin() ? std::prev(after)->second : after->second;
        const annotation::TrackPtr track = m_document.find(id);
        const bool free = track && std::none_of(track->boxes.begin(), track->boxes.end(),
                                                [&](const TrackBox& box) { return run.contains(box.frame); });
        return free ? id : TrackId{};
    }

    // --- the report --------------------------------------------------------------------------------------------------

    void summarise()
    {
        for (const double goal : {0.95, 0.99, 1.0}) {
            ActGoal out{goal, {}, {}};
            int actions = 0;
            double seconds = 0;
            const double enough = goal - 1e-9;
            if (m_report.idf1Start >= enough) {
                out.actions = 0;
                out.seconds = 0;
            }
            for (const ActStep& step : m_report.steps) {
                actions += step.actions;
                seconds += step.seconds;
                if (!out.actions && step.idf1 >= enough) {
                    out.actions = actions;
                    out.seconds = seconds;
                }
            }
            m_report.goals.push_back(out);
        }
        for (ActTool tool : otherTools()) {
            for (std::size_t i = 0; i < tool.cost.size(); ++i)
                tool.actions += tool.cost[i] * m_report.corrections[i];
            m_report.tools.push_back(std::move(tool));
        }
        m_report.boxesChanged = changedBoxes();
    }

    std::int64_t changedBoxes() const
    {
        std::int64_t out = 0;
        const auto without = [](const DocumentState& all, const DocumentState& other) {
            std::int64_t missing = 0;
            for (const auto& [id, track] : all.tracks) {
                const auto there = other.tracks.find(id);
                for (const TrackBox& box : track->boxes) {
                    const TrackBox* same = there == other.tracks.end() ? nullptr : there->second->at(box.frame);
                    missing += same != nullptr && same->box == box.box ? 0 : 1;
                }
            }
            return missing;
        };
        out = std::max(without(*m_input.tracked, state()), without(state(), *m_input.tracked));
        return out;
    }

    const ActInput& m_input;
    const ActOptions& m_options;
    const JobContext& m_job;
    annotation::Document m_document;
    annotation::History m_history;
    review::Constraints m_said;
    ActTruth m_truth;
    ActMatches m_matches;
    ActReport m_report;
};

} // namespace

int ActReport::identityErrorsMended() const
{
    return static_cast<int>(
        std::count_if(errors.begin(), errors.end(), [](const ActError& error) { return error.mended; }));
}

std::optional<double> ActReport::actionsPerSwitch() const
{
    if (errors.empty())
        return std::nullopt;
    return static_cast<double>(identityActions) / identityErrors();
}

std::optional<double> ActReport::queueRecall() const
{
    if (errors.empty())
        return std::nullopt;
    return static_cast<double>(identityErrorsMended()) / identityErrors();
}

std::optional<double> ActReport::precisionFirstHalf() const
{
    const int half = (shown + 1) / 2;
    if (half == 0)
        return std::nullopt;
    int seen = 0;
    int right = 0;
    for (const ActStep& step : steps)
        if (step.by == ActStep::By::Queue && seen < half) {
            ++seen;
            right += step.real ? 1 : 0;
        }
    return static_cast<double>(right) / half;
}

double ActReport::boxesTouchedShare() const
{
    return truthBoxes > 0 ? static_cast<double>(boxesTouched) / static_cast<double>(truthBoxes) : 0;
}

Result<ActReport> runAct(const ActInput& input, const ActOptions& options, const JobContext& job)
{
    if (input.review.frameCount <= 0 || !input.truth || !input.tracked)
        return Error{ErrorCode::InvalidArgument, "there is nothing to correct", input.name};
    return Oracle(input, options, job).run();
}

} // namespace tw::pipeline
