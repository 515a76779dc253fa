#pragma once
// Training from the window: on one page what to learn from and for how long, on the other how it goes. It only looks at
// the TrainingRun: closing it changes nothing. GUI thread.

#include "ui/bridge/prompter.h"
#include "ui/models/training_run.h"

#include <QDialog>

#include <functional>
#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedLayout;

namespace tw::ui {

class CurveView;

class TrainDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Subject {
        // The open project as it is now; nothing when none is open.
        std::function<std::optional<pipeline::ProjectFrames>()> project;
        QString projectFile; // to find it again on another day; may be empty
        QString folder;      // where run folders go
        QString verifyKeys;  // "Shift+V"
    };
    // All must outlive the dialog. `last`: the run folder of the last training, may be empty.
    TrainDialog(Subject subject, const TrainChoice& choice, const QString& last, TrainingRun& run, Prompter& prompter,
                QWidget* parent = nullptr);

    TrainChoice choice() const;

Q_SIGNALS:
    void choiceMade(const tw::ui::TrainChoice& choice); // a training was started with it
    void modelWanted(const QString& file);              // "use this model now"

private:
    void makeSetUp(QWidget& page);
    void addDataRows(QFormLayout& form);
    void addModelRows(QFormLayout& form);
    void addAdvancedRows(QFormLayout& form);
    void makeProgress(QWidget& page);
    void fillModels(const QString& chosen);
    void chooseWeights();
    void addFolder();
    void apply(const TrainChoice& choice);
    void start();
    void resumeLast();
    void refreshSetUp();
    void refreshProgress();
    void refreshState();
    QString stateText() const;
    QString detailText() const;

    Subject m_subject;
    QString m_last;
    TrainingRun& m_run;
    Prompter& m_prompter;
    QStackedLayout* m_pages = nullptr;

    QCheckBox* m_project = nullptr;
    QComboBox* m_frames = nullptr;
    QLabel* m_counts = nullptr;
    QListWidget* m_folders = nullptr;
    QPushButton* m_removeFolder = nullptr;
    QComboBox* m_init = nullptr;
    int m_initBefore = 0; // its entry before a file was asked for
    QComboBox* m_recipe = nullptr;
    QSpinBox* m_length = nullptr;
    QComboBox* m_unit = nullptr;
    QComboBox* m_size = nullptr;
    QSpinBox* m_batch = nullptr;
    QComboBox* m_sampling = nullptr;
    QComboBox* m_balance = nullptr;
    QComboBox* m_embedding = nullptr;
    QComboBox* m_device = nullptr;
    QLineEdit* m_out = nullptr;
    QLabel* m_setUpProblem = nullptr;
    QPushButton* m_start = nullptr;
    QPushButton* m_resumeLast = nullptr;
    QWidget* m_advanced = nullptr;

    QLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_details = nullptr;
    CurveView* m_loss = nullptr;
    CurveView* m_precision = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_use = nullptr;
    QPushButton* m_new = nullptr;
};

} // namespace tw::ui
