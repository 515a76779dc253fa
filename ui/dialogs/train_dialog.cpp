#include "ui/dialogs/train_dialog.h"

#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/dialogs/track_options.h"
#include "ui/widgets/curve_view.h"
#include "ui/widgets/duration_text.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

using State = TrainingRun::State;

namespace {

constexpr int kProgressSteps = 1000;
constexpr int kFolderRows = 3;
constexpr int kLongestMinutes = 7 * 24 * 60;
constexpr int kMostEpochs = 1000;
constexpr const char* kAskForFile = "?"; // data of the entry that is no model
constexpr QSize kTrainSizes[] = {{448, 256}, {576, 320}, {864, 480}, {1088, 608}};

QPushButton* button(QWidget* parent, const char* name, const QString& text)
{
    auto* result = new QPushButton(text, parent);
    result->setObjectName(QLatin1String(name));
    result->setAutoDefault(false);
    return result;
}

QLabel* quiet(QWidget* parent, const char* name, const char* property)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setProperty(property, true);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QString freshRunFolder(const QString& folder)
{
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd-HHmm"));
    QString path = QDir(folder).filePath(stamp);
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = QDir(folder).filePath(QStringLiteral("%1-%2").arg(stamp).arg(i));
    return path;
}

} // namespace

TrainDialog::TrainDialog(Subject subject, const TrainChoice& choice, const QString& last, TrainingRun& run,
                         Prompter& prompter, QWidget* parent)
    : QDialog(parent), m_subject(std::move(subject)), m_last(last), m_run(run), m_prompter(prompter)
{
    setObjectName(QStringLiteral("trainDialog"));
    setWindowTitle(tr("Train a model"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * kGrid, 5 * kGrid, 5 * kGrid, 4 * kGrid);
    auto* setUp = new QWidget(this);
    auto* progress = new QWidget(this);
    m_pages = new QStackedLayout;
    m_pages->addWidget(setUp);
    m_pages->addWidget(progress);
    layout->addLayout(m_pages);
    makeSetUp(*setUp);
    makeProgress(*progress);
    apply(choice);
    connect(&m_run, &TrainingRun::stateChanged, this, &TrainDialog::refreshState);
    connect(&m_run, &TrainingRun::changed, this, &TrainDialog::refreshProgress);
    refreshState();
    resize(640, sizeHint().height());
}

// --- what to learn from, and how ------------------------------------------------------------------------------------

void TrainDialog::makeSetUp(QWidget& page)
{
    auto* layout = new QVBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4 * kGrid);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(6 * kGrid);
    form->setVerticalSpacing(2 * kGrid);
    addDataRows(*form);
    addModelRows(*form);
    addAdvancedRows(*form);
    layout->addLayout(form);
    m_setUpProblem = quiet(&page, "trainSetUpProblem", "danger");
    layout->addWidget(m_setUpProblem);
    layout->addStretch(1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &page);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_start = primaryButton(tr("Start training"), QStringLiteral("trainStart"), &page);
    m_resumeLast = button(&page, "trainResumeLast", tr("Resume the last one"));
    buttons->addButton(m_start, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_resumeLast, QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_start, &QPushButton::clicked, this, &TrainDialog::start);
    connect(m_resumeLast, &QPushButton::clicked, this, &TrainDialog::resumeLast);
}

void TrainDialog::addDataRows(QFormLayout& form)
{
    m_project = new QCheckBox(tr("This project"), this);
    m_project->setObjectName(QStringLiteral("trainProject"));
    m_frames = new QComboBox(this);
    m_frames->setObjectName(QStringLiteral("trainFrames"));
    m_frames->setAccessibleName(tr("Which boxes of the project"));
    m_frames->addItem(tr("what is verified"), false);
    m_frames->addItem(tr("every box"), true);
    m_frames->setToolTip(tr("%1 marks everyone in the frame or the marked range as verified.\nEvery box: unchecked "
                            "tracker output too, errors included.")
                             .arg(m_subject.verifyKeys));
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    row->addWidget(m_project);
    row->addWidget(m_frames, 1);
    m_counts = quiet(this, "trainCounts", "secondary");
    m_folders = new QListWidget(this);
    m_folders->setObjectName(QStringLiteral("trainFolders"));
    m_folders->setAccessibleName(tr("Training folders"));
    m_folders->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_folders->setFixedHeight(kFolderRows * (fontMetrics().height() + 2 * kGrid));
    m_folders->setToolTip(tr("Sequences in MOTChallenge layout, or folders of them"));
    auto* add = button(this, "trainAddFolder", tr("Add…"));
    m_removeFolder = button(this, "trainRemoveFolder", tr("Remove"));
    auto* side = new QVBoxLayout;
    side->setSpacing(kGrid);
    side->addWidget(add);
    side->addWidget(m_removeFolder);
    side->addStretch(1);
    auto* folders = new QHBoxLayout;
    folders->setSpacing(2 * kGrid);
    folders->addWidget(m_folders, 1);
    folders->addLayout(side);
    form.addRow(tr("Train on"), row);
    form.addRow({}, m_counts);
    form.addRow(tr("Folders"), folders);
    connect(m_project, &QCheckBox::toggled, this, &TrainDialog::refreshSetUp);
    connect(m_frames, &QComboBox::currentIndexChanged, this, &TrainDialog::refreshSetUp);
    connect(add, &QPushButton::clicked, this, &TrainDialog::addFolder);
    connect(m_folders, &QListWidget::itemSelectionChanged, this, &TrainDialog::refreshSetUp);
    connect(m_removeFolder, &QPushButton::clicked, this, [this] {
        qDeleteAll(m_folders->selectedItems());
        refreshSetUp();
    });
}

void TrainDialog::addModelRows(QFormLayout& form)
{
    m_init = new QComboBox(this);
    m_init->setObjectName(QStringLiteral("trainInit"));
    m_init->setAccessibleName(tr("Start from"));
    connect(m_init, &QComboBox::activated, this, [this](int index) {
        if (m_init->itemData(index).toString() != QLatin1String(kAskForFile)) {
            m_initBefore = index;
            return;
        }
        m_init->setCurrentIndex(m_initBefore);
        chooseWeights();
    });
    m_recipe = new QComboBox(this);
    m_recipe->setObjectName(QStringLiteral("trainRecipe"));
    m_recipe->setAccessibleName(tr("Recipe"));
    m_recipe->addItem(tr("Fine-tune: adapt a finished model to this kind of video"),
                      static_cast<int>(TrainChoice::Recipe::FineTune));
    m_recipe->addItem(tr("Full: train on a large data set"), static_cast<int>(TrainChoice::Recipe::Full));
    m_length = new QSpinBox(this);
    m_length->setObjectName(QStringLiteral("trainLength"));
    m_length->setAccessibleName(tr("How long"));
    m_unit = new QComboBox(this);
    m_unit->setObjectName(QStringLiteral("trainUnit"));
    m_unit->setAccessibleName(tr("Minutes or epochs"));
    m_unit->addItem(tr("minutes"), true);
    m_unit->addItem(tr("epochs"), false);
    auto* length = new QHBoxLayout;
    length->setSpacing(2 * kGrid);
    length->addWidget(m_length);
    length->addWidget(m_unit);
    length->addStretch(1);
    m_device = new QComboBox(this);
    m_device->setObjectName(QStringLiteral("trainDevice"));
    m_device->setAccessibleName(tr("Device"));
    for (const QString& name : deviceNames())
        m_device->addItem(name == QLatin1String("cpu") ? tr("CPU") : name, name);
    m_size = new QComboBox(this);
    m_size->setObjectName(QStringLiteral("trainSize"));
    m_size->setAccessibleName(tr("Input size of the network"));
    m_size->addItem(tr("The recipe's"), QSize(0, 0));
    for (const QSize size : kTrainSizes)
        m_size->addItem(QStringLiteral("%1 × %2").arg(size.width()).arg(size.height()), size);
    m_batch = new QSpinBox(this);
    m_batch->setObjectName(QStringLiteral("trainBatch"));
    m_batch->setAccessibleName(tr("Images in a batch"));
    m_batch->setRange(0, 256);
    m_batch->setSpecialValueText(tr("The recipe's"));
    m_out = new QLineEdit(this);
    m_out->setObjectName(QStringLiteral("trainOut"));
    m_out->setAccessibleName(tr("Run folder"));
    m_out->setToolTip(tr("Weights, log, curves and sample images go here"));
    auto* choose = button(this, "trainChooseOut", tr("Choose…"));
    auto* place = new QHBoxLayout;
    place->setSpacing(2 * kGrid);
    place->addWidget(m_out, 1);
    place->addWidget(choose);
    form.addRow(tr("Start from"), m_init);
    form.addRow(tr("Recipe"), m_recipe);
    form.addRow(tr("How long"), length);
    form.addRow(tr("Device"), m_device);
    form.addRow(tr("Size"), m_size);
    form.addRow(tr("Batch"), m_batch);
    form.addRow(tr("Run folder"), place);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        const bool minutes = m_unit->currentData().toBool();
        m_length->setRange(1, minutes ? kLongestMinutes : kMostEpochs);
    });
    connect(m_out, &QLineEdit::textChanged, this, &TrainDialog::refreshSetUp);
    connect(choose, &QPushButton::clicked, this, [this] {
        m_prompter.chooseFolder({tr("Run folder"), m_subject.folder, {}},
                                [this](const QString& folder) { m_out->setText(freshRunFolder(folder)); });
    });
}

// What the FairMOT paper compared, its choice first. Hidden until asked for.
void TrainDialog::addAdvancedRows(QFormLayout& form)
{
    auto* open = new QCheckBox(tr("Advanced"), this);
    open->setObjectName(QStringLiteral("trainAdvanced"));
    m_advanced = new QWidget(this);
    auto* rows = new QFormLayout(m_advanced);
    rows->setContentsMargins(0, 0, 0, 0);
    const auto combo = [&](const char* name, const QString& title) {
        auto* box = new QComboBox(m_advanced);
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(title);
        rows->addRow(title, box);
        return box;
    };
    m_sampling = combo("trainSampling", tr("Identity from"));
    m_sampling->addItem(tr("The centre of a person (the paper's)"), QStringLiteral("center"));
    m_sampling->addItem(tr("All cells near the centre (POS-Anchor)"), QStringLiteral("pos-anchor"));
    m_balance = combo("trainBalance", tr("Balance of the losses"));
    m_balance->addItem(tr("Uncertainty, by task (the paper's)"), QStringLiteral("uncertainty-task"));
    m_balance->addItem(tr("Uncertainty, by branch"), QStringLiteral("uncertainty-branch"));
    m_balance->addItem(QStringLiteral("GradNorm"), QStringLiteral("gradnorm"));
    m_balance->addItem(QStringLiteral("MGDA-UB"), QStringLiteral("mgda"));
    m_balance->addItem(tr("Fixed weights"), QStringLiteral("fixed"));
    m_embedding = combo("trainEmbedding", tr("Embedding"));
    m_embedding->addItem(tr("The network's"), 0);
    for (const int size : {32, 64, 128, 256, 512})
        m_embedding->addItem(tr("%1 numbers").arg(size), size);
    m_embedding->setToolTip(tr("Another size than that of the weights begins with random numbers for identities"));
    form.addRow({}, open);
    form.addRow(m_advanced);
    m_advanced->setVisible(false);
    connect(open, &QCheckBox::toggled, m_advanced, &QWidget::setVisible);
}

void TrainDialog::fillModels(const QString& chosen)
{
    m_init->clear();
    for (const QString& name : installedModels())
        m_init->addItem(name, name);
    const QString mine = m_run.modelFile();
    if (!mine.isEmpty())
        m_init->addItem(tr("weights of the last training"), mine);
    m_init->addItem(tr("random weights"), QString());
    if (m_init->findData(chosen) < 0)
        m_init->insertItem(0, QFileInfo(chosen).fileName(), chosen);
    m_initBefore = m_init->findData(chosen);
    m_init->setCurrentIndex(m_initBefore);
    m_init->insertSeparator(m_init->count());
    m_init->addItem(tr("Weights file…"), QLatin1String(kAskForFile));
}

void TrainDialog::chooseWeights()
{
    m_prompter.openFile({tr("Weights"), m_subject.folder, {tr("Weights (*.pth *.pt *.bin)"), tr("All files (*)")}},
                        [this](const QString& file) {
                            m_init->insertItem(0, QFileInfo(file).fileName(), file);
                            m_init->setCurrentIndex(0);
                            m_initBefore = 0;
                        });
}

void TrainDialog::addFolder()
{
    m_prompter.chooseFolder({tr("Folder of sequences"), m_subject.folder, {}}, [this](const QString& folder) {
        if (m_folders->findItems(folder, Qt::MatchExactly).isEmpty())
            m_folders->addItem(folder);
        refreshSetUp();
    });
}

void TrainDialog::apply(const TrainChoice& choice)
{
    m_project->setChecked(choice.useProject);
    m_frames->setCurrentIndex(choice.everyBox ? 1 : 0);
    m_folders->clear();
    for (const QString& folder : choice.folders)
        if (QFileInfo::exists(folder))
            m_folders->addItem(folder);
    const bool gone =
        !choice.init.isEmpty() && choice.init.contains(QLatin1Char('/')) && !QFileInfo::exists(choice.init);
    fillModels(gone ? TrainChoice().init : choice.init);
    m_recipe->setCurrentIndex(m_recipe->findData(static_cast<int>(choice.recipe)));
    m_unit->setCurrentIndex(choice.byTime ? 0 : 1);
    m_length->setRange(1, choice.byTime ? kLongestMinutes : kMostEpochs);
    m_length->setValue(choice.byTime ? qRound(choice.minutes) : choice.epochs);
    m_device->setCurrentIndex(std::max(m_device->findData(choice.device), 0));
    m_size->setCurrentIndex(std::max(m_size->findData(QSize(choice.width, choice.height)), 0));
    m_batch->setValue(choice.batch);
    m_sampling->setCurrentIndex(std::max(m_sampling->findData(choice.sampling), 0));
    m_balance->setCurrentIndex(std::max(m_balance->findData(choice.balance), 0));
    m_embedding->setCurrentIndex(std::max(m_embedding->findData(choice.embedding), 0));
    m_out->setText(freshRunFolder(m_subject.folder));
}

TrainChoice TrainDialog::choice() const
{
    TrainChoice choice;
    choice.useProject = m_project->isChecked() && m_project->isEnabled();
    choice.everyBox = m_frames->currentData().toBool();
    for (int row = 0; row < m_folders->count(); ++row)
        choice.folders << m_folders->item(row)->text();
    choice.init = m_init->currentData().toString();
    choice.recipe = static_cast<TrainChoice::Recipe>(m_recipe->currentData().toInt());
    choice.byTime = m_unit->currentData().toBool();
    if (choice.byTime)
        choice.minutes = m_length->value();
    else
        choice.epochs = m_length->value();
    choice.width = m_size->currentData().toSize().width();
    choice.height = m_size->currentData().toSize().height();
    choice.batch = m_batch->value();
    choice.sampling = m_sampling->currentData().toString();
    choice.balance = m_balance->currentData().toString();
    choice.embedding = m_embedding->currentData().toInt();
    choice.device = m_device->currentData().toString();
    choice.out = m_out->text().trimmed();
    choice.project = choice.useProject ? m_subject.projectFile : QString();
    return choice;
}

void TrainDialog::refreshSetUp()
{
    if (!m_start)
        return; // not built yet
    const auto project = m_subject.project();
    m_project->setEnabled(project.has_value());
    m_frames->setEnabled(project.has_value() && m_project->isChecked());
    const bool wanted = project && m_project->isChecked();
    pipeline::ProjectFrameCounts counts;
    if (wanted) {
        pipeline::ProjectFrames frames = *project;
        frames.frames = m_frames->currentData().toBool() ? pipeline::ProjectFrames::Frames::All
                                                         : pipeline::ProjectFrames::Frames::Verified;
        counts = pipeline::countFrames(frames);
    }
    m_counts->setText(
        !project  ? tr("No project is open.")
        : !wanted ? QString()
        : counts.boxes
            ? tr("%1 frames, %2 boxes, %3 people. The last fifth of the verified frames is held out for validation.")
                  .arg(counts.frames)
                  .arg(counts.boxes)
                  .arg(counts.people)
            : tr("Nothing is verified yet. Check frames and press %1, or use every box.").arg(m_subject.verifyKeys));
    m_removeFolder->setEnabled(!m_folders->selectedItems().isEmpty());
    const bool something = counts.boxes > 0 || m_folders->count() > 0;
    m_start->setEnabled(something && !m_out->text().trimmed().isEmpty());
    m_resumeLast->setVisible(TrainingRun::unfinished(m_last).has_value());
    m_resumeLast->setToolTip(m_last);
}

void TrainDialog::start()
{
    const TrainChoice chosen = choice();
    if (const auto started = m_run.start(chosen, m_subject.project()); !started) {
        m_setUpProblem->setText(presentError(started.error()));
        return;
    }
    m_last = chosen.out;
    Q_EMIT choiceMade(chosen);
}

void TrainDialog::resumeLast()
{
    const auto before = TrainingRun::unfinished(m_last);
    auto project = m_subject.project();
    // frames of another project are read from its file
    if (before && before->project != m_subject.projectFile)
        project.reset();
    if (const auto resumed = m_run.resume(m_last, std::move(project)); !resumed)
        m_setUpProblem->setText(presentError(resumed.error()));
}

// --- how it goes ----------------------------------------------------------------------------------------------------

void TrainDialog::makeProgress(QWidget& page)
{
    auto* layout = new QVBoxLayout(&page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * kGrid);
    m_state = new QLabel(&page);
    m_state->setObjectName(QStringLiteral("trainState"));
    m_state->setProperty("heading", true);
    m_progress = new QProgressBar(&page);
    m_progress->setObjectName(QStringLiteral("trainProgress"));
    m_progress->setAccessibleName(tr("Progress of the training"));
    m_progress->setTextVisible(false);
    m_details = quiet(&page, "trainDetails", "secondary");
    m_loss = new CurveView(tr("Loss"), &page);
    m_loss->setObjectName(QStringLiteral("trainLoss"));
    m_precision = new CurveView(tr("Detection AP at IoU 0.5"), &page);
    m_precision->setObjectName(QStringLiteral("trainPrecision"));
    m_precision->setDecimals(1);
    m_precision->setLimits(0, 100, 4);
    m_precision->setUnit(QStringLiteral("%"));
    auto* curves = new QHBoxLayout;
    curves->setSpacing(3 * kGrid);
    curves->addWidget(m_loss);
    curves->addWidget(m_precision);
    m_problem = quiet(&page, "trainProblem", "danger");
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, &page);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    m_pause = button(&page, "trainPause", tr("Pause"));
    m_stop = button(&page, "trainStop", tr("Stop"));
    m_new = button(&page, "trainNew", tr("Another training…"));
    m_use = primaryButton(tr("Use this model now"), QStringLiteral("trainUse"), &page);
    m_use->setToolTip(tr("Track people takes these weights from now on"));
    for (QPushButton* each : {m_new, m_pause, m_stop})
        buttons->addButton(each, QDialogButtonBox::ActionRole);
    buttons->addButton(m_use, QDialogButtonBox::AcceptRole);
    layout->addWidget(m_state);
    layout->addWidget(m_progress);
    layout->addWidget(m_details);
    layout->addLayout(curves, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_run.state() == State::Stopped || m_run.state() == State::Failed) {
            m_last = m_run.choice().out;
            resumeLast();
        } else {
            m_run.setPaused(m_run.state() == State::Running);
        }
    });
    connect(m_stop, &QPushButton::clicked, &m_run, &TrainingRun::stop);
    connect(m_new, &QPushButton::clicked, &m_run, &TrainingRun::reset);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT modelWanted(m_run.modelFile()); });
}

void TrainDialog::refreshState()
{
    const State state = m_run.state();
    const bool setUp = state == State::None;
    m_pages->setCurrentIndex(setUp ? 0 : 1);
    if (setUp) {
        m_setUpProblem->clear();
        fillModels(m_init->currentData().toString());
        m_out->setText(freshRunFolder(m_subject.folder));
        refreshSetUp();
        return;
    }
    const bool over = !m_run.isActive();
    const bool goesOn = over && TrainingRun::unfinished(m_run.choice().out).has_value();
    m_pause->setText(state == State::Paused || goesOn ? tr("Resume") : tr("Pause"));
    m_pause->setVisible(!over || goesOn);
    m_pause->setEnabled(state != State::Stopping);
    m_stop->setVisible(!over);
    m_stop->setEnabled(state != State::Stopping);
    m_new->setVisible(over);
    refreshProgress();
}

QString TrainDialog::stateText() const
{
    const training::StepMetrics& m = m_run.metrics();
    switch (m_run.state()) {
    case State::None: return {};
    case State::Running: {
        if (m.step == 0 && m_run.loss().isEmpty())
            return tr("Preparing: reading images, evaluating the initial model");
        const QString text = tr("Training, %1 % done").arg(static_cast<int>(m.progress * 100));
        return m.progress > 0 ? tr("%1, %2 left").arg(text, durationText(m.seconds * (1 - m.progress) / m.progress))
                              : text;
    }
    case State::Paused: return tr("Paused at %1 %").arg(static_cast<int>(m.progress * 100));
    case State::Stopping: return tr("Stopping: the state is being saved");
    case State::Stopped: return tr("Stopped at %1 %").arg(static_cast<int>(m.progress * 100));
    case State::Finished: return tr("Done after %1").arg(durationText(m.seconds));
    case State::Failed: return tr("The training failed");
    }
    return {};
}

QString TrainDialog::detailText() const
{
    const training::StepMetrics& m = m_run.metrics();
    QStringList parts;
    if (!m_run.loss().isEmpty() || m.step > 0)
        parts << tr("step %1, epoch %2").arg(m.step).arg(m.epoch + (m_run.state() == State::Finished ? 0 : 1))
              << tr("%1 images/s").arg(locale().toString(m.picturesPerSecond, 'f', 1));
    if (m_run.bestPrecision() >= 0)
        parts << tr("best AP %1 %").arg(locale().toString(m_run.bestPrecision(), 'f', 1));
    if (m_run.precisionBefore() >= 0)
        parts << tr("before %1 %").arg(locale().toString(m_run.precisionBefore(), 'f', 1));
    QString text = parts.join(QStringLiteral("  ·  "));
    if (!m_run.messages().isEmpty())
        text += QLatin1Char('\n') + m_run.messages().last();
    return text;
}

void TrainDialog::refreshProgress()
{
    if (m_run.state() == State::None)
        return;
    m_state->setText(stateText());
    m_details->setText(detailText());
    const bool ready = !m_run.loss().isEmpty();
    m_progress->setVisible(m_run.state() != State::Failed);
    m_progress->setRange(0, ready || !m_run.isActive() ? kProgressSteps : 0);
    m_progress->setValue(m_run.state() == State::Finished
                             ? kProgressSteps
                             : static_cast<int>(m_run.metrics().progress * kProgressSteps));
    m_loss->setPoints(m_run.loss());
    m_loss->setHint(m_run.isActive() ? tr("The first steps are running") : tr("No training step was run"));
    m_precision->setPoints(m_run.precision());
    m_precision->setReference(m_run.precisionBefore() >= 0 ? std::optional<double>(m_run.precisionBefore())
                                                           : std::nullopt);
    m_precision->setHint(m_run.isActive() ? tr("Measured every few minutes") : tr("No validation data"));
    m_problem->setText(m_run.problem());
    m_problem->setVisible(!m_run.problem().isEmpty());
    m_use->setEnabled(!m_run.modelFile().isEmpty());
}

} // namespace tw::ui
