// The oracle answers the review queue.

#include "core/laboratory/correction_run.h"

#include "core/base/contract.h"
#include "core/review/kinds.h"
#include "core/review/session.h"
#include "core/review/visibility.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace tw::laboratory {

using annotation::TrackBox;
using review::Event;
using review::EventKind;
using review::Remedy;
using review::VerdictState;

namespace {

constexpr double kSamePlaceSeconds = 0.5;
constexpr FrameIndex kNewFrames = 2; // a track that began so shortly before is new

bool isAboutIdentity(EventKind kind)
{
    const Remedy remedy = review::infoOf(kind).remedy;
    return remedy == Remedy::Exchange || remedy == Remedy::Join || remedy == Remedy::Cut;
}

Correction correctionOf(EventKind kind)
{
    switch (review::infoOf(kind).remedy) {
    case Remedy::Exchange: return Correction::Swap;
    case Remedy::Join: return Correction::Join;
    case Remedy::Cut: return Correction::Split;
    case Remedy::Remove: return Correction::Delete;
    case Remedy::Add:
    case Remedy::Extend: return Correction::Add;
    }
    TW_UNREACHABLE();
}

class Queue
{
public:
    explicit Queue(CorrectionRun& session) : m_session(session), m_review(session.input.peaks, session.input.review) {}

    Result<void> workThrough()
    {
        TW_TRY(rescan());
        measureVisibility();
        TW_TRY(explain());
        std::set<std::string> answered; // an event that comes back after its fix did nothing is not asked again
        while (m_session.report.shown < m_session.options.maxVerdicts) {
            const auto next =
                std::find_if(m_review.queue().open().begin(), m_review.queue().open().end(), [&](const Event& event) {
                    return event.probability >= m_session.options.stopProbability && !answered.contains(event.key);
                });
            if (next == m_review.queue().open().end())
                break;
            const Event event = *next;
            answered.insert(event.key);
            TW_TRY(answer(event));
            m_session.job.report("review", m_session.report.shown,
                                 m_session.report.shown + std::int64_t(m_review.queue().open().size()));
        }
        markMended();
        return {};
    }

private:
    Result<void> answer(const Event& event)
    {
        const Judgement verdict = m_session.judge().of(event);
        if (!verdict.known) {
            ++m_session.report.unknown;
            return {};
        }
        ++m_session.report.shown;
        m_session.report.real += verdict.real ? 1 : 0;
        bool mended = false;
        if (verdict.real && verdict.fix) {
            Event accepted = event; // with the cut where the annotator moves it
            accepted.fix = verdict.fix;
            const auto plan = m_review.accept(accepted);
            mended = plan && m_session.history.run(plan->step, annotation::Origin::Fix).has_value();
        }
        if (mended) {
            m_session.corrected(correctionOf(event.kind));
            TW_TRY(m_session.match());
        } else {
            TW_TRY(m_session.history.run(review::editOf(review::verdictOn(event, VerdictState::Dismissed))));
        }
        m_session.count(CorrectionStep::By::Queue, std::string(review::toString(event.kind)), verdict.real,
                        1 + verdict.moved, kDecideSeconds + kKeySeconds * (1 + verdict.moved),
                        isAboutIdentity(event.kind));
        TW_TRY(rescan());
        if (mended && m_session.options.relink)
            TW_TRY(relinkRest());
        return {};
    }

    Result<void> rescan()
    {
        return m_review.look(review::reviewInput(m_session.document, m_session.history), m_session.job);
    }

    TrueError::Type typeOf(const TrueError& error) const
    {
        if (error.previousTrack == TrackId{})
            return TrueError::Type::Mixed;
        const TruthMatches& matches = m_session.matches;
        const TrackId other = matches.before(error.track, error.frame);
        if (other != TrackId{} && other != error.person && matches.from(error.previousTrack, error.frame) == other)
            return TrueError::Type::Exchange;
        const auto track = m_session.state().tracks.find(error.track);
        if (track == m_session.state().tracks.end() || track->second->firstFrame() < error.frame - kNewFrames)
            return TrueError::Type::TakenOver;
        const FrameIndex pause = m_session.input.review.frames(m_session.input.review.gapSeconds);
        return error.frame - error.previousFrame <= pause ? TrueError::Type::Fragment : TrueError::Type::Reentry;
    }

    // What kind of error each is, and the best finding about it, also of those too improbable to be shown.
    Result<void> explain()
    {
        review::ReviewOptions all = m_session.input.review;
        all.minProbability = 0;
        review::ReviewSession session(m_session.input.peaks, all);
        TW_TRY(session.look(review::reviewInput(m_session.document, m_session.history), m_session.job));
        const FrameIndex near = all.frames(kSamePlaceSeconds);
        std::map<std::string, bool> accepted; // findings by key
        for (const Event& event : session.queue().open())
            if (isAboutIdentity(event.kind)) {
                const Judgement judgement = m_session.judge().of(event);
                accepted[event.key] = judgement.known && judgement.real;
            }
        for (TrueError& error : m_session.report.errors) {
            error.type = typeOf(error);
            for (const Event& event : session.queue().open()) {
                const bool concerned = event.a == error.track || event.b == error.track ||
                                       (error.previousTrack != TrackId{} &&
                                        (event.a == error.previousTrack || event.b == error.previousTrack));
                const bool atCut = event.frame >= error.frame - near && event.frame <= error.frame + near;
                const bool inGap = error.previousFrame != kNoFrame && event.frame >= error.previousFrame - near &&
                                   event.frame <= error.frame + near;
                if (!isAboutIdentity(event.kind) || !concerned || !(atCut || inGap))
                    continue;
                const bool right = accepted.at(event.key);
                if (std::pair(right, event.probability) > std::pair(error.accepted, error.probability)) {
                    error.finding = review::toString(event.kind);
                    error.accepted = right;
                    error.probability = event.probability;
                }
            }
        }
        return {};
    }

    // Errors that are not there any more: the person does not change tracks near their place.
    void markMended()
    {
        const FrameIndex near = m_session.input.review.frames(kSamePlaceSeconds);
        const auto& now = m_session.matches.identityErrors();
        for (TrueError& error : m_session.report.errors)
            error.mended = std::none_of(now.begin(), now.end(), [&](const IdentityError& left) {
                return left.person == error.person && std::abs(left.frame - error.frame) <= near;
            });
    }

    void measureVisibility()
    {
        const auto estimates = review::estimateVisibility(m_review.evidence(), m_session.input.review);
        double error = 0, errorOfOne = 0;
        int boxes = 0;
        for (const auto& [id, ofTrack] : estimates) {
            const auto& tracked = m_review.evidence().find(id)->track->boxes;
            for (std::size_t i = 0; i < ofTrack.size(); ++i) {
                const auto person =
                    m_session.input.truth->tracks.find(m_session.matches.personOf(id, tracked[i].frame));
                const TrackBox* box =
                    person == m_session.input.truth->tracks.end() ? nullptr : person->second->at(tracked[i].frame);
                if (box == nullptr)
                    continue;
                error += std::abs(double(ofTrack[i].visibility) - double(box->visibility));
                errorOfOne += 1 - double(box->visibility);
                ++boxes;
            }
        }
        if (boxes == 0)
            return;
        m_session.report.visibilityError = error / boxes;
        m_session.report.visibilityErrorOfOne = errorOfOne / boxes;
    }

    // "Also settles 7 events": taken when all of it together is right.
    Result<void> relinkRest()
    {
        const auto followUps = m_review.followUps({}, nullptr, m_session.job);
        if (!followUps) // verdicts that contradict each other: the person goes on with the queue
            return followUps.error().code == ErrorCode::Conflict ? Result<void>{} : Result<void>(followUps.error());
        const review::Relinking* proposal = &followUps->plan.difference;
        if (!proposal->edit || proposal->resolved.size() < 2)
            return {};
        annotation::Document copy(m_session.document.snapshot());
        annotation::History trial(copy);
        TW_TRY(trial.run(*proposal->edit));
        TW_TRY_ASSIGN(const TruthMatches after,
                      TruthMatches::create(m_session.truth, copy.state(), m_session.input.review.frameRate));
        const auto better = m_session.matches.identityErrors().size() -
                            std::min(after.identityErrors().size(), m_session.matches.identityErrors().size());
        // One place may raise several events (an exchange and two leaps), so places are what has to be right.
        const auto places = static_cast<std::size_t>(proposal->swaps + proposal->joins + proposal->splits);
        if (better < places) // some of it is wrong: the events are answered one by one
            return {};
        TW_TRY(m_session.history.run(*followUps->step, annotation::Origin::FollowUp));
        TW_TRY(m_session.match());
        m_session.corrected(Correction::Swap, proposal->swaps);
        m_session.corrected(Correction::Join, proposal->joins);
        m_session.corrected(Correction::Split, proposal->splits);
        const auto resolved = static_cast<double>(proposal->resolved.size());
        m_session.count(CorrectionStep::By::Relink, "relink", true, 1, kKeySeconds + kDecideSeconds * resolved, true);
        return rescan();
    }

    CorrectionRun& m_session;
    review::ReviewSession m_review;
};

} // namespace

Result<void> workThroughQueue(CorrectionRun& session)
{
    return Queue(session).workThrough();
}

} // namespace tw::laboratory
