#pragma once
// The lowest line of the window: the running tracker with its rate and time left, whether everything is saved, and
// what runs where. GUI thread.

#include "core/workspace/workspace.h"
#include "ui/actions/action_registry.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;
class QToolButton;

namespace tw::ui {

class ElidedLabel;

class StatusStrip final : public QWidget
{
    Q_OBJECT
public:
    StatusStrip(const ActionRegistry& actions, QWidget* parent = nullptr);

    void setRun(const workspace::RunStatus& status);
    void setSaving(const workspace::SaveStatus& status);
    void setEngine(const QString& text); // "CPU, lite 864x480"
    void clear();
    QString savingText() const;

Q_SIGNALS:
    void saveElsewhereWanted();

private:
    void refreshSaving();

    QProgressBar* m_progress = nullptr;
    ElidedLabel* m_run = nullptr;
    QToolButton* m_pause = nullptr;
    QToolButton* m_stop = nullptr;
    ElidedLabel* m_saving = nullptr;
    QPushButton* m_elsewhere = nullptr;
    ElidedLabel* m_engine = nullptr;
    workspace::SaveStatus m_status;
    QElapsedTimer m_savedAt;
    QTimer m_timer;
};

// "Tracking 43 % · 7.9 frames/s · 1:14 left"; empty when there is nothing to tell.
QString runSentence(const workspace::RunStatus& status);

} // namespace tw::ui
