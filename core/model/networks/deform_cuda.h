#pragma once
// (private to model) The deformable convolution's sampling on CUDA devices, as plain functions of pointers: the .cu
// file knows no LibTorch, so that any nvcc compiles it in seconds. Built when TW_CUDA is on and there is an nvcc;
// without it deformConvComposed() does the work.
//
// What has run: the arithmetic (cornersOf) on the CPU in tst_deform_conv; the kernels have been compiled, but no GPU
// was there to run them.

#include "core/model/host_device.h"

#include <cstdint>

namespace tw::model::deform {

// B x H x W x C in, dense; outputs B x outHeight x outWidth.
struct CudaGrid {
    int batch = 1, channels = 0, height = 0, width = 0;
    int outHeight = 0, outWidth = 0, outChannels = 0;
    int kernelHeight = 3, kernelWidth = 3;
    int stride = 1, padding = 1, dilation = 1;

    TW_DEVICE int taps() const { return kernelHeight * kernelWidth; }
    TW_DEVICE std::int64_t pixels() const { return static_cast<std::int64_t>(batch) * outHeight * outWidth; }
};

// The four neighbours of one sample: rows of C in the input, and what each counts, the mask included. A neighbour
// outside counts nothing and points at row 0.
struct Corners {
    std::int64_t row[4];
    float share[4];
};

// `y` and `x` of a tap without its offset plus the offset; finite or not.
TW_DEVICE inline Corners cornersAt(const CudaGrid& grid, int image, float y, float x, float mask)
{
    Corners corners{{0, 0, 0, 0}, {0, 0, 0, 0}};
    if (!(y > -1.0F && x > -1.0F && y < static_cast<float>(grid.height) && x < static_cast<float>(grid.width)))
        return corners;
    const int top = static_cast<int>(y + 1.0F) - 1; // floor: both are above -1
    const int left = static_cast<int>(x + 1.0F) - 1;
    const float down = y - static_cast<float>(top);
    const float right = x - static_cast<float>(left);
    for (int i = 0; i < 4; ++i) {
        const int atY = top + i / 2;
        const int atX = left + i % 2;
        if (atY < 0 || atX < 0 || atY >= grid.height || atX >= grid.width)
            continue;
        corners.row[i] = (static_cast<std::int64_t>(image) * grid.height + atY) * grid.width + atX;
        corners.share[i] = (i / 2 == 0 ? 1 - down : down) * (i % 2 == 0 ? 1 - right : right) * mask;
    }
    return corners;
}

// Of output pixel `pixel` (all images behind each other) and one tap. offset: pixels x 2 taps, mask: pixels x taps.
template <class T>
TW_DEVICE inline Corners cornersOf(const CudaGrid& grid, const T* offset, const T* mask, std::int64_t pixel, int tap)
{
    const int inImage = static_cast<int>(pixel % (static_cast<std::int64_t>(grid.outHeight) * grid.outWidth));
    const int image = static_cast<int>(pixel / (static_cast<std::int64_t>(grid.outHeight) * grid.outWidth));
    const int y = inImage / grid.outWidth * grid.stride - grid.padding + tap / grid.kernelWidth * grid.dilation;
    const int x = inImage % grid.outWidth * grid.stride - grid.padding + tap % grid.kernelWidth * grid.dilation;
    const T* shift = offset + (pixel * grid.taps() + tap) * 2;
    return cornersAt(grid, image, static_cast<float>(y) + static_cast<float>(shift[0]),
                     static_cast<float>(x) + static_cast<float>(shift[1]),
                     static_cast<float>(mask[pixel * grid.taps() + tap]));
}

// Samples of pixels [first, first + count) as rows of taps x channels, for a matrix product behind. `stream` is a
// cudaStream_t. Returns a cudaError_t, 0 for success; nothing is waited for.
int sampleColumnsCuda(const CudaGrid& grid, const float* input, const float* offset, const float* mask,
                      std::int64_t first, std::int64_t count, float* columns, void* stream);

// The whole layer in half precision as an implicit matrix product: samples go straight into shared memory, tensor cores
// multiply, sums are float32. weight: outChannels x taps x channels; out: pixels x outChannels. Pointers to half,
// aligned to 16 bytes; channels a multiple of kHalfChannels.
inline constexpr int kHalfChannels = 32;
int deformConvHalfCuda(const CudaGrid& grid, const void* input, const void* offset, const void* mask,
                       const void* weight, const void* bias, void* out, void* stream);

} // namespace tw::model::deform
