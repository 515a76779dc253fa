#include "ui/main_window.h"

#include "core/video/preview_cache.h"
#include "ui/actions/focus_guard.h"
#include "ui/actions/label_menu.h"
#include "ui/actions/track_menu.h"
#include "ui/board/board_dialog.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/collection/collection_tools.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/keys_dialog.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/menu/training_actions.h"
#include "ui/menu/tune_action.h"
#include "ui/menu/window_actions.h"
#include "ui/models/project_memory.h"
#include "ui/models/track_thumbnails.h"
#include "ui/panels/command_palette.h"
#include "ui/panels/context_bar.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/panels/history_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/jobs_panel.h"
#include "ui/panels/notes_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/toast.h"
#include "ui/panels/tracks_panel.h"
#include "ui/panels/transport_bar.h"
#include "ui/reid/reid_tools.h"
#include "ui/review/review_panel.h"
#include "ui/review/review_wiring.h"
#include "ui/review/stage/review_stage.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/dock_panel.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/start_page.h"
#include "ui/widgets/track_colors.h"
#include "ui/work_modes.h"

#include <QApplication>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr double kFallbackRate = 25;

// A menu bar asks its corner for a size only when it appears.
class MenuCorner final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    bool event(QEvent* event) override
    {
        const int wanted = sizeHint().width();
        if (event->type() == QEvent::LayoutRequest && isVisible() && wanted != width() && wanted != m_asked) {
            m_asked = wanted; // once: a narrow window has less
            hide();
            show();
        }
        return QWidget::event(event);
    }

private:
    int m_asked = 0;
};

constexpr auto kPreviewLimit = "previews/limitGiB";

video::PreviewCache::Limits previewLimits(const QSettings& settings)
{
    video::PreviewCache::Limits limits;
    const int standard = static_cast<int>(limits.bytes >> 30);
    const int gib = std::clamp(settings.value(QLatin1String(kPreviewLimit), standard).toInt(), 0, kMostPreviewGiB);
    limits.bytes = static_cast<std::uint64_t>(gib) << 30;
    return limits;
}

void clearPreviews(std::shared_ptr<video::PreviewCache> previews, JobRunner& jobs, Toast& toast)
{
    using Usage = video::PreviewCache::Usage;
    jobs.start<Usage>(
        MainWindow::tr("Delete previews"),
        [previews = std::move(previews)](const JobContext&) -> Result<Usage> { return previews->clear(); }, &toast,
        [&toast](const Result<Usage>& deleted) {
            if (!deleted)
                return; // cancelled
            const double megabytes = static_cast<double>(deleted->bytes) / 1e6;
            toast.show({MainWindow::tr("Previews of %n videos deleted, %1 MB", nullptr, deleted->files)
                            .arg(QLocale().toString(megabytes, 'f', 0)),
                        Notice::Kind::Done, false});
        });
}

} // namespace

MainWindow::MainWindow(QSettings& settings, std::unique_ptr<Prompter> prompter)
    : m_settings(settings), m_prompter(prompter ? std::move(prompter) : std::make_unique<DialogPrompter>(*this)),
      m_session(m_jobs, m_document, m_view), m_playback(m_view, this), m_edits(m_session, m_document, m_view),
      m_review({m_session, m_document, m_view, m_playback, m_edits, m_prompts}),
      m_relink({m_session, m_document, m_view, m_edits, m_review, m_prompts}), m_board({m_session, m_view, m_review}),
      m_actions(*this),
      m_previews(std::make_shared<video::PreviewCache>(video::PreviewCache::defaultFolder(), previewLimits(settings)))
{
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    setWindowIcon(QIcon(QStringLiteral(":/icons/trackwright.svg")));
    setDockOptions(QMainWindow::AnimatedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_focus = new FocusGuard(*this);

    m_review.bind(m_actions); // first: it looks at a command that waits before that is carried out
    m_relink.bind(m_actions);
    m_prompts.bind(m_actions);
    makeCentre();
    makeDocks();
    bindEditActions(m_actions, m_prompts, m_edits, m_session, m_document, m_view);
    m_prompts.add(PromptLevel::Drag,
                  {[this] { return m_canvas->isDragging(); }, [] {}, [] {}, [this] { m_canvas->cancelDrag(); }});
    bindNavigation(m_actions, m_session, m_document, m_view, m_playback, *m_tracks);
    bindViewActions(m_actions, m_view, *m_canvas, *m_timeline);
    m_files = new FileActions({m_actions, m_session, m_view, m_jobs, *m_prompter, m_settings, *this});
    m_files->setCertificate([this] { return m_review.certificate(); });
    m_tracking = new TrackActions({m_actions, m_session, m_view, m_jobs, *m_prompter, m_settings, *this});
    m_training = new TrainingActions({m_actions, m_session, m_jobs, *m_tracking, *m_prompter, m_settings, *this});
    auto* tune = new TuneAction({m_actions, m_session, m_jobs, *m_tracking, *m_prompter}, this);
    connect(tune, &TuneAction::notice, this, [this](const Notice& notice) { m_toast->show(notice); });
    m_reid = new ReidTools({m_session, m_document, m_view, m_edits, *m_canvas, m_actions, m_playback}, this);
    makeMenus();
    connectSession();
    m_collections = new CollectionTools({*this, *m_centre, *m_start, *m_editor, m_docks, m_actions, m_session, m_view,
                                         m_jobs, *m_prompter, m_settings, *m_tracking},
                                        this);
    connectViews();
    connectNotices();
    restoreLayout();
    m_session.setPreviews(m_previews);
    closed();
}

MainWindow::~MainWindow()
{
    // the workspace goes while everything that listens to it is still there
    m_session.close();
}

void MainWindow::makeCentre()
{
    m_centre = new QStackedWidget(this);
    m_start = new StartPage(m_centre);
    auto* work = new QWidget(m_centre);
    auto* layout = new QVBoxLayout(work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_canvas = new VideoCanvas(m_document, m_view, work);
    m_focus->setHome(m_canvas);
    m_context = new ContextBar(m_actions, m_edits, m_document, m_view, work);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_context);
    m_toast = new Toast(*m_centre, [this] { return belowToast(); });
    auto* over = new QVBoxLayout(m_canvas);
    m_locate = new QPushButton(tr("Locate the video…"), m_canvas);
    m_locate->setObjectName(QStringLiteral("locateVideo"));
    over->addStretch(5);
    over->addWidget(m_locate, 0, Qt::AlignHCenter);
    over->addStretch(3);
    m_centre->addWidget(m_start);
    m_centre->addWidget(work);
    m_editor = work;
    m_stage = new ReviewStage({m_actions, m_session, m_document, m_view, m_playback, m_review, m_prompts}, m_centre);
    m_centre->addWidget(m_stage);
    setCentralWidget(m_centre);
}

void MainWindow::makeDocks()
{
    m_tracks = new TracksPanel(m_document, m_view, m_edits);
    m_inspector = new InspectorPanel(m_document, m_view, m_edits);
    m_history = new HistoryPanel;
    m_reviewPanel = new ReviewPanel(m_actions, m_review, m_relink, m_document, m_view);
    m_jobsPanel = new JobsPanel(m_actions, m_jobs);
    auto* bottom = new QWidget;
    auto* layout = new QVBoxLayout(bottom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_transport = new TransportBar(m_actions, m_playback, m_view, bottom);
    m_timeline = new TimelineView(m_document, m_view, bottom);
    layout->addWidget(m_transport);
    layout->addWidget(m_timeline, 1);

    addPanel("view.tracks", QStringLiteral("tracksDock"), tr("Tracks"), m_tracks, Qt::LeftDockWidgetArea);
    DockPanel* inspector = addPanel("view.inspector", QStringLiteral("inspectorDock"), tr("Inspector"), m_inspector,
                                    Qt::RightDockWidgetArea);
    m_notes = new NotesPanel(m_document, m_view, m_edits);
    DockPanel* history =
        addPanel("view.history", QStringLiteral("historyDock"), tr("History"), m_history, Qt::RightDockWidgetArea);
    DockPanel* jobs =
        addPanel("view.jobs", QStringLiteral("jobsDock"), tr("Jobs"), m_jobsPanel, Qt::RightDockWidgetArea);
    addPanel("view.timeline", QStringLiteral("timelineDock"), tr("Timeline"), bottom, Qt::BottomDockWidgetArea)
        ->setTitled(false);
    m_evaluation = new EvaluationPanel({m_session, m_document, m_view, m_jobs, *m_prompter});
    DockPanel* evaluation = addPanel("view.evaluation", QStringLiteral("evaluationDock"), tr("Evaluation"),
                                     m_evaluation, Qt::RightDockWidgetArea);
    DockPanel* review =
        addPanel("view.review", QStringLiteral("reviewDock"), tr("Review"), m_reviewPanel, Qt::RightDockWidgetArea);
    m_modes = std::make_unique<WorkModes>(WorkModes::Links{*this, *m_centre, *m_editor, *m_canvas, *m_stage, m_docks,
                                                           *review, m_actions, m_session, m_document, m_view,
                                                           m_playback, m_review, m_prompts});
    connect(&m_review, &ReviewController::wantsToBeSeen, review, [review] {
        review->show();
        review->raise();
    });
    tabifyDockWidget(review, inspector);
    tabifyDockWidget(inspector, history);
    tabifyDockWidget(history, jobs);
    DockPanel* notes =
        addPanel("view.notes", QStringLiteral("notesDock"), tr("Notes"), m_notes, Qt::RightDockWidgetArea);
    tabifyDockWidget(history, notes);
    bindNotes(m_actions, m_edits, *m_notes, *notes, *m_canvas);
    tabifyDockWidget(jobs, evaluation);
    evaluation->hide(); // until it is asked for
    m_actions.action("view.evaluation")->setChecked(false);
    inspector->raise();
    m_status = new StatusStrip(m_actions, this);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);
}

DockPanel* MainWindow::addPanel(const char* action, const QString& name, const QString& title, QWidget* content,
                                Qt::DockWidgetArea area)
{
    auto* panel = new DockPanel(name, title, content, this);
    addDockWidget(area, panel);
    m_panels.push_back(panel);
    m_docks.push_back(panel);
    QAction* toggle = m_actions.action(action);
    connect(toggle, &QAction::triggered, panel, [panel](bool on) {
        panel->setVisible(on);
        if (on)
            panel->raise();
    });
    connect(panel->toggleViewAction(), &QAction::toggled, toggle, &QAction::setChecked);
    toggle->setChecked(true);
    return panel;
}

void MainWindow::makeMenus()
{
    menuBar()->setNativeMenuBar(false);
    m_actions.fill(*menuBar(), [this](const QString&) { return &m_files->recentMenu(); });
    auto* corner = new MenuCorner(menuBar());
    auto* row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * kGrid);
    row->addWidget(&m_modes->bar());
    row->addWidget(m_tracking->makeCorner(corner));
    menuBar()->setCornerWidget(corner, Qt::TopRightCorner);
    m_palette = new CommandPalette(m_actions, *this);
    m_actions.on("view.palette", this, [this] { m_palette->open(); });
    connect(&m_prompts, &PromptKeys::cancelPressed, m_focus, &FocusGuard::goHome);
    m_actions.on("view.canvasOnly", this, [this] { toggleCanvasOnly(); });
    m_actions.on("view.resetLayout", this, [this] { resetLayout(); });
    m_actions.on("file.preferences", this, [this] { openPreferences(false); });
    m_actions.on("file.quit", this, [this] { close(); });
    m_actions.on("edit.color", this, [this] { chooseColor(); });
    connect(m_actions.action("view.solo"), &QAction::toggled, m_tracks, &TracksPanel::setSolo);
    connect(&m_view, &ViewState::shownChanged, this, [this] {
        if (!m_view.shownOnly())
            m_actions.action("view.solo")->setChecked(false);
    });
    m_actions.on("go.toFrame", this, [this] {
        m_transport->frameBox().setFocus(Qt::ShortcutFocusReason);
        m_transport->frameBox().selectAll();
    });
    connect(&m_transport->frameBox(), &QAbstractSpinBox::editingFinished, this, [this] {
        if (m_transport->frameBox().hasFocus()) // Enter, and not that it was left
            m_canvas->setFocus();
    });
    auto* labels = new LabelMenu({m_actions, m_edits, m_document, m_view, *m_prompter, *m_canvas}, this);
    connect(m_inspector, &InspectorPanel::newClassWanted, labels, &LabelMenu::askForClass);
    bindBoard(m_actions, m_board, *this);
    m_actions.on("help.keys", this, [this] { openKeys(); });
    m_actions.on("help.about", this, [this] { (new AboutDialog(this))->show(); });
    ShortcutTable keys = m_actions.shortcuts();
    keys.setPreset(m_settings.value(QStringLiteral("keys/preset")).toString());
    keys.setOverrides(m_settings.value(QStringLiteral("keys/changed")).toStringList());
    m_actions.setShortcuts(keys);
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::openingChanged, this, [this](const QString& name) {
        m_start->setOpening(name);
        if (!name.isEmpty() && m_session.isOpen())
            m_toast->show({tr("Opening %1").arg(name), Notice::Kind::Info, false});
    });
    connect(&m_session, &Session::opened, this, &MainWindow::opened);
    connect(&m_session, &Session::aboutToClose, this, [this] {
        remember();
        m_playback.pause();
        m_frames.attach(nullptr);
        m_history->setHistory(nullptr);
    });
    connect(&m_session, &Session::closed, this, &MainWindow::closed);
    connect(&m_session, &Session::historyChanged, m_history, &HistoryPanel::refresh);
    connect(&m_session, &Session::historyChanged, m_toast, [this] {
        if (m_session.isOpen())
            m_toast->historyMoved(m_session.workspace()->history().position());
    });
    connect(&m_session, &Session::runChanged, this, [this](const workspace::RunStatus& status) {
        m_status->setRun(status);
        m_jobsPanel->setRun(status);
        const bool any = status.state != workspace::RunState::None;
        m_timeline->setProgress(any ? status.frames : FrameRange{},
                                any ? FrameRange{status.frames.first, status.nextFrame - 1} : FrameRange{});
    });
    connect(&m_session, &Session::savingChanged, this, [this](const workspace::SaveStatus& status) {
        m_status->setSaving(status);
        refreshTitle();
    });
}

void MainWindow::connectViews()
{
    connect(&m_view, &ViewState::frameChanged, &m_frames, &FrameBridge::request);
    connect(&m_frames, &FrameBridge::frameReady, this, &MainWindow::showFrame);
    connect(&m_frames, &FrameBridge::frameFailed, this, [this](FrameIndex frame, const Error& error) {
        m_playback.pause();
        m_toast->show(
            {tr("Frame %1 cannot be read. %2").arg(frame + 1).arg(presentError(error)), Notice::Kind::Problem, false});
    });
    connect(m_canvas, &VideoCanvas::trackClicked, &m_edits, &EditController::trackClicked);
    connect(m_canvas, &VideoCanvas::ghostClicked, &m_edits, &EditController::ghostClicked);
    connect(m_canvas, &VideoCanvas::boxEdited, &m_edits, &EditController::setBox);
    connect(m_canvas, &VideoCanvas::boxDrawn, &m_edits, &EditController::boxDrawn);
    connect(m_canvas, &VideoCanvas::zoomChanged, m_transport, &TransportBar::setCanvasZoom);
    connect(m_transport, &TransportBar::canvasZoomWanted, m_canvas, &VideoCanvas::setZoom);
    connect(&m_edits, &EditController::pendingChanged, m_canvas, [this] {
        m_canvas->setPending(m_edits.pending());
        m_timeline->setPicking(m_edits.pending().asksForTrack());
        if (m_edits.pending().active())
            m_toast->hide(); // the prompt takes precedence
    });
    connect(m_timeline, &TimelineView::trackClicked, &m_edits, &EditController::trackClicked);
    connect(m_timeline, &TimelineView::trimWanted, &m_edits, &EditController::trim);
    connect(m_timeline, &TimelineView::joinWanted, &m_edits, &EditController::joinTracks);
    connect(m_timeline, &TimelineView::scrubbingChanged, &m_playback, &PlaybackController::pause);
    const auto menu = [this](TrackId id, const QPoint& position) {
        if (m_session.isOpen())
            showTrackMenu(m_actions, m_view, id, position, this);
    };
    connect(m_canvas, &VideoCanvas::menuWanted, this, menu);
    connect(m_timeline, &TimelineView::menuWanted, this, menu);
    connect(m_tracks, &TracksPanel::menuWanted, this, menu);
    connect(m_inspector, &InspectorPanel::colorWanted, this, &MainWindow::chooseColor);
    connect(m_evaluation, &EvaluationPanel::seeking, &m_playback, &PlaybackController::pause);
    connect(m_evaluation, &EvaluationPanel::missChosen, m_canvas, &VideoCanvas::setMark);
    auto* thumbnails = new TrackThumbnails(m_session, m_document, this);
    m_tracks->setThumbnails(*thumbnails);
    m_timeline->setThumbnails(*thumbnails);
    m_stage->lanes().setThumbnails(*thumbnails);
    connect(m_history, &HistoryPanel::positionWanted, &m_edits, &EditController::goTo);
    connect(m_start, &StartPage::openWanted, m_files, &FileActions::open);
    connect(m_start, &StartPage::openFolderWanted, m_files, &FileActions::openFolder);
    connect(m_start, &StartPage::recentChosen, m_files, &FileActions::openPath);
    connectReview({m_review, m_relink, *m_reviewPanel, *m_timeline, *m_canvas, m_document, m_view, m_playback});
    connect(m_start, &StartPage::demoWanted, m_files, &FileActions::openDemo);
    connect(m_files, &FileActions::groundTruthWanted, this, [this](const QString& path) {
        m_evaluation->chooseTruth(path);
        m_actions.action("view.evaluation")->setChecked(false); // so that the trigger shows it, wherever it is
        m_actions.action("view.evaluation")->trigger();
    });
    connect(m_files, &FileActions::collectionWanted, m_collections, &CollectionTools::open);
    connect(m_collections, &CollectionTools::opened, m_files, &FileActions::remember);
    // steps and Track button are about the open video, which the page of a collection covers
    connect(m_centre, &QStackedWidget::currentChanged, this,
            [this] { menuBar()->cornerWidget()->setVisible(!m_collections->isShown()); });
    connect(m_files, &FileActions::recentChanged, this, &MainWindow::showRecent);
    connect(m_files, &FileActions::exported, m_modes.get(), &WorkModes::exported);
    connect(m_locate, &QPushButton::clicked, m_files, &FileActions::relink);
    m_stage->setNextVideo([this] { return QFileInfo(m_files->nextVideo()).fileName(); });
    connect(m_stage, &ReviewStage::nextVideoWanted, m_files, &FileActions::openNext);
    const auto lead = [this](WorkflowBar::Step step) {
        if (step == WorkflowBar::Step::Track)
            m_tracking->leadTo(nullptr, {});
        else if (step == WorkflowBar::Step::Review)
            m_tracking->leadTo(m_actions.action("review.stage"), tr("Review"));
        else
            m_tracking->leadTo(m_actions.action("file.export"), tr("Export"));
    };
    connect(m_modes.get(), &WorkModes::nextChanged, this, lead);
    lead(m_modes->next());
}

void MainWindow::connectNotices()
{
    const auto show = [this](const Notice& notice) {
        // a problem before anything is open has no canvas to lie on
        if (m_centre->currentIndex() == 0)
            m_start->setProblem(notice.text);
        else
            m_toast->show(notice, m_session.isOpen() ? m_session.workspace()->history().position() : 0);
    };
    connect(&m_edits, &EditController::notice, this, show);
    connect(m_files, &FileActions::notice, this, show);
    connect(&m_review, &ReviewController::notice, this, show);
    connect(&m_relink, &RelinkController::notice, this, show);
    connect(&m_board, &IdentityBoard::notice, this, show);
    connect(m_tracking, &TrackActions::notice, this, show);
    connect(m_training, &TrainingActions::notice, this, show);
    connect(m_reid, &ReidTools::notice, this, show);
    connect(m_collections, &CollectionTools::notice, this, show);
    connect(m_evaluation, &EvaluationPanel::notice, this, show);
    connect(m_toast, &Toast::undoWanted, &m_edits, &EditController::undo);
    connect(m_status, &StatusStrip::saveElsewhereWanted, m_files, &FileActions::saveAs);
    connect(m_tracking, &TrackActions::optionsChanged, this,
            [this] { m_status->setEngine(m_tracking->options().summary()); });
}

void MainWindow::opened()
{
    workspace::Workspace& opened = *m_session.workspace();
    const video::VideoInfo& video = opened.video();
    m_centre->setCurrentIndex(1);
    showPanels();
    m_canvas->setSource(QSizeF(video.width, video.height));
    m_canvas->setPeakSource(
        [this](FrameIndex frame) { return m_session.isOpen() ? m_session.workspace()->peaksAt(frame) : FramePeaks{}; });
    const QString problem = toQt(opened.videoProblem());
    m_canvas->setNotice(problem.isEmpty()
                            ? QString()
                            : tr("The video is missing: %1\nTracks can be viewed and edited without it.").arg(problem));
    m_actions.action("file.relink")->setEnabled(!problem.isEmpty());
    m_locate->setVisible(!problem.isEmpty());
    m_playback.setFrameRate(video.frameRate.positive() ? video.frameRate.value() : kFallbackRate);
    video::FrameServer* server = opened.frames();
    m_transport->setClock([this](FrameIndex frame) {
        return m_session.isOpen() ? m_session.workspace()->seconds(frame) : frame / m_playback.frameRate();
    });
    m_frames.attach(server);
    const RememberedView remembered = recallView(m_settings, projectPath());
    m_view.setFrame(remembered.frame);
    if (QFileInfo::exists(remembered.groundTruth))
        m_evaluation->chooseTruth(remembered.groundTruth);
    m_frames.request(m_view.frame());
    m_history->setHistory(&opened.history());
    m_status->setEngine(m_tracking->options().summary());
    m_tracks->setHint(tr("No tracks yet.\n\nTrack finds the people; N draws one by hand."));
    for (const std::string& warning : video.warnings)
        m_toast->show({toQt(warning), Notice::Kind::Info, false});
    refreshTitle();
    m_canvas->setFocus();
}

void MainWindow::closed()
{
    m_centre->setCurrentIndex(0);
    hidePanels();
    m_canvas->setSource({});
    m_status->clear();
    showRecent();
    m_locate->hide();
    m_timeline->setProgress({}, {});
    m_jobsPanel->setRun({});
    m_tracks->setHint(tr("Tracks appear here."));
    refreshTitle();
}

void MainWindow::showFrame(const video::FramePtr& frame)
{
    m_canvas->setFrame(frame);
    if (!frame->preview) // playback waits for the frame itself
        m_playback.frameShown(frame->index);
}

void MainWindow::chooseColor()
{
    const TrackSummaryPtr track = m_document.find(m_view.primary());
    if (!track)
        return;
    m_prompter->chooseColor(m_document.colorOf(track->id()),
                            [this, ids = m_view.selection()](const QColor& color) { m_edits.setColor(ids, color); });
}

void MainWindow::openPreferences(bool keys)
{
    const int previewGiB = static_cast<int>(m_previews->limit() >> 30);
    auto* dialog = new PreferencesDialog(m_actions, m_view, m_settings, m_theme, previewGiB, this);
    connect(dialog, &PreferencesDialog::themeChosen, this, &MainWindow::setTheme);
    connect(dialog, &PreferencesDialog::previewLimitChosen, this, [this](int gib) {
        m_previews->setLimit(static_cast<std::uint64_t>(gib) << 30);
        m_settings.setValue(QLatin1String(kPreviewLimit), gib);
    });
    connect(dialog, &PreferencesDialog::clearPreviewsWanted, this,
            [this] { clearPreviews(m_previews, m_jobs, *m_toast); });
    if (keys)
        dialog->showKeys();
    dialog->show();
}

void MainWindow::openKeys()
{
    auto* dialog = new KeysDialog(m_actions, this);
    connect(dialog, &KeysDialog::preferencesWanted, this, [this] { openPreferences(true); });
    dialog->show();
}

void MainWindow::setTheme(ThemeChoice theme)
{
    m_theme = theme;
    applyTheme(*qApp, theme);
}

void MainWindow::refreshTitle()
{
    const QString title = m_session.title();
    setWindowTitle(title.isEmpty() ? QStringLiteral("Trackwright") : QStringLiteral("%1 – Trackwright").arg(title));
}

} // namespace tw::ui
