#include "ui/review/relink_controller.h"

#include "ui/actions/action_registry.h"
#include "ui/actions/edit_controller.h"
#include "ui/actions/prompt_keys.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/review/review_controller.h"

#include <utility>

namespace tw::ui {

using review::Event;

RelinkController::RelinkController(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    connect(&links.document, &DocumentView::changed, this, [this] {
        if (!m_applying)
            forget();
    });
    connect(&links.session, &Session::opened, this, &RelinkController::forget);
    connect(&links.session, &Session::aboutToClose, this, &RelinkController::forget);
    connect(&links.edits, &EditController::pendingChanged, this, [this] {
        if (m_links.edits.pending().active())
            drop(); // a command takes precedence
    });
    connect(&links.review, &ReviewController::scored, this, [this] {
        if (m_wish && !m_asked)
            ask();
    });
    connect(&links.review, &ReviewController::currentChanged, this, [this] {
        const Event* current = m_links.review.current();
        if (m_preview && m_preview->accepted && (!current || current->key != m_preview->accepted->key))
            drop();
    });
    connect(&links.review, &ReviewController::fixed, this, [this](FrameIndex frame) {
        want({frame, std::nullopt, true});
    });
    links.prompts.add(PromptLevel::Preview,
                      {[this] { return m_preview.has_value(); }, [this] { apply(); }, [] {}, [this] { drop(); }});
    links.prompts.add(PromptLevel::Follow,
                      {[this] { return m_links.review.isShown() && (m_links.review.current() || m_offer); },
                       {},
                       [this] { settleFromHere(); },
                       {}});
    links.prompts.add(PromptLevel::Search, {[this] { return isWorking(); }, {}, {}, [this] { drop(); }});
}

void RelinkController::bind(ActionRegistry& actions)
{
    actions.on("review.relink", this, [this] { settleFromHere(); });
    actions.on("review.relinkAll", this, [this] { settleAll(); });
}

int RelinkController::offered() const
{
    return m_offer ? static_cast<int>(m_offer->followUps.plan.difference.resolved.size()) : 0;
}

void RelinkController::settleFromHere()
{
    if (m_preview)
        return;
    if (m_offer) {
        m_preview = std::exchange(m_offer, std::nullopt);
        m_links.review.bringUp();
        Q_EMIT changed();
        return;
    }
    const Event* current = m_links.review.isShown() ? m_links.review.current() : nullptr;
    if (current && current->fix)
        want({current->frame, *current, false});
    else
        want({current ? current->frame : m_links.view.frame(), std::nullopt, false});
}

void RelinkController::settleAll()
{
    if (!m_preview)
        want({0, std::nullopt, false});
}

void RelinkController::want(Wish wish)
{
    if (!m_links.session.isOpen())
        return;
    if (m_links.review.isWaitingForTracker()) {
        if (!wish.unasked)
            Q_EMIT notice({tr("Verdicts are applied when tracking ends."), Notice::Kind::Info, false});
        return;
    }
    if (!wish.unasked)
        m_links.review.bringUp();
    m_offer.reset();
    m_wish = std::move(wish);
    m_asked = false;
    ++m_serial;
    if (!m_links.review.isLooking())
        ask(); // else when the findings of the newest edit are there
    Q_EMIT changed();
}

void RelinkController::ask()
{
    const annotation::Snapshot snapshot = m_links.session.workspace()->snapshot();
    review::RelinkOptions options;
    options.from = m_wish->from;
    m_asked =
        m_links.review.ask([this, snapshot, options, serial = m_serial, accepted = m_wish->accepted](
                               const review::ReviewSession& session, const JobContext& job) -> std::function<void()> {
            auto result = std::make_shared<Result<review::FollowUps>>(
                session.evidence().snapshot() == snapshot
                    ? session.followUps(options, accepted ? &*accepted : nullptr, job)
                    : Result<review::FollowUps>(Error{ErrorCode::Cancelled, "the tracks were edited meanwhile", {}}));
            // the worker is joined before the controllers go
            return [this, serial, snapshot, result] { answered(serial, snapshot, std::move(*result)); };
        });
}

void RelinkController::answered(int serial, const annotation::Snapshot& of, Result<review::FollowUps> found)
{
    if (serial != m_serial || !m_wish)
        return; // it is not waited for any more
    const Wish wish = *std::exchange(m_wish, std::nullopt);
    const bool stale = !m_links.session.isOpen() || of != m_links.session.workspace()->snapshot();
    if (!found || stale) {
        if (!found && !wish.unasked && found.error().code != ErrorCode::Cancelled)
            Q_EMIT notice({presentError(found.error()), Notice::Kind::Problem, false});
        Q_EMIT changed();
        return;
    }
    const review::Relinking& difference = found->plan.difference;
    if (wish.unasked) {
        if (difference.edit && !difference.resolved.empty())
            m_offer = Preview{*std::move(found), of, wish.from, std::nullopt};
    } else if (!difference.edit) {
        Q_EMIT notice({wish.accepted ? tr("Nothing else follows from this fix. Enter accepts it.")
                                     : tr("Nothing changes: all verdicts are applied."),
                       Notice::Kind::Info, false});
    } else {
        m_preview = Preview{*std::move(found), of, wish.from, wish.accepted};
    }
    Q_EMIT changed();
}

void RelinkController::apply()
{
    if (!m_preview || !m_links.session.isOpen())
        return;
    const Preview preview = *std::exchange(m_preview, std::nullopt);
    if (preview.of != m_links.session.workspace()->snapshot()) {
        Q_EMIT notice({tr("The tracks were edited meanwhile: try again."), Notice::Kind::Info, false});
        Q_EMIT changed();
        return;
    }
    m_applying = true;
    const auto done = m_links.review.carryOut(preview.followUps, preview.accepted);
    m_applying = false;
    forget();
    if (!done) {
        Q_EMIT notice({presentError(done.error()), Notice::Kind::Problem, false});
        return;
    }
    Q_EMIT notice({toQt(annotation::describe(*preview.followUps.plan.edit)), Notice::Kind::Done, true});
}

void RelinkController::drop()
{
    // the person may have looked at changes elsewhere
    if (m_preview && m_links.review.current())
        m_links.view.setFrame(m_links.review.current()->frame);
    m_preview.reset();
    m_wish.reset();
    ++m_serial;
    Q_EMIT changed();
}

void RelinkController::forget()
{
    m_offer.reset();
    m_wish.reset();
    m_preview.reset();
    ++m_serial;
    m_asked = false;
    Q_EMIT changed();
}

} // namespace tw::ui
