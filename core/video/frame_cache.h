#pragma once
// Decoded frames by number, the least recently used ones dropped when they take more bytes than allowed. Any thread.

#include "core/video/frame.h"

#include <cstddef>
#include <list>
#include <mutex>
#include <unordered_map>

namespace tw::video {

class FrameCache
{
public:
    explicit FrameCache(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    // A frame larger than the whole cache is not kept.
    void put(FramePtr frame);
    // Null when absent; counts as a use.
    FramePtr get(FrameIndex index);
    bool contains(FrameIndex index) const;
    void clear();
    std::size_t bytes() const;
    std::size_t maxBytes() const { return m_maxBytes; }

private:
    using Order = std::list<FramePtr>; // newest first

    const std::size_t m_maxBytes;
    mutable std::mutex m_mutex;
    Order m_order;
    std::unordered_map<FrameIndex, Order::iterator> m_frames;
    std::size_t m_bytes = 0;
};

} // namespace tw::video
