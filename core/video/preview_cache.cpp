#include "core/video/preview_cache.h"

#include "core/base/crc32c.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <vector>

namespace tw::video {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSuffix = ".preview";

// What PreviewStore compares, as a name.
std::string nameOf(const VideoIndex& video)
{
    const std::string rest = std::to_string(video.file.bytes) + ':' + std::to_string(video.file.modifiedNs) + ':' +
                             std::to_string(video.frameCount()) + ':' + std::to_string(video.demuxerVersion);
    char name[32];
    std::snprintf(name, sizeof name, "%016" PRIx64 "%08" PRIx32, video.file.fingerprint, crc32c(rest));
    return std::string(name) + kSuffix;
}

struct File {
    fs::path path;
    std::uint64_t bytes = 0;
    fs::file_time_type used;
};

// Longest unused first. Files that vanish meanwhile are left out.
std::vector<File> filesIn(const fs::path& folder)
{
    std::vector<File> files;
    std::error_code error;
    for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator();
         it.increment(error)) {
        std::error_code gone;
        if (it->path().extension() != kSuffix || !it->is_regular_file(gone))
            continue;
        File file{it->path(), it->file_size(gone), {}};
        if (!gone)
            file.used = it->last_write_time(gone);
        if (!gone)
            files.push_back(std::move(file));
    }
    std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.used < b.used; });
    return files;
}

// False: it is being written, or it cannot be deleted.
bool deleteUnused(const fs::path& path)
{
    const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0)
        return false;
    const bool deleted = ::flock(file, LOCK_EX | LOCK_NB) == 0 && ::unlink(path.c_str()) == 0;
    ::close(file);
    return deleted;
}

std::uint64_t sum(const std::vector<File>& files)
{
    std::uint64_t bytes = 0;
    for (const File& file : files)
        bytes += file.bytes;
    return bytes;
}

} // namespace

PreviewCache::PreviewCache(fs::path folder, Limits limits)
    : m_folder(std::move(folder)), m_bytes(limits.bytes), m_leaveFree(limits.leaveFree)
{}

fs::path PreviewCache::defaultFolder()
{
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
        return fs::path(cache) / "trackwright" / "previews";
    const char* home = std::getenv("HOME");
    return home == nullptr || *home == '\0' ? fs::path() : fs::path(home) / ".cache/trackwright/previews";
}

Result<std::shared_ptr<PreviewStore>> PreviewCache::open(const VideoIndex& video) const
{
    if (m_bytes == 0 || m_folder.empty())
        return Error{ErrorCode::Unavailable, "previews are off", m_folder.string()};
    std::error_code error;
    fs::create_directories(m_folder, error);
    if (error)
        return Error{ErrorCode::Io, error.message(), m_folder.string()};
    return PreviewStore::open(m_folder / nameOf(video), video);
}

Result<void> PreviewCache::makeRoom(std::uint64_t bytes) const
{
    std::error_code error;
    const fs::space_info space = fs::space(m_folder, error);
    if (!error && space.available < m_leaveFree + bytes)
        return Error{ErrorCode::Io, "the disk is nearly full", m_folder.string()};
    const std::vector<File> files = filesIn(m_folder);
    std::uint64_t used = sum(files);
    for (const File& file : files) {
        if (used + bytes <= m_bytes)
            break;
        if (deleteUnused(file.path))
            used -= file.bytes;
    }
    if (used + bytes > m_bytes)
        return Error{ErrorCode::Unavailable,
                     "the limit of " + std::to_string(m_bytes >> 20) + " MiB for previews is reached",
                     m_folder.string()};
    return {};
}

PreviewCache::Usage PreviewCache::usage() const
{
    const std::vector<File> files = filesIn(m_folder);
    return {static_cast<int>(files.size()), sum(files)};
}

PreviewCache::Usage PreviewCache::clear() const
{
    Usage deleted;
    for (const File& file : filesIn(m_folder)) {
        if (!deleteUnused(file.path))
            continue;
        ++deleted.files;
        deleted.bytes += file.bytes;
    }
    return deleted;
}

bool previewsPay(const FrameSource& source)
{
    if (source.index() == nullptr || source.frameCount() == 0)
        return false; // every picture stands alone
    // 1080p decodes a million pixels in 0.85 ms (README.md); below this an exact frame comes within a refresh of the
    // screen
    constexpr double kPixels = 20e6;
    constexpr FrameIndex kSamples = 64;
    const FrameIndex step = std::max(1, source.frameCount() / kSamples) | 1; // odd: groups are mostly even
    double decoded = 0; // frames from the start of the group to the wanted one, itself included
    int samples = 0;
    for (FrameIndex i = 0; i < source.frameCount(); i += step, ++samples)
        decoded += i - source.groupStart(i) + 1;
    const VideoInfo& info = source.info();
    return decoded / samples * info.width * info.height > kPixels;
}

} // namespace tw::video
