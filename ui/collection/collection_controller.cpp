#include "ui/collection/collection_controller.h"

#include "core/base/thread_priority.h"
#include "core/batch/plan.h"
#include "ui/bridge/error_presenter.h"
#include "ui/bridge/qt_convert.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace tw::ui {

using collection::Collection;
using collection::Entry;
using collection::Figures;
using collection::State;

namespace {

constexpr int kThumbnailWidth = 192; // for screens of twice the density
constexpr int kRefreshSoonMs = 700;
const QString kPersonKey = QStringLiteral("collection/person");

using Opened = std::pair<std::filesystem::path, Collection>;

Result<Opened> readAt(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(std::filesystem::path file, collection::collectionFileOf(path));
    TW_TRY_ASSIGN(Collection content, collection::readCollection(file));
    return Opened(std::move(file), std::move(content));
}

bool sameFile(const std::filesystem::path& a, const std::filesystem::path& b)
{
    std::error_code error;
    return a == b || std::filesystem::equivalent(a, b, error);
}

} // namespace

CollectionController::CollectionController(Context context, QObject* parent) : QObject(parent), m_in(std::move(context))
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(kRefreshSoonMs);
    connect(&m_refreshTimer, &QTimer::timeout, this, &CollectionController::refreshFigures);
    connect(&m_in.session, &Session::closed, this, [this] { refreshSoon(); });
    connect(&m_in.session, &Session::opened, this, [this] {
        m_historyAtOpen = m_in.session.workspace()->history().position();
        m_begun = false;
        Q_EMIT changed(); // which entry is open
        const Place place = std::exchange(m_place, {});
        const Entry* entry = current();
        if (entry != nullptr && entry->fingerprint == place.fingerprint && place.frame != kNoFrame)
            Q_EMIT placeWanted(place.frame, place.track);
    });
    connect(&m_in.session, &Session::historyChanged, this, &CollectionController::watchEdits);
}

QString CollectionController::name() const
{
    const QFileInfo file(toQt(m_file));
    return file.completeBaseName() == QLatin1String("collection") ? file.absoluteDir().dirName()
                                                                  : file.completeBaseName();
}

QString CollectionController::folder() const
{
    return toQt(m_file.parent_path());
}

const Entry* CollectionController::find(const std::string& fingerprint) const
{
    for (const Entry& entry : m_content.entries)
        if (entry.fingerprint == fingerprint)
            return &entry;
    return nullptr;
}

const Entry* CollectionController::current() const
{
    const workspace::Workspace* opened = m_in.session.workspace();
    if (!isOpen() || opened == nullptr)
        return nullptr;
    const std::filesystem::path project = opened->saveStatus().path;
    for (const Entry& entry : m_content.entries)
        if ((!project.empty() && sameFile(entry.project, project)) ||
            (project.empty() && sameFile(entry.video, opened->video().path)))
            return &entry;
    return nullptr;
}

QString CollectionController::person() const
{
    const QString login = qEnvironmentVariable("USER", QStringLiteral("me"));
    return m_in.settings.value(kPersonKey, login).toString();
}

void CollectionController::setPerson(const QString& name)
{
    const QString wanted = name.simplified();
    if (!wanted.isEmpty() && wanted != person()) {
        m_in.settings.setValue(kPersonKey, wanted);
        Q_EMIT changed();
    }
}

// What was open stays until the new one is read.
void CollectionController::show(std::filesystem::path file, Collection content)
{
    close();
    m_file = std::move(file);
    m_content = std::move(content);
    Q_EMIT opened();
    Q_EMIT changed();
}

void CollectionController::open(const QString& path)
{
    m_in.jobs.start<Opened>(
        tr("Open collection %1").arg(QFileInfo(path).fileName()),
        [file = pathFromQt(path)](const JobContext&) { return readAt(file); }, this,
        [this](Result<Opened> result) {
            if (!result) {
                problem(result.error());
                return;
            }
            show(std::move(result->first), std::move(result->second));
            readThumbnails();
            refreshFigures();
        });
}

void CollectionController::create(const QString& file, const QStringList& videos)
{
    const QString path = file.endsWith(QLatin1String(".twc")) ? file : file + QStringLiteral(".twc");
    m_in.jobs.startUnlisted<Opened>(
        [file = pathFromQt(path)](const JobContext&) -> Result<Opened> {
            const auto made = collection::createCollection(file);
            if (!made && made.error().code != ErrorCode::Conflict) // one that is there is opened
                return made.error();
            return readAt(file);
        },
        this,
        [this, videos](Result<Opened> result) {
            if (!result) {
                problem(result.error());
                return;
            }
            show(std::move(result->first), std::move(result->second));
            if (!videos.isEmpty())
                addVideos(videos);
        });
}

void CollectionController::close()
{
    if (!isOpen())
        return;
    stopTracking();
    m_file.clear();
    m_content = {};
    m_wishes.clear();
    m_thumbnails.clear();
    m_unreadable.clear();
    Q_EMIT closed();
    Q_EMIT changed();
}

void CollectionController::addVideos(const QStringList& paths)
{
    if (!isOpen())
        return;
    std::vector<std::string> inputs;
    for (const QString& path : paths)
        inputs.push_back(fromQt(path));
    struct Found {
        std::vector<Entry> entries;
        std::vector<Error> unreadable; // the others are added all the same
    };
    const auto work = [inputs](const JobContext& job) -> Result<Found> {
        TW_TRY_ASSIGN(const auto videos, batch::findVideos(inputs));
        Found found;
        for (const auto& video : videos) {
            if (job.stopped())
                return Error{ErrorCode::Cancelled, "stopped", {}};
            auto entry = collection::entryFor(video);
            if (entry)
                found.entries.push_back(*std::move(entry));
            else
                found.unreadable.push_back(entry.error());
        }
        return found;
    };
    m_in.jobs.start<Found>(tr("Add videos"), work, this, [this](Result<Found> found) {
        if (!found) {
            problem(found.error());
            return;
        }
        for (const Error& error : found->unreadable)
            problem(error);
        change([entries = std::move(found->entries)](Collection& content) -> Result<void> {
            for (const Entry& entry : entries)
                TW_TRY(collection::addVideo(content, entry));
            return {};
        });
    });
}

void CollectionController::change(collection::Change what, const QString& done)
{
    if (!isOpen())
        return;
    m_wishes.push_back({std::move(what), done});
    if (!m_changing)
        startChange();
}

void CollectionController::changeEntry(const std::string& fingerprint, std::function<Result<void>(Entry&)> what,
                                       const QString& done)
{
    change(
        [fingerprint, what = std::move(what)](Collection& content) -> Result<void> {
            TW_TRY_ASSIGN(Entry * entry, content.find(fingerprint));
            return what(*entry);
        },
        done);
}

void CollectionController::startChange()
{
    const Wish wish = std::move(m_wishes.front());
    m_wishes.pop_front();
    m_changing = true;
    m_in.jobs.startUnlisted<Collection>(
        [file = m_file, what = wish.what](const JobContext&) { return collection::changeCollection(file, what); }, this,
        [this, file = m_file, done = wish.done](Result<Collection> result) {
            m_changing = false;
            if (file == m_file && isOpen()) {
                if (!result)
                    problem(result.error());
                else
                    take(*result);
                if (result && !done.isEmpty())
                    Q_EMIT notice({done, Notice::Kind::Done});
            }
            if (!m_wishes.empty())
                startChange();
        });
}

void CollectionController::take(const Collection& content)
{
    m_content = content;
    Q_EMIT changed();
    readThumbnails();
    refreshFigures();
}

void CollectionController::problem(const Error& error, const QString& what)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const QString text = presentError(error);
    Q_EMIT notice({what.isEmpty() ? text : QStringLiteral("%1: %2").arg(what, text), Notice::Kind::Problem});
}

// --- videos --------------------------------------------------------------------------------------------------------

void CollectionController::openVideo(const std::string& fingerprint)
{
    const Entry* entry = find(fingerprint);
    if (entry == nullptr)
        return;
    if (fingerprint == m_tracking) {
        Q_EMIT notice({tr("%1 is being tracked; it can be opened when that is done.").arg(toQt(entry->name))});
        return;
    }
    if (fingerprint == m_refreshing) { // let go first: a project is open in one place only
        m_openNext = fingerprint;
        m_in.jobs.cancel(m_refreshJob);
        return;
    }
    std::error_code error;
    m_in.session.open(std::filesystem::exists(entry->project, error) ? entry->project : entry->video);
}

void CollectionController::openPlace(const std::string& fingerprint, FrameIndex frame, TrackId track)
{
    const Entry* now = current();
    if (now != nullptr && now->fingerprint == fingerprint) {
        Q_EMIT placeWanted(frame, track);
        return;
    }
    m_place = {fingerprint, frame, track};
    openVideo(fingerprint);
}

// The first edit of a person begins the work on a video.
void CollectionController::watchEdits()
{
    if (m_begun || !m_in.session.isOpen() || m_in.session.workspace()->history().position() == m_historyAtOpen)
        return;
    const Entry* entry = current();
    if (entry == nullptr)
        return;
    m_begun = true;
    const std::string me = fromQt(person());
    const bool mine = entry->annotator.empty() || entry->annotator == me;
    if (mine && (entry->state == State::Tracked || entry->state == State::NeedsWork))
        changeEntry(entry->fingerprint, [me](Entry& each) { return collection::begin(each, me); });
}

// --- tracking ------------------------------------------------------------------------------------------------------

void CollectionController::trackAll()
{
    if (isTracking())
        return;
    m_toTrack.clear();
    for (auto it = m_content.entries.rbegin(); it != m_content.entries.rend(); ++it)
        if (it->state == State::Untracked)
            m_toTrack.push_back(it->fingerprint);
    m_trackTotal = static_cast<int>(m_toTrack.size());
    if (m_toTrack.empty())
        Q_EMIT notice({tr("Every video is tracked already."), Notice::Kind::Info});
    else
        trackNext();
}

void CollectionController::stopTracking()
{
    m_toTrack.clear();
    if (m_trackJob != 0)
        m_in.jobs.cancel(m_trackJob);
}

void CollectionController::trackNext()
{
    m_trackJob = 0;
    m_tracking.clear();
    const Entry* entry = nullptr;
    const Entry* inWindow = current();
    while (entry == nullptr && !m_toTrack.empty()) {
        entry = find(m_toTrack.back());
        m_toTrack.pop_back();
        if (entry == inWindow) // it has a Track button of its own
            entry = nullptr;
    }
    if (entry == nullptr) {
        Q_EMIT trackingChanged();
        return;
    }
    m_tracking = entry->fingerprint;
    // one processor stays free for the person who corrects another video meanwhile
    auto threads = std::make_shared<pipeline::ThreadShare>();
    threads->limit(std::max(1, threads->all() - 1));
    const auto work = [entry = *entry, request = m_in.request(), threads](const JobContext& job) {
        giveWay();
        return collection::trackInto(entry, request, threads, job);
    };
    m_trackJob = m_in.jobs.start<Figures>(
        tr("Track %1").arg(toQt(entry->name)), work, this,
        [this, entry = *entry](const Result<Figures>& figures) { trackEnded(entry, figures); });
    Q_EMIT trackingChanged();
}

void CollectionController::trackEnded(const Entry& entry, const Result<Figures>& figures)
{
    if (figures)
        changeEntry(entry.fingerprint, [figures = *figures](Entry& each) -> Result<void> {
            collection::tracked(each, figures);
            return {};
        });
    else
        problem(figures.error(), toQt(entry.name)); // the others go on
    trackNext();
}

QString CollectionController::trackingText() const
{
    const Entry* entry = find(m_tracking);
    if (entry == nullptr)
        return {};
    return tr("Tracking %1, %2 of %3")
        .arg(toQt(entry->name))
        .arg(m_trackTotal - static_cast<int>(m_toTrack.size()))
        .arg(m_trackTotal);
}

// --- figures and thumbnails ----------------------------------------------------------------------------------------

void CollectionController::refreshSoon()
{
    if (isOpen())
        m_refreshTimer.start();
}

void CollectionController::refreshFigures()
{
    if (m_refreshJob == 0 && isOpen())
        refreshNext();
}

void CollectionController::refreshNext()
{
    const Entry* inWindow = current();
    const auto wanted = [&](const Entry& entry) {
        return &entry != inWindow && entry.fingerprint != m_tracking && !m_unreadable.contains(entry.fingerprint) &&
               collection::isOutdated(entry);
    };
    const auto it = std::find_if(m_content.entries.begin(), m_content.entries.end(), wanted);
    if (it == m_content.entries.end())
        return;
    m_refreshing = it->fingerprint;
    m_refreshJob = m_in.jobs.startUnlisted<Figures>(
        [project = it->project](const JobContext& job) { return collection::summarize(project, job); }, this,
        [this, fingerprint = it->fingerprint](const Result<Figures>& figures) {
            m_refreshJob = 0;
            m_refreshing.clear();
            if (figures) {
                changeEntry(fingerprint, [figures = *figures](Entry& entry) -> Result<void> {
                    collection::tracked(entry, figures);
                    return {};
                }); // and the next one, when that is taken over
            } else if (figures.error().code == ErrorCode::Conflict) {
                refreshSoon(); // it is still being closed, or another program has it open
            } else if (figures.error().code != ErrorCode::Cancelled) {
                m_unreadable.insert(fingerprint);
                problem(figures.error());
                refreshFigures();
            }
            if (!m_openNext.empty())
                openVideo(std::exchange(m_openNext, {}));
        });
}

QIcon CollectionController::thumbnail(const std::string& fingerprint) const
{
    const auto it = m_thumbnails.find(fingerprint);
    return it == m_thumbnails.end() ? QIcon() : it->second;
}

void CollectionController::readThumbnails()
{
    if (m_readingThumbnail)
        return;
    const auto it = std::find_if(m_content.entries.begin(), m_content.entries.end(),
                                 [this](const Entry& entry) { return !m_thumbnails.contains(entry.fingerprint); });
    if (it == m_content.entries.end())
        return;
    m_readingThumbnail = true;
    m_in.jobs.startUnlisted<collection::Thumbnail>(
        [video = it->video](const JobContext& job) { return collection::thumbnailOf(video, kThumbnailWidth, job); },
        this,
        [this, fingerprint = it->fingerprint](const Result<collection::Thumbnail>& read) {
            m_readingThumbnail = false;
            QIcon image; // null: it cannot be read, which opening it will say
            if (read) {
                const QImage rows(read->pixels.data(), read->width, read->height, QImage::Format_RGB32);
                const QPixmap pixels = QPixmap::fromImage(rows.copy()); // a pixmap may share the rows of its image
                image.addPixmap(pixels);
                image.addPixmap(pixels, QIcon::Selected); // in its own colours, too
            }
            m_thumbnails[fingerprint] = image;
            Q_EMIT thumbnailArrived(toQt(fingerprint));
            readThumbnails();
        });
}

std::optional<collection::OpenTracks> CollectionController::openTracks(const Entry& entry) const
{
    const Entry* inWindow = current();
    if (inWindow == nullptr || inWindow->fingerprint != entry.fingerprint)
        return {};
    const workspace::Workspace& opened = *m_in.session.workspace();
    return collection::OpenTracks{opened.snapshot(), opened.sequenceInfo()};
}

// --- all of them ---------------------------------------------------------------------------------------------------

void CollectionController::exportAll(const QString& folder, const std::vector<std::string>& fingerprints)
{
    std::vector<Entry> entries;
    for (const std::string& fingerprint : fingerprints)
        if (const Entry* entry = find(fingerprint); entry != nullptr && entry->state != State::Untracked)
            entries.push_back(*entry);
    const Entry* inWindow = current();
    const auto tracks = inWindow != nullptr ? openTracks(*inWindow) : std::nullopt;
    const std::filesystem::path openProject = inWindow != nullptr ? inWindow->project : std::filesystem::path();
    using Outcome = std::vector<collection::Exported>;
    const auto work = [entries, path = pathFromQt(folder), tracks, openProject](const JobContext& job) {
        const auto open = [&](const std::filesystem::path& project) {
            return project == openProject ? tracks : std::nullopt;
        };
        giveWay();
        return collection::exportAll(entries, path, open, job);
    };
    m_in.jobs.start<Outcome>(tr("Export all"), work, this, [this](const Result<Outcome>& outcome) {
        if (!outcome) {
            problem(outcome.error());
            return;
        }
        int done = 0;
        QStringList failed;
        for (const collection::Exported& each : *outcome) {
            if (each.problem.empty())
                ++done;
            else
                failed << toQt(each.name + ": " + each.problem);
        }
        const QString text = tr("%n videos exported and read back", nullptr, done);
        if (failed.isEmpty())
            Q_EMIT notice({text, Notice::Kind::Done});
        else
            Q_EMIT notice({text + QLatin1Char('\n') + failed.join(QLatin1Char('\n')), Notice::Kind::Problem});
    });
}

void CollectionController::relink(const QString& folder)
{
    using Outcome = std::pair<Collection, collection::Relinked>;
    const auto work = [file = m_file, folder = pathFromQt(folder)](const JobContext& job) -> Result<Outcome> {
        collection::Relinked report;
        const auto search = [&](Collection& now) -> Result<void> {
            TW_TRY_ASSIGN(report, collection::relink(now, {folder}, job));
            return {};
        };
        TW_TRY_ASSIGN(Collection content, collection::changeCollection(file, search));
        return Outcome(std::move(content), std::move(report));
    };
    m_in.jobs.start<Outcome>(tr("Look for moved files"), work, this, [this](const Result<Outcome>& outcome) {
        if (!outcome) {
            problem(outcome.error());
            return;
        }
        m_thumbnails.clear();
        m_unreadable.clear();
        take(outcome->first);
        QString text = tr("%n files found", nullptr, outcome->second.found);
        for (const std::string& each : outcome->second.problems)
            text += QLatin1Char('\n') + toQt(each);
        Q_EMIT notice({text, outcome->second.problems.empty() ? Notice::Kind::Done : Notice::Kind::Problem});
    });
}

void CollectionController::compare(const std::string& fingerprint,
                                   std::function<void(Result<collection::Agreement>)> done)
{
    const Entry* entry = find(fingerprint);
    if (entry == nullptr || entry->second.empty())
        return;
    const FrameIndex frames = entry->figures ? static_cast<FrameIndex>(entry->figures->frames) : 0;
    m_in.jobs.start<collection::Agreement>(
        tr("Compare %1").arg(toQt(entry->name)),
        [first = entry->project, second = entry->second, frames, open = openTracks(*entry)](const JobContext& job) {
            return collection::agreementOf(first, second, frames, job, open);
        },
        this, std::move(done));
}

} // namespace tw::ui
