// What the window remembers: layout and settings, the recent projects; and what is dropped on it.
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/video_canvas.h"
#include "ui/collection/collection_page.h"
#include "ui/collection/collection_tools.h"
#include "ui/main_window.h"
#include "ui/models/project_memory.h"
#include "ui/panels/context_bar.h"
#include "ui/panels/evaluation_panel.h"
#include "ui/reid/reid_tools.h"
#include "ui/review/stage/review_stage.h"
#include "ui/widgets/dock_panel.h"
#include "ui/widgets/start_page.h"
#include "ui/work_modes.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace tw::ui {

namespace {

constexpr int kLayoutVersion = 3; // grows when docks come or go
constexpr QSize kDefaultSize(1440, 900);
constexpr double kTimelineShare = 0.32; // of the height

} // namespace

// Without a project there is only the place to drop one.
void MainWindow::hidePanels()
{
    if (!m_layoutBeforeCanvasOnly.isEmpty())
        toggleCanvasOnly();
    if (m_layoutWhenOpen.isEmpty())
        m_layoutWhenOpen = saveState(kLayoutVersion);
    for (DockPanel* panel : m_panels)
        panel->hide();
}

void MainWindow::showPanels()
{
    if (!m_layoutWhenOpen.isEmpty())
        restoreState(std::exchange(m_layoutWhenOpen, {}), kLayoutVersion);
}

void MainWindow::toggleCanvasOnly()
{
    m_modes->setReviewing(false);
    if (!m_layoutBeforeCanvasOnly.isEmpty()) {
        restoreState(std::exchange(m_layoutBeforeCanvasOnly, {}), kLayoutVersion);
        menuBar()->show();
        return;
    }
    m_layoutBeforeCanvasOnly = saveState(kLayoutVersion);
    for (DockPanel* panel : m_panels)
        panel->hide();
    menuBar()->hide();
}

int MainWindow::belowToast() const
{
    const QWidget* shown = m_centre->currentWidget();
    return shown == m_editor ? m_context->height() : shown == m_stage ? ReviewStage::kFootHeight : 0;
}

void MainWindow::restoreLayout()
{
    m_theme = static_cast<ThemeChoice>(std::clamp(m_settings.value(QStringLiteral("theme"), 0).toInt(), 0, 2));
    restoreDisplay(m_view, m_settings);
    m_reid->restore(m_settings);
    resize(kDefaultSize.boundedTo(screen()->availableSize()));
    resizeDocks({m_panels[0], m_panels[1]}, {328, 336}, Qt::Horizontal);
    resizeDocks({m_panels[4]}, {static_cast<int>(height() * kTimelineShare)}, Qt::Vertical);
    m_defaultLayout = saveState(kLayoutVersion);
    restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray());
    restoreState(m_settings.value(QStringLiteral("window/layout")).toByteArray(), kLayoutVersion);
}

void MainWindow::resetLayout()
{
    m_layoutBeforeCanvasOnly.clear();
    menuBar()->show();
    restoreState(m_defaultLayout, kLayoutVersion);
}

void MainWindow::saveSettings()
{
    m_modes->setReviewing(false);
    if (!m_layoutBeforeCanvasOnly.isEmpty())
        toggleCanvasOnly();
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/layout"),
                        m_layoutWhenOpen.isEmpty() ? saveState(kLayoutVersion) : m_layoutWhenOpen);
    m_settings.setValue(QStringLiteral("theme"), static_cast<int>(m_theme));
    m_settings.setValue(QStringLiteral("keys/preset"), m_actions.shortcuts().preset());
    m_settings.setValue(QStringLiteral("keys/changed"), m_actions.shortcuts().overrides());
    saveDisplay(m_view, m_settings);
    m_reid->save(m_settings);
}

QString MainWindow::projectPath() const
{
    const workspace::Workspace& opened = *m_session.workspace();
    return toQt(opened.saveStatus().path.empty() ? opened.video().path : opened.saveStatus().path);
}

void MainWindow::remember()
{
    rememberView(m_settings, projectPath(),
                 {m_view.frame(), m_evaluation->groundTruth(), static_cast<int>(m_document.tracks().size()),
                  m_review.worthChecking(), m_canvas->picture()});
}

void MainWindow::showRecent()
{
    std::vector<RecentProject> projects;
    for (const QString& path : m_files->recent()) {
        const RememberedView known = recallView(m_settings, path);
        QString progress;
        if (known.tracks > 0)
            progress = tr("%n tracks", nullptr, known.tracks);
        if (known.worthChecking > 0)
            progress += QStringLiteral(", ") + tr("%n worth checking", nullptr, known.worthChecking);
        projects.push_back({path, known.thumbnail, progress});
    }
    m_start->setRecent(projects);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const QString problem = m_session.isOpen() ? toQt(m_session.workspace()->saveStatus().problem) : QString();
    if (!problem.isEmpty() && !m_closeConfirmed) {
        event->ignore();
        m_prompter->confirm(tr("Not saved"),
                            tr("The last edits are not on disk: %1\nThey are lost when the window closes. File, Save "
                               "project as keeps them.")
                                .arg(problem),
                            tr("Close without saving"), [this] {
                                m_closeConfirmed = true;
                                close();
                            });
        return;
    }
    saveSettings();
    m_session.close();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty() || !urls.front().isLocalFile())
        return;
    event->acceptProposedAction();
    m_start->setDropHovered(true);
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_start->setDropHovered(false);
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_start->setDropHovered(false);
    event->acceptProposedAction();
    const QStringList files = localFiles(*event->mimeData());
    if (files.size() > 1)
        m_collections->dropped(files);
    else
        m_files->dropped(files.value(0));
}

} // namespace tw::ui
