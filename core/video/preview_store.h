#pragma once
// Small pictures of every frame in one file, each standing alone: what is shown while a person drags through a video
// with long groups. Written as a by-product by whoever decodes the video anyway, read at the same time.
//
// The file is a cache: a header naming the video, then records of (frame, size, JPEG). A torn last record is ignored,
// so a crash loses one picture. Any thread; additions and reads do not wait for each other.

#include "core/base/result.h"
#include "core/video/frame.h"
#include "core/video/video_index.h"

#include <filesystem>
#include <memory>

namespace tw::video {

class PreviewStore
{
public:
    static constexpr int kLongSide = 640; // pixels of the longer side; smaller videos keep their size

    // Opens the file of this video or starts it; a file of another video is replaced. Errors: Io.
    static Result<std::shared_ptr<PreviewStore>> open(const std::filesystem::path& path, const FileStamp& video);
    ~PreviewStore();
    PreviewStore(const PreviewStore&) = delete;
    PreviewStore& operator=(const PreviewStore&) = delete;

    bool has(FrameIndex index) const;
    FrameIndex count() const;
    // About 2 ms for 1080p. A frame that is there already is skipped. Errors: Io (disk full), OutOfMemory, Unsupported.
    Result<void> add(const FramePtr& frame);
    // Frame::preview is set; the image is smaller than the video. Errors: NotFound, Unreadable, Io.
    Result<FramePtr> read(FrameIndex index) const;

private:
    struct Body;
    explicit PreviewStore(std::unique_ptr<Body> body);
    std::unique_ptr<Body> m_body;
};

} // namespace tw::video
