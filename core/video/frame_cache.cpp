#include "core/video/frame_cache.h"

#include "core/base/contract.h"

#include <algorithm>

namespace tw::video {

FramePtr FrameCache::find(FrameIndex index)
{
    const std::lock_guard lock(m_mutex);
    const auto it = m_places.find(index);
    if (it == m_places.end())
        return nullptr;
    m_frames.splice(m_frames.begin(), m_frames, it->second);
    return m_frames.front();
}

bool FrameCache::contains(FrameIndex index) const
{
    const std::lock_guard lock(m_mutex);
    return m_places.contains(index);
}

void FrameCache::insert(FramePtr frame)
{
    TW_EXPECTS(frame != nullptr);
    const std::lock_guard lock(m_mutex);
    if (const auto it = m_places.find(frame->index); it != m_places.end()) {
        m_bytes -= (*it->second)->bytes();
        m_frames.erase(it->second);
        m_places.erase(it);
    }
    if (frame->bytes() > m_maxBytes)
        return;
    m_bytes += frame->bytes();
    m_frames.push_front(std::move(frame));
    m_places[m_frames.front()->index] = m_frames.begin();
    shrink();
}

void FrameCache::shrink()
{
    while (m_bytes > m_maxBytes && !m_frames.empty()) {
        m_bytes -= m_frames.back()->bytes();
        m_places.erase(m_frames.back()->index);
        m_frames.pop_back();
    }
}

void FrameCache::clear()
{
    const std::lock_guard lock(m_mutex);
    m_frames.clear();
    m_places.clear();
    m_bytes = 0;
}

void FrameCache::setMaxBytes(std::size_t maxBytes)
{
    const std::lock_guard lock(m_mutex);
    m_maxBytes = maxBytes;
    shrink();
}

std::size_t FrameCache::maxBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_maxBytes;
}

std::size_t FrameCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

std::size_t FrameCache::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_frames.size();
}

std::vector<FrameRange> FrameCache::ranges() const
{
    std::vector<FrameIndex> indices;
    {
        const std::lock_guard lock(m_mutex);
        indices.reserve(m_frames.size());
        for (const auto& frame : m_frames)
            indices.push_back(frame->index);
    }
    std::sort(indices.begin(), indices.end());
    std::vector<FrameRange> ranges;
    for (const FrameIndex index : indices) {
        if (!ranges.empty() && ranges.back().last + 1 == index)
            ranges.back().last = index;
        else
            ranges.push_back({index, index});
    }
    return ranges;
}

} // namespace tw::video
