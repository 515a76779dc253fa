// The oracle answers the review queue.

#include "core/laboratory/correction_run.h"

#include "core/review/adaptation.h"
#include "core/review/queue.h"
#include "core/review/relink.h"
#include "core/review/scanner.h"
#include "core/review/visibility.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tw::laboratory {

using annotation::TrackBox;
using review::Event;
using review::EventKind;
using review::VerdictState;

namespace {

constexpr double kSamePlaceSeconds = 0.5;

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

class Queue
{
public:
    explicit Queue(CorrectionRun& session)
        : m_session(session), m_queue(session.input.review.frames(kSamePlaceSeconds)), m_scanner(session.input.review)
    {}

    Result<void> workThrough()
    {
        TW_TRY_ASSIGN(m_evidence,
                      review::Evidence::build(m_session.document.snapshot(), m_session.input.peaks, m_session.job));
        measureVisibility();
        TW_TRY(rescan());
        std::set<std::string> answered; // an event that comes back after its fix did nothing is not asked again
        while (m_session.report.shown < m_session.options.maxVerdicts) {
            const auto next = std::find_if(m_queue.open().begin(), m_queue.open().end(), [&](const Event& event) {
                return event.probability >= m_session.options.stopProbability && !answered.contains(event.key);
            });
            if (next == m_queue.open().end())
                break;
            const Event event = *next;
            answered.insert(event.key);
            TW_TRY(answer(event));
            m_session.job.report("review", m_session.report.shown,
                                 m_session.report.shown + std::int64_t(m_queue.open().size()));
        }
        markMended();
        return {};
    }

private:
    Result<void> answer(const Event& event)
    {
        const Judgement verdict = m_session.judge().of(event);
        ++m_session.report.shown;
        m_session.report.real += verdict.real ? 1 : 0;
        const bool mended = verdict.real && verdict.fix && m_session.history.run(*verdict.fix).has_value();
        const VerdictState said = mended ? VerdictState::Accepted : VerdictState::Dismissed;
        if (mended) {
            m_session.corrected(correctionOf(event.kind));
            TW_TRY(m_session.match());
        }
        m_queue.setVerdict(event, said);
        m_session.count(CorrectionStep::By::Queue, std::string(review::toString(event.kind)), verdict.real,
                        1 + verdict.moved, kDecideSeconds + kKeySeconds * (1 + verdict.moved),
                        isAboutIdentity(event.kind));
        if (mended || !verdict.real)
            review::learn(m_said, event, said, m_session.state());
        TW_TRY(rescan());
        if (mended && m_session.options.relink)
            TW_TRY(relinkRest());
        return {};
    }

    // As the window does after every verdict: what changed is looked at again, and what was said re-weights the rest.
    Result<void> rescan()
    {
        m_evidence.update(m_session.document.snapshot());
        const auto& verdicts = m_queue.verdicts();
        TW_TRY_ASSIGN(auto found, m_scanner.scan(m_evidence, review::adaptationFrom(verdicts), m_session.job));
        m_queue.setEvents(std::move(found));
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
        const auto estimates = review::estimateVisibility(m_evidence, m_session.input.review);
        double error = 0, errorOfOne = 0;
        int boxes = 0;
        for (const auto& [id, ofTrack] : estimates) {
            const auto& tracked = m_evidence.find(id)->track->boxes;
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
        review::RelinkOptions options;
        options.review = m_session.input.review;
        const auto proposal = review::relink(m_evidence, m_said, options, m_queue.open(), m_session.job);
        if (!proposal) // verdicts that contradict each other: the person goes on with the queue
            return proposal.error().code == ErrorCode::Conflict ? Result<void>{} : Result<void>(proposal.error());
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
        TW_TRY(m_session.history.run(*proposal->edit));
        TW_TRY(m_session.match());
        m_session.corrected(Correction::Swap, proposal->swaps);
        m_session.corrected(Correction::Join, proposal->joins);
        m_session.corrected(Correction::Split, proposal->splits);
        const auto resolved = static_cast<double>(proposal->resolved.size());
        m_session.count(CorrectionStep::By::Relink, "relink", true, 1, kKeySeconds + kDecideSeconds * resolved, true);
        return rescan();
    }

    CorrectionRun& m_session;
    review::Evidence m_evidence;
    review::ReviewQueue m_queue;
    review::Scanner m_scanner;
    review::Constraints m_said;
};

} // namespace

Result<void> workThroughQueue(CorrectionRun& session)
{
    return Queue(session).workThrough();
}

} // namespace tw::laboratory
