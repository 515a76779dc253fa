#include "ui/models/training_run.h"

#include "core/base/number_text.h"
#include "core/base/thread_priority.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr qsizetype kKeptMessages = 50;

QString inFolder(const QString& folder, const char* name)
{
    return folder + QLatin1Char('/') + QLatin1String(name);
}

Result<void> writeChoice(const TrainChoice& choice)
{
    if (!QDir().mkpath(choice.out))
        return Error{ErrorCode::Io, "the run folder cannot be made", fromQt(choice.out)};
    QSaveFile file(inFolder(choice.out, "window.json"));
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(choice.toJson()).toJson()) < 0 || !file.commit())
        return Error{ErrorCode::Io, fromQt(file.errorString()), fromQt(file.fileName())};
    return {};
}

} // namespace

TrainingRun::TrainingRun(JobRunner& jobs, QObject* parent) : QObject(parent), m_jobs(jobs) {}

std::optional<TrainChoice> TrainingRun::unfinished(const QString& folder)
{
    QFile file(inFolder(folder, "window.json"));
    if (folder.isEmpty() || !QFileInfo::exists(inFolder(folder, "state.pth")) || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonDocument json = QJsonDocument::fromJson(file.readAll());
    if (!json.isObject() || json.object().value(QStringLiteral("finished")).toBool())
        return std::nullopt;
    TrainChoice choice = TrainChoice::fromJson(json.object());
    choice.out = folder; // it may have been moved
    return choice;
}

Result<void> TrainingRun::start(const TrainChoice& choice, std::optional<pipeline::ProjectFrames> project)
{
    return begin(choice, std::move(project), false);
}

Result<void> TrainingRun::resume(const QString& folder, std::optional<pipeline::ProjectFrames> project)
{
    const auto choice = unfinished(folder);
    if (!choice)
        return Error{ErrorCode::NotFound, "there is no unfinished training", fromQt(folder)};
    return begin(*choice, std::move(project), true);
}

Result<void> TrainingRun::begin(const TrainChoice& choice, std::optional<pipeline::ProjectFrames> project, bool resume)
{
    if (isActive())
        return Error{ErrorCode::Conflict, "a training is running already", {}};
    pipeline::TrainModelRequest request;
    for (const QString& folder : choice.folders)
        request.data.push_back(pathFromQt(folder));
    if (choice.useProject && project) {
        project->frames =
            choice.everyBox ? pipeline::ProjectFrames::Frames::All : pipeline::ProjectFrames::Frames::Verified;
        request.project = std::move(project);
    } else if (choice.useProject && !choice.project.isEmpty()) {
        request.data.push_back(pathFromQt(choice.project)); // of another day
    }
    if (request.data.empty() && !request.project)
        return Error{ErrorCode::InvalidArgument, "there is nothing to learn from", {}};
    TW_TRY(writeChoice(choice));

    m_choice = choice;
    m_metrics = {};
    m_loss.clear();
    m_precision.clear();
    m_before = -1;
    m_problem.clear();
    m_messages.clear();
    if (resume)
        readCurves();
    m_pause = std::make_shared<training::PauseSwitch>();
    // Called on the training's thread; Qt drops what arrives after this object is gone.
    const auto post = [this](auto function) {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    };
    training::TrainHooks hooks;
    hooks.step = [this, post](const training::StepMetrics& step) { post([this, step] { addStep(step); }); };
    hooks.validation = [this, post](const training::ValidationPoint& point) {
        post([this, point] { addValidation(point); });
    };
    hooks.message = [this, post](const std::string& text) {
        post([this, text] {
            m_messages << toQt(text);
            if (m_messages.size() > kKeptMessages)
                m_messages.removeFirst();
            Q_EMIT changed();
        });
    };
    const auto work = [request = std::move(request), choice, hooks, pause = m_pause,
                       resume](const JobContext& job) -> Result<training::TrainReport> {
        pipeline::TrainModelRequest all = request;
        TW_TRY_ASSIGN(all.train, choice.request());
        all.train.hooks = hooks;
        all.train.pause = pause;
        all.train.resume = resume;
        all.issue = hooks.message;
        all.baseline = true;
        giveWay();
        return pipeline::trainModel(std::move(all), job);
    };
    m_job = m_jobs.start<training::TrainReport>(
        tr("Training"), work, this, [this](const Result<training::TrainReport>& report) { finished(report); });
    setState(State::Running);
    return {};
}

void TrainingRun::setPaused(bool paused)
{
    if (m_state != State::Running && m_state != State::Paused)
        return;
    m_pause->set(paused);
    setState(paused ? State::Paused : State::Running);
}

void TrainingRun::stop()
{
    if (!isActive())
        return;
    m_jobs.cancel(m_job);
    setState(State::Stopping);
}

void TrainingRun::reset()
{
    if (!isActive())
        setState(State::None);
}

void TrainingRun::finished(const Result<training::TrainReport>& report)
{
    if (!report && report.error().code != ErrorCode::Cancelled) {
        m_problem = presentError(report.error());
        setState(State::Failed);
        return;
    }
    if (!report || report->stopped) {
        setState(State::Stopped);
        return;
    }
    QFile file(inFolder(m_choice.out, "window.json"));
    QJsonObject json = m_choice.toJson();
    json.insert(QStringLiteral("finished"), true);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(json).toJson()) < 0)
        m_messages << tr("The end of the training could not be written to %1.").arg(file.fileName());
    setState(State::Finished);
}

void TrainingRun::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged(state);
    Q_EMIT changed();
}

void TrainingRun::addStep(const training::StepMetrics& step)
{
    m_metrics = step;
    m_loss << QPointF(step.seconds, step.loss);
    Q_EMIT changed();
}

void TrainingRun::addValidation(const training::ValidationPoint& point)
{
    if (point.scores.sequences.empty())
        return; // nothing was validated
    if (point.step == 0)
        m_before = point.scores.ap50;
    m_precision << QPointF(point.seconds, point.scores.ap50);
    Q_EMIT changed();
}

double TrainingRun::bestPrecision() const
{
    double best = -1;
    for (const QPointF& point : m_precision)
        best = std::max(best, point.y());
    return best;
}

QString TrainingRun::modelFile() const
{
    for (const char* name : {"model_best.pth", "model_last.pth"}) {
        const QString file = inFolder(m_choice.out, name);
        if (!m_choice.out.isEmpty() && QFileInfo::exists(file))
            return file;
    }
    return {};
}

// The run folder's table of an earlier part of the run. Columns by their names, since the trainer may add some.
void TrainingRun::readCurves()
{
    QFile file(inFolder(m_choice.out, "curves.csv"));
    if (!file.open(QIODevice::ReadOnly))
        return; // the curves begin anew
    const QStringList names = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char(','));
    const auto columnOf = [&names](const char* name) { return names.indexOf(QLatin1String(name)); };
    const qsizetype seconds = columnOf("seconds"), loss = columnOf("loss"), precision = columnOf("ap50");
    while (!file.atEnd()) {
        const QList<QByteArray> fields = file.readLine().trimmed().split(',');
        const auto valueOf = [&fields](qsizetype column) {
            return column >= 0 && column < fields.size() ? toDouble(fields.at(column).toStdString()) : std::nullopt;
        };
        const auto at = valueOf(seconds);
        if (!at)
            continue;
        if (const auto value = valueOf(loss))
            m_loss << QPointF(*at, *value);
        if (const auto value = valueOf(precision))
            m_precision << QPointF(*at, *value);
    }
}

} // namespace tw::ui
