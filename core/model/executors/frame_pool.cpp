#include "core/model/executors/frame_pool.h"

#include "core/base/contract.h"

#include <algorithm>
#include <utility>

namespace tw::model {

FramePool::FramePool(int workers) : m_inUse(workers)
{
    TW_EXPECTS(workers >= 1);
    for (int worker = 0; worker < workers; ++worker)
        m_threads.emplace_back([this, worker] { loop(worker); });
}

FramePool::~FramePool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }
    m_changed.notify_all();
}

void FramePool::onEach(const Task& task)
{
    for (int worker = 0; worker < workers(); ++worker) {
        std::unique_lock lock(m_mutex);
        m_personal = &task;
        m_personalFor = worker;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_personal == nullptr; });
    }
}

void FramePool::add(Task task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_all();
}

void FramePool::use(int workers)
{
    {
        const std::lock_guard lock(m_mutex);
        m_inUse = std::clamp(workers, 1, this->workers());
    }
    m_changed.notify_all();
}

void FramePool::loop(int worker)
{
    std::unique_lock lock(m_mutex);
    const auto isMine = [this, worker] { return m_personal != nullptr && m_personalFor == worker; };
    const auto mayTake = [this, worker] { return !m_tasks.empty() && (worker < m_inUse || m_ended); };
    for (;;) {
        m_changed.wait(lock, [&] { return isMine() || mayTake() || m_ended; });
        if (isMine()) {
            const Task& task = *m_personal;
            lock.unlock();
            task(worker);
            lock.lock();
            m_personal = nullptr;
            m_changed.notify_all();
        } else if (mayTake()) {
            const Task task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            task(worker);
            lock.lock();
        } else {
            return;
        }
    }
}

} // namespace tw::model
