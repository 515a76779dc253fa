#include "core/video/frame_cache.h"

namespace tw::video {

void FrameCache::put(FramePtr frame)
{
    if (!frame || frame->bytes() > m_maxBytes)
        return;
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_frames.find(frame->index); it != m_frames.end()) {
        m_bytes -= (*it->second)->bytes();
        m_order.erase(it->second);
        m_frames.erase(it);
    }
    m_bytes += frame->bytes();
    m_order.push_front(std::move(frame));
    m_frames.emplace(m_order.front()->index, m_order.begin());
    while (m_bytes > m_maxBytes) {
        m_bytes -= m_order.back()->bytes();
        m_frames.erase(m_order.back()->index);
        m_order.pop_back();
    }
}

FramePtr FrameCache::get(FrameIndex index)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_frames.find(index);
    if (it == m_frames.end())
        return nullptr;
    m_order.splice(m_order.begin(), m_order, it->second);
    return m_order.front();
}

bool FrameCache::contains(FrameIndex index) const
{
    const std::lock_guard lock(m_mutex);
    return m_frames.contains(index);
}

void FrameCache::clear()
{
    const std::lock_guard lock(m_mutex);
    m_frames.clear();
    m_order.clear();
    m_bytes = 0;
}

std::size_t FrameCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

} // namespace tw::video
