#include "core/pipeline/thread_share.h"

#include "core/model/device.h"

#include <algorithm>
#include <utility>

namespace tw::pipeline {

ThreadShare::ThreadShare(int threads) : m_all(threads > 0 ? threads : model::usableProcessors()) {}

void ThreadShare::limit(int threads)
{
    const std::lock_guard lock(m_mutex);
    m_limit = std::max(0, threads);
    tellLocked();
}

int ThreadShare::limit() const
{
    const std::lock_guard lock(m_mutex);
    return m_limit;
}

void ThreadShare::lend(int more)
{
    const std::lock_guard lock(m_mutex);
    m_lent += more;
    tellLocked();
}

void ThreadShare::setUser(std::function<void(int)> use)
{
    const std::lock_guard lock(m_mutex);
    m_use = std::move(use);
    tellLocked();
}

int ThreadShare::inUse() const
{
    const std::lock_guard lock(m_mutex);
    return countLocked();
}

// A person's processor and the decoder's may be the same one: the limit is not lowered by what is lent.
int ThreadShare::countLocked() const
{
    const int limited = m_limit > 0 ? std::min(m_limit, m_all) : m_all;
    return std::max(1, std::min(limited, m_all - m_lent));
}

void ThreadShare::tellLocked()
{
    if (m_use)
        m_use(countLocked());
}

} // namespace tw::pipeline
