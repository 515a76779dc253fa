#pragma once
// The owner thread's loop of a workspace without a window: functions that workers post, run in order by whoever calls
// runFor().

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace tw::cli {

class OwnerQueue
{
public:
    // Any thread; also after the queue is gone (then nothing happens).
    std::function<void(std::function<void()>)> poster()
    {
        return [state = m_state](std::function<void()> function) {
            {
                const std::lock_guard lock(state->mutex);
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
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace tw::cli
