#include "core/model/executors/thread_team.h"

#include "core/base/contract.h"

#include <algorithm>

#include <sched.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tw::model {

namespace {

// About 20 microseconds: longer than the gap between two steps, far shorter than a time slice.
constexpr int kSpins = 2000;

void pauseBriefly()
{
#if defined(__x86_64__)
    _mm_pause();
#endif
}

// Until `value` differs from `old`: first awake, then asleep.
template <class T>
void waitForChange(const std::atomic<T>& value, T old)
{
    for (int i = 0; i < kSpins; ++i) {
        if (value.load(std::memory_order_acquire) != old)
            return;
        pauseBriefly();
    }
    value.wait(old, std::memory_order_acquire);
}

} // namespace

int availableProcessors()
{
    cpu_set_t mask;
    CPU_ZERO(&mask);
    if (::sched_getaffinity(0, sizeof mask, &mask) != 0)
        return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return std::max(1, CPU_COUNT(&mask));
}

ThreadTeam::ThreadTeam(int threads)
    : m_size(threads), m_inUse(threads), m_stretches(static_cast<std::size_t>(std::max(threads, 1)))
{
    TW_EXPECTS(threads >= 1);
    for (int worker = 1; worker < threads; ++worker)
        m_threads.emplace_back([this, worker] { workerLoop(worker); });
}

ThreadTeam::~ThreadTeam()
{
    m_stop.store(true, std::memory_order_relaxed);
    m_round.fetch_add(1, std::memory_order_release);
    m_round.notify_all();
}

void ThreadTeam::use(int threads)
{
    m_inUse.store(std::clamp(threads, 1, m_size), std::memory_order_relaxed);
}

void ThreadTeam::runErased(int units, Function function, const void* context)
{
    const int workers = std::min(m_inUse.load(std::memory_order_relaxed), units);
    if (workers <= 1) { // a single unit wakes no other thread
        for (int unit = 0; unit < units; ++unit)
            function(context, unit, 0);
        return;
    }
    m_job = {function, context, units, workers};
    for (int worker = 0; worker < workers; ++worker) {
        Stretch& stretch = m_stretches[static_cast<std::size_t>(worker)];
        const auto bound = [&](int n) { return static_cast<int>(std::int64_t{units} * n / workers); };
        stretch.next.store(bound(worker), std::memory_order_relaxed);
        stretch.end = bound(worker + 1);
    }
    m_busy.store(m_size - 1, std::memory_order_relaxed);
    m_round.fetch_add(1, std::memory_order_release);
    m_round.notify_all();
    takeUnits(0);
    // Every worker reports back, also those that are not in use: the job must not change under one that wakes up late.
    for (int busy = m_busy.load(std::memory_order_acquire); busy != 0; busy = m_busy.load(std::memory_order_acquire))
        waitForChange(m_busy, busy);
}

// A worker that is not in use any more leaves after the unit at hand; the caller of run() stays to the last.
void ThreadTeam::takeUnits(int worker)
{
    for (int i = 0; i < m_job.workers; ++i) {
        Stretch& stretch = m_stretches[static_cast<std::size_t>((worker + i) % m_job.workers)];
        while (mayWork(worker)) {
            const int unit = stretch.next.fetch_add(1, std::memory_order_relaxed);
            if (unit >= stretch.end)
                break;
            m_job.function(m_job.context, unit, worker);
        }
    }
}

void ThreadTeam::workerLoop(int worker)
{
    std::uint32_t round = 0;
    for (;;) {
        waitForChange(m_round, round);
        round = m_round.load(std::memory_order_acquire);
        if (m_stop.load(std::memory_order_relaxed))
            return;
        if (worker < m_job.workers)
            takeUnits(worker);
        if (m_busy.fetch_sub(1, std::memory_order_release) == 1)
            m_busy.notify_one();
    }
}

} // namespace tw::model
