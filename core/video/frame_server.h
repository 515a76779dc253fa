#pragma once
// Frames for a person who looks: one decode thread, a cache in RAM, the newest request first, and the frames that come
// next in the direction of travel decoded ahead. Backwards it decodes the whole group before the shown frame at once,
// so that each step back is a look into the cache.
//
// Threads: request() and cached() from any; the sink is called on the decode thread, in the order of requests, some of
// which are skipped when newer ones overtake them. The destructor joins.

#include "core/base/queue.h"
#include "core/base/result.h"
#include "core/video/frame_cache.h"
#include "core/video/frame_source.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

namespace tw::video {

class FrameServer
{
public:
    struct Options {
        std::size_t cacheBytes = 512ULL << 20;
        int prefetchFrames = 24; // at most; half of the cache bounds them too
    };
    struct Delivery {
        FrameIndex index = kNoFrame;
        std::uint64_t serial = 0; // of the request it answers
        FramePtr frame;           // null when it could not be read
        Error error;              // why
    };
    using Sink = std::function<void(const Delivery&)>;

    FrameServer(std::unique_ptr<FrameSource> source, const Options& options);
    explicit FrameServer(std::unique_ptr<FrameSource> source) : FrameServer(std::move(source), Options{}) {}
    ~FrameServer();
    FrameServer(const FrameServer&) = delete;
    FrameServer& operator=(const FrameServer&) = delete;

    const VideoInfo& info() const { return m_info; }
    FrameIndex frameCount() const { return m_info.frameCount; }
    // Seconds from the first frame.
    double seconds(FrameIndex index) const { return m_source->seconds(index); }

    // Replaces the sink; none of the old one's calls comes after it returns.
    void setSink(Sink sink);
    // Newest wins. Returns the serial; serials grow.
    std::uint64_t request(FrameIndex index);
    // Null when it would have to be decoded.
    FramePtr cached(FrameIndex index) { return m_cache.get(index); }
    bool isCached(FrameIndex index) const { return m_cache.contains(index); }

private:
    struct Request {
        FrameIndex index = kNoFrame;
        std::uint64_t serial = 0;
    };

    void work(std::stop_token stop);
    void answer(const Request& request, std::stop_token stop);
    void prefetch(std::stop_token stop);
    // From the cache or the source. Errors: of the source; Cancelled when something newer overtook it.
    Result<FramePtr> read(FrameIndex index, std::stop_token stop);
    void deliver(const Delivery& delivery);
    int room() const;

    const std::unique_ptr<FrameSource> m_source; // read() on the decode thread only
    const VideoInfo m_info;
    const Options m_options;
    FrameCache m_cache;
    Mailbox<Request> m_requests;
    std::atomic<std::uint64_t> m_serial{0};
    std::mutex m_sinkMutex;
    Sink m_sink;
    std::mutex m_readMutex; // guards the two below
    std::stop_source m_reading;
    std::chrono::steady_clock::time_point m_readingSince{};
    FrameIndex m_last = kNoFrame; // decode thread: what was asked for last
    int m_direction = 1;          // decode thread
    std::jthread m_thread;        // last: ends before the rest goes
};

} // namespace tw::video
