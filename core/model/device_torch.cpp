#include "core/base/log.h"
#include "core/model/device.h"
#include "core/model/device_backend.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>

#include <cstdlib>
#include <exception>
#include <mutex>

namespace tw::model {

namespace {

// Debian's LibTorch chooses its AVX2 kernels on processors that have AVX-512, unless told otherwise before the first
// operation. A choice of the user's stands.
void chooseKernels()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
            __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
            ::setenv("ATEN_CPU_CAPABILITY", "avx512", 0);
    });
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
    chooseKernels();
    const int threads = n > 0 ? n : usableProcessors();
    at::set_num_threads(threads);
    return at::get_num_threads();
}

} // namespace tw::model
