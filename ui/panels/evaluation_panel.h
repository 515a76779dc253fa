#pragma once
// How good are the tracks? Ground truth and result are chosen above; scores, HOTA over alpha, errors over the video and
// the list of errors follow the document while it is edited. A second result beside them shows what it does
// differently. A click on an error goes there and selects its tracks. GUI thread; reading and scoring run as jobs, one
// at a time.

#include <QWidget> // first: moc 6.4 cannot read <compare>, which the core's headers begin with

#include "core/pipeline/live_evaluation.h"
#include "ui/actions/notice.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/prompter.h"
#include "ui/models/document_view.h"
#include "ui/models/error_list_model.h"
#include "ui/models/scores_model.h"
#include "ui/models/view_state.h"
#include "ui/session.h"

#include <array>
#include <memory>

class QComboBox;
class QLabel;
class QTableView;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace tw::ui {

class AlphaPlot;
class ErrorStrip;

class EvaluationPanel final : public QWidget
{
    Q_OBJECT
public:
    // All must outlive the panel.
    struct Context {
        Session& session;
        DocumentView& document;
        ViewState& view;
        JobRunner& jobs;
        Prompter& prompter;
    };
    explicit EvaluationPanel(const Context& context, QWidget* parent = nullptr);

    // What stands on screen; null before the first evaluation and after one that failed.
    const pipeline::LiveEvaluationReport* report() const { return m_report.get(); }
    bool isBusy() const { return m_busy; }
    // As if chosen in the list.
    void chooseTruth(const QString& path);
    QString groundTruth() const { return pathOf(*m_truth); } // a file that was chosen, or nothing

Q_SIGNALS:
    void seeking(); // an error was chosen: whatever plays shall stop
    // A missed person was chosen: where the ground truth has them. An invalid box: something else was chosen.
    void missChosen(tw::FrameIndex frame, const tw::Box& box, const QString& label);
    void notice(const tw::ui::Notice& notice);

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Source { Document, Opened, None, File, Choose };
    using LivePtr = std::shared_ptr<pipeline::LiveEvaluation>;
    using ReportPtr = std::shared_ptr<const pipeline::LiveEvaluationReport>;
    struct Outcome {
        LivePtr live;
        ReportPtr report;
        double milliseconds = 0; // of the refresh
        FrameIndex frames = 0;
        std::size_t framesUpdated = 0;
        bool whole = false; // not only what was edited
    };

    QWidget* makeSources();
    QWidget* makeScores();
    QWidget* makeErrors();
    QWidget* makeButtons();
    QComboBox* sourceBox(const QString& name, const QString& accessibleName);
    void addSource(QComboBox& box, Source source, const QString& text, const QString& path = {});
    // Adds the file when it is not there and makes it the current one.
    void selectFile(QComboBox& box, const QString& path);
    Source sourceOf(const QComboBox& box) const;
    QString pathOf(const QComboBox& box) const;
    void sourceChosen(QComboBox& box);

    void opened();
    void closed();
    // From the start: files are read again.
    void evaluate();
    // What changed since the last time.
    void refresh();
    void finished(int serial, const Result<Outcome>& result);
    void showReport();
    void showErrors();
    void showProblem(const QString& text);
    void goTo(const QModelIndex& index);
    void copyRuns(bool latex);
    QString titleOf(const QComboBox& box) const;

    Context m_in;
    QComboBox* m_truth = nullptr;
    QComboBox* m_result = nullptr;
    QComboBox* m_other = nullptr;
    QComboBox* m_rules = nullptr;
    QLabel* m_status = nullptr;
    QTabWidget* m_pages = nullptr;
    QTableView* m_table = nullptr;
    AlphaPlot* m_plot = nullptr;
    ErrorStrip* m_strip = nullptr;
    QComboBox* m_which = nullptr; // all errors, or those of one run only
    QTreeView* m_list = nullptr;
    std::array<QToolButton*, kErrorKinds> m_kinds{};
    QToolButton* m_csv = nullptr;
    QToolButton* m_latex = nullptr;
    ScoresModel m_scores;
    ErrorListModel m_errors;

    annotation::Snapshot m_openedState; // of the project
    LivePtr m_live;                     // a job has it while m_busy
    ReportPtr m_report;
    int m_serial = 0; // of the newest evaluation; answers of older ones are dropped
    bool m_busy = false;
    bool m_dirty = false; // the document changed while busy
    bool m_stale = true;  // to be evaluated from the start when it is seen
    bool m_following = false;
};

} // namespace tw::ui
