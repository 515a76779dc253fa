#pragma once
// (private) The loops of the deformable convolution on plain arrays: sampling and its derivatives. Torch-free, serial;
// the caller cuts the work into ranges that may run on different threads.
//
// Arrays, all dense, channels last, a pixel being one of the batch x outHeight x outWidth outputs:
//   input    batch x height x width x channels
//   offset   pixels x 2 taps, (vertical, horizontal) of each tap
//   mask     pixels x taps
//   columns  pixels x taps x channels
// Source: Dai et al. 2017, Zhu et al. 2019 (DCNv2). A sample outside (-1, height) x (-1, width) is 0; inside, each of
// its four neighbours beyond the border counts 0.

#include <cstdint>

namespace tw::model::deform {

struct Grid {
    std::int64_t channels = 0;
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t outHeight = 0;
    std::int64_t outWidth = 0;
    std::int64_t kernelHeight = 3;
    std::int64_t kernelWidth = 3;
    std::int64_t stride = 1;
    std::int64_t padding = 1;
    std::int64_t dilation = 1;

    std::int64_t taps() const { return kernelHeight * kernelWidth; }
};

struct Range {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

// columns[0] belongs to pixel pixels.begin.
template <class T>
void sampleColumns(const Grid& grid, const T* input, const T* offset, const T* mask, Range pixels, T* columns);

// From d/d columns (gradColumns[0] belongs to pixel pixels.begin) to d/d offset and d/d mask (whole arrays; the rows of
// `pixels` are written).
template <class T>
void differentiateSampling(const Grid& grid, const T* input, const T* offset, const T* mask, const T* gradColumns,
                           Range pixels, T* gradOffset, T* gradMask);

// Adds d/d input, only the channels of `channels`, so that threads with different channels never meet.
template <class T>
void scatterInput(const Grid& grid, const T* offset, const T* mask, const T* gradColumns, Range pixels, Range channels,
                  T* gradInput);

} // namespace tw::model::deform
