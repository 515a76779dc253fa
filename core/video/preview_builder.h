#pragma once
// Writes the previews of an open video (preview_store.h) in the background, with a decoder of its own, on one thread of
// the lowest priority: it takes processor time that is left over. It goes on where an earlier session stopped, begins
// near the frame that was asked for last, and rests while a person moves through the video (PreviewStore::asked).
//
// Trouble (disk full, limit reached, another video at this path) ends the writing with one line in the log; previews
// that are there stay in use.
//
// Any thread may call it; none of the functions but stop() and the destructor waits.

#include "core/video/frame_source.h"
#include "core/video/preview_store.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace tw::video {

class PreviewBuilder
{
public:
    // Opens the video once more; called once, on the thread of the builder.
    using Opener = std::function<Result<std::unique_ptr<FrameSource>>(const OpenOptions&, const JobContext&)>;
    // Whether the file may grow by so many bytes (PreviewCache::makeRoom).
    using MayGrow = std::function<Result<void>(std::uint64_t bytes)>;
    struct Options {
        std::shared_ptr<const VideoIndex> index; // of the video; saves the scan. May be null
        std::chrono::milliseconds rest{500};     // after a request of a person
        std::uint64_t growBytes = 16 << 20;      // so many at a time are asked for
        bool lowPriority = true;                 // tests on a busy machine have no time for it
        std::function<void()> onEnd;             // once, on the thread of the builder; may be empty
    };
    struct Status {
        FrameIndex done = 0, total = 0;
        bool ended = false;  // nothing more will be written
        std::string problem; // why it ended early; empty: it did not
    };

    // `store` must be writable().
    PreviewBuilder(std::shared_ptr<PreviewStore> store, Opener opener, MayGrow mayGrow, Options options);
    ~PreviewBuilder(); // stop()
    PreviewBuilder(const PreviewBuilder&) = delete;
    PreviewBuilder& operator=(const PreviewBuilder&) = delete;

    // While true nothing is decoded: another job needs the processor.
    void pause(bool paused);
    Status status() const;
    // Ends within the decoding of a frame, and joins. Not from onEnd.
    void stop();

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace tw::video
