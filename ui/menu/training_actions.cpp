#include "ui/menu/training_actions.h"

#include "ui/bridge/qt_convert.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/widgets/key_text.h"

#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>

namespace tw::ui {

namespace {

QString lastRunKey()
{
    return QStringLiteral("train/lastRun");
}

} // namespace

TrainingActions::TrainingActions(const Context& context)
    : QObject(&context.window), m_in(context), m_run(new TrainingRun(context.jobs, this))
{
    m_in.actions.on("track.train", this, [this] { openDialog(); });
    connect(m_run, &TrainingRun::stateChanged, this, &TrainingActions::stateChanged);
}

std::optional<pipeline::ProjectFrames> TrainingActions::openProject() const
{
    if (!m_in.session.isOpen() || !m_in.session.workspace()->videoProblem().empty())
        return std::nullopt;
    const workspace::Workspace& opened = *m_in.session.workspace();
    pipeline::ProjectFrames frames;
    frames.document = opened.snapshot();
    frames.video = opened.video().path;
    frames.name = opened.video().path.stem().string();
    if (opened.video().frameRate.positive())
        frames.frameRate = opened.video().frameRate.value();
    return frames;
}

void TrainingActions::openDialog()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    TrainChoice choice;
    choice.load(m_in.settings);
    TrainDialog::Subject subject;
    subject.verifyKeys = keyText(m_in.actions.action("edit.verify")->shortcut());
    subject.project = [this] { return openProject(); };
    subject.folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/training");
    if (m_in.session.isOpen()) {
        const workspace::Workspace& opened = *m_in.session.workspace();
        subject.projectFile = toQt(opened.saveStatus().path);
        const QFileInfo beside(subject.projectFile.isEmpty() ? toQt(opened.video().path) : subject.projectFile);
        subject.folder =
            beside.absolutePath() + QLatin1Char('/') + beside.completeBaseName() + QStringLiteral(".training");
    }
    m_dialog = new TrainDialog(std::move(subject), choice, m_in.settings.value(lastRunKey()).toString(), *m_run,
                               m_in.prompter, &m_in.window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &TrainDialog::choiceMade, this, [this](const TrainChoice& made) {
        made.save(m_in.settings);
        m_in.settings.setValue(lastRunKey(), made.out);
    });
    connect(m_dialog, &TrainDialog::modelWanted, this, &TrainingActions::useModel);
    m_dialog->show();
}

void TrainingActions::useModel(const QString& file)
{
    TrackOptions options = m_in.tracking.options();
    options.model = file;
    m_in.tracking.setOptions(options);
    Q_EMIT notice({tr("Track people uses %1 from now on.").arg(modelName(file)), Notice::Kind::Done});
}

void TrainingActions::stateChanged(TrainingRun::State state)
{
    if (m_dialog && m_dialog->isActiveWindow())
        return; // it is being looked at
    if (state == TrainingRun::State::Finished)
        Q_EMIT notice({m_run->bestPrecision() >= 0
                           ? tr("The training is done: AP %1 %. Track, Train a model offers to use it.")
                                 .arg(QLocale().toString(m_run->bestPrecision(), 'f', 1))
                           : tr("The training is done. Track, Train a model offers to use it."),
                       Notice::Kind::Done});
    else if (state == TrainingRun::State::Failed)
        Q_EMIT notice({tr("The training failed. %1").arg(m_run->problem()), Notice::Kind::Problem});
}

} // namespace tw::ui
