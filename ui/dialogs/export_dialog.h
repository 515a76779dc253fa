#pragma once
// Format and place of an export, then what was written and whether reading it back proved it right. GUI thread; the
// work runs as a job on a snapshot.

#include "core/pipeline/export_tracks.h"
#include "core/workspace/certificate.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/prompter.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tw::ui {

class ExportDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Subject {
        annotation::Snapshot snapshot;
        formats::SequenceInfo info;
        QString folder;                            // where to begin
        std::vector<std::filesystem::path> inputs; // not written over
        std::optional<workspace::Certificate> certificate;
    };
    // `jobs` and `prompter` must outlive the dialog.
    ExportDialog(Subject subject, JobRunner& jobs, Prompter& prompter, QWidget* parent = nullptr);

Q_SIGNALS:
    void exported(const QString& path, bool passed);

private:
    void makeForm(QWidget& area);
    void makeCertificate(QWidget& area);
    void makeResult(QWidget& area);
    const formats::Format& format() const;
    bool writesFolder() const;
    void formatChosen();
    void browse();
    void start();
    void finished(const Result<pipeline::ExportReport>& result);
    void showResult(const Result<pipeline::ExportReport>& result);

    Subject m_subject;
    JobRunner& m_jobs;
    Prompter& m_prompter;
    QComboBox* m_format = nullptr;
    QLineEdit* m_path = nullptr;
    QCheckBox* m_hidden = nullptr;
    QCheckBox* m_frameMajor = nullptr;
    QCheckBox* m_certify = nullptr;
    QWidget* m_result = nullptr;
    QLabel* m_icon = nullptr;
    QPushButton* m_openFolder = nullptr;
    QLabel* m_verdict = nullptr;
    QPlainTextEdit* m_details = nullptr;
    QPushButton* m_export = nullptr;
};

} // namespace tw::ui
