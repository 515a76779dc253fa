#include "ui/dialogs/dataset_dialog.h"

#include "core/base/thread_priority.h"
#include "core/workspace/workspace.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace tw::ui {

using pipeline::DatasetImages;

namespace {

constexpr int kShownDatasetIssues = 200;
constexpr int kListRows = 3;

// Opened for its content only: nothing is written, and it is closed again.
Result<pipeline::DatasetPart> readProject(const std::filesystem::path& path, bool frames, const JobContext& job)
{
    workspace::Workspace::Options options;
    options.post = [](const std::function<void()>&) {};
    options.autosave = false;
    TW_TRY_ASSIGN(const auto project, workspace::Workspace::open(path, options, job));
    if (frames && !project->videoProblem().empty())
        return Error{ErrorCode::NotFound, project->videoProblem(), path.string()};
    return pipeline::DatasetPart{project->snapshot(), project->sequenceInfo(), project->video().path};
}

QHBoxLayout* rowIn(QWidget& area)
{
    auto* row = new QHBoxLayout(&area);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * kGrid);
    return row;
}

} // namespace

DatasetDialog::DatasetDialog(Subject subject, JobRunner& jobs, Prompter& prompter, QWidget* parent)
    : QDialog(parent), m_subject(std::move(subject)), m_jobs(jobs), m_prompter(prompter)
{
    setObjectName(QStringLiteral("datasetDialog"));
    setWindowTitle(tr("Export a data set"));
    setMinimumWidth(600);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * kGrid, 5 * kGrid, 5 * kGrid, 4 * kGrid);
    layout->setSpacing(4 * kGrid);
    auto* what = new QLabel(
        tr("Ground truth, images, lists and labels as TrackEval, FairMOT and the trainer of this program read them."),
        this);
    what->setProperty("secondary", true);
    what->setWordWrap(true);
    layout->addWidget(what);
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(6 * kGrid);
    form->setVerticalSpacing(2 * kGrid);
    makeForm(*form);
    layout->addLayout(form);
    m_result = new QWidget(this);
    makeResult(*m_result);
    m_result->hide();
    layout->addWidget(m_result, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_export = buttons->addButton(tr("Export"), QDialogButtonBox::ActionRole);
    m_export->setObjectName(QStringLiteral("datasetNow"));
    m_export->setProperty("primary", true);
    m_export->setDefault(true);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    layout->addWidget(buttons);
    connect(m_export, &QPushButton::clicked, this, &DatasetDialog::start);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

void DatasetDialog::makeForm(QFormLayout& form)
{
    m_name = new QLineEdit(QStringLiteral("trackwright"), this);
    m_name->setObjectName(QStringLiteral("datasetName"));
    m_name->setAccessibleName(tr("Name of the data set"));
    m_exhaustive = new QCheckBox(tr("Every person in these videos is annotated"), this);
    m_exhaustive->setObjectName(QStringLiteral("datasetExhaustive"));
    m_exhaustive->setChecked(true);
    m_exhaustive->setToolTip(tr("Otherwise detections without a box are not counted as errors in training"));
    form.addRow(tr("Name"), m_name);
    form.addRow(tr("Projects"), makeProjects());
    form.addRow(tr("Validation"), makeSplit());
    form.addRow(tr("Images"), makeImages());
    form.addRow({}, m_exhaustive);
    form.addRow(tr("To"), makePlace());
}

QWidget* DatasetDialog::makeProjects()
{
    auto* area = new QWidget(this);
    auto* row = rowIn(*area);
    m_projects = new QListWidget(area);
    m_projects->setObjectName(QStringLiteral("datasetProjects"));
    m_projects->setAccessibleName(tr("Projects of the data set"));
    m_projects->setFixedHeight(kListRows * (fontMetrics().height() + 2 * kGrid));
    auto* own = new QListWidgetItem(tr("%1 (this project)").arg(toQt(m_subject.project.info.name)), m_projects);
    own->setToolTip(toQt(m_subject.project.video));
    auto* buttons = new QVBoxLayout;
    auto* add = new QPushButton(tr("Add…"), area);
    add->setObjectName(QStringLiteral("datasetAdd"));
    add->setAutoDefault(false);
    m_remove = new QPushButton(tr("Remove"), area);
    m_remove->setObjectName(QStringLiteral("datasetRemove"));
    m_remove->setAutoDefault(false);
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    row->addWidget(m_projects, 1);
    row->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, &DatasetDialog::addProject);
    connect(m_remove, &QPushButton::clicked, this, &DatasetDialog::removeProject);
    connect(m_projects, &QListWidget::currentRowChanged, this, &DatasetDialog::refresh);
    return area;
}

QWidget* DatasetDialog::makeSplit()
{
    auto* area = new QWidget(this);
    auto* row = rowIn(*area);
    m_split = new QComboBox(area);
    m_split->setObjectName(QStringLiteral("datasetSplit"));
    m_split->setAccessibleName(tr("What becomes validation"));
    m_split->addItem(tr("The end of each video"), static_cast<int>(Split::Share));
    m_split->addItem(tr("The last project of the list"), static_cast<int>(Split::Sequence));
    m_split->addItem(tr("Nothing"), static_cast<int>(Split::None));
    m_share = new QSpinBox(area);
    m_share->setObjectName(QStringLiteral("datasetShare"));
    m_share->setAccessibleName(tr("Share for validation"));
    m_share->setRange(1, 99);
    m_share->setValue(20);
    m_share->setSuffix(QStringLiteral(" %"));
    row->addWidget(m_split, 1);
    row->addWidget(m_share);
    connect(m_split, &QComboBox::currentIndexChanged, this, &DatasetDialog::refresh);
    return area;
}

QWidget* DatasetDialog::makeImages()
{
    auto* area = new QWidget(this);
    auto* row = rowIn(*area);
    m_images = new QComboBox(area);
    m_images->setObjectName(QStringLiteral("datasetImages"));
    m_images->setAccessibleName(tr("Images of the frames"));
    m_images->addItem(tr("JPEG"), static_cast<int>(DatasetImages::Jpeg));
    m_images->addItem(tr("PNG, without loss"), static_cast<int>(DatasetImages::Png));
    m_images->addItem(tr("None"), static_cast<int>(DatasetImages::None));
    if (!m_subject.videoProblem.isEmpty()) {
        m_images->setCurrentIndex(m_images->count() - 1);
        m_images->setEnabled(false);
        m_images->setToolTip(m_subject.videoProblem);
    }
    m_quality = new QSpinBox(area);
    m_quality->setObjectName(QStringLiteral("datasetQuality"));
    m_quality->setAccessibleName(tr("Quality of JPEG images"));
    m_quality->setRange(1, 100);
    m_quality->setValue(95);
    m_quality->setPrefix(tr("quality "));
    row->addWidget(m_images, 1);
    row->addWidget(m_quality);
    connect(m_images, &QComboBox::currentIndexChanged, this, &DatasetDialog::refresh);
    return area;
}

QWidget* DatasetDialog::makePlace()
{
    auto* area = new QWidget(this);
    auto* row = rowIn(*area);
    m_path = new QLineEdit(QDir::toNativeSeparators(QDir(m_subject.folder).filePath(QStringLiteral("dataset"))), area);
    m_path->setObjectName(QStringLiteral("datasetPath"));
    m_path->setAccessibleName(tr("Folder to write"));
    auto* choose = new QPushButton(tr("Choose…"), area);
    choose->setObjectName(QStringLiteral("datasetBrowse"));
    choose->setAutoDefault(false);
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    connect(choose, &QPushButton::clicked, this, [this] {
        m_prompter.chooseFolder({tr("Folder of the data set"), QFileInfo(m_path->text()).absolutePath(), {}},
                                [this](const QString& path) { m_path->setText(QDir::toNativeSeparators(path)); });
    });
    connect(m_path, &QLineEdit::textChanged, this, &DatasetDialog::refresh);
    connect(m_name, &QLineEdit::textChanged, this, &DatasetDialog::refresh);
    return area;
}

void DatasetDialog::makeResult(QWidget& area)
{
    auto* layout = new QVBoxLayout(&area);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* line = new QHBoxLayout;
    m_icon = new QLabel(&area);
    m_verdict = new QLabel(&area);
    m_verdict->setObjectName(QStringLiteral("datasetVerdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_verdict, 1, Qt::AlignTop);
    m_details = new QPlainTextEdit(&area);
    m_details->setObjectName(QStringLiteral("datasetDetails"));
    m_details->setAccessibleName(tr("Details of the export"));
    m_details->setReadOnly(true);
    m_details->setMinimumHeight(100);
    layout->addLayout(line);
    layout->addWidget(m_details, 1);
    layout->addStretch(0);
}

void DatasetDialog::addProject()
{
    m_prompter.openFile({tr("Add a project"), m_subject.folder, {tr("Projects (*.twp)")}}, [this](const QString& path) {
        auto* item = new QListWidgetItem(QFileInfo(path).completeBaseName(), m_projects);
        item->setData(Qt::UserRole, path);
        item->setToolTip(QDir::toNativeSeparators(path));
        refresh();
    });
}

void DatasetDialog::removeProject()
{
    if (m_projects->currentRow() > 0) // the first is the open one
        delete m_projects->takeItem(m_projects->currentRow());
    refresh();
}

DatasetDialog::Split DatasetDialog::split() const
{
    return static_cast<Split>(m_split->currentData().toInt());
}

void DatasetDialog::refresh()
{
    m_remove->setEnabled(m_projects->currentRow() > 0);
    m_share->setVisible(split() == Split::Share);
    m_quality->setVisible(m_images->currentData().toInt() == static_cast<int>(DatasetImages::Jpeg));
    const bool enough = split() != Split::Sequence || m_projects->count() > 1;
    m_split->setToolTip(enough ? QString() : tr("Add another project first"));
    if (m_export)
        m_export->setEnabled(enough && m_path && !m_path->text().isEmpty() && !m_name->text().isEmpty());
}

pipeline::DatasetRequest DatasetDialog::request() const
{
    pipeline::DatasetRequest out;
    out.folder = pathFromQt(m_path->text());
    out.parts.push_back(m_subject.project);
    out.options.name = fromQt(m_name->text());
    out.options.validationShare = split() == Split::Share ? m_share->value() / 100.0 : 0.0;
    out.images = static_cast<DatasetImages>(m_images->currentData().toInt());
    out.jpegQuality = m_quality->value();
    out.exhaustive = m_exhaustive->isChecked();
    return out;
}

void DatasetDialog::start()
{
    std::vector<std::filesystem::path> others;
    for (int row = 1; row < m_projects->count(); ++row)
        others.push_back(pathFromQt(m_projects->item(row)->data(Qt::UserRole).toString()));
    m_export->setEnabled(false);
    m_jobs.start<formats::DatasetReport>(
        tr("Export of %1").arg(m_name->text()),
        [request = request(), others,
         lastForValidation = split() == Split::Sequence](const JobContext& job) -> Result<formats::DatasetReport> {
            giveWay();
            pipeline::DatasetRequest whole = request;
            for (const std::filesystem::path& path : others) {
                TW_TRY_ASSIGN(auto part, readProject(path, request.images != DatasetImages::None, job));
                whole.parts.push_back(std::move(part));
            }
            if (lastForValidation)
                whole.options.validationSequences = {whole.parts.back().info.name};
            return pipeline::exportDataset(std::move(whole), job);
        },
        this, [this](const Result<formats::DatasetReport>& result) { finished(result); });
}

void DatasetDialog::finished(const Result<formats::DatasetReport>& result)
{
    m_export->setEnabled(true);
    m_result->show();
    const bool complete = result && !formats::hasProblems(result->issues);
    m_icon->setPixmap(iconPixmap(complete ? QStringLiteral("check") : QStringLiteral("warning"),
                                 palette().color(complete ? QPalette::Highlight : QPalette::BrightText), 20,
                                 devicePixelRatioF()));
    m_details->clear();
    m_details->setVisible(result && !result->issues.empty());
    if (!result) {
        m_verdict->setText(presentError(result.error()));
        return;
    }
    QString verdict =
        tr("Written: %n sequences, %1 images, %2 boxes, %3 labels.", nullptr, static_cast<int>(result->sequences))
            .arg(result->images)
            .arg(result->boxes)
            .arg(result->labels);
    if (result->removed > 0)
        verdict += QLatin1Char(' ') +
                   tr("%n files of an earlier export were removed.", nullptr, static_cast<int>(result->removed));
    m_verdict->setText(verdict);
    QStringList lines;
    for (const formats::Issue& issue : result->issues) {
        if (lines.size() < kShownDatasetIssues)
            lines << toQt(formats::describe(issue));
    }
    m_details->setPlainText(lines.join(QLatin1Char('\n')));
    Q_EMIT exported(m_path->text(), complete);
}

} // namespace tw::ui
