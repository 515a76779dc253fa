#include "core/workspace/workspace.h"

#include "core/base/log.h"
#include "core/formats/read_tracks.h"
#include "core/pipeline/person_picture.h"
#include "core/video/video_index.h"
#include "core/workspace/replace_tracks.h"
#include "core/workspace/workspace_impl.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace tw::workspace {
namespace {

constexpr const char* kProjectSuffix = ".twp";

std::filesystem::path projectBeside(const std::filesystem::path& video)
{
    std::filesystem::path path = video.has_filename() ? video : video.parent_path();
    path.replace_extension(kProjectSuffix);
    return path;
}

bool fileExists(const std::filesystem::path& path)
{
    std::error_code error;
    return std::filesystem::exists(path, error);
}

// What tells this video from others after it was moved or renamed.
storage::ProjectMeta describe(const video::FrameSource& source, const std::filesystem::path& path)
{
    storage::ProjectMeta meta;
    const video::VideoInfo& info = source.info();
    meta.videoPath = path;
    meta.width = info.width;
    meta.height = info.height;
    meta.frameCount = info.frameCount;
    meta.frameRate = info.frameRate;
    if (const video::VideoIndex* index = source.index()) {
        meta.videoBytes = index->file.bytes;
        meta.videoModifiedNs = index->file.modifiedNs;
        meta.fingerprint = "file:" + std::to_string(index->file.bytes) + ":" + std::to_string(index->file.fingerprint);
        meta.videoIndex = index->toBytes();
    } else {
        meta.fingerprint = "pictures:" + std::to_string(info.frameCount) + ":" + std::to_string(info.width) + "x" +
                           std::to_string(info.height);
    }
    return meta;
}

std::filesystem::path absolutePath(const std::filesystem::path& path)
{
    std::error_code error;
    auto out = std::filesystem::absolute(path, error);
    return error ? path : out.lexically_normal();
}

// All of them up to a dozen: more would not be read.
std::string takenSentence(const std::vector<TrackId>& ids)
{
    constexpr std::size_t kNamed = 12;
    std::string out = ids.size() == 1 ? "this number is taken by a track that is here: "
                                      : "these numbers are taken by tracks that are here: ";
    for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i)
        out += (i == 0 ? "" : ", ") + std::to_string(number(ids[i]));
    if (ids.size() > kNamed)
        out += " and " + std::to_string(ids.size() - kNamed) + " more";
    return out;
}

// `expected` is what a project says about it.
Result<Workspace::OpenedVideo> openSourceOf(const std::filesystem::path& path, const storage::ProjectMeta* expected,
                                            const JobContext& context)
{
    video::OpenOptions open;
    open.content = video::FrameContent::Planes; // a third of the memory; the server makes the image when it is shown
    if (expected != nullptr && !expected->videoIndex.empty())
        if (auto index = video::VideoIndex::fromBytes(expected->videoIndex)) // else it is scanned anew
            open.index = std::make_shared<const video::VideoIndex>(*std::move(index));
    TW_TRY_ASSIGN(auto source, video::openSource(path, open, context));
    storage::ProjectMeta meta = describe(*source, path);
    if (expected != nullptr && !expected->fingerprint.empty() && meta.fingerprint != expected->fingerprint)
        return Error{ErrorCode::Conflict, "is not the video this project was made with", path.string()};
    const bool known = expected != nullptr && meta == *expected;
    return Workspace::OpenedVideo{std::move(source), std::move(meta), known};
}

} // namespace

Workspace::Impl::Impl(Options given) : options(std::move(given))
{
    autosave = std::make_unique<Autosave>(document, history, options.post,
                                          [this](const SaveStatus& status) { savingChanged(status); });
    keeping = history.observe([this](const annotation::Change& change) {
        autosave->record(change);
        editedSince = editedSince || !change.grown;
        if (change.kind == annotation::ChangeKind::Undone || change.kind == annotation::ChangeKind::Redone)
            settleRun();
    });
}

Workspace::Impl::~Impl()
{
    previews.reset(); // stops at once
    measuring.reset();
    if (job) {
        job->stopAndDrain(); // finished frames are kept; ended() may have handed the job over already
        job.reset();
    }
    association.reset(); // its worker reads what autosave has
    server.reset();
    autosave->flush();
}

Result<void> Workspace::Impl::attachVideo(const std::filesystem::path& path, const storage::ProjectMeta* expected,
                                          const JobContext& context)
{
    TW_TRY_ASSIGN(OpenedVideo opened, openSourceOf(path, expected, context));
    take(std::move(opened));
    return {};
}

void Workspace::Impl::take(OpenedVideo opened)
{
    info = opened.source->info();
    info.path = opened.meta.videoPath;
    videoProblem.clear();
    if (!opened.known)
        autosave->recordMeta(opened.meta);
    video::FrameServer::Options serverOptions;
    serverOptions.cacheBytes = options.frameCacheBytes;
    startPreviews(*opened.source, serverOptions);
    seconds.resize(static_cast<std::size_t>(info.frameCount));
    for (FrameIndex frame = 0; frame < info.frameCount; ++frame)
        seconds[static_cast<std::size_t>(frame)] = opened.source->seconds(frame);
    server =
        std::make_unique<video::FrameServer>(std::move(opened.source), serverOptions, video::FrameServer::Callbacks{});
}

// Trouble with them is one line in the log: seeking shows exact frames only.
void Workspace::Impl::startPreviews(const video::FrameSource& source, video::FrameServer::Options& serverOptions)
{
    previews.reset();
    const auto cache = options.previews;
    if (!cache || cache->limit() == 0 || !video::previewsPay(source))
        return;
    auto store = cache->open(*source.index());
    if (!store) {
        log::warn("previews", "dragging shows no previews: " + store.error().message());
        return;
    }
    serverOptions.preview = *store;
    if (!(*store)->writable())
        return; // another window does
    video::PreviewBuilder::Options building;
    building.index = std::make_shared<const video::VideoIndex>(*source.index());
    previews = std::make_unique<video::PreviewBuilder>(
        *store,
        [path = info.path](const video::OpenOptions& open, const JobContext& context) {
            return video::openSource(path, open, context);
        },
        [cache](std::uint64_t bytes) { return cache->makeRoom(bytes); }, building);
    pausePreviews(job && !job->paused());
}

void Workspace::Impl::pausePreviews(bool paused)
{
    if (previews)
        previews->pause(paused);
}

Result<void> Workspace::Impl::openVideo(const std::filesystem::path& path, const JobContext& context)
{
    autosave->begin(options.autosave ? projectBeside(path) : std::filesystem::path());
    return attachVideo(path, nullptr, context);
}

Result<void> Workspace::Impl::openProject(const std::filesystem::path& path, const JobContext& context)
{
    TW_TRY_ASSIGN(storage::LoadedProject loaded, autosave->open(path, context));
    document = annotation::Document(loaded.document);
    history.restore(std::move(loaded.steps), loaded.position);
    showNewestRun();
    const storage::ProjectMeta meta = autosave->meta();
    info.path = meta.videoPath;
    info.width = meta.width;
    info.height = meta.height;
    info.frameCount = meta.frameCount;
    info.frameRate = meta.frameRate;
    // The video where it was, or where it is relative to the project: both may have moved together.
    Result<void> attached = Error{ErrorCode::NotFound, "the video is not there", meta.videoPath.string()};
    for (const auto& candidate : {meta.videoPath, absolutePath(path.parent_path() / meta.relativeVideoPath)}) {
        if (candidate.empty() || !fileExists(candidate))
            continue;
        attached = attachVideo(candidate, &meta, context);
        if (attached)
            break;
        if (attached.error().code == ErrorCode::Cancelled)
            return attached;
    }
    if (!attached)
        videoProblem = attached.error().message();
    return {};
}

Workspace::Workspace(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

Workspace::~Workspace() = default;

Result<std::unique_ptr<Workspace>> Workspace::open(const std::filesystem::path& path, Options options,
                                                   const JobContext& job)
{
    TW_EXPECTS(options.post != nullptr);
    const std::filesystem::path whole = absolutePath(path);
    if (!fileExists(whole))
        return Error{ErrorCode::NotFound, "there is no such file or folder", whole.string()};
    auto impl = std::make_unique<Impl>(std::move(options));
    const auto beside = projectBeside(whole);
    if (whole.extension() == kProjectSuffix)
        TW_TRY(impl->openProject(whole, job));
    else if (impl->options.autosave && fileExists(beside)) {
        TW_TRY(impl->openProject(beside, job));
        if (!impl->videoProblem.empty() || impl->info.path != whole)
            return Error{ErrorCode::Conflict,
                         "the project beside it belongs to another video (" + impl->info.path.string() +
                             "); move one of them, or open the project itself",
                         beside.string()};
    } else {
        TW_TRY(impl->openVideo(whole, job));
    }
    return std::unique_ptr<Workspace>(new Workspace(std::move(impl)));
}

const annotation::Document& Workspace::document() const
{
    return m_impl->document;
}

annotation::Snapshot Workspace::snapshot() const
{
    return m_impl->document.snapshot();
}

const annotation::History& Workspace::history() const
{
    return m_impl->history;
}

Result<annotation::ChangeSet> Workspace::run(const annotation::Edit& edit, annotation::Origin origin)
{
    return m_impl->history.run(edit, origin);
}

Result<annotation::ChangeSet> Workspace::amend(const annotation::Edit& edit)
{
    return m_impl->history.amend(edit);
}

Result<annotation::ChangeSet> Workspace::undo()
{
    return m_impl->history.undo();
}

Result<annotation::ChangeSet> Workspace::redo()
{
    return m_impl->history.redo();
}

Result<void> Workspace::goTo(std::size_t historyPosition)
{
    return m_impl->history.goTo(historyPosition);
}

Subscription Workspace::observeDocument(std::function<void(const annotation::Change&)> observer)
{
    return m_impl->history.observe(std::move(observer));
}

const video::VideoInfo& Workspace::video() const
{
    return m_impl->info;
}

std::string Workspace::videoProblem() const
{
    return m_impl->videoProblem;
}

Result<void> Workspace::relinkVideo(const std::filesystem::path& path)
{
    TW_TRY_ASSIGN(auto opened, videoOpener(path)({}));
    linkVideo(std::move(opened));
    return {};
}

Workspace::VideoOpener Workspace::videoOpener(const std::filesystem::path& path) const
{
    return [path = absolutePath(path),
            meta = m_impl->autosave->meta()](const JobContext& job) -> Result<std::shared_ptr<OpenedVideo>> {
        TW_TRY_ASSIGN(OpenedVideo opened, openSourceOf(path, &meta, job));
        return std::make_shared<OpenedVideo>(std::move(opened));
    };
}

void Workspace::linkVideo(std::shared_ptr<OpenedVideo> opened)
{
    m_impl->take(std::move(*opened));
}

video::FrameServer* Workspace::frames()
{
    return m_impl->server.get();
}

Workspace::FrameOpener Workspace::frameOpener() const
{
    return [path = m_impl->info.path, index = m_impl->autosave->meta().videoIndex](
               const JobContext& job) -> Result<std::unique_ptr<video::FrameSource>> {
        video::OpenOptions open;
        open.decodeThreads = 1; // beside the person's own playback
        if (!index.empty())
            if (auto known = video::VideoIndex::fromBytes(index)) // else it is scanned anew
                open.index = std::make_shared<const video::VideoIndex>(*std::move(known));
        return video::openSource(path, open, job);
    };
}

double Workspace::seconds(FrameIndex frame) const
{
    const auto& times = m_impl->seconds;
    if (frame >= 0 && static_cast<std::size_t>(frame) < times.size())
        return times[static_cast<std::size_t>(frame)];
    const FrameRate rate = m_impl->info.frameRate;
    return frame / (rate.positive() ? rate.value() : 30.0);
}

SaveStatus Workspace::saveStatus() const
{
    return m_impl->autosave->status();
}

Result<void> Workspace::saveAs(const std::filesystem::path& path, storage::Present present)
{
    return m_impl->autosave->saveAs(absolutePath(path), present);
}

const std::vector<std::string>& Workspace::damage() const
{
    return m_impl->autosave->damage();
}

void Workspace::flush()
{
    m_impl->autosave->flush();
}

Subscription Workspace::observeSaving(std::function<void(const SaveStatus&)> observer)
{
    return m_impl->savingChanged.observe(std::move(observer));
}

ExistingTracks Workspace::existingTracks(FrameRange frames) const
{
    return m_impl->existing(frames.empty() ? FrameRange{0, m_impl->info.frameCount - 1} : frames);
}

Result<RunId> Workspace::startTracking(pipeline::TrackRequest request, Existing existing)
{
    return m_impl->start(std::move(request), existing);
}

Result<void> Workspace::enterTracks(std::span<const annotation::TrackPtr> tracks, FrameRange frames, Existing existing)
{
    return m_impl->enter(tracks, frames, existing);
}

void Workspace::pauseTracking()
{
    m_impl->pause();
}

Result<void> Workspace::resumeTracking()
{
    return m_impl->resume();
}

void Workspace::stopTracking()
{
    m_impl->stop();
}

RunStatus Workspace::runStatus() const
{
    return m_impl->run;
}

std::optional<pipeline::TrackRequest> Workspace::newestRequest() const
{
    if (m_impl->run.id == RunId::kInvalid)
        return std::nullopt;
    return m_impl->request;
}

Subscription Workspace::observeRun(std::function<void(const RunStatus&)> observer)
{
    return m_impl->runChanged.observe(std::move(observer));
}

FramePeaks Workspace::peaksAt(FrameIndex frame) const
{
    for (const RunId run : m_impl->runsInEffect())
        if (const auto peaks = m_impl->autosave->peaksAt(run, frame))
            return *peaks;
    return {};
}

Workspace::PictureReader Workspace::pictureReader() const
{
    return [autosave = m_impl->autosave.get()](FrameIndex frame) { return autosave->pictures(frame); };
}

bool Workspace::hasPicture(FrameIndex frame, const Box& area) const
{
    const auto& places = m_impl->autosave->picturePlaces();
    const auto found = places.find(frame);
    const pipeline::PictureFrame whole{double(m_impl->info.width), double(m_impl->info.height)};
    return found != places.end() && std::any_of(found->second.begin(), found->second.end(), [&](const Box& kept) {
               return pipeline::showsArea(kept, area, whole);
           });
}

Workspace::PeakReader Workspace::peakReader() const
{
    return [autosave = m_impl->autosave.get(),
            newestFirst = m_impl->runsInEffect()](FrameRange frames) -> Result<std::vector<FramePeaks>> {
        std::map<FrameIndex, FramePeaks> found;
        for (const RunId run : newestFirst) {
            TW_TRY_ASSIGN(auto peaks, autosave->peaks(run, frames));
            for (FramePeaks& frame : peaks)
                found.try_emplace(frame.frame, std::move(frame));
        }
        std::vector<FramePeaks> out;
        for (auto& [frame, peaks] : found)
            out.push_back(std::move(peaks));
        return out;
    };
}

std::string Workspace::setting(const std::string& name) const
{
    const auto& settings = m_impl->autosave->settings();
    const auto found = settings.find(name);
    return found == settings.end() ? std::string() : found->second;
}

void Workspace::setSetting(const std::string& name, const std::string& value)
{
    m_impl->autosave->recordSetting(name, value);
}

formats::SequenceInfo Workspace::sequenceInfo() const
{
    formats::SequenceInfo out;
    const auto& video = m_impl->info;
    std::filesystem::path path = video.path;
    if (path.filename() == "img1")
        path = path.parent_path();
    out.name = path.stem().string();
    out.frameRate = video.frameRate;
    out.length = video.frameCount;
    out.width = video.width;
    out.height = video.height;
    out.classNames = document().state().vocabulary.classes;
    return out;
}

std::vector<TrackId> Workspace::takenIds(const formats::Imported& imported) const
{
    std::vector<TrackId> out;
    for (const annotation::TrackPtr& track : imported.tracks) {
        if (document().state().tracks.contains(track->id))
            out.push_back(track->id);
    }
    return out;
}

Result<annotation::ChangeSet> Workspace::enter(const formats::Imported& imported, TakenIds taken)
{
    if (imported.tracks.empty())
        return annotation::ChangeSet{};
    const std::vector<TrackId> conflicts = takenIds(imported);
    if (taken == TakenIds::Refuse && !conflicts.empty())
        return Error{ErrorCode::Conflict, takenSentence(conflicts), {}};
    return run(entryOf(document().state(), imported, conflicts.empty()), annotation::Origin::Import);
}

Result<formats::Imported> Workspace::importTracks(const std::filesystem::path& path, const std::string& formatId,
                                                  TakenIds taken)
{
    formats::ReadRequest request;
    request.formatId = formatId;
    request.video = sequenceInfo();
    TW_TRY_ASSIGN(formats::ReadTracks read, formats::readTracks(path, request));
    TW_TRY(enter(read.imported, taken));
    return std::move(read.imported);
}

} // namespace tw::workspace
