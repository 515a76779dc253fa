#pragma once
// Small pictures of the frames of one video in one file, each standing alone: what is shown while a person drags
// through a video with long groups. Filled by preview_builder.h, read at the same time; where the files lie and how
// large they may become is up to preview_cache.h.
//
// The file: a header that names the video and its index (size, time of change, fingerprint, number of frames), a table
// of one entry a frame (place, size, checksum), JPEGs. A picture is shown only when its checksum, which covers the
// number of the frame, is right: torn, damaged and foreign bytes are missing previews, never wrong ones.
//
// One process writes: the file is locked (flock) by whoever opened it first, others read what is there. Any thread;
// additions and reads do not wait for each other.

#include "core/base/result.h"
#include "core/video/frame.h"
#include "core/video/video_index.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>

namespace tw::video {

class PreviewStore
{
public:
    static constexpr int kLongSide = 640; // pixels of the longer side; smaller videos keep their size

    // Opens the file of this video or starts it; a file of another video is replaced.
    // Errors: Io; Conflict: another process is starting the file just now.
    static Result<std::shared_ptr<PreviewStore>> open(const std::filesystem::path& path, const VideoIndex& video);
    ~PreviewStore();
    PreviewStore(const PreviewStore&) = delete;
    PreviewStore& operator=(const PreviewStore&) = delete;

    // False: another process or window writes the file; this one only reads.
    bool writable() const;
    // Whether the file is about this content of a video.
    bool isOf(const VideoIndex& video) const;
    FrameIndex frameCount() const; // of the video
    bool has(FrameIndex index) const;
    FrameIndex count() const;    // previews that are there
    std::uint64_t bytes() const; // of the file
    // About 2 ms for 1080p. A frame that is there already is skipped. Needs writable(). Errors: Io (disk full),
    // OutOfMemory, Unsupported.
    Result<void> add(const FramePtr& frame);
    // Frame::preview is set; the image is smaller than the video. Errors: NotFound, Unreadable (damaged; forgotten
    // then), Io.
    Result<FramePtr> read(FrameIndex index) const;

    // What the builder wants to know of who reads: the frame that was asked for last (kNoFrame: none since takeAsked())
    // and when. Never waits.
    void asked(FrameIndex index);
    FrameIndex takeAsked();
    std::chrono::steady_clock::time_point lastAsked() const;

private:
    struct Body;
    explicit PreviewStore(std::unique_ptr<Body> body);
    std::unique_ptr<Body> m_body;
    std::atomic<FrameIndex> m_asked{kNoFrame};
    std::atomic<std::chrono::steady_clock::time_point> m_lastAsked{std::chrono::steady_clock::time_point::min()};
};

} // namespace tw::video
