#pragma once
// Decoded frames in memory, the least recently used ones dropped first. Any thread.

#include "core/base/ids.h"
#include "core/video/frame.h"

#include <cstddef>
#include <list>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace tw::video {

class FrameCache
{
public:
    explicit FrameCache(std::size_t maxBytes) : m_maxBytes(maxBytes) {}

    // Null when it is not there; counts as a use.
    FramePtr find(FrameIndex index);
    bool contains(FrameIndex index) const;
    // Replaces a frame of the same number. A frame larger than the whole cache is not kept.
    void insert(FramePtr frame);
    void clear();

    void setMaxBytes(std::size_t maxBytes);
    std::size_t maxBytes() const;
    std::size_t bytes() const;
    std::size_t count() const;
    // The stretches of frames that are here, in order: for the timeline.
    std::vector<FrameRange> ranges() const;

private:
    void shrink(); // with the lock held

    mutable std::mutex m_mutex;
    std::list<FramePtr> m_frames; // most recently used first
    std::unordered_map<FrameIndex, std::list<FramePtr>::iterator> m_places;
    std::size_t m_maxBytes;
    std::size_t m_bytes = 0;
};

} // namespace tw::video
