#include "core/video/frame_server.h"

#include "core/base/queue.h"
#include "core/video/frame_maker.h"
#include "core/video/preview_store.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

namespace tw::video {
namespace {

using Clock = std::chrono::steady_clock;

// Steps back up to this far fill the cache with the group; longer jumps just go there.
constexpr FrameIndex kStepBack = 16;
// So far behind the decoder's place an exact frame comes as soon as a preview.
constexpr FrameIndex kNextFrames = 2;

struct Request {
    FrameIndex index = kNoFrame;
    std::uint64_t serial = 0;
};

} // namespace

class FrameServer::Worker
{
public:
    Worker(Opener opener, Options options, Callbacks callbacks)
        : m_opener(std::move(opener)), m_options(std::move(options)), m_callbacks(std::move(callbacks)),
          m_cache(m_options.cacheBytes), m_prefetch(true)
    {
        m_thread = std::jthread([this](std::stop_token stop) { run(stop); });
    }
    ~Worker() { close(); }

    void request(FrameIndex index, std::uint64_t serial)
    {
        if (m_options.preview)
            m_options.preview->asked(index);
        // one lock around both, or the stop could hit the read that already serves this request
        const std::lock_guard lock(m_readMutex);
        m_requests.put({index, serial});
        if (m_readIsPrefetch || mayInterrupt())
            m_readStop.request_stop();
    }
    void close()
    {
        m_thread.request_stop();
        {
            const std::lock_guard lock(m_readMutex);
            m_readStop.request_stop();
        }
        m_requests.close();
        if (m_thread.joinable())
            m_thread.join();
    }
    void setOnFrame(std::function<void(Answer)> onFrame)
    {
        const std::lock_guard lock(m_callbackMutex);
        m_callbacks.onFrame = std::move(onFrame);
    }
    FrameCache& cache() { return m_cache; }
    void setPrefetch(bool on) { m_prefetch = on; }

private:
    void run(const std::stop_token& stop);
    bool open(const std::stop_token& stop);
    void serve(Request request, const std::stop_token& stop);
    void jumpTo(const Request& request, const std::stop_token& stop);
    void fillGroup(Request request, const std::stop_token& stop);
    bool prefetchOne(const std::stop_token& stop);
    void deliver(const Request& request, Result<FramePtr> frame);
    void tell(const Request& request, Result<FramePtr> frame);
    bool deliverCached(const Request& request);
    void deliverPreview(const Request& request);
    Result<FramePtr> readInto(FrameIndex index, const std::stop_token& stop);
    FrameIndex capacity() const;
    std::stop_token newRead(const std::stop_token& stop, bool isPrefetch);
    // With the lock held. Where the preview is shown the exact frame can wait for the hand to rest.
    bool mayInterrupt() const { return m_previewShown || Clock::now() - m_lastAnswer < m_options.starving; }

    Opener m_opener;
    Options m_options;
    Callbacks m_callbacks;
    std::mutex m_callbackMutex; // of onFrame
    FrameCache m_cache;
    Mailbox<Request> m_requests;
    std::atomic<bool> m_prefetch;

    std::mutex m_readMutex;
    std::stop_source m_readStop; // of the read that runs
    bool m_readIsPrefetch = false;
    bool m_previewShown = false;    // of the frame that is being read
    Clock::time_point m_lastAnswer; // of an exact frame

    // decode thread only
    std::unique_ptr<FrameSource> m_source;
    Error m_openError;
    FrameMaker m_maker;
    FrameIndex m_position = kNoFrame; // last request
    FrameIndex m_decoded = kNoFrame;  // where the decoder stands; kNoFrame: unknown
    int m_direction = 1;
    FrameIndex m_unreadable = kNoFrame; // where prefetch met a frame it cannot read
    std::size_t m_frameBytes = 0;       // of the last frame

    std::jthread m_thread; // last: uses everything above
};

bool FrameServer::Worker::open(const std::stop_token& stop)
{
    OpenOptions options = m_options.open;
    options.content = FrameContent::Planes; // a third of the memory; the image is made when it is shown
    options.firstFrame = m_callbacks.onFirstFrame;
    auto source = m_opener(options, JobContext{stop, m_callbacks.onProgress});
    if (!source) {
        m_openError = source.error();
        if (m_callbacks.onOpened && !stop.stop_requested())
            m_callbacks.onOpened(m_openError);
        return false;
    }
    m_source = std::move(*source);
    Opened opened;
    opened.info = m_source->info();
    if (m_source->index() != nullptr)
        opened.index = std::make_shared<const VideoIndex>(*m_source->index());
    std::vector<double> seconds(static_cast<std::size_t>(m_source->frameCount()));
    for (std::size_t i = 0; i < seconds.size(); ++i)
        seconds[i] = m_source->seconds(static_cast<FrameIndex>(i));
    opened.seconds = std::make_shared<const std::vector<double>>(std::move(seconds));
    if (m_callbacks.onOpened)
        m_callbacks.onOpened(std::move(opened));
    return true;
}

void FrameServer::Worker::run(const std::stop_token& stop)
{
    const bool isOpen = open(stop);
    while (!stop.stop_requested()) {
        auto request = m_requests.tryTake();
        if (!request && isOpen && prefetchOne(stop))
            continue;
        if (!request)
            request = m_requests.take(stop);
        if (!request || stop.stop_requested())
            return;
        if (isOpen)
            serve(*request, stop);
        else
            deliver(*request, m_openError);
    }
}

// A token for one read: stopped by close() and by a newer request.
std::stop_token FrameServer::Worker::newRead(const std::stop_token& stop, bool isPrefetch)
{
    const std::lock_guard lock(m_readMutex);
    m_readStop = std::stop_source();
    m_readIsPrefetch = isPrefetch;
    if (stop.stop_requested())
        m_readStop.request_stop();
    return m_readStop.get_token();
}

void FrameServer::Worker::deliver(const Request& request, Result<FramePtr> frame)
{
    if (frame)
        frame = m_maker.withImage(*frame, m_source->info().width, m_source->info().height);
    {
        const std::lock_guard lock(m_readMutex);
        m_lastAnswer = Clock::now();
    }
    tell(request, std::move(frame));
}

void FrameServer::Worker::tell(const Request& request, Result<FramePtr> frame)
{
    const std::lock_guard lock(m_callbackMutex);
    if (m_callbacks.onFrame)
        m_callbacks.onFrame(Answer{request.index, request.serial, std::move(frame)});
}

bool FrameServer::Worker::deliverCached(const Request& request)
{
    const FramePtr frame = m_cache.find(request.index);
    if (frame)
        deliver(request, frame);
    return frame != nullptr;
}

void FrameServer::Worker::deliverPreview(const Request& request)
{
    const bool soon = m_decoded != kNoFrame && request.index > m_decoded && request.index - m_decoded <= kNextFrames;
    bool shown = false;
    if (m_options.preview && !soon) {
        auto frame = m_options.preview->read(request.index);
        shown = frame.has_value();
        if (shown)
            tell(request, std::move(frame));
    }
    const std::lock_guard lock(m_readMutex);
    m_previewShown = shown;
}

Result<FramePtr> FrameServer::Worker::readInto(FrameIndex index, const std::stop_token& stop)
{
    auto frame = m_source->read(index, stop);
    m_decoded = frame ? index : kNoFrame;
    if (frame) {
        m_frameBytes = (*frame)->bytes();
        m_cache.insert(*frame);
    }
    return frame;
}

// How many frames the cache holds.
FrameIndex FrameServer::Worker::capacity() const
{
    return static_cast<FrameIndex>(
        std::min<std::size_t>(100'000, m_cache.maxBytes() / std::max<std::size_t>(1, m_frameBytes)));
}

void FrameServer::Worker::serve(Request request, const std::stop_token& stop)
{
    const FrameIndex before = m_position;
    m_position = request.index;
    m_unreadable = kNoFrame;
    if (before != kNoFrame && before != request.index)
        m_direction = request.index < before && before - request.index <= kStepBack ? -1 : 1;
    if (request.index < 0 || request.index >= m_source->frameCount()) {
        deliver(request, m_source->read(request.index, stop)); // the source words the error
        return;
    }
    if (deliverCached(request))
        return;
    deliverPreview(request);
    if (m_direction < 0 && m_source->groupStart(request.index) < request.index)
        fillGroup(request, stop);
    else
        jumpTo(request, stop);
}

void FrameServer::Worker::jumpTo(const Request& request, const std::stop_token& stop)
{
    const std::stop_token readStop = newRead(stop, false);
    if (m_requests.waiting()) {
        const std::lock_guard lock(m_readMutex);
        if (mayInterrupt())
            return; // came between taking this one and now
    }
    auto frame = readInto(request.index, readStop);
    if (!frame && frame.error().code == ErrorCode::Cancelled)
        return; // a newer request waits, or the end
    deliver(request, std::move(frame));
}

// Decodes forwards from the key frame to the wanted one and keeps it all. New requests for frames of this group are
// answered on the way instead of starting over.
void FrameServer::Worker::fillGroup(Request request, const std::stop_token& stop)
{
    const FrameIndex start = m_source->groupStart(request.index);
    // what would be dropped again before the end is not worth its memory traffic
    FrameIndex next = std::max(start, request.index - std::max(0, capacity() - 2));
    bool longWay = next > start; // the first read decodes from the key frame on and may be given up
    for (; next <= request.index && !stop.stop_requested(); ++next, longWay = false) {
        const FramePtr known = m_cache.find(next);
        auto frame = known ? Result<FramePtr>(known) : readInto(next, longWay ? newRead(stop, false) : stop);
        if (!frame && frame.error().code == ErrorCode::Cancelled)
            return;
        if (next == request.index) {
            deliver(request, std::move(frame));
            return;
        }
        if (!m_requests.waiting())
            continue;
        auto newer = m_requests.tryTake();
        if (!newer)
            continue;
        if (newer->index <= next || newer->index > request.index) { // done already, or somewhere else
            serve(*newer, stop);
            return;
        }
        m_position = newer->index;
        request = *newer;
        deliverPreview(request);
    }
}

// Decodes one frame that will probably be asked for next. False: nothing to do.
bool FrameServer::Worker::prefetchOne(const std::stop_token& stop)
{
    if (!m_prefetch || m_position == kNoFrame || m_position < 0 || m_position >= m_source->frameCount())
        return false;
    // never so much that it pushes out what was just shown
    const FrameIndex ahead = std::min<FrameIndex>(m_options.prefetchFrames, capacity() / 2);
    FrameIndex wanted = kNoFrame;
    for (FrameIndex i = 1; i <= ahead && wanted == kNoFrame; ++i) {
        const FrameIndex index = m_position + m_direction * i;
        if (index < 0 || index >= m_source->frameCount() || index == m_unreadable)
            return false;
        if (!m_cache.contains(index))
            wanted = index;
    }
    if (wanted == kNoFrame)
        return false;
    FrameIndex next = wanted;
    if (m_direction < 0) // backwards everything from the key frame on comes along
        next = std::max(m_source->groupStart(wanted), wanted - capacity() / 2);
    for (; next <= wanted; ++next) {
        if (m_cache.contains(next))
            continue;
        if (m_requests.waiting() || stop.stop_requested())
            return true;
        auto frame = readInto(next, newRead(stop, true));
        if (!frame && frame.error().code != ErrorCode::Cancelled && next == wanted)
            m_unreadable = wanted;
    }
    return true;
}

FrameServer::FrameServer(std::filesystem::path path, Options options, Callbacks callbacks)
    : FrameServer([path = std::move(path)](const OpenOptions& open,
                                           const JobContext& job) { return openSource(path, open, job); },
                  std::move(options), std::move(callbacks))
{}

FrameServer::FrameServer(Opener opener, Options options, Callbacks callbacks)
    : m_worker(std::make_unique<Worker>(std::move(opener), std::move(options), std::move(callbacks)))
{}

FrameServer::FrameServer(std::unique_ptr<FrameSource> source, Options options, Callbacks callbacks)
    : FrameServer([held = std::make_shared<std::unique_ptr<FrameSource>>(std::move(source))](
                      const OpenOptions&,
                      const JobContext&) -> Result<std::unique_ptr<FrameSource>> { return std::move(*held); },
                  std::move(options), std::move(callbacks))
{}

FrameServer::~FrameServer() = default;

void FrameServer::setOnFrame(std::function<void(Answer)> onFrame)
{
    m_worker->setOnFrame(std::move(onFrame));
}

void FrameServer::request(FrameIndex index, std::uint64_t serial)
{
    m_worker->request(index, serial);
}

bool FrameServer::cached(FrameIndex index) const
{
    return m_worker->cache().contains(index);
}

std::vector<FrameRange> FrameServer::cachedRanges() const
{
    return m_worker->cache().ranges();
}

void FrameServer::setCacheBytes(std::size_t bytes)
{
    m_worker->cache().setMaxBytes(bytes);
}

void FrameServer::setPrefetch(bool on)
{
    m_worker->setPrefetch(on);
}

void FrameServer::close()
{
    m_worker->close();
}

} // namespace tw::video
