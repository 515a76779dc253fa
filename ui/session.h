#pragma once
// The open project of the window: owns the workspace, turns its callbacks into Qt signals and keeps DocumentView and
// ViewState in step with it. GUI thread.

#include "core/workspace/workspace.h"
#include "ui/bridge/job_runner.h"
#include "ui/models/document_view.h"
#include "ui/models/view_state.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <vector>

namespace tw::ui {

class Session : public QObject
{
    Q_OBJECT
public:
    // All must outlive the session.
    Session(JobRunner& jobs, DocumentView& document, ViewState& view, QObject* parent = nullptr);
    ~Session() override;

    // Opens in the background; what is open now stays until the new one is ready. A second call replaces the first.
    void open(const std::filesystem::path& path);
    bool isOpening() const { return m_openJob != 0; }
    // Returns at once; what was open is finished in the background (a listed job), and open() waits for that.
    void close();
    // A worker reads from the workspace until `ended`: closing keeps the workspace for it, in the background.
    void keepFor(std::shared_future<void> ended) { m_readers.push_back(std::move(ended)); }

    bool isOpen() const { return m_workspace != nullptr; }
    workspace::Workspace* workspace() { return m_workspace.get(); } // null when nothing is open
    const workspace::Workspace* workspace() const { return m_workspace.get(); }
    QString title() const; // name of the project or video

    // Opens another file for the project's video in the background, then emits opened() again: there are pictures now.
    // Or relinkFailed() with the errors of Workspace::relinkVideo().
    void relinkVideo(const std::filesystem::path& path);
    // Of videos that are opened from now on; null: none.
    void setPreviews(std::shared_ptr<video::PreviewCache> previews) { m_previews = std::move(previews); }

    // The tracker's, of whatever is open: one processor less from a change of the frame until the person rests.
    const pipeline::ThreadShare& trackerThreads() const { return *m_threads; }

    // While off, a change of the frame takes no processor from the tracker: the picture is not waited for.
    void setMakesRoom(bool makesRoom) { m_makesRoom = makesRoom; }

    // Every edit of the window. Errors: those of Workspace::run(); Unavailable when nothing is open.
    Result<annotation::ChangeSet> run(const annotation::Edit& edit,
                                      annotation::Origin origin = annotation::Origin::Person);

Q_SIGNALS:
    void openingChanged(const QString& name); // empty: not opening any more
    void opened();
    void aboutToClose(); // the workspace is still there
    void closed();
    void openFailed(const QString& path, const tw::Error& error);
    void relinkFailed(const tw::Error& error);
    void historyChanged();
    void runChanged(const tw::workspace::RunStatus& status);
    void savingChanged(const tw::workspace::SaveStatus& status);

private:
    class Gate;

    void take(std::unique_ptr<workspace::Workspace> workspace);
    void announce();
    void makeRoom();
    void finish(std::unique_ptr<workspace::Workspace> workspace);

    JobRunner& m_jobs;
    DocumentView& m_document;
    ViewState& m_view;
    std::unique_ptr<workspace::Workspace> m_workspace;
    std::shared_ptr<Gate> m_gate;
    std::shared_ptr<pipeline::ThreadShare> m_threads;
    std::shared_ptr<video::PreviewCache> m_previews;
    QTimer m_rest;
    Subscription m_documentSubscription;
    Subscription m_runSubscription;
    Subscription m_savingSubscription;
    int m_openJob = 0;
    bool m_makesRoom = true;
    std::vector<std::shared_future<void>> m_readers; // of the open workspace
    std::shared_future<void> m_closed;               // ready when the project before is saved and its file free
};

} // namespace tw::ui
