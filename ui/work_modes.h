#pragma once
// The two faces of the window, editor and review stage, and the three steps that lead through the work: which one is
// shown, what the steps say, the card after tracking, and the video that follows the tracker. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/review/review_controller.h"
#include "ui/session.h"
#include "ui/widgets/workflow_bar.h"

#include <QMainWindow>
#include <QObject>
#include <QTimer>

#include <vector>

class QBoxLayout;
class QDockWidget;
class QStackedWidget;

namespace tw::ui {

class ReviewStage;
class RunCard;
class VideoCanvas;

class WorkModes final : public QObject
{
    Q_OBJECT
public:
    struct Links { // all must outlive it
        QMainWindow& window;
        QStackedWidget& centre;
        QWidget& editor; // page of `centre`; the canvas is the first entry of its layout
        VideoCanvas& canvas;
        ReviewStage& stage; // page of `centre`
        const std::vector<QDockWidget*>& panels;
        QDockWidget& reviewPanel;
        ActionRegistry& actions;
        Session& session;
        DocumentView& document;
        ViewState& view;
        PlaybackController& playback;
        ReviewController& review;
        PromptKeys& prompts;
    };
    explicit WorkModes(const Links& links, QObject* parent = nullptr);

    WorkflowBar& bar() { return *m_bar; }
    bool isReviewing() const { return !m_editorLayout.isEmpty(); }
    void setReviewing(bool reviewing);
    WorkflowBar::Step next() const { return m_next; }
    // Ground truth was written: the last step is done until the next edit.
    void exported();

Q_SIGNALS:
    void nextChanged(tw::ui::WorkflowBar::Step next); // what the work goes on with

private:
    void runChanged(const workspace::RunStatus& status);
    void follow();
    void refresh();
    void presentRun();

    Links m_links;
    WorkflowBar* m_bar;
    RunCard* m_card;
    QByteArray m_editorLayout; // while the stage is shown
    workspace::RunStatus m_run;
    WorkflowBar::Step m_next = WorkflowBar::Step::Track;
    QTimer m_followTimer;
    std::size_t m_exportedAt = 0; // position in the history
    bool m_exported = false;
    bool m_follows = false; // the video shows the newest finished frame, until a person goes elsewhere
    bool m_seeking = false;
    bool m_cardOpen = false; // not answered yet
};

} // namespace tw::ui
