#pragma once
// Two ways to hand values from thread to thread.
//   BoundedQueue  every item arrives, the producer waits when it is full (tracking)
//   Mailbox       newest wins, older items are dropped unseen (scrubbing)
// Both are closed once; waiting threads wake then.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>

namespace tw {

template <class T>
class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity) : m_capacity(capacity == 0 ? 1 : capacity) {}

    // Waits while full. False when the queue was closed or `stop` asked; the item is lost then.
    bool push(T item, std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_closed || m_items.size() < m_capacity; }) || m_closed)
            return false;
        m_items.push_back(std::move(item));
        m_changed.notify_all();
        return true;
    }

    // Waits while empty. Nothing when the queue is closed and drained or `stop` asked.
    std::optional<T> pop(std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_closed || !m_items.empty(); }) || m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        m_changed.notify_all();
        return item;
    }

    // No more pushes; what is inside can still be popped.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

    std::size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<T> m_items;
    std::size_t m_capacity;
    bool m_closed = false;
};

template <class T>
class Mailbox
{
public:
    // Replaces what was not taken yet.
    void put(T item)
    {
        const std::lock_guard lock(m_mutex);
        m_item = std::move(item);
        m_changed.notify_all();
    }

    // Waits for an item. Nothing when closed or `stop` asked.
    std::optional<T> take(std::stop_token stop = {})
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [this] { return m_closed || m_item.has_value(); }) || !m_item)
            return std::nullopt;
        return std::exchange(m_item, std::nullopt);
    }

    std::optional<T> tryTake()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_item, std::nullopt);
    }

    // True when an item waits: a worker asks this to drop what it is doing.
    bool waiting() const
    {
        const std::lock_guard lock(m_mutex);
        return m_item.has_value();
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        m_changed.notify_all();
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::optional<T> m_item;
    bool m_closed = false;
};

} // namespace tw
