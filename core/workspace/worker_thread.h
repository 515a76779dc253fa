#pragma once
// A thread that serves an owner: what the owner wants lies in a state under one lock, results are handed over as
// functions that run on the owner's thread, and none of them runs once the owner has let the worker go. What
// ReviewWorker, ReidWorker and CropReader have in common.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>

namespace tw::workspace {

using PostToOwner = std::function<void(std::function<void()>)>; // any thread; runs the function on the owner's

template <class State>
class Mailbox
{
public:
    explicit Mailbox(PostToOwner post) : m_post(std::move(post)) {}

    // Any thread: use(state), locked.
    template <class Use>
    decltype(auto) locked(Use use)
    {
        const std::lock_guard lock(m_mutex);
        return use(m_state);
    }
    // Any thread: edit(state), locked, and the worker looks at it.
    template <class Change>
    void change(Change edit)
    {
        locked(std::move(edit));
        m_changed.notify_all();
    }
    // Worker: sleeps until isReady(state), then take(state), both locked. False: it shall stop.
    template <class IsReady, class Take>
    bool wait(const std::stop_token& stop, IsReady isReady, Take take)
    {
        std::unique_lock lock(m_mutex);
        if (!m_changed.wait(lock, stop, [&] { return isReady(m_state); }))
            return false;
        take(m_state);
        return true;
    }
    // Worker: `function` runs on the owner's thread, unless the owner has let the worker go by then.
    void post(std::function<void()> function) const
    {
        m_post([owner = m_owner, function = std::move(function)] {
            if (owner.lock())
                function();
        });
    }

    // Worker: the same with a value that is moved into the function.
    template <class Value>
    void handOver(std::function<void(Value)> receive, std::type_identity_t<Value> value) const
    {
        auto kept = std::make_shared<Value>(std::move(value));
        post([receive = std::move(receive), kept = std::move(kept)] { receive(std::move(*kept)); });
    }

private:
    template <class>
    friend class WorkerThread;

    PostToOwner m_post;
    std::weak_ptr<void> m_owner;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    State m_state{};
};

// Owner thread for every function.
template <class State>
class WorkerThread
{
public:
    // `work(mailbox, stop)` is the whole thread; it returns soon after a stop.
    template <class Work>
    WorkerThread(PostToOwner post, Work work) : m_mailbox(std::make_shared<Mailbox<State>>(std::move(post)))
    {
        m_mailbox->m_owner = m_owner;
        m_thread = std::jthread([mailbox = m_mailbox, work = std::move(work)](const std::stop_token& stop) mutable {
            work(*mailbox, stop);
        });
    }
    ~WorkerThread() { stop(); } // and joins
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    // Nothing that was posted runs any more, and the work is asked to return.
    void stop()
    {
        m_owner.reset();
        m_thread.request_stop();
    }
    template <class Change>
    void change(Change edit)
    {
        m_mailbox->change(std::move(edit));
    }
    template <class Use>
    decltype(auto) locked(Use use) const
    {
        return m_mailbox->locked(std::move(use));
    }

private:
    std::shared_ptr<Mailbox<State>> m_mailbox;
    std::shared_ptr<void> m_owner = std::make_shared<char>();
    std::jthread m_thread; // last: joined while the rest is there
};

} // namespace tw::workspace
