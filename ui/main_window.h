#pragma once
// The window: puts canvas, timeline and panels together and remembers where they were. Composition only; what happens
// is in actions/, what is shown in canvas/, timeline/ and panels/. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/actions/edit_controller.h"
#include "ui/actions/prompt_keys.h"
#include "ui/board/identity_board.h"
#include "ui/bridge/frame_bridge.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/prompter.h"
#include "ui/menu/file_actions.h"
#include "ui/menu/track_actions.h"
#include "ui/models/document_view.h"
#include "ui/models/view_state.h"
#include "ui/review/relink_controller.h"
#include "ui/review/review_controller.h"
#include "ui/session.h"
#include "ui/timeline/playback_controller.h"
#include "ui/widgets/theme.h"

#include <QMainWindow>
#include <QSettings>

#include <memory>

class QMenu;
class QPushButton;
class QStackedWidget;

namespace tw::ui {

class ReidTools;
class CollectionTools;
class CommandPalette;
class ContextBar;
class DockPanel;
class EvaluationPanel;
class FocusGuard;
class HistoryPanel;
class InspectorPanel;
class JobsPanel;
class NotesPanel;
class ReviewPanel;
class ReviewStage;
class StartPage;
class StatusStrip;
class TimelineView;
class Toast;
class TracksPanel;
class TrainingActions;
class TransportBar;
class VideoCanvas;
class WorkModes;

class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    // `settings` must outlive the window. Without a prompter the dialogs of the desktop ask.
    explicit MainWindow(QSettings& settings, std::unique_ptr<Prompter> prompter = nullptr);
    ~MainWindow() override;

    void open(const QString& path) { m_files->openPath(path); }
    void setTheme(ThemeChoice theme);

    Session& session() { return m_session; }
    ViewState& view() { return m_view; }
    EditController& edits() { return m_edits; }
    const PromptKeys& prompts() const { return m_prompts; }
    ReviewController& review() { return m_review; }
    RelinkController& relink() { return m_relink; }
    IdentityBoard& board() { return m_board; }
    const DocumentView& document() const { return m_document; }
    ActionRegistry& actionRegistry() { return m_actions; }
    ReidTools& reid() { return *m_reid; }
    WorkModes& modes() { return *m_modes; }
    ReviewStage& stage() { return *m_stage; }
    CollectionTools& collections() { return *m_collections; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeCentre();
    void makeDocks();
    void makeMenus();
    DockPanel* addPanel(const char* action, const QString& name, const QString& title, QWidget* content,
                        Qt::DockWidgetArea area);
    void connectSession();
    void connectViews();
    void connectNotices();
    void opened();
    void closed();
    void showFrame(const video::FramePtr& frame);
    void chooseColor();
    void openPreferences(bool keys);
    void openKeys();
    void toggleCanvasOnly();
    void hidePanels();
    void showPanels();
    int belowToast() const; // what a notice must not cover, px
    void restoreLayout();
    void resetLayout();
    void saveSettings();
    void refreshTitle();
    QString projectPath() const; // of what is open
    void remember();
    void showRecent();

    QSettings& m_settings;
    std::unique_ptr<Prompter> m_prompter;
    JobRunner m_jobs;
    DocumentView m_document;
    ViewState m_view;
    Session m_session;
    FrameBridge m_frames;
    PlaybackController m_playback;
    EditController m_edits;
    PromptKeys m_prompts;
    ReviewController m_review;
    RelinkController m_relink;
    IdentityBoard m_board;
    ActionRegistry m_actions;
    std::shared_ptr<video::PreviewCache> m_previews;
    FileActions* m_files = nullptr;
    TrackActions* m_tracking = nullptr;
    TrainingActions* m_training = nullptr;
    ReidTools* m_reid = nullptr;
    CollectionTools* m_collections = nullptr;

    FocusGuard* m_focus = nullptr;
    QStackedWidget* m_centre = nullptr;
    StartPage* m_start = nullptr;
    QWidget* m_editor = nullptr; // page of the video
    ReviewStage* m_stage = nullptr;
    std::unique_ptr<WorkModes> m_modes;
    VideoCanvas* m_canvas = nullptr;
    ContextBar* m_context = nullptr;
    QPushButton* m_locate = nullptr; // over the canvas of a project without its video
    Toast* m_toast = nullptr;
    TransportBar* m_transport = nullptr;
    TimelineView* m_timeline = nullptr;
    TracksPanel* m_tracks = nullptr;
    InspectorPanel* m_inspector = nullptr;
    HistoryPanel* m_history = nullptr;
    ReviewPanel* m_reviewPanel = nullptr;
    JobsPanel* m_jobsPanel = nullptr;
    NotesPanel* m_notes = nullptr;
    EvaluationPanel* m_evaluation = nullptr;
    StatusStrip* m_status = nullptr;
    CommandPalette* m_palette = nullptr;
    std::vector<DockPanel*> m_panels;
    std::vector<QDockWidget*> m_docks; // the same
    QByteArray m_defaultLayout;
    QByteArray m_layoutBeforeCanvasOnly;
    QByteArray m_layoutWhenOpen; // kept while nothing is open and the panels are away
    ThemeChoice m_theme = ThemeChoice::Dark;
    bool m_closeConfirmed = false;
};

} // namespace tw::ui
