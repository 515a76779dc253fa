// What a person says of the place they look at: fixes, dismissals, and their way back.
#include "core/workspace/review_verdicts.h"
#include "ui/actions/edit_controller.h"
#include "ui/actions/track_extender.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/review/review_controller.h"
#include "ui/timeline/playback_controller.h"

#include <algorithm>
#include <utility>

namespace tw::ui {

using review::Event;
using review::EventKind;
using review::VerdictState;

// A person decided that the two halves of a track are two people: the halves are not offered as fragments again.
review::Verdict ReviewController::fragmentAt(const Event& jump)
{
    review::Verdict verdict = review::verdictOn(jump, VerdictState::Dismissed);
    verdict.kind = EventKind::Fragment;
    return verdict;
}

void ReviewController::give(const Event& event, VerdictState state)
{
    m_queue.setVerdict(event, state);
    workspace::keepVerdict(*m_links.session.workspace(), review::verdictOn(event, state));
    Q_EMIT queueChanged();
}

// A verdict that changes no track: undo takes it back.
void ReviewController::say(const Event& event, VerdictState state, const QString& text)
{
    give(event, state);
    UndoLine::Word word;
    word.text = text;
    word.takeBack = [this, event] {
        give(event, VerdictState::Open);
        if (const Event* open = m_queue.find(event.key))
            setCurrent(*open);
    };
    word.sayAgain = [this, event, state] {
        const int row = rowOf(event.key);
        const bool looked = m_current && m_current->key == event.key;
        give(event, state);
        if (looked)
            advance(row);
    };
    m_links.undo.said(std::move(word));
}

void ReviewController::accept(bool fill)
{
    if (!m_current || !m_links.session.isOpen())
        return;
    if (!m_current->fix && m_current->kind == EventKind::Border) {
        extend();
        return;
    }
    if (!m_current->fix) {
        Q_EMIT notice(
            {tr("No fix is proposed here: correct it by hand, or say that it is fine."), Notice::Kind::Info, false});
        return;
    }
    if (isFresh()) {
        carryOut(fill);
    } else {
        m_acceptWaits = fill; // a moment: the edit before it is being looked at
        m_lookSoon.stop();
        look();
    }
}

void ReviewController::carryOut(bool fill)
{
    const Event event = *m_current;
    annotation::Edit fix = *event.fix;
    if (auto* join = std::get_if<annotation::JoinTracks>(&fix.value); join && !fill)
        join->fill = annotation::Fill::None;
    const int row = rowOf(event.key);
    m_links.playback.pause();
    m_accepting = true;
    const auto changed = m_links.session.run(fix);
    m_accepting = false;
    if (!changed) {
        Q_EMIT notice({presentError(changed.error()), Notice::Kind::Problem, false});
        return;
    }
    give(event, VerdictState::Accepted);
    if (event.kind == EventKind::Jump)
        m_splitMade = fragmentAt(event);
    m_queue.remove(event.key);
    Q_EMIT notice({toQt(annotation::describe(fix)), Notice::Kind::Done, true});
    advance(row);
    m_lookSoon.stop();
    look();
    Q_EMIT fixed(event.frame);
}

// A track that begins or ends in the open: followed through the stored peaks; where nobody is seen it is fine.
void ReviewController::extend()
{
    const Event event = *m_current;
    const annotation::TrackBox* end = m_links.document.boxAt(event.a, event.frame);
    if (m_extension || !end)
        return;
    TrackExtender::Source source;
    source.peaksAt = [this](FrameIndex frame) {
        return m_links.session.isOpen() ? m_links.session.workspace()->peaksAt(frame) : FramePeaks{};
    };
    source.snapshot = [this] { return m_links.document.snapshot(); };
    source.frameCount = m_links.view.frameCount();
    m_extension = std::make_unique<TrackExtender>(
        std::move(source), *end, event.a,
        [this, event](std::vector<annotation::TrackBox> boxes) { extended(event, std::move(boxes)); });
}

void ReviewController::extended(const Event& event, std::vector<annotation::TrackBox> boxes)
{
    m_extension.release()->deleteLater(); // this is called from inside it
    if (!m_current || m_current->key != event.key || !m_links.document.find(event.a))
        return; // the person went on meanwhile
    std::erase_if(
        boxes, [&](const annotation::TrackBox& box) { return m_links.document.boxAt(event.a, box.frame) != nullptr; });
    if (boxes.empty()) {
        const int row = rowOf(event.key);
        const QString text = tr("%1: nobody is seen beyond the end, fine as it is").arg(tracksText(event));
        say(event, VerdictState::Dismissed, text);
        Q_EMIT notice({text, Notice::Kind::Info, true});
        advance(row);
        return;
    }
    annotation::Track more;
    more.id = event.a;
    more.boxes = std::move(boxes);
    m_current->fix = annotation::ImportRun{RunId::kInvalid,
                                           annotation::kAllFrames,
                                           {std::make_shared<const annotation::Track>(std::move(more))},
                                           false,
                                           true};
    carryOut(true);
}

void ReviewController::settled(const std::optional<Event>& accepted, const std::vector<std::string>& keys)
{
    const int row = m_current ? rowOf(m_current->key) : -1;
    if (accepted)
        give(*accepted, VerdictState::Accepted);
    for (const std::string& key : keys)
        if (const Event* open = m_queue.find(key))
            give(Event(*open), VerdictState::Accepted);
    if (accepted)
        m_queue.remove(accepted->key);
    for (const std::string& key : keys)
        m_queue.remove(key);
    if (m_current && !m_queue.find(m_current->key))
        advance(std::max(row, 0));
    m_lookSoon.stop();
    look();
}

void ReviewController::dismiss()
{
    if (!isIdle())
        return;
    const Event event = *m_current;
    const int row = rowOf(event.key);
    const QString text = tr("%1 of %2: fine as it is").arg(kindText(event.kind), tracksText(event));
    say(event, VerdictState::Dismissed, text);
    Q_EMIT notice({text, Notice::Kind::Info, true});
    advance(row);
    m_lookSoon.start(); // what it teaches about this video moves the others
}

void ReviewController::later()
{
    if (!isIdle())
        return;
    const Event event = *m_current;
    const int row = rowOf(event.key);
    say(event, VerdictState::Later, tr("%1 of %2: later").arg(kindText(event.kind), tracksText(event)));
    advance(row);
}

void ReviewController::takeBack()
{
    if (!m_links.session.isOpen())
        return;
    // an accepted fix is an edit: undo takes it back, and the place is open again
    if (!m_links.undo.takeBackWord())
        Q_EMIT notice({tr("No verdict to take back. Accepted fixes are edits: undo takes them back."),
                       Notice::Kind::Info, false});
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
