#pragma once
// (private to model) A few threads that work on one step of the network together and wait briefly between steps. Steps
// are tens of microseconds to milliseconds long, so the threads spin for a moment before they sleep.
//
// Why not OpenMP: its threads are shared with LibTorch, whose settings a detector must not change, and how long they
// spin is a setting of the process.
//
// Thread: run() is called by one thread at a time; the caller is one of the workers.

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <vector>

namespace tw::model {

class ThreadTeam
{
public:
    // `threads` >= 1 including the caller.
    explicit ThreadTeam(int threads);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    int size() const { return m_size; }
    // Workers that take part, 1 ... size(); a run() that is under way has fewer at once, more with the next one. Any
    // thread.
    void use(int threads);

    // Calls work(unit, worker) for each unit 0 ... units - 1, in no order, worker < size(); returns when all are done.
    // Each worker begins with a stretch of its own and then helps the others: what it wrote in one step is in its cache
    // when the next step comes to the same place. `work` must not throw.
    template <class Work>
    void run(int units, const Work& work)
    {
        runErased(
            units,
            [](const void* context, int unit, int worker) { (*static_cast<const Work*>(context))(unit, worker); },
            &work);
    }

private:
    using Function = void (*)(const void* context, int unit, int worker);
    struct Job {
        Function function = nullptr;
        const void* context = nullptr;
        int units = 0;
        int workers = 0;
    };

    void runErased(int units, Function function, const void* context);
    void workerLoop(int worker);
    void takeUnits(int worker);
    bool mayWork(int worker) const { return worker == 0 || worker < m_inUse.load(std::memory_order_relaxed); }

    int m_size;
    std::atomic<int> m_inUse;
    Job m_job; // written by run() before m_round rises, read by workers after
    alignas(64) std::atomic<std::uint32_t> m_round{0};
    struct alignas(64) Stretch {
        std::atomic<int> next{0};
        int end = 0;
    };
    std::vector<Stretch> m_stretches;       // one for each worker
    alignas(64) std::atomic<int> m_busy{0}; // workers that have not finished this round
    std::atomic<bool> m_stop{false};
    std::vector<std::jthread> m_threads;
};

// Processors in the affinity mask of this process; at least 1.
int availableProcessors();

} // namespace tw::model
