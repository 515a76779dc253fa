#include "core/model/networks/deform_kernels.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace tw::model::deform {

namespace {

// Top left, top right, bottom left, bottom right of the cell around a sample.
template <class T>
struct Corners {
    bool inside = false;               // else nothing below is set and the sample is 0
    std::array<std::int64_t, 4> index; // of the pixel in its image, -1 beyond the border
    std::array<T, 4> weight;
    T down = 0; // fractions of the sample's position inside the cell
    T right = 0;
};

template <class T>
Corners<T> cornersOf(const Grid& grid, T y, T x)
{
    Corners<T> c;
    const T height = static_cast<T>(grid.height);
    const T width = static_cast<T>(grid.width);
    c.inside = y > T(-1) && x > T(-1) && y < height && x < width; // false for NaN
    if (!c.inside)
        return c;
    const T top = std::floor(y);
    const T left = std::floor(x);
    c.down = y - top;
    c.right = x - left;
    c.weight = {(1 - c.down) * (1 - c.right), (1 - c.down) * c.right, c.down * (1 - c.right), c.down * c.right};
    const auto row = static_cast<std::int64_t>(top);
    const auto column = static_cast<std::int64_t>(left);
    const bool hasTop = row >= 0;
    const bool hasBottom = row + 1 < grid.height;
    const bool hasLeft = column >= 0;
    const bool hasRight = column + 1 < grid.width;
    const std::int64_t first = row * grid.width + column;
    c.index = {hasTop && hasLeft ? first : -1, hasTop && hasRight ? first + 1 : -1,
               hasBottom && hasLeft ? first + grid.width : -1, hasBottom && hasRight ? first + grid.width + 1 : -1};
    return c;
}

struct Pixel {
    std::int64_t image;
    std::int64_t y;
    std::int64_t x;
};

Pixel pixelOf(const Grid& grid, std::int64_t pixel)
{
    const std::int64_t area = grid.outHeight * grid.outWidth;
    const std::int64_t inImage = pixel % area;
    return {pixel / area, inImage / grid.outWidth, inImage % grid.outWidth};
}

template <class T>
Corners<T> cornersOf(const Grid& grid, const Pixel& pixel, std::int64_t tap, const T* pixelOffset)
{
    const std::int64_t y = pixel.y * grid.stride - grid.padding + tap / grid.kernelWidth * grid.dilation;
    const std::int64_t x = pixel.x * grid.stride - grid.padding + tap % grid.kernelWidth * grid.dilation;
    return cornersOf(grid, static_cast<T>(y) + pixelOffset[2 * tap], static_cast<T>(x) + pixelOffset[2 * tap + 1]);
}

// Where the four neighbours' channels lie; those beyond the border point to zeros, so that the inner loops need no
// branches.
template <class T>
std::array<const T*, 4> rowsOf(const Grid& grid, const Corners<T>& corners, const T* image, const T* zeros)
{
    std::array<const T*, 4> rows;
    for (std::size_t k = 0; k < 4; ++k)
        rows[k] = corners.index[k] < 0 ? zeros : image + corners.index[k] * grid.channels;
    return rows;
}

template <class T>
void blend(const std::array<const T*, 4>& rows, const std::array<T, 4>& weight, std::int64_t channels,
           T* __restrict__ out)
{
    const T* __restrict__ a = rows[0];
    const T* __restrict__ b = rows[1];
    const T* __restrict__ c = rows[2];
    const T* __restrict__ d = rows[3];
    const T wa = weight[0];
    const T wb = weight[1];
    const T wc = weight[2];
    const T wd = weight[3];
#pragma omp simd
    for (std::int64_t i = 0; i < channels; ++i)
        out[i] = wa * a[i] + wb * b[i] + wc * c[i] + wd * d[i];
}

// Products of `gradient` with the four rows.
template <class T>
std::array<T, 4> dots(const std::array<const T*, 4>& rows, const T* __restrict__ gradient, std::int64_t channels)
{
    const T* __restrict__ a = rows[0];
    const T* __restrict__ b = rows[1];
    const T* __restrict__ c = rows[2];
    const T* __restrict__ d = rows[3];
    T sa = 0;
    T sb = 0;
    T sc = 0;
    T sd = 0;
#pragma omp simd reduction(+ : sa, sb, sc, sd)
    for (std::int64_t i = 0; i < channels; ++i) {
        sa += gradient[i] * a[i];
        sb += gradient[i] * b[i];
        sc += gradient[i] * c[i];
        sd += gradient[i] * d[i];
    }
    return {sa, sb, sc, sd};
}

template <class T>
void addScaled(T scale, const T* __restrict__ from, Range channels, T* __restrict__ to)
{
#pragma omp simd
    for (std::int64_t i = channels.begin; i < channels.end; ++i)
        to[i] += scale * from[i];
}

} // namespace

template <class T>
void sampleColumns(const Grid& grid, const T* input, const T* offset, const T* mask, Range pixels, T* columns)
{
    const std::int64_t taps = grid.taps();
    const std::vector<T> zeros(static_cast<std::size_t>(grid.channels), T(0));
    for (std::int64_t p = pixels.begin; p < pixels.end; ++p) {
        const Pixel pixel = pixelOf(grid, p);
        const T* image = input + pixel.image * grid.height * grid.width * grid.channels;
        for (std::int64_t tap = 0; tap < taps; ++tap, columns += grid.channels) {
            Corners<T> corners = cornersOf(grid, pixel, tap, offset + p * 2 * taps);
            if (!corners.inside) {
                std::fill_n(columns, grid.channels, T(0));
                continue;
            }
            for (T& weight : corners.weight)
                weight *= mask[p * taps + tap];
            blend(rowsOf(grid, corners, image, zeros.data()), corners.weight, grid.channels, columns);
        }
    }
}

template <class T>
void differentiateSampling(const Grid& grid, const T* input, const T* offset, const T* mask, const T* gradColumns,
                           Range pixels, T* gradOffset, T* gradMask)
{
    const std::int64_t taps = grid.taps();
    const std::vector<T> zeros(static_cast<std::size_t>(grid.channels), T(0));
    for (std::int64_t p = pixels.begin; p < pixels.end; ++p) {
        const Pixel pixel = pixelOf(grid, p);
        const T* image = input + pixel.image * grid.height * grid.width * grid.channels;
        for (std::int64_t tap = 0; tap < taps; ++tap, gradColumns += grid.channels) {
            T* const toOffset = gradOffset + (p * taps + tap) * 2;
            T* const toMask = gradMask + p * taps + tap;
            const Corners<T> c = cornersOf(grid, pixel, tap, offset + p * 2 * taps);
            if (!c.inside) {
                toOffset[0] = toOffset[1] = *toMask = 0;
                continue;
            }
            const auto s = dots(rowsOf(grid, c, image, zeros.data()), gradColumns, grid.channels);
            const T scale = mask[p * taps + tap];
            *toMask = c.weight[0] * s[0] + c.weight[1] * s[1] + c.weight[2] * s[2] + c.weight[3] * s[3];
            toOffset[0] = scale * ((1 - c.right) * (s[2] - s[0]) + c.right * (s[3] - s[1]));
            toOffset[1] = scale * ((1 - c.down) * (s[1] - s[0]) + c.down * (s[3] - s[2]));
        }
    }
}

template <class T>
void scatterInput(const Grid& grid, const T* offset, const T* mask, const T* gradColumns, Range pixels, Range channels,
                  T* gradInput)
{
    const std::int64_t taps = grid.taps();
    for (std::int64_t p = pixels.begin; p < pixels.end; ++p) {
        const Pixel pixel = pixelOf(grid, p);
        T* const image = gradInput + pixel.image * grid.height * grid.width * grid.channels;
        for (std::int64_t tap = 0; tap < taps; ++tap, gradColumns += grid.channels) {
            const Corners<T> corners = cornersOf(grid, pixel, tap, offset + p * 2 * taps);
            if (!corners.inside)
                continue;
            const T scale = mask[p * taps + tap];
            for (std::size_t k = 0; k < 4; ++k) {
                if (corners.index[k] >= 0)
                    addScaled(scale * corners.weight[k], gradColumns, channels,
                              image + corners.index[k] * grid.channels);
            }
        }
    }
}

template void sampleColumns(const Grid&, const float*, const float*, const float*, Range, float*);
template void sampleColumns(const Grid&, const double*, const double*, const double*, Range, double*);
template void differentiateSampling(const Grid&, const float*, const float*, const float*, const float*, Range, float*,
                                    float*);
template void differentiateSampling(const Grid&, const double*, const double*, const double*, const double*, Range,
                                    double*, double*);
template void scatterInput(const Grid&, const float*, const float*, const float*, Range, Range, float*);
template void scatterInput(const Grid&, const double*, const double*, const double*, Range, Range, double*);

} // namespace tw::model::deform
