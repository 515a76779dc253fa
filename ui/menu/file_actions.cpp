#include "ui/menu/file_actions.h"

#include "core/base/thread_priority.h"
#include "core/collection/collection_file.h"
#include "core/formats/format.h"
#include "core/pipeline/demo_clip.h"
#include "core/pipeline/render_video.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"
#include "ui/dialogs/dataset_dialog.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/models/format_text.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStandardPaths>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kRemembered = 12;
const char* const kVideoPatterns = "*.mp4 *.mkv *.mov *.avi *.webm *.ts *.m4v *.mpg *.mpeg *.gif *.mjpeg";

QString recentKey()
{
    return QStringLiteral("recent");
}

} // namespace

FileActions::FileActions(const Context& context)
    : QObject(&context.window), m_in(context),
      m_import(context.session, context.jobs, context.prompter, context.window),
      m_recentMenu(new QMenu(tr("Recent"), &context.window))
{
    connect(&m_import, &TrackImport::notice, this, &FileActions::notice);
    connect(&m_import, &TrackImport::groundTruthWanted, this, &FileActions::groundTruthWanted);
    m_in.actions.on("file.open", this, [this] { open(); });
    m_in.actions.on("file.next", this, [this] { openNext(); });
    m_in.actions.on("file.openFolder", this, [this] { openFolder(); });
    m_in.actions.on("file.import", this, [this] { importTracks(); });
    m_in.actions.on("file.export", this, [this] { exportTracks(); });
    m_in.actions.on("file.exportDataset", this, [this] { exportDataset(); });
    m_in.actions.on("file.exportVideo", this, [this] { exportVideo(); });
    m_in.actions.on("file.saveAs", this, [this] { saveAs(); });
    m_in.actions.on("file.relink", this, [this] { relink(); });
    m_in.actions.on("file.close", this, [this] { m_in.session.close(); });
    connect(&m_in.session, &Session::opened, this, [this] {
        const workspace::Workspace& opened = *m_in.session.workspace();
        const std::filesystem::path project = opened.saveStatus().path;
        std::error_code ignored;
        remember(toQt(!project.empty() && exists(project, ignored) ? project : opened.video().path));
        askAboutDamage();
    });
    connect(&m_in.session, &Session::relinkFailed, this, [this](const Error& error) {
        Q_EMIT notice({presentError(error), Notice::Kind::Problem});
    });
    connect(&m_in.session, &Session::openFailed, this, [this](const QString& path, const Error& error) {
        if (error.code != ErrorCode::Cancelled)
            Q_EMIT notice({tr("%1 cannot be opened. %2").arg(QFileInfo(path).fileName(), presentError(error)),
                           Notice::Kind::Problem});
    });
    fillRecentMenu();
}

QString FileActions::folder() const
{
    if (const workspace::Workspace* opened = m_in.session.workspace())
        return toQt(opened->video().path.parent_path());
    const QStringList paths = recent();
    return paths.isEmpty() ? QDir::homePath() : QFileInfo(paths.front()).absolutePath();
}

void FileActions::open()
{
    const QString videos = QString::fromLatin1(kVideoPatterns);
    m_in.prompter.openFile({tr("Open video or project"),
                            folder(),
                            {tr("Videos, projects and collections (%1 *.twp *.twc)").arg(videos),
                             tr("Projects (*.twp)"), tr("Image lists (*.txt)"), tr("All files (*)")}},
                           [this](const QString& path) { openPath(path); });
}

void FileActions::openFolder()
{
    m_in.prompter.chooseFolder({tr("Open image folder"), folder(), {}},
                               [this](const QString& path) { openPath(path); });
}

void FileActions::openPath(const QString& path)
{
    if (collection::isCollection(pathFromQt(path)))
        Q_EMIT collectionWanted(QFileInfo(path).absoluteFilePath());
    else
        m_in.session.open(pathFromQt(QFileInfo(path).absoluteFilePath()));
}

QString FileActions::nextVideo() const
{
    if (!m_in.session.isOpen())
        return {};
    const QFileInfo now(toQt(m_in.session.workspace()->video().path));
    const QDir place = now.absoluteDir();
    const QStringList names =
        place.entryList(QString::fromLatin1(kVideoPatterns).split(QLatin1Char(' ')), QDir::Files, QDir::Name);
    const auto after = names.indexOf(now.fileName()) + 1;
    return after > 0 && after < names.size() ? place.filePath(names[after]) : QString();
}

void FileActions::openNext()
{
    if (const QString next = nextVideo(); !next.isEmpty())
        openPath(next);
    else
        Q_EMIT notice({tr("No other video follows in this folder."), Notice::Kind::Info, false});
}

void FileActions::openDemo()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/demo");
    const QString clip = folder + QStringLiteral("/demo.mp4");
    if (QFileInfo::exists(clip)) {
        openPath(clip);
        return;
    }
    const auto work = [path = pathFromQt(clip)](const JobContext& job) -> Result<bool> {
        TW_TRY(pipeline::writeDemoClip(path, job));
        return true;
    };
    m_in.jobs.start<bool>(tr("Draw a demo clip"), work, this, [this, clip](const Result<bool>& drawn) {
        if (drawn)
            openPath(clip);
        else
            Q_EMIT notice({presentError(drawn.error()), Notice::Kind::Problem});
    });
}

void FileActions::dropped(const QString& path)
{
    static const QStringList kTrackFiles{QStringLiteral("txt"), QStringLiteral("json"), QStringLiteral("xml"),
                                         QStringLiteral("csv")};
    if (m_in.session.isOpen() && kTrackFiles.contains(QFileInfo(path).suffix().toLower()))
        m_import.start(path);
    else
        openPath(path);
}

void FileActions::importTracks()
{
    QStringList filters, all;
    for (const formats::Format& format : formats::formats()) {
        if (!format.canRead)
            continue;
        QStringList patterns;
        for (const std::string& suffix : format.suffixes) {
            if (suffix != "/")
                patterns << QLatin1Char('*') + toQt(suffix);
        }
        all << patterns;
        if (!patterns.isEmpty())
            filters << formatFilter(format);
    }
    all.removeDuplicates();
    filters.prepend(tr("Track files (%1)").arg(all.join(QLatin1Char(' '))));
    filters << tr("All files (*)");
    m_in.prompter.openFile({tr("Import tracks"), folder(), filters},
                           [this](const QString& path) { m_import.start(path); });
}

void FileActions::exportTracks()
{
    if (!m_in.session.isOpen())
        return;
    const workspace::Workspace& opened = *m_in.session.workspace();
    auto* dialog = new ExportDialog({opened.snapshot(),
                                     opened.sequenceInfo(),
                                     folder(),
                                     {opened.video().path, opened.saveStatus().path},
                                     m_certificate ? m_certificate() : std::nullopt},
                                    m_in.jobs, m_in.prompter, &m_in.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exported, this, [this](const QString&, bool passed) {
        if (passed)
            Q_EMIT exported();
    });
    dialog->open();
}

void FileActions::exportDataset()
{
    if (!m_in.session.isOpen())
        return;
    const workspace::Workspace& opened = *m_in.session.workspace();
    auto* dialog = new DatasetDialog(
        {{opened.snapshot(), opened.sequenceInfo(), opened.video().path}, toQt(opened.videoProblem()), folder()},
        m_in.jobs, m_in.prompter, &m_in.window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void FileActions::exportVideo()
{
    if (!m_in.session.isOpen())
        return;
    const std::filesystem::path video = m_in.session.workspace()->video().path;
    const QString proposed = folder() + QLatin1Char('/') + toQt(video.stem()) + QStringLiteral("-tracks.mp4");
    m_in.prompter.saveFile({tr("Export video"),
                            proposed,
                            {tr("MP4 (*.mp4)"), tr("Matroska (*.mkv)"), tr("WebM (*.webm)")},
                            QStringLiteral("mp4")},
                           [this](const QString& path) { renderTo(path); });
}

// Boxes, numbers, trails and patterns as they are on the screen now; edits made meanwhile are not in it.
void FileActions::renderTo(const QString& path)
{
    if (!m_in.session.isOpen())
        return;
    const workspace::Workspace& opened = *m_in.session.workspace();
    const DisplayOptions& display = m_in.view.display();
    pipeline::RenderRequest request;
    request.video = opened.video().path;
    request.tracks = opened.snapshot();
    request.out = pathFromQt(path);
    request.overlay.ids = display.ids;
    request.overlay.trails = display.trails;
    request.overlay.patterns = display.patterns;
    request.overlay.trailFrames = display.trailFrames;
    for (const auto& [id, track] : request.tracks->tracks)
        if (!m_in.view.isShown(id))
            request.overlay.leftOut.insert(id);
    request.inputs = {opened.saveStatus().path};
    m_in.jobs.start<pipeline::RenderReport>(
        tr("Export video"),
        [request = std::move(request)](const JobContext& job) {
            giveWay();
            return pipeline::renderVideo(request, job);
        },
        this,
        [this, path](const Result<pipeline::RenderReport>& result) {
            if (!result) {
                if (result.error().code != ErrorCode::Cancelled)
                    Q_EMIT notice({presentError(result.error()), Notice::Kind::Problem});
                return;
            }
            QString text =
                tr("Exported %1: %2 frames, without sound").arg(QFileInfo(path).fileName()).arg(result->frames);
            if (!result->unreadable.empty())
                text += QStringLiteral(". ") +
                        tr("%1 of them cannot be decoded and show the picture before").arg(result->unreadable.size());
            Q_EMIT notice({text, Notice::Kind::Done});
        });
}

void FileActions::saveAs()
{
    if (!m_in.session.isOpen())
        return;
    const workspace::Workspace& opened = *m_in.session.workspace();
    const std::filesystem::path now = opened.saveStatus().path;
    const QString proposed =
        now.empty() ? toQt(std::filesystem::path(opened.video().path).replace_extension(".twp")) : toQt(now);
    m_in.prompter.saveFile({tr("Save project as"), proposed, {tr("Projects (*.twp)")}, QStringLiteral("twp")},
                           [this](const QString& chosen) {
                               if (chosen.endsWith(QLatin1String(".twp"))) {
                                   saveTo(chosen);
                                   return;
                               }
                               // The dialog asked about another file than the one that is written.
                               const QString path = chosen + QLatin1String(".twp");
                               if (!QFileInfo::exists(path))
                                   saveTo(path);
                               else
                                   m_in.prompter.confirm(
                                       tr("Save project as"),
                                       tr("%1 is there already. It will be replaced.").arg(QFileInfo(path).fileName()),
                                       tr("Replace"), [this, path] { saveTo(path); });
                           });
}

void FileActions::saveTo(const QString& path)
{
    if (!m_in.session.isOpen())
        return;
    const auto saved = m_in.session.workspace()->saveAs(pathFromQt(path));
    if (!saved) {
        Q_EMIT notice({presentError(saved.error()), Notice::Kind::Problem});
        return;
    }
    remember(path);
    Q_EMIT notice({tr("Saved as %1").arg(QFileInfo(path).fileName()), Notice::Kind::Done});
}

// Until the person has said what to do, nothing is written.
void FileActions::askAboutDamage()
{
    const std::vector<std::string>& damage = m_in.session.workspace()->damage();
    if (damage.empty())
        return;
    constexpr std::size_t kNamed = 12;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(damage.size(), kNamed); ++i)
        lines << toQt(damage[i]);
    if (damage.size() > kNamed)
        lines << tr("and %1 more").arg(damage.size() - kNamed);
    const QString project = toQt(m_in.session.workspace()->saveStatus().path);
    m_in.prompter.choose(
        tr("Damaged project"),
        tr("Parts of %1 are damaged and were left out:\n\n%2\n\nNothing is written to the file until you decide: "
           "save what is left under another name, or write it over the damaged file.")
            .arg(QFileInfo(project).fileName(), lines.join(QLatin1Char('\n'))),
        {tr("Save As…"), tr("Write Over It")}, [this, project](int choice) {
            if (choice == 0)
                saveAs();
            else
                saveTo(project);
        });
}

void FileActions::relink()
{
    if (!m_in.session.isOpen())
        return;
    m_in.prompter.openFile({tr("Where is the video?"), folder(), {tr("All files (*)")}}, [this](const QString& path) {
        if (!m_in.session.isOpen())
            return;
        m_in.session.relinkVideo(pathFromQt(path));
    });
}

QStringList FileActions::recent() const
{
    return m_in.settings.value(recentKey()).toStringList();
}

void FileActions::remember(const QString& path)
{
    QStringList paths = recent();
    paths.removeAll(path);
    paths.prepend(path);
    while (paths.size() > kRemembered)
        paths.removeLast();
    m_in.settings.setValue(recentKey(), paths);
    fillRecentMenu();
    Q_EMIT recentChanged();
}

void FileActions::fillRecentMenu()
{
    m_recentMenu->clear();
    for (const QString& path : recent()) {
        QAction* action = m_recentMenu->addAction(QFileInfo(path).fileName());
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
    }
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->setEnabled(!m_recentMenu->isEmpty());
}

} // namespace tw::ui
