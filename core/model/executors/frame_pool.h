#pragma once
// (private to model) Threads that work on whole frames side by side. A task gets the number of its worker, which keeps
// to buffers of its own.
//
// Torch-free. Thread: any; tasks run on the pool's threads in the order in which they were added.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tw::model {

class FramePool
{
public:
    using Task = std::function<void(int worker)>;

    explicit FramePool(int workers); // >= 1
    // Tasks that were added are finished first.
    ~FramePool();
    FramePool(const FramePool&) = delete;
    FramePool& operator=(const FramePool&) = delete;

    int workers() const { return static_cast<int>(m_threads.size()); }
    // Runs `task` once on each worker, one after the other, and waits: buffers lie in the memory nearest to the
    // processor that touches them first.
    void onEach(const Task& task);
    void add(Task task);
    // Workers that take tasks from now on, 1 ... workers(); who is at work finishes the frame.
    void use(int workers);

private:
    void loop(int worker);

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Task> m_tasks;
    const Task* m_personal = nullptr; // for worker m_personalFor
    int m_personalFor = -1;
    int m_inUse = 0;
    bool m_ended = false;
    std::vector<std::jthread> m_threads; // last: they use the others
};

} // namespace tw::model
