#pragma once
// The owner thread's loop of a workspace without a window: functions that workers post, run in order by whoever calls
// runFor().

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace tw::workspace {

class OwnerQueue
{
public:
    OwnerQueue() = default;
    // What was not run is dropped here, on the owner thread: a worker may hold the last reference to the state, and a
    // function may hold the worker.
    ~OwnerQueue()
    {
        std::deque<std::function<void()>> left;
        const std::lock_guard lock(m_state->mutex);
        m_state->closed = true;
        left.swap(m_state->functions);
    }
    OwnerQueue(const OwnerQueue&) = delete;
    OwnerQueue& operator=(const OwnerQueue&) = delete;

    // Any thread; also after the queue is gone (then nothing happens).
    std::function<void(std::function<void()>)> poster()
    {
        return [state = m_state](std::function<void()> function) {
            {
                const std::lock_guard lock(state->mutex);
                if (state->closed)
                    return;
                state->functions.push_back(std::move(function));
            }
            state->arrived.notify_one();
        };
    }

    // Runs what has been posted; waits up to `time` for the first of it. Owner thread.
    void runFor(std::chrono::milliseconds time)
    {
        std::deque<std::function<void()>> ready;
        {
            std::unique_lock lock(m_state->mutex);
            m_state->arrived.wait_for(lock, time, [this] { return !m_state->functions.empty(); });
            ready.swap(m_state->functions);
        }
        for (auto& function : ready)
            function();
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable arrived;
        std::deque<std::function<void()>> functions;
        bool closed = false;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace tw::workspace
