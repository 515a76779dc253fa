#include "core/video/frame_server.h"

#include <algorithm>

namespace tw::video {
namespace {

// A read that a newer request has overtaken may go on for this long: while somebody drags, finished frames are worth
// more than abandoned ones.
constexpr auto kPatience = std::chrono::milliseconds(250);

} // namespace

FrameServer::FrameServer(std::unique_ptr<FrameSource> source, const Options& options)
    : m_source(std::move(source)), m_info(m_source->info()), m_options(options), m_cache(options.cacheBytes),
      m_thread([this](std::stop_token stop) { work(std::move(stop)); })
{}

FrameServer::~FrameServer()
{
    m_thread.request_stop();
    m_requests.close();
    {
        const std::lock_guard lock(m_readMutex);
        m_reading.request_stop();
    }
    if (m_thread.joinable())
        m_thread.join();
}

void FrameServer::setSink(Sink sink)
{
    const std::lock_guard lock(m_sinkMutex);
    m_sink = std::move(sink);
}

std::uint64_t FrameServer::request(FrameIndex index)
{
    const std::uint64_t serial = ++m_serial;
    m_requests.put({std::clamp<FrameIndex>(index, 0, std::max(0, m_info.frameCount - 1)), serial});
    const std::lock_guard lock(m_readMutex);
    if (std::chrono::steady_clock::now() - m_readingSince > kPatience)
        m_reading.request_stop();
    return serial;
}

void FrameServer::work(std::stop_token stop)
{
    while (const auto request = m_requests.take(stop)) {
        answer(*request, stop);
        prefetch(stop);
    }
}

Result<FramePtr> FrameServer::read(FrameIndex index, std::stop_token stop)
{
    if (auto frame = m_cache.get(index))
        return frame;
    std::stop_token reading;
    {
        const std::lock_guard lock(m_readMutex);
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "closing", {}};
        m_reading = std::stop_source();
        m_readingSince = std::chrono::steady_clock::now();
        reading = m_reading.get_token();
    }
    auto frame = m_source->read(index, reading);
    if (frame)
        m_cache.put(*frame);
    return frame;
}

void FrameServer::answer(const Request& request, std::stop_token stop)
{
    if (m_last != kNoFrame && request.index != m_last)
        m_direction = request.index > m_last ? 1 : -1;
    m_last = request.index;
    auto frame = read(request.index, stop);
    if (frame)
        deliver({request.index, request.serial, *std::move(frame), {}});
    else if (frame.error().code != ErrorCode::Cancelled) // an overtaken request needs no answer
        deliver({request.index, request.serial, nullptr, std::move(frame).error()});
}

int FrameServer::room() const
{
    const std::size_t bytes =
        static_cast<std::size_t>(std::max(1, m_info.width)) * 4U * static_cast<std::size_t>(std::max(1, m_info.height));
    return static_cast<int>(std::min<std::size_t>(m_options.cacheBytes / 2 / bytes, 100000));
}

void FrameServer::prefetch(std::stop_token stop)
{
    const auto goOn = [&] { return !m_requests.waiting() && !stop.stop_requested(); };
    if (m_direction > 0) {
        const int count = std::min(m_options.prefetchFrames, room());
        for (FrameIndex index = m_last + 1; index <= m_last + count && index < m_info.frameCount && goOn(); ++index)
            if (!read(index, stop))
                return;
        return;
    }
    // Backwards: the group that leads to the nearest missing frame, in decode order.
    FrameIndex missing = m_last - 1;
    const FrameIndex farthest = std::max(0, m_last - std::min(m_options.prefetchFrames, room()));
    while (missing >= farthest && m_cache.contains(missing))
        --missing;
    if (missing < farthest || missing < 0)
        return;
    const FrameIndex first = std::max(m_source->groupStart(missing), std::max(0, missing - room() + 1));
    for (FrameIndex index = first; index <= missing && goOn(); ++index)
        if (!read(index, stop))
            return;
}

void FrameServer::deliver(const Delivery& delivery)
{
    const std::lock_guard lock(m_sinkMutex);
    if (m_sink)
        m_sink(delivery);
}

} // namespace tw::video
