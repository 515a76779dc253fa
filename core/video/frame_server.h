#pragma once
// Frames for a person who looks: a thread that opens a source, answers the newest request first, decodes ahead in the
// direction of travel and keeps what it decoded.
//
//   newest wins   a request replaces one that was not answered yet; old ones get no answer
//   stepping back the whole group before is decoded once, into the cache; the next steps cost nothing
//   dragging      where a preview file has the frame, that is sent at once (Frame::preview), the exact one follows
//
// Any thread may call it. Callbacks come on the decode thread and must be quick; none comes after close() returned.
// Late answers are recognised by their serial: the caller counts it up and ignores answers with an older one.

#include "core/base/result.h"
#include "core/video/frame_cache.h"
#include "core/video/frame_source.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace tw::video {

class PreviewStore;

class FrameServer
{
public:
    struct Options {
        std::size_t cacheBytes = std::size_t{768} << 20;
        int prefetchFrames = 12;               // decoded ahead of the last request, in the direction of travel
        OpenOptions open;                      // firstFrame and content are set by the server
        std::shared_ptr<PreviewStore> preview; // may still be growing; may be null
        // While a person drags, each request cancels the decoding for the one before; but without previews one exact
        // frame is allowed to finish at least this often, so that the picture moves.
        std::chrono::milliseconds starving{250};
    };
    struct Opened {
        VideoInfo info;
        std::shared_ptr<const VideoIndex> index;            // null for picture sequences; store it
        std::shared_ptr<const std::vector<double>> seconds; // of every frame, from the first one
    };
    struct Answer {
        FrameIndex index = kNoFrame;
        std::uint64_t serial = 0;
        Result<FramePtr> frame; // with image
    };
    struct Callbacks {
        std::function<void(Answer)> onFrame;
        std::function<void(Result<Opened>)> onOpened;                 // once
        std::function<void(const VideoInfo&, FramePtr)> onFirstFrame; // before a long scan
        ProgressSink onProgress;                                      // of the scan
    };
    // Makes the source; called once, on the decode thread.
    using Opener = std::function<Result<std::unique_ptr<FrameSource>>(const OpenOptions&, const JobContext&)>;

    FrameServer(std::filesystem::path path, Options options, Callbacks callbacks);
    FrameServer(Opener opener, Options options, Callbacks callbacks);
    // A source that is open already (best with content Planes).
    FrameServer(std::unique_ptr<FrameSource> source, Options options, Callbacks callbacks);
    ~FrameServer(); // close()
    FrameServer(const FrameServer&) = delete;
    FrameServer& operator=(const FrameServer&) = delete;

    // Replaces Callbacks::onFrame; none of the old one's calls comes after it returned. Not from the callback itself.
    void setOnFrame(std::function<void(Answer)> onFrame);
    // Never waits. Also before the source is open; out of range gives an answer with NotFound.
    void request(FrameIndex index, std::uint64_t serial);
    // Whether a request would be answered without decoding.
    bool cached(FrameIndex index) const;
    std::vector<FrameRange> cachedRanges() const;
    void setCacheBytes(std::size_t bytes);
    // false: only what is asked for is decoded, another job needs the processors.
    void setPrefetch(bool on);
    // Cancels what runs, joins the thread. From any thread but the decode thread.
    void close();

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace tw::video
