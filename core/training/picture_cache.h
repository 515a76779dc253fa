#pragma once
// (private) Decoded pictures, kept until a byte limit is reached; what comes after is decoded each time. With random
// access over all pictures that hits as often as any replacement rule, and needs no bookkeeping. Thread-safe.

#include "core/training/dataset.h"

#include <map>
#include <mutex>
#include <utility>

namespace tw::training {

class PictureCache
{
public:
    explicit PictureCache(std::size_t maxBytes) : m_maxBytes(maxBytes) {}
    Result<PicturePtr> get(const DatasetSource& source, std::size_t index);

private:
    std::mutex m_mutex;
    std::map<std::pair<const DatasetSource*, std::size_t>, PicturePtr> m_pictures;
    std::size_t m_bytes = 0;
    std::size_t m_maxBytes;
};

} // namespace tw::training
