#include "ui/panels/evaluation_panel.h"

#include "core/evaluation/report.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/panels/error_strip.h"
#include "ui/widgets/alpha_plot.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace tw::ui {

using evaluation::Benchmark;
using evaluation::ErrorKind;

namespace {

constexpr int kSourceRole = Qt::UserRole;
constexpr int kPathRole = Qt::UserRole + 1;
constexpr std::array kKinds{ErrorKind::Switch, ErrorKind::Fragment, ErrorKind::FalsePositive, ErrorKind::Miss};

// Which errors the list shows.
enum Which { kAllErrors, kOnlyHere, kOnlyThere };

std::vector<AlphaPlot::Curve> curvesOf(const evaluation::Scores& scores, bool other)
{
    return {{QStringLiteral("DetA"), scores.hota.detA, false, other},
            {QStringLiteral("AssA"), scores.hota.assA, false, other},
            {QStringLiteral("HOTA"), scores.hota.hota, true, other}};
}

} // namespace

EvaluationPanel::EvaluationPanel(const Context& context, QWidget* parent) : QWidget(parent), m_in(context)
{
    setObjectName(QStringLiteral("evaluationPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(2 * kGrid);
    layout->addWidget(makeSources());
    m_status = new QLabel(this);
    m_status->setObjectName(QStringLiteral("evaluation.status"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);
    layout->addWidget(m_status);
    m_pages = new QTabWidget(this);
    m_pages->setObjectName(QStringLiteral("evaluation.pages"));
    m_pages->setAccessibleName(tr("Pages of the evaluation"));
    m_pages->tabBar()->setObjectName(QStringLiteral("evaluation.tabs"));
    m_pages->tabBar()->setAccessibleName(tr("Pages of the evaluation"));
    m_plot = new AlphaPlot(this);
    m_plot->setObjectName(QStringLiteral("evaluation.plot"));
    m_plot->installEventFilter(this);
    m_pages->addTab(makeScores(), tr("Scores"));
    m_pages->addTab(m_plot, tr("Over alpha"));
    m_pages->addTab(makeErrors(), tr("Errors"));
    layout->addWidget(m_pages, 1);
    layout->addWidget(makeButtons());
    connect(&m_in.session, &Session::opened, this, &EvaluationPanel::opened);
    connect(&m_in.session, &Session::closed, this, &EvaluationPanel::closed);
    connect(&m_in.document, &DocumentView::changed, this, &EvaluationPanel::refresh);
    connect(&m_in.view, &ViewState::frameChanged, m_strip, &ErrorStrip::setCurrent);
    closed();
}

QComboBox* EvaluationPanel::sourceBox(const QString& name, const QString& accessibleName)
{
    auto* box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(accessibleName);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    connect(box, &QComboBox::activated, this, [this, box] { sourceChosen(*box); });
    return box;
}

QWidget* EvaluationPanel::makeSources()
{
    auto* area = new QWidget(this);
    auto* form = new QFormLayout(area);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(2 * kGrid);
    form->setVerticalSpacing(kGrid);
    m_truth = sourceBox(QStringLiteral("evaluation.truth"), tr("Ground truth"));
    m_result = sourceBox(QStringLiteral("evaluation.result"), tr("Result"));
    m_other = sourceBox(QStringLiteral("evaluation.other"), tr("Compare with"));
    m_rules = new QComboBox(area);
    m_rules->setObjectName(QStringLiteral("evaluation.rules"));
    m_rules->setAccessibleName(tr("Rules"));
    m_rules->setToolTip(tr("The benchmarks leave out people on vehicles, reflections and the like, and other classes"));
    m_rules->addItem(tr("Every box counts"), static_cast<int>(Benchmark::None));
    for (const Benchmark benchmark : {Benchmark::Mot15, Benchmark::Mot16, Benchmark::Mot17, Benchmark::Mot20})
        m_rules->addItem(toQt(evaluation::toString(benchmark)), static_cast<int>(benchmark));
    connect(m_rules, &QComboBox::activated, this, &EvaluationPanel::evaluate);
    form->addRow(tr("Truth"), m_truth);
    form->addRow(tr("Result"), m_result);
    form->addRow(tr("Beside"), m_other);
    form->addRow(tr("Rules"), m_rules);
    return area;
}

QWidget* EvaluationPanel::makeScores()
{
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("evaluation.scores"));
    m_table->setAccessibleName(tr("Scores"));
    m_table->setModel(&m_scores);
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + kGrid / 2);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);
    return m_table;
}

QWidget* EvaluationPanel::makeErrors()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, kGrid, 0, 0);
    layout->setSpacing(2 * kGrid);
    m_strip = new ErrorStrip(page);
    m_strip->setObjectName(QStringLiteral("evaluation.strip"));
    m_strip->installEventFilter(this);
    auto* kinds = new QHBoxLayout;
    kinds->setSpacing(kGrid);
    for (const ErrorKind kind : kKinds) {
        auto* button = new QToolButton(page);
        button->setObjectName(QStringLiteral("evaluation.kind%1").arg(static_cast<int>(kind)));
        button->setCheckable(true);
        button->setChecked(true);
        button->setProperty("chip", true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
        button->setToolTip(errorName(kind));
        connect(button, &QToolButton::toggled, this, [this, kind](bool on) { m_errors.setShown(kind, on); });
        kinds->addWidget(button);
        m_kinds[static_cast<std::size_t>(kind)] = button;
    }
    kinds->addStretch(1);
    m_which = new QComboBox(page);
    m_which->setObjectName(QStringLiteral("evaluation.which"));
    m_which->setAccessibleName(tr("Which errors"));
    m_which->addItem(tr("All errors of the result"), kAllErrors);
    m_which->addItem(tr("Only in the result"), kOnlyHere);
    m_which->addItem(tr("Only in the other"), kOnlyThere);
    connect(m_which, &QComboBox::activated, this, &EvaluationPanel::showErrors);
    m_list = new QTreeView(page);
    m_list->setObjectName(QStringLiteral("evaluation.errors"));
    m_list->setAccessibleName(tr("Errors"));
    m_list->setModel(&m_errors);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setIndentation(0);
    m_list->setIconSize({12, 12});
    m_list->installEventFilter(this);
    QHeaderView* header = m_list->header();
    header->setStretchLastSection(true);
    const auto widthOf = [this](const QString& text) { return fontMetrics().horizontalAdvance(text) + 4 * kGrid; };
    header->resizeSection(ErrorListModel::kFrame, widthOf(QStringLiteral("0000–0000")));
    header->resizeSection(ErrorListModel::kKind, widthOf(errorName(ErrorKind::Fragment)) + 5 * kGrid);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_strip);
    layout->addLayout(kinds);
    layout->addWidget(m_which);
    layout->addWidget(m_list, 1);
    connect(m_strip, &ErrorStrip::frameWanted, this, [this](FrameIndex frame) {
        Q_EMIT seeking();
        m_in.view.setFrame(frame);
    });
    connect(m_list, &QTreeView::clicked, this, &EvaluationPanel::goTo);
    connect(m_list, &QTreeView::activated, this, &EvaluationPanel::goTo);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
        if (!m_following && m_list->hasFocus())
            goTo(now);
    });
    return page;
}

QWidget* EvaluationPanel::makeButtons()
{
    auto* area = new QWidget(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    const auto button = [&](const QString& name, const QString& text, const QString& tip) {
        auto* made = new QToolButton(area);
        made->setObjectName(name);
        made->setText(text);
        made->setToolTip(tip);
        made->setAccessibleName(tip);
        made->setProperty("chip", true);
        row->addWidget(made);
        return made;
    };
    m_csv = button(QStringLiteral("evaluation.csv"), tr("CSV"), tr("Copy every figure as CSV"));
    m_latex = button(QStringLiteral("evaluation.latex"), tr("LaTeX"), tr("Copy the main figures as a LaTeX table"));
    auto* again = button(QStringLiteral("evaluation.again"), tr("Read again"), tr("Read the files again"));
    row->addStretch(1);
    connect(m_csv, &QToolButton::clicked, this, [this] { copyRuns(false); });
    connect(m_latex, &QToolButton::clicked, this, [this] { copyRuns(true); });
    connect(again, &QToolButton::clicked, this, &EvaluationPanel::evaluate);
    return area;
}

// --- what is compared ----------------------------------------------------------------------------------------------

void EvaluationPanel::addSource(QComboBox& box, Source source, const QString& text, const QString& path)
{
    // files stand before the line that asks for another one
    const bool last = source == Source::Choose || box.count() == 0 || sourceOf(box) == Source::Choose ||
                      box.itemData(box.count() - 1, kSourceRole).toInt() != static_cast<int>(Source::Choose);
    const int at = last ? box.count() : box.count() - 1;
    box.insertItem(at, text);
    box.setItemData(at, static_cast<int>(source), kSourceRole);
    box.setItemData(at, path, kPathRole);
    if (!path.isEmpty())
        box.setItemData(at, QDir::toNativeSeparators(path), Qt::ToolTipRole);
}

EvaluationPanel::Source EvaluationPanel::sourceOf(const QComboBox& box) const
{
    return static_cast<Source>(box.currentData(kSourceRole).toInt());
}

QString EvaluationPanel::pathOf(const QComboBox& box) const
{
    return box.currentData(kPathRole).toString();
}

QString EvaluationPanel::titleOf(const QComboBox& box) const
{
    return sourceOf(box) == Source::Document ? m_in.session.title() : box.currentText();
}

void EvaluationPanel::selectFile(QComboBox& box, const QString& path)
{
    int index = box.findData(path, kPathRole);
    if (index < 0) {
        const QFileInfo file(path);
        // every ground truth is called gt/gt.txt
        const bool isGroundTruth = file.fileName() == QLatin1String("gt.txt");
        addSource(box, Source::File,
                  isGroundTruth ? file.dir().dirName() + QLatin1Char('/') + file.fileName() : file.fileName(), path);
        index = box.findData(path, kPathRole);
    }
    box.setCurrentIndex(index);
    box.setProperty("chosen", index);
}

void EvaluationPanel::sourceChosen(QComboBox& box)
{
    if (sourceOf(box) != Source::Choose) {
        box.setProperty("chosen", box.currentIndex());
        evaluate();
        return;
    }
    box.setCurrentIndex(box.property("chosen").toInt());
    const workspace::Workspace* project = m_in.session.workspace();
    const QString folder = project ? toQt(project->video().path.parent_path()) : QString();
    m_in.prompter.openFile({box.accessibleName(),
                            folder,
                            {tr("Tracks and projects (*.txt *.csv *.json *.xml *.twp)"), tr("All files (*)")}},
                           [this, &box](const QString& path) {
                               selectFile(box, path);
                               evaluate();
                           });
}

void EvaluationPanel::chooseTruth(const QString& path)
{
    selectFile(*m_truth, path);
    evaluate();
}

// --- evaluation ----------------------------------------------------------------------------------------------------

void EvaluationPanel::opened()
{
    closed();
    const workspace::Workspace& project = *m_in.session.workspace();
    m_openedState = project.snapshot();
    addSource(*m_truth, Source::None, tr("Choose a ground truth"));
    addSource(*m_truth, Source::Document, tr("This project's tracks"));
    addSource(*m_result, Source::Document, tr("This project's tracks"));
    addSource(*m_other, Source::None, tr("Nothing"));
    addSource(*m_other, Source::Opened, tr("This project as it was opened"));
    for (QComboBox* box : {m_truth, m_result, m_other}) {
        addSource(*box, Source::Choose, tr("Choose a file…"));
        box->setProperty("chosen", 0);
        box->setEnabled(true);
    }
    const std::filesystem::path beside = pipeline::groundTruthBeside(project.video().path);
    if (!beside.empty())
        selectFile(*m_truth, toQt(beside));
    evaluate();
}

void EvaluationPanel::closed()
{
    ++m_serial;
    m_live.reset();
    m_report.reset();
    m_openedState.reset();
    m_busy = m_dirty = false;
    m_stale = true;
    for (QComboBox* box : {m_truth, m_result, m_other}) {
        box->clear();
        box->setEnabled(false);
    }
    showReport();
    showProblem(tr("Open a project to evaluate it."));
}

void EvaluationPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_stale)
        evaluate();
}

void EvaluationPanel::evaluate()
{
    ++m_serial;
    m_live.reset();
    m_dirty = false;
    m_busy = false;
    m_stale = true;
    if (!m_in.session.isOpen() || !isVisible())
        return;
    m_stale = false;
    const bool noTruth = sourceOf(*m_truth) == Source::None;
    if (noTruth || (sourceOf(*m_truth) == Source::Document && sourceOf(*m_result) == Source::Document)) {
        m_report.reset();
        showReport();
        showProblem(noTruth ? tr("Choose a ground truth to compare the tracks with.")
                            : tr("Ground truth and result are the same tracks: choose a file for one of them."));
        return;
    }
    pipeline::LiveEvaluationRequest request;
    request.name = fromQt(m_in.session.title());
    request.truth = pathFromQt(pathOf(*m_truth));
    request.result = pathFromQt(pathOf(*m_result));
    request.other = pathFromQt(pathOf(*m_other));
    if (sourceOf(*m_other) == Source::Opened)
        request.otherDocument = m_openedState;
    request.frames = m_in.session.workspace()->video().frameCount;
    request.benchmark = static_cast<Benchmark>(m_rules->currentData().toInt());
    m_busy = true;
    showProblem({});
    m_status->setText(tr("Reading and scoring…"));
    const auto work = [request, snapshot = m_in.document.snapshot()](const JobContext& job) -> Result<Outcome> {
        Outcome out;
        const auto started = std::chrono::steady_clock::now();
        TW_TRY_ASSIGN(auto live, pipeline::LiveEvaluation::create(request, snapshot, job));
        TW_TRY_ASSIGN(auto report, live.report());
        out.milliseconds =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
        out.frames = live.frameCount();
        out.whole = true;
        out.live = std::make_shared<pipeline::LiveEvaluation>(std::move(live));
        out.report = std::make_shared<const pipeline::LiveEvaluationReport>(std::move(report));
        return out;
    };
    m_in.jobs.start<Outcome>(tr("Evaluation"), work, this,
                             [this, serial = m_serial](const Result<Outcome>& result) { finished(serial, result); });
}

void EvaluationPanel::refresh()
{
    if (m_busy) {
        m_dirty = true;
        return;
    }
    if (!m_live || !m_live->isLive())
        return;
    if (!isVisible()) {
        m_stale = true; // showEvent() sees to it
        return;
    }
    m_busy = true;
    const auto work = [live = m_live, snapshot = m_in.document.snapshot()](const JobContext&) -> Result<Outcome> {
        Outcome out;
        const auto started = std::chrono::steady_clock::now();
        TW_TRY(live->update(snapshot));
        TW_TRY_ASSIGN(auto report, live->report());
        out.milliseconds =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - started).count();
        out.frames = live->frameCount();
        out.framesUpdated = live->framesUpdated();
        out.live = live;
        out.report = std::make_shared<const pipeline::LiveEvaluationReport>(std::move(report));
        return out;
    };
    m_in.jobs.startUnlisted<Outcome>(
        work, this, [this, serial = m_serial](const Result<Outcome>& result) { finished(serial, result); });
}

void EvaluationPanel::finished(int serial, const Result<Outcome>& result)
{
    if (serial != m_serial)
        return;
    m_busy = false;
    if (result) {
        m_live = result->live;
        m_report = result->report;
        showReport();
        showProblem({});
        const QString time = QLocale().toString(result->milliseconds, 'f', 1);
        const auto frames = static_cast<int>(result->frames);
        m_status->setText(result->whole ? tr("%n frames, read and scored in %1 ms.", nullptr, frames).arg(time)
                                        : tr("%n frames, %1 of them scored anew in %2 ms.", nullptr, frames)
                                              .arg(QString::number(result->framesUpdated), time));
    } else {
        m_report.reset();
        showReport();
        showProblem(presentError(result.error()));
    }
    if (std::exchange(m_dirty, false))
        refresh();
}

// --- what is shown -------------------------------------------------------------------------------------------------

void EvaluationPanel::showProblem(const QString& text)
{
    m_status->setProperty("secondary", true);
    m_status->setText(text);
}

void EvaluationPanel::showReport()
{
    const bool any = m_report != nullptr;
    m_scores.setScores(any ? std::optional(m_report->scores) : std::nullopt,
                       any ? m_report->otherScores : std::nullopt);
    std::vector<AlphaPlot::Curve> curves;
    if (any) {
        if (m_report->otherScores)
            curves = curvesOf(*m_report->otherScores, true);
        for (AlphaPlot::Curve& curve : curvesOf(m_report->scores, false))
            curves.push_back(std::move(curve));
    }
    m_plot->setCurves(std::move(curves));
    m_strip->setFrames(any ? m_report->errors.frames : std::vector<evaluation::FrameErrors>{});
    m_strip->setCurrent(m_in.view.frame());
    m_which->setVisible(any && m_report->otherScores.has_value());
    if (m_which->isHidden())
        m_which->setCurrentIndex(0);
    m_csv->setEnabled(any);
    m_latex->setEnabled(any);
    showErrors();
}

void EvaluationPanel::showErrors()
{
    // the row that was chosen stays the chosen one, wherever it is now
    const QModelIndex chosen = m_list->currentIndex();
    const std::optional<evaluation::TrackingError> before =
        chosen.isValid() ? std::optional(m_errors.row(chosen.row()).error) : std::nullopt;
    m_following = true;
    if (!m_report)
        m_errors.setErrors({});
    else if (m_which->currentData().toInt() == kOnlyHere)
        m_errors.setErrors(m_report->difference.onlyFirst);
    else if (m_which->currentData().toInt() == kOnlyThere)
        m_errors.setErrors(m_report->difference.onlySecond);
    else
        m_errors.setErrors(m_report->errors.errors);
    if (const int row = before ? m_errors.find(*before) : -1; row >= 0) {
        m_list->setCurrentIndex(m_errors.index(row, 0));
        m_list->scrollTo(m_list->currentIndex());
    }
    m_following = false;
    static constexpr std::array kShort{QT_TR_NOOP("FP %1"), QT_TR_NOOP("FN %1"), QT_TR_NOOP("IDSW %1"),
                                       QT_TR_NOOP("Frag %1")};
    for (const ErrorKind kind : kKinds) {
        const auto k = static_cast<std::size_t>(kind);
        m_kinds[k]->setText(tr(kShort[k]).arg(m_errors.count(kind)));
        m_kinds[k]->setAccessibleName(tr("%1: %2").arg(errorName(kind)).arg(m_errors.count(kind)));
    }
}

void EvaluationPanel::goTo(const QModelIndex& index)
{
    if (!index.isValid() || !m_report)
        return;
    const evaluation::TrackingError error = m_errors.row(index.row()).error;
    Q_EMIT seeking();
    m_in.view.setFrame(error.frame);
    // Tracks of files are not in the project, so that only one side can be selected; the one before last, to be
    // swapped.
    std::vector<TrackId> ids;
    const bool documentIsTruth = sourceOf(*m_truth) == Source::Document;
    const bool documentIsResult = sourceOf(*m_result) == Source::Document;
    const auto add = [&](TrackId id) {
        if (m_in.document.find(id) && std::find(ids.begin(), ids.end(), id) == ids.end())
            ids.push_back(id);
    };
    const bool ofTheOther = m_which->currentData().toInt() == kOnlyThere && sourceOf(*m_other) != Source::Opened;
    if (documentIsTruth) {
        add(error.truthId);
    } else if (documentIsResult && !ofTheOther) {
        add(error.previousResultId);
        add(error.resultId);
    }
    m_in.view.setSelection(std::move(ids));
    Box missed;
    if (error.kind == ErrorKind::Miss)
        if (const auto it = m_report->missed.find({error.frame, error.truthId}); it != m_report->missed.end())
            missed = it->second;
    Q_EMIT missChosen(error.frame, missed, tr("Missed: %1 of the truth").arg(number(error.truthId)));
}

void EvaluationPanel::copyRuns(bool latex)
{
    if (!m_report)
        return;
    std::vector<evaluation::SequenceScores> runs{{fromQt(titleOf(*m_result)), m_report->scores}};
    if (m_report->otherScores)
        runs.push_back({fromQt(titleOf(*m_other)), *m_report->otherScores});
    QGuiApplication::clipboard()->setText(toQt(latex ? evaluation::runsToLatex(runs) : evaluation::runsToCsv(runs)));
    Q_EMIT notice({latex ? tr("The LaTeX table is in the clipboard") : tr("The figures are in the clipboard as CSV"),
                   Notice::Kind::Done, false});
}

// Up and Down belong to what has the focus here, also where a preset of keys gives them to the player.
bool EvaluationPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
            event->accept();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tw::ui
