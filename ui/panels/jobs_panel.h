#pragma once
// What runs in the background: the tracker with its rate, time left, pause and stop, and every other job. GUI thread.

#include "core/workspace/workspace.h"
#include "ui/actions/action_registry.h"
#include "ui/bridge/job_runner.h"

#include <QWidget>

#include <map>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace tw::ui {

class ElidedLabel;

class JobsPanel final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the panel.
    JobsPanel(const ActionRegistry& actions, JobRunner& jobs, QWidget* parent = nullptr);

    void setRun(const workspace::RunStatus& status);

private:
    struct Row {
        QWidget* widget = nullptr;
        ElidedLabel* title = nullptr;
        QLabel* details = nullptr;
        QProgressBar* progress = nullptr;
        QToolButton* stop = nullptr;
    };

    Row makeRow();
    void refreshJobs();
    void refreshHint();

    JobRunner& m_jobs;
    QVBoxLayout* m_layout = nullptr;
    Row m_run;
    QToolButton* m_pause = nullptr;
    std::map<int, Row> m_rows;
    QLabel* m_hint = nullptr;
    QPushButton* m_dismiss = nullptr;
};

} // namespace tw::ui
