#include "ui/menu/track_import.h"

#include "core/workspace/replace_tracks.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/job_runner.h"
#include "ui/bridge/qt_convert.h"
#include "ui/dialogs/issues_dialog.h"

#include <QFileInfo>
#include <QWidget>

namespace tw::ui {

namespace {

constexpr int kNamedNumbers = 12;

} // namespace

TrackImport::TrackImport(Session& session, JobRunner& jobs, Prompter& prompter, QWidget& window)
    : m_session(session), m_jobs(jobs), m_prompter(prompter), m_window(window)
{}

void TrackImport::start(const QString& path)
{
    if (!m_session.isOpen())
        return;
    auto import = std::make_shared<Import>();
    import->path = path;
    import->name = QFileInfo(path).fileName();
    import->request.video = m_session.workspace()->sequenceInfo();
    read(import);
}

void TrackImport::read(const ImportPtr& import)
{
    const auto work = [file = pathFromQt(import->path), request = import->request](const JobContext&) {
        return formats::readTracks(file, request);
    };
    m_jobs.start<formats::ReadTracks>(
        tr("Import %1").arg(import->name), work, this,
        [this, import](const Result<formats::ReadTracks>& result) { arrived(import, result); });
}

void TrackImport::arrived(const ImportPtr& import, const Result<formats::ReadTracks>& result)
{
    if (!result) {
        Q_EMIT notice(
            {tr("%1 cannot be imported. %2").arg(import->name, presentError(result.error())), Notice::Kind::Problem});
        return;
    }
    if (!m_session.isOpen() || askForVideo(import, *result) || askForFit(import, *result))
        return;
    if (result->imported.tracks.empty()) {
        Q_EMIT notice({tr("%1 holds no tracks.").arg(import->name), Notice::Kind::Problem});
        showIssues(import->name, result->imported.issues);
        return;
    }
    askForNumbers(import, std::make_shared<const formats::ReadTracks>(*result));
}

// True: there are several videos, and the answer reads the file again.
bool TrackImport::askForVideo(const ImportPtr& import, const formats::ReadTracks& read)
{
    if (read.imported.videos.size() < 2 || read.imported.videoNamed || import->videoChosen)
        return false;
    QStringList names;
    for (const std::string& name : read.imported.videos)
        names << toQt(name);
    m_prompter.choose(tr("Import of %1").arg(import->name),
                      tr("%1 holds tracks of several videos. Which one is open here?").arg(import->name), names,
                      [this, import, videos = read.imported.videos](int index) {
                          import->videoChosen = true;
                          import->request.video.name = videos[static_cast<std::size_t>(index)];
                          this->read(import);
                      });
    return true;
}

// True: the file was made for another picture size or rate, and the answer reads it again.
bool TrackImport::askForFit(const ImportPtr& import, const formats::ReadTracks& read)
{
    using formats::Fit;
    formats::FitOptions& fit = import->request.fit;
    if (fit.scale != Fit::Report || !(read.difference.size || read.difference.rate))
        return false;
    QStringList offers;
    std::vector<std::pair<Fit, Fit>> answers;
    const auto offer = [&](const QString& text, Fit scale, Fit times) {
        offers << text;
        answers.emplace_back(scale, times);
    };
    if (read.difference.size && read.difference.rate)
        offer(tr("Scale boxes and convert times"), Fit::Convert, Fit::Convert);
    if (read.difference.size)
        offer(tr("Scale boxes"), Fit::Convert, Fit::AsTheyAre);
    if (read.difference.rate)
        offer(tr("Convert times"), Fit::AsTheyAre, Fit::Convert);
    offer(tr("Take as they are"), Fit::AsTheyAre, Fit::AsTheyAre);
    QStringList differences;
    for (const std::string& text : formats::describe(read.difference))
        differences << toQt(text);
    m_prompter.choose(
        tr("Import of %1").arg(import->name),
        tr("%1 was made for another video:\n%2.").arg(import->name, differences.join(QLatin1String(";\n"))), offers,
        [this, import, answers](int index) {
            const auto [scale, times] = answers[static_cast<std::size_t>(index)];
            import->request.fit.scale = scale;
            import->request.fit.times = times;
            this->read(import);
        });
    return true;
}

void TrackImport::askForNumbers(const ImportPtr& import, const ReadPtr& read)
{
    const QString& name = import->name;
    const std::vector<TrackId> taken = m_session.workspace()->takenIds(read->imported);
    if (taken.empty()) {
        entered(name, read->imported, m_session.workspace()->enter(read->imported, workspace::TakenIds::Refuse));
        return;
    }
    askWhatGivesWay(import, read, taken);
}

void TrackImport::askWhatGivesWay(const ImportPtr& import, const ReadPtr& read, const std::vector<TrackId>& taken)
{
    const QString& name = import->name;
    QStringList numbers;
    for (const TrackId id : taken) {
        if (numbers.size() < kNamedNumbers)
            numbers << QString::number(number(id));
    }
    if (taken.size() > static_cast<std::size_t>(kNamedNumbers))
        numbers << QStringLiteral("…");
    const QString text =
        tr("%n tracks of %1 have numbers that tracks here have already: %2.", nullptr, static_cast<int>(taken.size()))
            .arg(name, numbers.join(QLatin1String(", "))) +
        QLatin1String("\n\n") + tr("New numbers: the tracks of the file get free ones, nothing here changes.") +
        QLatin1Char('\n') + tr("Replace: the tracks here with these numbers give way. Undo brings them back.") +
        QLatin1Char('\n') + tr("Ground truth: the file is only compared with, in the Evaluation panel.");
    m_prompter.choose(
        tr("Import of %1").arg(name), text, {tr("Give New Numbers"), tr("Replace"), tr("Use as Ground Truth")},
        [this, import, name, read](int choice) {
            if (choice == 2)
                Q_EMIT groundTruthWanted(import->path);
            else if (m_session.isOpen())
                entered(name, read->imported,
                        choice == 1 ? workspace::replaceTracks(*m_session.workspace(), read->imported)
                                    : m_session.workspace()->enter(read->imported, workspace::TakenIds::Renumber));
        });
}

void TrackImport::entered(const QString& name, const formats::Imported& imported,
                          const Result<annotation::ChangeSet>& changed)
{
    if (!changed) {
        Q_EMIT notice({presentError(changed.error()), Notice::Kind::Problem});
        return;
    }
    std::size_t boxes = 0;
    for (const annotation::TrackPtr& track : imported.tracks)
        boxes += track->boxes.size();
    Q_EMIT notice({tr("Imported %1 tracks with %2 boxes from %3").arg(imported.tracks.size()).arg(boxes).arg(name),
                   Notice::Kind::Done, true});
    showIssues(name, imported.issues);
}

void TrackImport::showIssues(const QString& name, const std::vector<formats::Issue>& issues)
{
    if (issues.empty())
        return;
    QStringList lines;
    for (const formats::Issue& issue : issues)
        lines << (issue.line > 0 ? tr("line %1: %2").arg(issue.line).arg(toQt(issue.text)) : toQt(issue.text));
    auto* dialog = new IssuesDialog(tr("Import of %1").arg(name),
                                    tr("%n lines were not taken as they are:", nullptr, static_cast<int>(lines.size())),
                                    lines, &m_window);
    dialog->show();
}

} // namespace tw::ui
