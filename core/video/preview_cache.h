#pragma once
// The folder of preview files (preview_store.h) of all videos, with a limit: what was opened longest ago is deleted
// first, never a file that is being written. Any thread; several processes may share a folder.

#include "core/base/result.h"
#include "core/video/frame_source.h"
#include "core/video/preview_store.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>

namespace tw::video {

class PreviewCache
{
public:
    struct Limits {
        std::uint64_t bytes = std::uint64_t{2} << 30;     // of all files; 0: no previews
        std::uint64_t leaveFree = std::uint64_t{1} << 30; // bytes of the disk that previews do not take
    };
    explicit PreviewCache(std::filesystem::path folder) : PreviewCache(std::move(folder), Limits()) {}
    PreviewCache(std::filesystem::path folder, Limits limits);
    // $XDG_CACHE_HOME/trackwright/previews, by default below ~/.cache. Empty without a home.
    static std::filesystem::path defaultFolder();

    const std::filesystem::path& folder() const { return m_folder; }
    std::uint64_t limit() const { return m_bytes; }
    void setLimit(std::uint64_t bytes) { m_bytes = bytes; }

    // The previews of this video, as far as they are there. Errors: those of PreviewStore::open(); Unavailable: the
    // limit is 0 or there is no home for the folder; Io: the folder cannot be made.
    Result<std::shared_ptr<PreviewStore>> open(const VideoIndex& video) const;
    // Whether so many more bytes may be written now; deletes other files for them. The sentence is for the log.
    // Errors: Unavailable (the limit is reached by what is in use), Io (the disk is nearly full).
    Result<void> makeRoom(std::uint64_t bytes) const;

    struct Usage {
        int files = 0;
        std::uint64_t bytes = 0;
    };
    Usage usage() const;
    // Deletes what is not being written, and says what that was.
    Usage clear() const;

private:
    std::filesystem::path m_folder;
    std::atomic<std::uint64_t> m_bytes;
    std::uint64_t m_leaveFree;
};

// Whether previews are worth their disk: where an exact frame takes much longer than a preview. Decided by what has to
// be decoded for a random frame, half a group of pictures of this size (core/video/README.md, "Previews").
bool previewsPay(const FrameSource& source);

} // namespace tw::video
