#pragma once
// Observers: a Signal calls its observers, a Subscription ends one observation when it is destroyed. One thread.

#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace tw {

class [[nodiscard]] Subscription
{
public:
    Subscription() = default;
    explicit Subscription(std::function<void()> end) : m_end(std::move(end)) {}
    Subscription(Subscription&& other) noexcept : m_end(std::exchange(other.m_end, nullptr)) {}
    Subscription& operator=(Subscription&& other) noexcept
    {
        if (this != &other) {
            reset();
            m_end = std::exchange(other.m_end, nullptr);
        }
        return *this;
    }
    ~Subscription() { reset(); }

    void reset()
    {
        if (auto end = std::exchange(m_end, nullptr))
            end();
    }

private:
    std::function<void()> m_end;
};

template <class... Args>
class Signal
{
public:
    using Observer = std::function<void(Args...)>;

    Subscription observe(Observer observer)
    {
        const int key = m_state->nextKey++;
        m_state->observers.emplace(key, std::move(observer));
        return Subscription([weak = std::weak_ptr<State>(m_state), key] {
            if (const auto state = weak.lock())
                state->observers.erase(key);
        });
    }

    // Observers may come and go while it runs; ones added meanwhile are called from the next time on.
    void operator()(Args... args) const
    {
        const auto state = m_state;
        const int end = state->nextKey;
        for (auto it = state->observers.begin(); it != state->observers.end() && it->first < end;) {
            const int key = it->first;
            const Observer observer = it->second;
            observer(args...);
            it = state->observers.upper_bound(key);
        }
    }

private:
    struct State {
        std::map<int, Observer> observers;
        int nextKey = 0;
    };
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

} // namespace tw
