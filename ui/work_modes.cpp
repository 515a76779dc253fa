#include "ui/work_modes.h"

#include "ui/actions/prompt_keys.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/models/association_text.h"
#include "ui/review/stage/review_stage.h"
#include "ui/timeline/playback_controller.h"
#include "ui/widgets/run_card.h"

#include <QBoxLayout>
#include <QDockWidget>
#include <QStackedWidget>

#include <utility>

namespace tw::ui {

using workspace::RunState;
using Step = WorkflowBar::Step;

namespace {

constexpr int kFollowMs = 500;

} // namespace

WorkModes::WorkModes(const Links& links, QObject* parent)
    : QObject(parent), m_links(links), m_bar(new WorkflowBar(&links.window)), m_card(new RunCard(links.canvas))
{
    QAction* stage = links.actions.action("review.stage");
    connect(stage, &QAction::toggled, this, &WorkModes::setReviewing);
    links.actions.on("review.notPerson", &links.stage, [&stage = links.stage] { stage.notAPerson(); });
    links.review.setSeen(
        [&stage = links.stage] { return stage.isVisible() ? stage.seenMs() : ReviewController::kLookMs; });
    links.prompts.add(PromptLevel::Stage, {[this] { return isReviewing(); },
                                           {},
                                           {},
                                           [this] {
                                               m_links.review.leave();
                                               setReviewing(false);
                                           }});
    connect(m_bar, &WorkflowBar::stepWanted, this, [this](Step step) {
        if (step == Step::Export)
            m_links.actions.action("file.export")->trigger();
        else
            setReviewing(step == Step::Review);
    });
    connect(&links.stage, &ReviewStage::closeWanted, this, [this] { setReviewing(false); });
    connect(&links.stage, &ReviewStage::exportWanted, links.actions.action("file.export"), &QAction::trigger);
    connect(m_card, &RunCard::reviewWanted, this, [this] { setReviewing(true); });
    connect(m_card, &RunCard::exportWanted, links.actions.action("file.export"), &QAction::trigger);
    connect(m_card, &RunCard::answered, this, [this] {
        m_cardOpen = false;
        m_links.canvas.setFocus();
    });
    connect(&links.session, &Session::runChanged, this, &WorkModes::runChanged);
    connect(&links.session, &Session::historyChanged, this, &WorkModes::refresh);
    connect(&links.review, &ReviewController::queueChanged, this, [this] {
        refresh();
        if (m_cardOpen)
            presentRun();
    });
    connect(&links.session, &Session::opened, this, [this] {
        m_run = m_links.session.workspace()->runStatus();
        m_exported = false;
        refresh();
    });
    connect(&links.session, &Session::aboutToClose, this, [this] { setReviewing(false); });
    connect(&links.session, &Session::closed, this, [this] {
        m_run = {};
        m_cardOpen = false;
        m_card->hide();
        refresh();
    });
    connect(&links.reviewPanel, &QDockWidget::visibilityChanged, &links.review,
            [this](bool visible) { m_links.review.setShown(visible || isReviewing()); });
    connect(&links.view, &ViewState::frameChanged, this, [this] {
        if (!m_seeking)
            m_follows = false; // a person went elsewhere
    });
    m_followTimer.setInterval(kFollowMs);
    connect(&m_followTimer, &QTimer::timeout, this, &WorkModes::follow);
    refresh();
}

void WorkModes::setReviewing(bool reviewing)
{
    QAction* action = m_links.actions.action("review.stage");
    reviewing = reviewing && m_links.session.isOpen();
    if (reviewing != action->isChecked()) {
        action->setChecked(reviewing); // comes back here
        return;
    }
    if (reviewing == isReviewing())
        return;
    if (reviewing) {
        m_editorLayout = m_links.window.saveState();
        for (QDockWidget* panel : m_links.panels)
            panel->hide();
        m_card->hide();
        m_cardOpen = false;
        m_links.stage.lendCanvas(m_links.canvas);
        m_links.centre.setCurrentWidget(&m_links.stage);
        m_links.review.setOnlyWorth(true);
        m_links.review.setShown(true);
        m_links.stage.begin();
        m_links.stage.takeKeys();
    } else {
        m_links.stage.takeCanvas();
        static_cast<QBoxLayout*>(m_links.editor.layout())->insertWidget(0, &m_links.canvas, 1);
        m_links.canvas.show();
        m_links.review.setOnlyWorth(false);
        m_links.review.setFilter({}); // counts of the editor are those of everything
        if (m_links.centre.currentWidget() == &m_links.stage)
            m_links.centre.setCurrentWidget(&m_links.editor);
        m_links.window.restoreState(std::exchange(m_editorLayout, {}));
        m_links.review.setShown(m_links.reviewPanel.isVisible());
        m_links.canvas.fit();
        m_links.canvas.setFocus();
    }
    refresh();
}

void WorkModes::exported()
{
    m_exported = m_links.session.isOpen();
    m_exportedAt = m_exported ? m_links.session.workspace()->history().position() : 0;
    refresh();
}

void WorkModes::runChanged(const workspace::RunStatus& status)
{
    const RunState before = std::exchange(m_run, status).state;
    if (status.state == RunState::Running && before != RunState::Running) {
        m_follows = m_links.view.frame() <= status.nextFrame; // a person who looks further on stays there
        m_followTimer.start();
        m_cardOpen = false;
        m_card->hide();
    } else if (status.state != RunState::Running) {
        m_followTimer.stop();
    }
    if (status.state == RunState::Finished && before == RunState::Running) {
        m_cardOpen = true;
        presentRun();
    }
    refresh();
}

void WorkModes::follow()
{
    if (!m_follows || m_run.state != RunState::Running || m_links.playback.isPlaying() || isReviewing())
        return;
    m_seeking = true;
    m_links.session.setMakesRoom(false); // this picture is not waited for
    m_links.view.setFrame(m_run.nextFrame - 1);
    m_links.session.setMakesRoom(true);
    m_seeking = false;
}

void WorkModes::presentRun()
{
    if (isReviewing())
        return;
    const auto tracks = static_cast<int>(m_links.document.tracks().size());
    QString text = tr("%n tracks", nullptr, tracks) + tr(" in %1 frames.").arg(m_run.frames.length());
    if (m_run.association) // what the association of the whole video changed
        text += QLatin1Char('\n') + associationText(*m_run.association) + QLatin1Char('.');
    const bool looking = m_links.review.isLooking();
    const int worth = m_links.review.worthChecking();
    if (looking) {
        text += QLatin1Char('\n') + tr("Looking for likely errors…");
    } else {
        const int notPeople = m_links.review.countOf(review::EventKind::FalseTrack);
        if (notPeople > 0)
            text += QLatin1Char('\n') + tr("%n tracks may not be people.", nullptr, notPeople);
        text += QLatin1Char('\n') +
                (worth > 0 ? tr("%n findings are worth checking.", nullptr, worth) : tr("Nothing looks suspicious."));
    }
    m_card->present(tr("Tracking finished"), text, looking || worth > 0);
}

void WorkModes::refresh()
{
    const bool open = m_links.session.isOpen();
    const bool any = open && !m_links.document.tracks().empty();
    const bool running = m_run.state == RunState::Running || m_run.state == RunState::Paused;
    const int percent =
        m_run.frames.length() > 0 ? 100 * (m_run.nextFrame - m_run.frames.first) / m_run.frames.length() : 0;
    const int worth = any ? m_links.review.worthChecking() : 0;
    const bool looked = any && !m_links.review.isLooking() && !running;
    m_bar->setStep(Step::Track, any && !running, running ? tr("%1 %").arg(percent) : QString(), open);
    m_bar->setStep(Step::Review, looked && worth == 0,
                   looked && worth > 0 ? tr("%n worth checking", nullptr, worth) : QString(), any && !running);
    const bool exported = m_exported && open && m_exportedAt == m_links.session.workspace()->history().position();
    m_bar->setStep(Step::Export, exported, {}, any);
    m_bar->setActive(isReviewing() ? Step::Review : Step::Track);
    m_links.actions.action("review.stage")->setEnabled(any && !running);
    const bool toReview = !isReviewing() && (worth > 0 || m_links.review.isLooking());
    m_next = !any || running ? Step::Track : toReview ? Step::Review : Step::Export;
    m_bar->setNext(m_next);
    Q_EMIT nextChanged(m_next);
}

} // namespace tw::ui
