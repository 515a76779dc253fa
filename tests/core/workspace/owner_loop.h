#pragma once
// An owner thread's event loop for tests: what workers post is run when the test asks.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>

namespace tw::test {

class OwnerLoop
{
public:
    std::function<void(std::function<void()>)> post()
    {
        return [state = m_state](std::function<void()> function) {
            const std::lock_guard lock(state->mutex);
            state->functions.push_back(std::move(function));
            state->changed.notify_all();
        };
    }

    // Runs what is posted until `done` or the time is over; returns done().
    bool runUntil(const std::function<bool()>& done, std::chrono::seconds limit = std::chrono::seconds(120))
    {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!done()) {
            std::unique_lock lock(m_state->mutex);
            if (!m_state->changed.wait_until(lock, end, [this] { return !m_state->functions.empty(); }))
                return done();
            auto function = std::move(m_state->functions.front());
            m_state->functions.pop_front();
            lock.unlock();
            function();
        }
        return true;
    }

private:
    struct State {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<std::function<void()>> functions;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace tw::test
