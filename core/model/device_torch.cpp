#include "core/base/log.h"
#include "core/model/device.h"
#include "core/model/device_backend.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <semaphore>
#include <stop_token>
#include <string>
#include <thread>

namespace tw::model {

namespace {

// Debian's LibTorch chooses its AVX2 kernels on processors that have AVX-512, unless told otherwise before the first
// operation. A choice of the user's stands. Runs before main(), while the program has one thread: setenv() frees the
// environment that another thread may be reading.
[[maybe_unused]] const bool kernelsAreChosen = [] {
    const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
    return avx512 && ::setenv("ATEN_CPU_CAPABILITY", "avx512", 0) == 0;
}();

// GNU's OpenMP lets its workers spin for milliseconds at the end of every parallel loop, as long as it counts no more
// threads than processors. With a decoder, a window or anything else running, those workers keep the processor from the
// thread that they wait for: ten times slower, measured. A second team that sleeps for ever makes it count more, and
// workers go to sleep at once. (The documented way, OMP_WAIT_POLICY, is read before main().)
class SleepingTeam
{
public:
    SleepingTeam()
        : m_thread([this](std::stop_token stop) {
              at::parallel_for(0, at::get_num_threads(), 1, [](std::int64_t, std::int64_t) {});
              m_started.release();
              std::unique_lock lock(m_mutex);
              m_never.wait(lock, stop, [] { return false; });
          })
    {
        m_started.acquire();
    }

private:
    std::binary_semaphore m_started{0};
    std::mutex m_mutex;
    std::condition_variable_any m_never;
    std::jthread m_thread; // last: it uses the others
};

void keepWorkersFromSpinning()
{
    const bool chosenByUser = std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr;
    if (!chosenByUser && at::get_num_threads() > 1)
        static const SleepingTeam team;
}

} // namespace

int cudaDeviceCount()
{
    try {
        return torch::cuda::is_available() ? static_cast<int>(torch::cuda::device_count()) : 0;
    } catch (const std::exception& e) { // a driver older than the CUDA runtime
        log::warn("model", std::string("CUDA cannot be used: ") + e.what());
        return 0;
    }
}

std::string whyNoCuda()
{
    return at::globalContext().hasCUDART() ? "no CUDA device, or its driver does not answer"
                                           : "this build's LibTorch has no CUDA";
}

int setInferenceThreads(int n)
{
    const int threads = n > 0 ? n : usableProcessors();
    at::set_num_threads(threads);
    keepWorkersFromSpinning();
    return at::get_num_threads();
}

} // namespace tw::model
