#pragma once
// A data set for trainers and evaluators from this project and others: split, pictures, place; then what was written.
// GUI thread; the work runs as a job on a snapshot. Other projects are opened by the job, read, and closed.

#include "core/pipeline/export_dataset.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/prompter.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace tw::ui {

class DatasetDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Subject {
        pipeline::DatasetPart project; // the open one
        QString videoProblem;          // not empty: there are no frames to write
        QString folder;                // where to begin
    };
    // `jobs` and `prompter` must outlive the dialog.
    DatasetDialog(Subject subject, JobRunner& jobs, Prompter& prompter, QWidget* parent = nullptr);

Q_SIGNALS:
    void exported(const QString& path, bool complete); // false: something could not be held

private:
    enum class Split { Share, Sequence, None };

    void makeForm(QFormLayout& form);
    QWidget* makeProjects();
    QWidget* makeSplit();
    QWidget* makeImages();
    QWidget* makePlace();
    void makeResult(QWidget& area);
    void addProject();
    void removeProject();
    void refresh();
    Split split() const;
    pipeline::DatasetRequest request() const;
    void start();
    void finished(const Result<formats::DatasetReport>& result);

    Subject m_subject;
    JobRunner& m_jobs;
    Prompter& m_prompter;
    QLineEdit* m_name = nullptr;
    QListWidget* m_projects = nullptr;
    QPushButton* m_remove = nullptr;
    QComboBox* m_split = nullptr;
    QSpinBox* m_share = nullptr;
    QComboBox* m_images = nullptr;
    QSpinBox* m_quality = nullptr;
    QCheckBox* m_exhaustive = nullptr;
    QLineEdit* m_path = nullptr;
    QWidget* m_result = nullptr;
    QLabel* m_icon = nullptr;
    QLabel* m_verdict = nullptr;
    QPlainTextEdit* m_details = nullptr;
    QPushButton* m_export = nullptr;
};

} // namespace tw::ui
