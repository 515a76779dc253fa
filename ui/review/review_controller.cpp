#include "ui/review/review_controller.h"

#include "ui/actions/action_registry.h"
#include "ui/actions/edit_controller.h"
#include "ui/actions/prompt_keys.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/timeline/playback_controller.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace tw::ui {

using review::Event;
using review::VerdictState;

namespace {

constexpr double kLoopSeconds = 1; // on each side of the event
constexpr int kCollectMs = 30;     // edits that come together are looked at together
constexpr int kMomentMs = 150;     // a fix that is made sooner is seen by what comes next

} // namespace

ReviewController::ReviewController(const Links& links, QObject* parent) : QObject(parent), m_links(links)
{
    links.prompts.add(PromptLevel::Finding, {[this] { return m_shown && m_current; },
                                             [this] { accept(true); },
                                             {},
                                             [this] {
                                                 leave();
                                                 m_links.edits.clearMarks(); // the tracks that it selected
                                             }});
    connect(&m_crops, &CropImages::arrived, this, &ReviewController::stripChanged);
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(kCollectMs);
    connect(&m_lookSoon, &QTimer::timeout, this, &ReviewController::look);
    m_workingSoon.setSingleShot(true);
    m_workingSoon.setInterval(kMomentMs);
    connect(&m_workingSoon, &QTimer::timeout, this, [this] { setWorkingOut(true); });
    connect(&links.session, &Session::opened, this, &ReviewController::opened);
    connect(&links.session, &Session::aboutToClose, this, &ReviewController::closed);
    connect(&links.document, &DocumentView::changed, this, &ReviewController::documentChanged);
    connect(&links.session, &Session::runChanged, this, [this](const workspace::RunStatus& status) {
        const bool runs = status.state == workspace::RunState::Running;
        if (runs == m_trackerRuns)
            return;
        m_trackerRuns = runs;
        if (!runs && m_links.session.isOpen())
            startWorker(); // there are peaks of another run now
        Q_EMIT queueChanged();
    });
}

ReviewController::~ReviewController() = default;

void ReviewController::bind(ActionRegistry& actions)
{
    actions.on("review.next", this, [this] { next(); });
    actions.on("review.previous", this, [this] { previous(); });
    actions.on("review.dismiss", this, [this] { dismiss(); });
    actions.on("review.keepUnseen", this, [this] { dismiss(true); });
    actions.on("review.acceptUnseen", this, [this] { accept(true, true); });
    actions.on("review.later", this, [this] { later(); });
    actions.on("review.takeBack", this, [this] { takeBack(); });
    actions.on("review.cutBack", this, [this] { moveCut(-1); });
    actions.on("review.cutForward", this, [this] { moveCut(1); });
    QAction* loop = actions.action("review.loop");
    loop->setChecked(m_looping);
    connect(loop, &QAction::toggled, this, &ReviewController::setLooping);
    for (const char* id :
         {"edit.swap", "edit.join", "edit.merge", "edit.split", "edit.deleteTrack", "edit.deleteFromHere",
          "edit.deleteBox", "edit.endTrack", "edit.newBox", "edit.addBox", "edit.keyframe", "edit.interpolate",
          "edit.occluded", "edit.verify", "edit.fillGaps", "edit.ask", "edit.nextGhost"})
        actions.on(id, this, [this] { holdStill(); });
}

bool ReviewController::isIdle() const
{
    return m_links.prompts.accepting() == PromptLevel::Finding;
}

bool ReviewController::ask(workspace::ReviewWorker::Question question)
{
    if (m_worker)
        m_worker->ask(std::move(question));
    return m_worker != nullptr;
}

void ReviewController::setShown(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    Q_EMIT shownChanged();
    if (shown && m_links.session.isOpen() && !isFresh())
        look();
}

// --- the queue -------------------------------------------------------------------------------------------------------

void ReviewController::opened()
{
    m_queue = review::ReviewQueue(
        workspace::reviewOptions(m_links.session.workspace()->video()).frames(review::kSameFindingSeconds));
    m_queue.setVerdicts(review::verdictsOf(m_links.session.workspace()->document().state()));
    m_given = m_links.session.workspace()->document().state().verdicts;
    m_trackerRuns = m_links.session.workspace()->runStatus().state == workspace::RunState::Running;
    startWorker();
}

void ReviewController::closed()
{
    setCurrent(std::nullopt);
    m_lookSoon.stop();
    m_worker.reset();
    m_line.close();
    Q_EMIT workerGone();
    m_crops.clear();
    m_scored.reset();
    m_queue = review::ReviewQueue();
    m_batch = review::ReviewBatch();
    m_batchVerdicts.clear();
    m_settled.clear();
    m_filter = {};
    Q_EMIT queueChanged();
}

void ReviewController::startWorker()
{
    workspace::Workspace& workspace = *m_links.session.workspace();
    m_worker.reset();
    setAccept(std::nullopt); // its worker is gone
    Q_EMIT workerGone();
    workspace::ReviewWorker::Callbacks callbacks;
    callbacks.found = [this](Result<workspace::ReviewWorker::Findings> findings) { found(std::move(findings)); };
    callbacks.strip = [this](const std::string& key, const review::Strip& strip) { stripMade(key, strip); };
    m_worker = std::make_unique<workspace::ReviewWorker>(
        workspace.peakReader(), workspace::reviewOptions(workspace.video()), m_line.renew(), callbacks);
    m_crops.open(workspace);
    m_scored.reset();
    look();
}

void ReviewController::look()
{
    // While the tracker runs the processors are its own; it is looked at when it is through or pauses.
    if (!m_worker || m_trackerRuns)
        return;
    const workspace::Workspace& workspace = *m_links.session.workspace();
    m_worker->look(review::reviewInput(workspace.document(), workspace.history()));
    Q_EMIT queueChanged();
}

bool ReviewController::isFresh() const
{
    return m_links.session.isOpen() && m_scored == m_links.session.workspace()->snapshot();
}

bool ReviewController::isLooking() const
{
    return m_links.session.isOpen() && !m_trackerRuns && (!isFresh() || m_accept);
}

double ReviewController::frameRate() const
{
    return m_links.playback.frameRate();
}

int ReviewController::verdicts() const
{
    return m_queue.count(VerdictState::Accepted) + m_queue.count(VerdictState::Dismissed);
}

std::optional<workspace::Certificate> ReviewController::certificate() const
{
    if (!m_links.session.isOpen() || !m_scored)
        return std::nullopt;
    return workspace::certificateOf(*m_links.session.workspace(), m_queue, isFresh());
}

void ReviewController::found(Result<workspace::ReviewWorker::Findings> findings)
{
    if (!findings) {
        if (findings.error().code != ErrorCode::Cancelled)
            Q_EMIT notice({presentError(findings.error()), Notice::Kind::Problem, false});
        return;
    }
    if (findings->snapshot != m_links.session.workspace()->snapshot())
        return; // edited meanwhile: the next scan is on its way
    m_scored = findings->snapshot;
    m_queue = std::move(findings->queue);
    rankAgain();
    if (m_current) {
        const Event* again = m_queue.find(m_current->key);
        if (again && again->a == m_current->a && again->b == m_current->b) {
            const FrameIndex cut = m_current->frame;
            m_current = cut != again->frame ? withCut(*again, cut) : *again;
            wantStrip();
            Q_EMIT currentChanged();
        } else {
            setAccept(std::nullopt); // it was meant for what was shown
            goOn();
        }
    }
    if (const QString settled = withSettled({}); !settled.isEmpty())
        Q_EMIT notice({settled, Notice::Kind::Info, false});
    Q_EMIT queueChanged();
    Q_EMIT scored();
}

void ReviewController::documentChanged(const DocumentDiff& diff)
{
    if (!m_trackerRuns)
        m_lookSoon.start();
    verdictsChanged();
    Q_EMIT queueChanged();
    if (!m_current || m_accepting || !m_links.edits.isRunning())
        return;
    // a fix of the person's own
    const auto touched = [&](const std::vector<TrackId>& ids) {
        return std::any_of(ids.begin(), ids.end(),
                           [this](TrackId id) { return id == m_current->a || id == m_current->b; });
    };
    if (!touched(diff.changed) && !touched(diff.removed))
        return;
    const bool split = diff.added.size() == 1 && diff.removed.empty();
    const Event event = split ? withCut(*m_current, m_links.view.frame()) : *m_current;
    m_queue.remove(m_current->key);
    m_batch.remove(m_current->key);
    m_ownFix = OwnFix{event, split, m_links.session.workspace()->history().steps().back().step};
    QMetaObject::invokeMethod(this, &ReviewController::amendOwnFix, Qt::QueuedConnection); // the edit is under way
    goOn();
}

// --- where the person is ---------------------------------------------------------------------------------------------

void ReviewController::setCurrent(std::optional<Event> event)
{
    const bool other = !event || !m_current || event->key != m_current->key;
    m_current = std::move(event);
    m_links.edits.setPreviewsSwaps(m_current && m_current->kind != review::EventKind::Swap);
    if (other)
        setAccept(std::nullopt);
    if (!m_current) {
        m_strip = {};
        if (!m_links.playback.loop().empty()) {
            m_links.playback.setLoop({0, -1});
            m_links.playback.pause();
        }
    } else if (other) {
        m_strip = {};
        showCurrent();
    }
    if (m_current)
        wantStrip();
    Q_EMIT currentChanged();
    Q_EMIT stripChanged();
}

void ReviewController::next()
{
    if (!m_shown) {
        Q_EMIT wantsToBeSeen();
        if (m_current)
            return; // back to where the person was
    }
    if (m_queue.open().empty()) {
        Q_EMIT notice(
            {isLooking() ? tr("Still looking for findings.") : tr("No finding is left."), Notice::Kind::Info, false});
        return;
    }
    goOn();
}

void ReviewController::previous()
{
    if (!m_shown)
        Q_EMIT wantsToBeSeen();
    const std::string before = m_current ? m_batch.before(m_current->key) : std::string();
    if (const Event* event = m_queue.find(before))
        setCurrent(*event);
    else if (!m_current)
        goOn();
}

void ReviewController::select(const std::string& key)
{
    if (m_current && m_current->key == key)
        return;
    if (const Event* event = m_queue.find(key))
        setCurrent(*event);
}

void ReviewController::leave()
{
    setCurrent(std::nullopt);
}

void ReviewController::showCurrent()
{
    const Event& event = *m_current;
    std::vector<TrackId> ids;
    for (const TrackId id : {event.b, event.a}) // the first is what another fix acts on: chosen last
        if (m_links.document.find(id))
            ids.push_back(id);
    m_links.playback.pause();
    m_links.view.setFrame(event.frame);
    m_links.view.setSelection(std::move(ids));
    if (!m_looping)
        return;
    m_links.playback.setLoop(loopOf(event));
    m_links.playback.play();
}

// A second on each side of the cut. Whether something is a person is asked of the frames in which it has a box, half a
// second at least.
FrameRange ReviewController::loopOf(const Event& event) const
{
    const auto side = static_cast<FrameIndex>(std::lround(kLoopSeconds * m_links.playback.frameRate()));
    FrameRange loop{std::max(0, event.frame - side), event.frame + side};
    const TrackSummaryPtr track = m_links.document.find(event.a);
    if (track && !track->track().empty() &&
        (event.kind == review::EventKind::FalseTrack || event.kind == review::EventKind::LowConfidence)) {
        loop.first = std::max(loop.first, std::min(track->track().firstFrame(), event.frame));
        loop.last = std::clamp(track->track().lastFrame(), loop.first + side / 2, loop.first + 2 * side);
    }
    loop.last = std::min(loop.last, std::max(m_links.view.frameCount() - 1, 0));
    return loop;
}

// The playhead on the cut: what comes next acts on this frame.
void ReviewController::holdStill()
{
    if (!m_shown || !m_current || !m_links.playback.isPlaying() || m_links.playback.loop().empty())
        return;
    m_links.playback.pause();
    m_links.view.setFrame(m_current->frame);
}

void ReviewController::setLooping(bool looping)
{
    m_looping = looping;
    if (!m_current)
        return;
    if (looping) {
        showCurrent();
    } else {
        m_links.playback.setLoop({0, -1});
        m_links.playback.pause();
        m_links.view.setFrame(m_current->frame);
    }
}

// --- film strip ------------------------------------------------------------------------------------------------------

void ReviewController::wantStrip()
{
    if (m_worker && m_current)
        m_worker->makeStrip(*m_current);
}

void ReviewController::stripMade(const std::string& key, const review::Strip& strip)
{
    if (!m_current || key != m_current->key)
        return;
    m_strip = strip;
    std::vector<workspace::CropWish> wishes;
    for (const review::StripRow& row : m_strip.rows)
        for (const review::StripCell& cell : row.cells)
            if (cell.track != TrackId::kInvalid)
                wishes.push_back({cell.frame, cell.box});
    m_crops.read(std::move(wishes));
    Q_EMIT stripChanged();
}

} // namespace tw::ui
