#include "core/model/executors/letterbox_kernel.h"

#include <cuda_fp16.h>

namespace tw::model {

namespace {

constexpr int kTileWidth = 32;
constexpr int kTileHeight = 8;

__device__ void put(float* to, float value)
{
    *to = value;
}

__device__ void put(__half* to, float value)
{
    *to = __float2half_rn(value);
}

// A thread a pixel of the network's input. Neighbouring threads read neighbouring samples; a picture is read about once
// from memory and the rest from the caches.
template <class T>
__global__ void letterboxKernel(LetterboxJob job, T* out)
{
    const int x = blockIdx.x * kTileWidth + threadIdx.x;
    const int y = blockIdx.y * kTileHeight + threadIdx.y;
    if (x >= job.networkWidth || y >= job.networkHeight)
        return;
    const Levels pixel = letterboxPixel(job, x, y);
    T* const to = out + (static_cast<std::int64_t>(y) * job.networkWidth + x) * 3;
    for (int c = 0; c < 3; ++c)
        put(to + c, pixel.rgb[c] / 255.0F);
}

} // namespace

int letterboxCuda(const LetterboxJob& job, bool half, void* out, void* stream)
{
    const dim3 threads(kTileWidth, kTileHeight);
    const dim3 blocks(static_cast<unsigned>((job.networkWidth + kTileWidth - 1) / kTileWidth),
                      static_cast<unsigned>((job.networkHeight + kTileHeight - 1) / kTileHeight));
    const auto queue = static_cast<cudaStream_t>(stream);
    if (half)
        letterboxKernel<<<blocks, threads, 0, queue>>>(job, static_cast<__half*>(out));
    else
        letterboxKernel<<<blocks, threads, 0, queue>>>(job, static_cast<float*>(out));
    return cudaGetLastError();
}

} // namespace tw::model
