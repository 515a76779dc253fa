#include "core/review/session.h"

#include "core/review/ensemble.h"
#include "core/review/gap_path.h"
#include "core/review/kinds.h"
#include "core/review/peak_follower.h"

#include <algorithm>
#include <utility>

namespace tw::review {

using annotation::Compound;
using annotation::Edit;
using annotation::TrackBox;

namespace {

constexpr std::size_t kMaxEdits = 400;
// The metric is made of whole groups of pairs: each change means that all tracks are looked at again.
constexpr std::size_t kPairGroup = 5;

} // namespace

ReviewInput reviewInput(const annotation::Document& document, const annotation::History& history)
{
    ReviewInput out{document.snapshot(), {}};
    const auto& steps = history.steps();
    const std::size_t end = history.position();
    std::size_t begin = end;
    while (begin > 0 && end - begin < kMaxEdits && !entersTracks(steps[begin - 1].origin))
        --begin;
    out.edits.assign(steps.begin() + static_cast<std::ptrdiff_t>(begin),
                     steps.begin() + static_cast<std::ptrdiff_t>(end));
    return out;
}

ReviewSession::ReviewSession(PeakSource peaks, const ReviewOptions& options)
    : m_options(options), m_peaks(std::move(peaks)), m_scanner(options), m_queue(options.frames(kSameFindingSeconds))
{}

Result<void> ReviewSession::look(const ReviewInput& input, const JobContext& job)
{
    if (m_evidence) {
        m_evidence->update(input.snapshot);
    } else {
        EnsembleOptions ensemble;
        ensemble.frameRate = m_options.frameRate;
        ensemble.picture = {double(m_options.imageWidth), double(m_options.imageHeight)};
        TW_TRY_ASSIGN(auto runs, Ensemble::build(m_peaks, {0, m_options.frameCount - 1}, ensemble, job));
        VideoLikenessOptions likeness;
        likeness.frameRate = m_options.frameRate;
        TW_TRY_ASSIGN(auto video, VideoLikeness::measure(m_peaks, {0, m_options.frameCount - 1}, likeness, job));
        TW_TRY_ASSIGN(m_evidence, Evidence::build(input.snapshot, m_peaks, job, std::move(runs), std::move(video)));
    }
    m_queue.setEvents({}); // those of the document before say nothing about the verdicts of this one
    m_queue.setVerdicts(verdictsOf(*input.snapshot));
    learn();
    TW_TRY_ASSIGN(auto events, m_scanner.scan(*m_evidence, m_adaptation, job));
    addGuard(events, input);
    m_queue.setEvents(std::move(events));
    return {};
}

// From all verdicts each time, so that what was looked at on the way changes nothing.
void ReviewSession::learn()
{
    const std::vector<Verdict> verdicts = verdictsOf(m_evidence->state());
    m_adaptation = adaptationFrom(verdicts);
    auto pairs = lookPairs(*m_evidence, constraintsFrom(verdicts, m_evidence->state()));
    pairs.resize(pairs.size() / kPairGroup * kPairGroup);
    auto metric = metricFrom(pairs);
    if (metric != m_evidence->metric())
        m_evidence->setMetric(std::move(metric));
}

// Edits by hand that looks contradict, unless a detector says the same.
void ReviewSession::addGuard(std::vector<Event>& events, const ReviewInput& input) const
{
    const auto seams = seamsOf(input.edits, *input.snapshot);
    for (Event& event : guardSeams(*m_evidence, seams, m_options)) {
        const Verdict place = verdictOn(event, VerdictState::Open);
        const bool known = std::any_of(events.begin(), events.end(), [&](const Event& other) {
            return sameFinding(place, verdictOn(other, VerdictState::Open), m_options.frames(kSameFindingSeconds));
        });
        if (!known)
            events.push_back(std::move(event));
    }
}

Result<Acceptance> ReviewSession::accept(const Event& event, const AcceptOptions& options) const
{
    const KindInfo& kind = infoOf(event.kind);
    if (!event.fix && kind.remedy == Remedy::Extend)
        return extend(event);
    if (!event.fix)
        return Error{ErrorCode::InvalidArgument, "no fix is proposed here; correct it by hand or dismiss it",
                     event.key};
    Acceptance out{*event.fix, annotation::describe(*event.fix), 0, 0, false};
    if (auto* join = std::get_if<annotation::JoinTracks>(&out.step.value)) {
        join->fill = options.fill ? annotation::Fill::Linear : annotation::Fill::None;
        if (options.fill) {
            TW_TRY_ASSIGN(FillPlan plan, planJoin(m_evidence->state(), options.straight ? PeakSource{} : m_peaks,
                                                  join->into, join->from));
            out.frames = plan.frames;
            out.onPeaks = plan.onPeaks;
            out.step = std::move(plan.edit);
        } else {
            out.label = annotation::describe(out.step);
        }
    }
    out.step = Compound{out.label, {out.step, acceptanceOf(event, kind.remedy == Remedy::Cut)}};
    return out;
}

// A track that begins or ends in the open: followed along the peaks; where no person is seen it is right as it is.
Result<Acceptance> ReviewSession::extend(const Event& event) const
{
    const annotation::DocumentState& state = m_evidence->state();
    const TrackEvidence* track = m_evidence->find(event.a);
    const TrackBox* end = track ? track->track->at(event.frame) : nullptr;
    if (end == nullptr)
        return Error{ErrorCode::NotFound, "the track does not end there any more", hash(event.a)};
    const FrameIndex count = std::max(m_options.frameCount, m_evidence->frames().last + 1);
    annotation::Track more;
    more.id = event.a;
    more.boxes = followedBothWays(m_peaks, state, *end, event.a, count);
    std::erase_if(more.boxes, [end](const TrackBox& box) { return box.frame == end->frame; });
    if (more.boxes.empty()) {
        Edit fine = editOf(verdictOn(event, VerdictState::Dismissed));
        const std::string label = annotation::describe(fine);
        return Acceptance{std::move(fine), label, 0, 0, true};
    }
    const auto frames = static_cast<int>(more.boxes.size());
    const auto onPeaks = std::count_if(more.boxes.begin(), more.boxes.end(), [](const TrackBox& box) {
        return box.origin == annotation::BoxOrigin::Tracker;
    });
    const std::string label = "Extend " + std::to_string(number(event.a)) + " by " + std::to_string(frames) + " frames";
    const annotation::ImportRun boxes{RunId::kInvalid,
                                      annotation::kAllFrames,
                                      {std::make_shared<const annotation::Track>(std::move(more))},
                                      false,
                                      true};
    return Acceptance{Compound{label, {boxes, acceptanceOf(event, false)}}, label, frames, static_cast<int>(onPeaks),
                      false};
}

Result<FollowUps> ReviewSession::followUps(RelinkOptions options, const Event* accepted, const JobContext& job) const
{
    options.review = m_options;
    FollowUps out;
    TW_TRY_ASSIGN(out.plan, applyVerdicts(*m_evidence, m_queue.verdicts(), accepted, options, m_queue.open(), job));
    if (!out.plan.edit)
        return out;
    Compound step{annotation::describe(*out.plan.edit), {*out.plan.edit}};
    if (accepted != nullptr)
        step.edits.push_back(acceptanceOf(*accepted, infoOf(accepted->kind).remedy == Remedy::Cut));
    for (const std::string& key : out.plan.difference.resolved)
        if (const Event* open = m_queue.find(key))
            step.edits.push_back(acceptanceOf(*open, infoOf(open->kind).remedy == Remedy::Cut));
    out.step = std::move(step);
    return out;
}

Result<std::vector<PersonGroup>> ReviewSession::people(ClusterOptions options, const JobContext& job) const
{
    const auto apart = knownApart(m_queue.verdicts(), m_evidence->state());
    options.apart.insert(options.apart.end(), apart.begin(), apart.end());
    options.frameRate = m_options.frameRate;
    return clusterPeople(*m_evidence, options, job);
}

} // namespace tw::review
