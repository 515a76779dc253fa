// Commands that close gaps, along what the network saw there where it can be; and the frame of a question.
#include "ui/actions/edit_controller.h"

#include "core/annotation/query.h"
#include "core/review/gap_path.h"
#include "core/workspace/review_worker.h"
#include "ui/bridge/qt_convert.h"

#include <algorithm>

namespace tw::ui {

namespace a = annotation;
using Kind = PendingCommand::Kind;

namespace {

constexpr std::size_t kPeakBytes = std::size_t{64} << 20; // of the gap and what is around it

// "gap filled", and how much of it was seen.
QString filledText(const review::FillPlan& plan)
{
    if (plan.frames == 0)
        return {};
    const int straight = plan.frames - plan.onPeaks;
    if (plan.onPeaks == 0)
        return EditController::tr("%n frames filled in a straight line", nullptr, plan.frames);
    if (straight == 0)
        return EditController::tr("%n frames filled along detections", nullptr, plan.frames);
    return EditController::tr("%n frames filled: %1 along detections, %2 straight", nullptr, plan.frames)
        .arg(plan.onPeaks)
        .arg(straight);
}

review::PeakSource peaksOf(Session& session, bool straight)
{
    return straight || !session.isOpen() ? review::PeakSource{}
                                         : workspace::storedPeaks(session.workspace()->peakReader(), kPeakBytes);
}

} // namespace

void EditController::joinTracks(TrackId into, TrackId from, bool fill)
{
    if (into == from || !m_session.isOpen())
        return;
    const bool merging = m_pending.kind == Kind::Merge;
    if (!merging)
        setPending({});
    // selected before the edit: the other one is about to disappear
    m_view.select(into);
    const QString joined = tr("Joined %2 to %1").arg(number(into)).arg(number(from));
    if (!fill) {
        run(a::JoinTracks{into, from, a::Fill::None}, joined);
        return;
    }
    const auto plan = review::planJoin(m_document.state(), peaksOf(m_session, m_straightFill), into, from);
    if (!plan) {
        problem(plan.error());
        return;
    }
    const QString filled = filledText(*plan);
    run(plan->edit, filled.isEmpty() ? joined : tr("%1, %2").arg(joined, filled));
}

bool EditController::fill(TrackId track, FrameRange frames)
{
    const auto plan = review::planFill(m_document.state(), peaksOf(m_session, m_straightFill), track, frames);
    if (!plan) {
        if (plan.error().code == ErrorCode::NotFound)
            say(tr("%1 has no gap to fill.").arg(number(track)));
        else
            problem(plan.error());
        return false;
    }
    return run(plan->edit, tr("%1: %2, %3").arg(number(track)).arg(filledText(*plan), scopeText(frames)));
}

void EditController::fillGaps()
{
    if (const auto track = wanted())
        fill(*track, m_view.range().empty() ? a::kAllFrames : m_view.range());
}

// Inside a marked range: fills its gaps, or empties it when there are none. Without one: the gap or the interpolated
// stretch at the current frame, or all gaps of the track.
void EditController::toggleInterpolation()
{
    const auto id = wanted();
    if (!id)
        return;
    const TrackSummaryPtr summary = m_document.find(*id);
    const auto gaps = a::gapsOf(summary->track());
    const FrameIndex here = m_view.frame();
    FrameRange frames = m_view.range();
    bool filling = true;
    if (!frames.empty()) {
        filling = std::any_of(gaps.begin(), gaps.end(), [&](const FrameRange& gap) {
            return gap.first <= frames.last && gap.last >= frames.first;
        });
    } else {
        const auto& runs = summary->runs();
        const std::size_t i = firstRunEndingAt(runs, here);
        const bool onInterpolated = i < runs.size() && runs[i].first <= here && runs[i].style == RunStyle::Interpolated;
        const auto gap =
            std::find_if(gaps.begin(), gaps.end(), [here](const FrameRange& range) { return range.contains(here); });
        frames = onInterpolated ? FrameRange{runs[i].first, runs[i].last} : gap != gaps.end() ? *gap : a::kAllFrames;
        filling = !onInterpolated;
    }
    if (filling)
        fill(*id, frames);
    else
        run(a::ClearInterpolated{*id, frames},
            tr("Removed interpolated boxes of %1 %2").arg(number(*id)).arg(scopeText(frames)));
}

// --- questions ------------------------------------------------------------------------------------------------------

void EditController::beginAsk(TrackId track, FrameIndex frame)
{
    PendingCommand pending;
    pending.kind = Kind::Ask;
    pending.track = track;
    pending.frame = frame;
    setPending(std::move(pending));
    m_view.select(track);
}

void EditController::offerCandidates(std::optional<Box> place, std::vector<TrackId> candidates, FrameRange scope)
{
    if (m_pending.kind != Kind::Ask)
        return;
    PendingCommand pending = m_pending;
    pending.box = place;
    pending.candidates = std::move(candidates);
    pending.proposed = 0;
    pending.scope = scope;
    setPending(std::move(pending));
}

bool EditController::carryOut(const a::Edit& edit, const QString& done)
{
    setPending({});
    return run(edit, done);
}

} // namespace tw::ui
