#include "core/workspace/autosave.h"

#include "core/base/log.h"

#include <algorithm>
#include <iterator>

namespace tw::workspace {
namespace {

constexpr auto kRetryPeriod = std::chrono::seconds(5);
constexpr std::size_t kRecentPeaks = 2048; // frames

} // namespace

Autosave::Autosave(const annotation::Document& document, const annotation::History& history, Post post,
                   std::function<void(const SaveStatus&)> changed)
    : m_document(document), m_history(history), m_post(std::move(post)), m_changed(std::move(changed)),
      m_self(std::make_shared<Autosave*>(this))
{}

Autosave::~Autosave()
{
    m_self.reset();
}

// Called on the storage thread: what happened goes to the owner's.
storage::ProjectStore::Callbacks Autosave::callbacks()
{
    const auto onOwner = [post = m_post, weak = std::weak_ptr(m_self)](auto&& function) {
        post([weak, function] {
            if (const auto self = weak.lock())
                function(**self);
        });
    };
    storage::ProjectStore::Callbacks out;
    out.saved = [onOwner](std::uint64_t sequence) {
        onOwner([sequence](Autosave& self) {
            if (self.m_store && sequence >= self.m_store->lastSequence()) {
                self.m_status.saved = true;
                self.setProblem({});
            }
        });
    };
    out.failed = [onOwner](const Error& error) {
        onOwner([message = error.message()](Autosave& self) { self.setProblem(message); });
    };
    return out;
}

Result<storage::LoadedProject> Autosave::open(const std::filesystem::path& path, const JobContext& job)
{
    TW_TRY_ASSIGN(auto opened, storage::ProjectStore::open(path, callbacks(), job));
    m_store = std::move(opened.store);
    m_target = path;
    m_meta = opened.content.meta;
    m_settings = opened.content.settings;
    for (const storage::RunRecord& run : opened.content.runs)
        m_runs.insert_or_assign(run.id, run);
    m_status.path = path;
    m_damage = opened.content.damage;
    if (const auto places = m_store->picturePlaces())
        for (const storage::PicturePlace& place : *places)
            m_picturePlaces[place.frame].push_back(place.area);
    else
        log::warn("workspace", "kept pictures cannot be read: " + places.error().message());
    return std::move(opened.content);
}

storage::ProjectContent Autosave::content() const
{
    storage::ProjectContent out;
    out.meta = m_meta;
    out.document = m_document.snapshot();
    out.steps = m_history.steps();
    out.position = m_history.position();
    for (const auto& [id, run] : m_runs)
        out.runs.push_back(run);
    out.settings = m_settings;
    return out;
}

Result<void> Autosave::create(const std::filesystem::path& path, storage::Present present)
{
    TW_TRY_ASSIGN(auto store, storage::ProjectStore::create(path, content(), callbacks(), present));
    std::map<RunId, std::vector<FramePeaks>> peaks;
    for (const auto& [key, frame] : m_unsaved)
        peaks[key.first].push_back(*frame);
    for (auto& [run, frames] : peaks)
        store->putPeaks(run, std::move(frames));
    for (const storage::KeptPictures& pictures : m_unsavedPictures)
        store->putPictures(pictures);
    {
        // a reader on another thread finds everything in one place or the other
        const std::lock_guard lock(m_peaksMutex);
        m_store = std::move(store);
        m_unsaved.clear();
        m_unsavedPictures.clear();
    }
    m_target = path;
    m_status.path = path;
    setProblem({});
    return {};
}

bool Autosave::hasStore()
{
    if (m_store)
        return true;
    m_status.saved = false;
    const auto now = std::chrono::steady_clock::now();
    if (!m_target.empty() && now >= m_nextTry) {
        if (auto created = create(m_target, storage::Present::Refuse); !created) {
            m_nextTry = now + kRetryPeriod;
            setProblem(created.error().message());
        }
        return false; // what is being recorded went in with the content, or stays in memory
    }
    tell();
    return false;
}

void Autosave::handedOver()
{
    m_status.saved = false;
    tell();
}

void Autosave::setProblem(const std::string& problem)
{
    m_status.problem = problem;
    tell();
}

void Autosave::tell()
{
    if (m_changed)
        m_changed(m_status);
}

void Autosave::record(const annotation::Change& change)
{
    if (!hasStore())
        return;
    m_store->append(change);
    handedOver();
}

void Autosave::recordRun(const storage::RunRecord& run)
{
    m_runs.insert_or_assign(run.id, run);
    if (!hasStore())
        return;
    m_store->putRun(run);
    handedOver();
}

void Autosave::recordMeta(const storage::ProjectMeta& meta)
{
    m_meta = meta;
    if (m_store) // a video that was only opened leaves no file behind
        m_store->putMeta(meta);
}

void Autosave::recordSetting(const std::string& key, const std::string& value)
{
    m_settings[key] = value;
    if (hasStore()) // a store made a moment ago has it
        m_store->putSetting(key, value);
}

void Autosave::recordPeaks(RunId run, std::vector<FramePeaks> peaks)
{
    for (const FramePeaks& frame : peaks)
        m_recent.erase({run, frame.frame});
    hasStore();
    if (m_store) { // also one created a moment ago: peaks are not part of a project's content
        m_store->putPeaks(run, std::move(peaks));
        return;
    }
    const std::lock_guard lock(m_peaksMutex);
    for (FramePeaks& frame : peaks) {
        const PeakKey key{run, frame.frame};
        m_unsaved.insert_or_assign(key, std::make_shared<const FramePeaks>(std::move(frame)));
    }
}

void Autosave::recordPictures(storage::KeptPictures pictures)
{
    const auto first = m_picturePlaces.lower_bound(pictures.frames.first);
    const auto last = m_picturePlaces.upper_bound(pictures.frames.last);
    if (first == last && pictures.pictures.empty())
        return; // nothing comes, nothing goes
    m_picturePlaces.erase(first, last);
    for (const storage::KeptPicture& picture : pictures.pictures)
        m_picturePlaces[picture.frame].push_back(picture.area);
    hasStore();
    if (m_store) {
        m_store->putPictures(std::move(pictures));
        return;
    }
    const std::lock_guard lock(m_peaksMutex);
    m_unsavedPictures.push_back(std::move(pictures));
}

Result<std::vector<storage::KeptPicture>> Autosave::pictures(FrameIndex frame) const
{
    std::unique_lock lock(m_peaksMutex);
    if (const storage::ProjectStore* store = m_store.get()) {
        lock.unlock(); // it stays as long as the autosave
        return store->pictures(frame);
    }
    std::vector<storage::KeptPicture> out;
    const auto batch = std::find_if(m_unsavedPictures.rbegin(), m_unsavedPictures.rend(),
                                    [frame](const auto& pictures) { return pictures.frames.contains(frame); });
    if (batch != m_unsavedPictures.rend())
        std::copy_if(batch->pictures.begin(), batch->pictures.end(), std::back_inserter(out),
                     [frame](const storage::KeptPicture& picture) { return picture.frame == frame; });
    return out;
}

std::shared_ptr<const FramePeaks> Autosave::peaksAt(RunId run, FrameIndex frame) const
{
    const PeakKey key{run, frame};
    if (const auto it = m_unsaved.find(key); it != m_unsaved.end())
        return it->second;
    if (const auto it = m_recent.find(key); it != m_recent.end())
        return it->second;
    if (!m_store)
        return nullptr;
    auto read = m_store->peaks(run, {frame, frame});
    std::shared_ptr<const FramePeaks> out;
    if (read && !read->empty())
        out = std::make_shared<const FramePeaks>(std::move(read->front()));
    if (m_recent.size() >= kRecentPeaks)
        m_recent.clear();
    if (out)
        m_recent.insert_or_assign(key, out);
    return out;
}

Result<std::vector<FramePeaks>> Autosave::peaks(RunId run, FrameRange frames) const
{
    if (frames.empty())
        return std::vector<FramePeaks>{};
    std::unique_lock lock(m_peaksMutex);
    if (const storage::ProjectStore* store = m_store.get()) {
        lock.unlock(); // it stays as long as the autosave
        return store->peaks(run, frames);
    }
    std::vector<FramePeaks> out;
    for (auto it = m_unsaved.lower_bound({run, frames.first}); it != m_unsaved.end(); ++it) {
        if (it->first.first != run || it->first.second > frames.last)
            break;
        out.push_back(*it->second);
    }
    return out;
}

RunId Autosave::nextRun() const
{
    return RunId{m_runs.empty() ? 1 : number(m_runs.rbegin()->first) + 1};
}

Result<void> Autosave::saveAs(const std::filesystem::path& path, storage::Present present)
{
    if (!m_store)
        return create(path, present);
    TW_TRY(m_store->saveAs(path));
    m_target = path;
    m_damage.clear();
    m_status.path = path;
    m_status.saved = true;
    setProblem({});
    return {};
}

void Autosave::flush()
{
    if (!m_store)
        return;
    if (auto done = m_store->flush(); !done) {
        setProblem(done.error().message());
        return;
    }
    m_status.saved = true;
    setProblem({});
}

} // namespace tw::workspace
