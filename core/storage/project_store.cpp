#include "core/storage/project_store.h"

#include "core/base/log.h"
#include "core/storage/content_rows.h"
#include "core/storage/picture_store.h"
#include "core/storage/project_file.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

namespace tw::storage {
namespace {

using Clock = std::chrono::steady_clock;

// Written changes reach the disk at the latest this long after the first of them.
constexpr auto kSyncAfter = std::chrono::milliseconds(500);
constexpr auto kRetryAfter = std::chrono::seconds(3);
// A file that another program removes or replaces is missed at the latest after this time.
constexpr auto kLookAfter = std::chrono::seconds(2);

struct RestCame {}; // peaks or pictures; they lie in `unsaved`
struct Setting {
    std::string key;
    std::string value;
};
struct SaveAs {
    std::filesystem::path path;
    std::shared_ptr<std::promise<Result<void>>> done;
};
using Task = std::variant<DocumentChange, ProjectMeta, RunRecord, RestCame, Setting, SaveAs>;

std::int64_t nowMs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

// Of a file of which nothing can be read: where its state before the last session lies.
Error withBackup(Error error, const std::filesystem::path& path)
{
    std::error_code ignored;
    if (error.code == ErrorCode::Unreadable && std::filesystem::exists(backupPath(path), ignored))
        error.detail += "; its state before the last session is in " + backupPath(path).string() +
                        ", copy that to another name and open the copy";
    return error;
}

} // namespace

struct ProjectStore::Impl {
    Impl(ProjectFile opened, ProjectImage held, Callbacks given)
        : callbacks(std::move(given)), path(opened.path()), file(std::move(opened)), image(std::move(held)),
          readerPath(path), readerImmutable(file.readOnly())
    {}

    // --- any thread ---
    std::uint64_t hand(Task task)
    {
        const std::lock_guard lock(mutex);
        queue.push_back(std::move(task));
        changed.notify_all();
        return ++handed;
    }
    Result<void> flush();
    Result<std::vector<FramePeaks>> peaks(RunId run, FrameRange frames) const;
    Result<std::vector<KeptPicture>> pictures(FrameIndex frame) const;
    Result<std::vector<PicturePlace>> picturePlaces() const;
    // `read` gets the connection for reading.
    template <class Read>
    Result<void> readStored(const Read& read) const
    {
        const std::lock_guard lock(readerMutex);
        if (!reader) {
            TW_TRY_ASSIGN(reader, openReader(readerPath, readerImmutable));
        }
        return guarded(readerPath, [&]() -> Result<void> { return read(*reader); });
    }

    // --- storage thread ---
    void work(const std::stop_token& stop);
    Clock::time_point nextWake() const;
    void take(Task& task);
    Result<void> saveAs(const std::filesystem::path& target);
    Result<void> write();
    void report(std::uint64_t sequence, const Result<void>& result);
    void syncIfDue();
    void finish();
    Unwritten unwritten() const;
    void forgetSaved(const Unwritten& saved);

    const Callbacks callbacks;

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<Task> queue;
    std::uint64_t handed = 0;    // numbers given out
    std::uint64_t attempted = 0; // ... of which writing was tried
    std::uint64_t saved = 0;     // ... which are in the file
    std::uint64_t attempts = 0;
    bool retry = false;
    std::optional<Error> problem; // why saved < attempted
    std::filesystem::path path;

    // Storage thread only.
    ProjectFile file;
    ProjectImage image;
    std::optional<Clock::time_point> syncDue;
    std::optional<Clock::time_point> retryDue;
    std::string reported; // the problem callbacks.failed heard last

    mutable std::mutex unsavedMutex;
    Unwritten unsaved;

    mutable std::mutex readerMutex;
    mutable Connection reader; // opened when first asked for
    std::filesystem::path readerPath;
    bool readerImmutable;

    std::jthread thread; // last: it ends before the rest does
};

// --- storage thread --------------------------------------------------------------------------------------------------

Clock::time_point ProjectStore::Impl::nextWake() const
{
    Clock::time_point out = Clock::now() + kLookAfter;
    for (const auto& due : {syncDue, retryDue})
        if (due)
            out = std::min(out, *due);
    return out;
}

void ProjectStore::Impl::work(const std::stop_token& stop)
{
    std::unique_lock lock(mutex);
    for (;;) {
        const auto ready = [this] { return !queue.empty() || retry; };
        changed.wait_until(lock, stop, nextWake(), ready);
        const bool last = stop.stop_requested();
        std::deque<Task> tasks = std::exchange(queue, {});
        const std::uint64_t sequence = handed;
        retry = false;
        lock.unlock();

        for (Task& task : tasks)
            take(task);
        report(sequence, write());
        syncIfDue();

        lock.lock();
        if (last && queue.empty())
            break;
    }
    lock.unlock();
    finish();
}

void ProjectStore::Impl::take(Task& task)
{
    if (auto* change = std::get_if<DocumentChange>(&task)) {
        image.apply(std::move(*change));
    } else if (auto* meta = std::get_if<ProjectMeta>(&task)) {
        image.apply(std::move(*meta), file.path());
    } else if (auto* run = std::get_if<RunRecord>(&task)) {
        image.apply(std::move(*run));
    } else if (auto* setting = std::get_if<Setting>(&task)) {
        image.applySetting(std::move(setting->key), std::move(setting->value));
    } else if (auto* save = std::get_if<SaveAs>(&task)) {
        save->done->set_value(saveAs(save->path));
    }
}

Result<void> ProjectStore::Impl::write()
{
    const Unwritten rest = unwritten();
    if (!image.changed() && rest.empty())
        return file.checkPlace();
    TW_TRY(file.write(image, rest));
    if (readerImmutable) { // it could only be read when it was opened
        const std::lock_guard readers(readerMutex);
        reader.reset();
        readerImmutable = false;
    }
    image.clearChanges();
    forgetSaved(rest);
    if (!syncDue)
        syncDue = Clock::now() + kSyncAfter;
    return {};
}

void ProjectStore::Impl::report(std::uint64_t sequence, const Result<void>& result)
{
    // The callback first: whoever waits in flush() finds all listeners notified.
    if (result) {
        retryDue.reset();
        const bool recovered = !std::exchange(reported, {}).empty();
        if ((sequence > saved || recovered) && callbacks.saved)
            callbacks.saved(sequence);
    } else {
        retryDue = Clock::now() + kRetryAfter;
        if (reported != result.error().message()) {
            reported = result.error().message();
            log::warn("storage", reported);
            if (callbacks.failed)
                callbacks.failed(result.error());
        }
    }
    const std::lock_guard lock(mutex);
    attempted = sequence;
    ++attempts;
    if (result)
        saved = sequence;
    problem = result ? std::nullopt : std::optional(result.error());
    changed.notify_all();
}

void ProjectStore::Impl::syncIfDue()
{
    if (!syncDue || Clock::now() < *syncDue)
        return;
    syncDue.reset();
    if (const auto done = file.sync(); !done)
        report(attempted, done);
}

void ProjectStore::Impl::finish()
{
    const std::lock_guard readers(readerMutex);
    reader.reset();
    if (image.changed())
        log::error("storage", "closed with changes that could not be saved: " + reported);
    if (const auto done = file.close(); !done)
        log::warn("storage", done.error().message());
}

Result<void> ProjectStore::Impl::saveAs(const std::filesystem::path& target)
{
    const Unwritten rest = unwritten();
    ProjectMeta meta = image.meta();
    const auto lost = [this](const Error& error) {
        log::error("storage", "peaks, pictures and audit could not be taken along: " + error.message());
        if (callbacks.failed)
            callbacks.failed(error);
    };
    image.apply(meta, target); // the video as seen from there
    const std::unique_lock readers(readerMutex);
    reader.reset(); // a file that is replaced must not be open
    auto written = file.writeElsewhere(target, image, rest, lost);
    if (!written) {
        image.apply(std::move(meta), file.path());
        return std::move(written).error();
    }
    if (const auto closed = file.close(); !closed)
        log::warn("storage", closed.error().message()); // what it has stays; all of it is in the new file
    file = *std::move(written);
    readerPath = target;
    readerImmutable = file.readOnly();
    image.clearChanges();
    forgetSaved(rest);
    syncDue.reset(); // a new file is synced
    const std::lock_guard lock(mutex);
    path = target;
    return {};
}

Unwritten ProjectStore::Impl::unwritten() const
{
    const std::lock_guard lock(unsavedMutex);
    return unsaved;
}

// Frames that came again meanwhile are still to be written.
void ProjectStore::Impl::forgetSaved(const Unwritten& written)
{
    const std::lock_guard lock(unsavedMutex);
    unsaved.pictures.erase(unsaved.pictures.begin(),
                           unsaved.pictures.begin() + static_cast<std::ptrdiff_t>(written.pictures.size()));
    for (const auto& [run, frames] : written.peaks) {
        PeaksByFrame& left = unsaved.peaks[run];
        for (const auto& [frame, peaks] : frames)
            if (const auto found = left.find(frame); found != left.end() && found->second == peaks)
                left.erase(found);
        if (left.empty())
            unsaved.peaks.erase(run);
    }
}

// --- any thread ------------------------------------------------------------------------------------------------------

Result<void> ProjectStore::Impl::flush()
{
    std::unique_lock lock(mutex);
    const std::uint64_t target = handed;
    const std::uint64_t before = attempts;
    retry = true; // also when all is saved: the file may be gone since
    changed.notify_all();
    changed.wait(lock, [&] { return attempted >= target && attempts > before; });
    return problem ? Result<void>(*problem) : Result<void>();
}

Result<std::vector<FramePeaks>> ProjectStore::Impl::peaks(RunId run, FrameRange frames) const
{
    frames.first = std::max(frames.first, 0);
    PeaksByFrame found;
    {
        // First those on their way: they leave only when they can be read from the file.
        const std::lock_guard lock(unsavedMutex);
        if (const auto own = unsaved.peaks.find(run); own != unsaved.peaks.end())
            found.insert(own->second.lower_bound(frames.first), own->second.upper_bound(frames.last));
    }
    TW_TRY(readStored([&](SQLite::Database& database) { return readPeaks(database, readerPath, run, frames, found); }));
    std::vector<FramePeaks> out;
    out.reserve(found.size());
    for (const auto& [frame, peaks] : found)
        out.push_back(*peaks);
    return out;
}

Result<std::vector<KeptPicture>> ProjectStore::Impl::pictures(FrameIndex frame) const
{
    {
        const std::lock_guard lock(unsavedMutex);
        for (auto it = unsaved.pictures.rbegin(); it != unsaved.pictures.rend(); ++it) {
            if (!(*it)->frames.contains(frame))
                continue;
            std::vector<KeptPicture> own;
            std::copy_if((*it)->pictures.begin(), (*it)->pictures.end(), std::back_inserter(own),
                         [frame](const KeptPicture& picture) { return picture.frame == frame; });
            return own;
        }
    }
    std::vector<KeptPicture> out;
    TW_TRY(readStored([&](SQLite::Database& database) -> Result<void> {
        out = readPictures(database, frame);
        return {};
    }));
    return out;
}

Result<std::vector<PicturePlace>> ProjectStore::Impl::picturePlaces() const
{
    std::vector<std::shared_ptr<const KeptPictures>> coming;
    {
        const std::lock_guard lock(unsavedMutex);
        coming = unsaved.pictures;
    }
    std::vector<PicturePlace> out;
    TW_TRY(readStored([&](SQLite::Database& database) -> Result<void> {
        out = readPicturePlaces(database);
        return {};
    }));
    for (const auto& batch : coming) {
        std::erase_if(out, [&](const PicturePlace& place) { return batch->frames.contains(place.frame); });
        for (const KeptPicture& picture : batch->pictures)
            out.push_back({picture.frame, picture.area});
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const PicturePlace& a, const PicturePlace& b) { return a.frame < b.frame; });
    return out;
}

// --- the store -------------------------------------------------------------------------------------------------------

ProjectStore::ProjectStore(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
    m_impl->thread = std::jthread([this_ = m_impl.get()](const std::stop_token& stop) { this_->work(stop); });
}

ProjectStore::~ProjectStore() = default;

Result<std::unique_ptr<ProjectStore>> ProjectStore::create(const std::filesystem::path& path,
                                                           const ProjectContent& content, Callbacks callbacks,
                                                           Present present)
{
    ProjectImage image(content);
    image.apply(content.meta, path);
    TW_TRY_ASSIGN(ProjectFile file, ProjectFile::create(path, image, present));
    image.clearChanges();
    return std::unique_ptr<ProjectStore>(
        new ProjectStore(std::make_unique<Impl>(std::move(file), std::move(image), std::move(callbacks))));
}

Result<ProjectStore::Opened> ProjectStore::open(const std::filesystem::path& path, Callbacks callbacks,
                                                const JobContext& job)
{
    auto file = ProjectFile::open(path);
    if (!file)
        return withBackup(std::move(file).error(), path);
    Opened out;
    const Connection backup = openBackup(path);
    auto content = readContent(file->database(), backup.get(), path, job);
    if (!content)
        return withBackup(std::move(content).error(), path);
    out.content = *std::move(content);
    if (file->readOnly())
        out.content.notes.push_back("The project file cannot be written; save it elsewhere to keep changes.");
    if (file->isOlder())
        out.content.notes.push_back("The project was written by an older Trackwright; saving converts it.");
    if (!out.content.damage.empty())
        file->hold();
    out.store = std::unique_ptr<ProjectStore>(
        new ProjectStore(std::make_unique<Impl>(*std::move(file), ProjectImage(out.content), std::move(callbacks))));
    return out;
}

std::filesystem::path ProjectStore::path() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->path;
}

std::uint64_t ProjectStore::append(const annotation::Change& change)
{
    return m_impl->hand(DocumentChange{change.kind, change.grown, *change.set, nowMs()});
}

std::uint64_t ProjectStore::putMeta(ProjectMeta meta)
{
    return m_impl->hand(std::move(meta));
}

std::uint64_t ProjectStore::putRun(RunRecord run)
{
    return m_impl->hand(std::move(run));
}

std::uint64_t ProjectStore::putPeaks(RunId run, std::vector<FramePeaks> peaks)
{
    {
        const std::lock_guard lock(m_impl->unsavedMutex);
        for (FramePeaks& one : peaks) {
            TW_EXPECTS(one.frame >= 0 &&
                       one.embeddings.size() == one.peaks.size() * static_cast<std::size_t>(one.embeddingSize));
            const FrameIndex frame = one.frame;
            m_impl->unsaved.peaks[run][frame] = std::make_shared<const FramePeaks>(std::move(one));
        }
    }
    return m_impl->hand(RestCame{});
}

std::uint64_t ProjectStore::putPictures(KeptPictures pictures)
{
    for (const KeptPicture& picture : pictures.pictures)
        TW_EXPECTS(pictures.frames.contains(picture.frame));
    {
        const std::lock_guard lock(m_impl->unsavedMutex);
        m_impl->unsaved.pictures.push_back(std::make_shared<const KeptPictures>(std::move(pictures)));
    }
    return m_impl->hand(RestCame{});
}

std::uint64_t ProjectStore::putSetting(std::string key, std::string value)
{
    return m_impl->hand(Setting{std::move(key), std::move(value)});
}

std::uint64_t ProjectStore::lastSequence() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->handed;
}

std::uint64_t ProjectStore::savedSequence() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->saved;
}

Result<void> ProjectStore::flush()
{
    return m_impl->flush();
}

Result<void> ProjectStore::saveAs(const std::filesystem::path& path)
{
    auto done = std::make_shared<std::promise<Result<void>>>();
    auto result = done->get_future();
    m_impl->hand(SaveAs{path, std::move(done)});
    return result.get();
}

Result<std::vector<FramePeaks>> ProjectStore::peaks(RunId run, FrameRange frames) const
{
    return m_impl->peaks(run, frames);
}

Result<std::vector<KeptPicture>> ProjectStore::pictures(FrameIndex frame) const
{
    return m_impl->pictures(frame);
}

Result<std::vector<PicturePlace>> ProjectStore::picturePlaces() const
{
    return m_impl->picturePlaces();
}

} // namespace tw::storage
