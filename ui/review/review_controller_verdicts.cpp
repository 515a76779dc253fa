// What a person says of the place they look at: fixes, dismissals, and their way back.
#include "ui/actions/edit_controller.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/review/review_controller.h"
#include "ui/timeline/playback_controller.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace tw::ui {

using review::Event;
using review::EventKind;
using review::VerdictState;

void ReviewController::give(const Event& event, VerdictState state, const QString& text)
{
    const auto given = m_links.session.run(review::editOf(review::verdictOn(event, state)));
    if (!given)
        Q_EMIT notice({presentError(given.error()), Notice::Kind::Problem, false});
    else if (const QString all = withSettled(text); !all.isEmpty())
        Q_EMIT notice({all, Notice::Kind::Info, true});
}

// The document has other verdicts: given, undone or redone.
void ReviewController::verdictsChanged()
{
    const annotation::DocumentState& state = m_links.session.workspace()->document().state();
    const auto changes = annotation::differences(m_given, state.verdicts);
    if (changes.empty())
        return;
    m_given = state.verdicts;
    std::map<std::string, Event> known; // an answered finding leaves the queue
    for (const annotation::VerdictDelta& change : changes) {
        if (m_current && m_current->key == change.key)
            known.emplace(change.key, *m_current);
        else if (const Event* event = m_queue.find(change.key))
            known.emplace(change.key, *event);
    }
    m_queue.setVerdicts(review::verdictsOf(state));
    for (const annotation::VerdictDelta& change : changes) {
        const VerdictState now =
            change.after ? review::verdictState(change.after->state).value_or(VerdictState::Open) : VerdictState::Open;
        if (now == VerdictState::Later)
            m_onlyWorth ? m_batch.drop(change.key) : m_batch.postpone(change.key);
        else if (now != VerdictState::Open)
            m_batch.remove(change.key);
        else
            fillBatch();
        if (now != VerdictState::Open)
            ++m_batchVerdicts[now];
        if (const auto event = known.find(change.key); event != known.end())
            Q_EMIT answered(event->second, now);
        const Event* open = m_queue.find(change.key);
        if (!change.after && open)
            setCurrent(*open); // undone: the place is looked at again
        else if (change.after && m_current && m_current->key == change.key && !m_accepting)
            goOn();
    }
}

// The verdict becomes part of the step of the edit, so that undo takes both back.
void ReviewController::amendOwnFix()
{
    if (!m_ownFix || !m_links.session.isOpen())
        return;
    const OwnFix fix = *std::exchange(m_ownFix, std::nullopt);
    const auto& history = m_links.session.workspace()->history();
    if (history.canRedo() || !history.canUndo() || history.steps().back().step != fix.step)
        return; // undone or followed by another edit meanwhile
    const auto amended = m_links.session.workspace()->amend(review::acceptanceOf(fix.event, fix.split));
    if (!amended)
        Q_EMIT notice({presentError(amended.error()), Notice::Kind::Problem, false});
}

void ReviewController::setAccept(std::optional<review::AcceptOptions> options)
{
    m_accept = options;
    if (m_accept) {
        m_workingSoon.start();
    } else {
        m_workingSoon.stop();
        setWorkingOut(false);
    }
}

void ReviewController::setWorkingOut(bool working)
{
    if (std::exchange(m_workingOut, working) != working)
        Q_EMIT workingOutChanged();
}

void ReviewController::accept(bool fill, bool unseen)
{
    if (!m_current || !m_worker || m_accept || !(unseen ? isIdle() : takesVerdict()))
        return;
    if (!isFresh()) { // the edit before it is still to be looked at
        m_lookSoon.stop();
        look();
    }
    setAccept(review::AcceptOptions{fill, m_links.edits.straightFill()});
    m_links.playback.pause();
    m_worker->accept(*m_current, *m_accept,
                     [this, event = *m_current](const annotation::Snapshot& of, Result<review::Acceptance> acceptance) {
                         planned(event, of, std::move(acceptance));
                     });
}

void ReviewController::planned(const Event& event, const annotation::Snapshot& of,
                               Result<review::Acceptance> acceptance)
{
    if (!m_accept || !m_current || m_current->key != event.key)
        return; // the person went on meanwhile
    setAccept(std::nullopt);
    if (!acceptance || of != m_links.session.workspace()->snapshot()) {
        Q_EMIT notice(
            {acceptance ? tr("The tracks were edited meanwhile: accept again.") : presentError(acceptance.error()),
             Notice::Kind::Problem, false});
        return;
    }
    m_accepting = true;
    m_queue.remove(event.key);
    const auto changed = m_links.session.run(acceptance->step, annotation::Origin::Fix);
    m_accepting = false;
    if (!changed) {
        Q_EMIT notice({presentError(changed.error()), Notice::Kind::Problem, false});
        look();
        return;
    }
    m_batch.remove(event.key);
    goOn();
    Q_EMIT notice({withSettled(acceptance->dismissed ? tr("Kept %1: no detection beyond its end").arg(tracksText(event))
                                                     : doneText(event)),
                   acceptance->dismissed ? Notice::Kind::Info : Notice::Kind::Done, true});
    m_lookSoon.stop();
    look();
    Q_EMIT fixed(event.frame);
}

Result<annotation::ChangeSet> ReviewController::carryOut(const review::FollowUps& followUps,
                                                         const std::optional<Event>& accepted)
{
    if (accepted)
        m_queue.remove(accepted->key);
    for (const std::string& key : followUps.plan.difference.resolved)
        m_queue.remove(key);
    m_accepting = true;
    auto done = m_links.session.run(*followUps.step, annotation::Origin::FollowUp);
    m_accepting = false;
    if (m_current && !m_queue.find(m_current->key))
        goOn();
    m_lookSoon.stop();
    look();
    return done;
}

bool ReviewController::wasSeen() const
{
    return !m_seenMs || m_seenMs() >= kLookMs;
}

bool ReviewController::takesVerdict()
{
    if (!isIdle())
        return false;
    if (wasSeen())
        return true;
    Q_EMIT notice({m_seenMs() < 0 ? tr("The pictures are not all there yet.")
                                  : tr("Verdicts within 0.3 s of the pictures do not count."),
                   Notice::Kind::Info, false});
    return false;
}

void ReviewController::dismiss(bool unseen)
{
    if (!(unseen ? isIdle() : takesVerdict()))
        return;
    const Event event = *m_current;
    if (!wasSeen()) {
        give(event, VerdictState::Later, {});
        Q_EMIT notice({tr("Put off, because it was not seen: %1").arg(tracksText(event)), Notice::Kind::Info, false});
        return;
    }
    give(event, VerdictState::Dismissed, tr("Kept as it is: %1").arg(tracksText(event)));
    m_lookSoon.start(); // what it teaches about this video moves the others
}

void ReviewController::later()
{
    if (!isIdle())
        return;
    const Event event = *m_current;
    give(event, VerdictState::Later, {});
}

void ReviewController::takeBack()
{
    if (!m_links.session.isOpen())
        return;
    const annotation::VerdictMark* newest = nullptr;
    const std::string* key = nullptr;
    for (const auto& [finding, mark] : m_given)
        if (mark.state != review::toString(VerdictState::Accepted) && (!newest || mark.order > newest->order)) {
            newest = &mark;
            key = &finding;
        }
    if (!newest) {
        Q_EMIT notice({tr("No verdict to take back. Accepted fixes are edits: undo takes them back."),
                       Notice::Kind::Info, false});
        return;
    }
    const auto done = m_links.session.run(annotation::SetVerdict{*key, annotation::kOpenVerdict, 0});
    if (!done)
        Q_EMIT notice({presentError(done.error()), Notice::Kind::Problem, false});
}

void ReviewController::moveCut(FrameIndex by)
{
    if (!m_current || !review::hasCut(*m_current))
        return;
    const FrameIndex cut = std::clamp(m_current->frame + by, 1, std::max(m_links.view.frameCount() - 1, 1));
    m_current = withCut(*m_current, cut);
    m_links.playback.pause();
    m_links.view.setFrame(cut);
    wantStrip();
    Q_EMIT currentChanged();
}

} // namespace tw::ui
