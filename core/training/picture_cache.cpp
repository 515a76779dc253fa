#include "core/training/picture_cache.h"

namespace tw::training {

Result<PicturePtr> PictureCache::get(const DatasetSource& source, std::size_t index)
{
    const std::pair key{&source, index};
    {
        const std::lock_guard lock(m_mutex);
        if (const auto found = m_pictures.find(key); found != m_pictures.end())
            return found->second;
    }
    // Decoded outside the lock; two threads may do it twice, which is harmless.
    TW_TRY_ASSIGN(PicturePtr picture, source.picture(index));
    const std::lock_guard lock(m_mutex);
    if (m_bytes + picture->bytes() <= m_maxBytes && m_pictures.emplace(key, picture).second)
        m_bytes += picture->bytes();
    return picture;
}

} // namespace tw::training
