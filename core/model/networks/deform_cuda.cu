#include "core/model/networks/deform_cuda.h"

#include <cuda_fp16.h>
#include <mma.h>

namespace tw::model::deform {

namespace {

constexpr int kThreads = 256;

// ---- float32: columns

// One thread a pixel, tap and channel; neighbouring threads take neighbouring channels.
__global__ void sampleKernel(CudaGrid grid, const float* input, const float* offset, const float* mask,
                             std::int64_t first, std::int64_t count, float* columns)
{
    const std::int64_t step = static_cast<std::int64_t>(gridDim.x) * blockDim.x;
    const std::int64_t all = count * grid.taps() * grid.channels;
    for (std::int64_t i = static_cast<std::int64_t>(blockIdx.x) * blockDim.x + threadIdx.x; i < all; i += step) {
        const int channel = static_cast<int>(i % grid.channels);
        const std::int64_t sample = i / grid.channels;
        const Corners corners = cornersOf(grid, offset, mask, first + sample / grid.taps(),
                                          static_cast<int>(sample % grid.taps()));
        float sum = 0;
        for (int k = 0; k < 4; ++k)
            sum += corners.share[k] * input[corners.row[k] * grid.channels + channel];
        columns[i] = sum;
    }
}

// ---- half precision: implicit matrix product

constexpr int kTilePixels = 64;
constexpr int kTileOutputs = 64;
constexpr int kTileDepth = kHalfChannels;
constexpr int kPiece = 8;                          // halves that one thread moves at a time: 16 bytes
constexpr int kRow = kTileDepth + kPiece;          // rows of shared memory start in different banks
constexpr int kOutRow = kTileOutputs + 4;
static_assert(kTilePixels * kTileDepth == kThreads * kPiece && kTileOutputs * kTileDepth == kThreads * kPiece,
              "every thread moves one piece of samples and one of weights");

struct Piece {
    __half2 pair[kPiece / 2];
};
static_assert(sizeof(Piece) == 16);

union Tile {
    struct {
        __half samples[kTilePixels * kRow];
        __half weights[kTileOutputs * kRow];
    } in;
    float out[kTilePixels * kOutRow];
};

__device__ Piece load(const __half* from)
{
    const uint4 raw = *reinterpret_cast<const uint4*>(from);
    Piece piece;
    memcpy(&piece, &raw, sizeof piece);
    return piece;
}

__device__ void store(__half* to, const Piece& piece)
{
    uint4 raw;
    memcpy(&raw, &piece, sizeof raw);
    *reinterpret_cast<uint4*>(to) = raw;
}

// One piece of one sample: four rows of the input, summed in float32.
__device__ Piece samplePiece(const Corners& corners, const __half* input, int channels, int channel)
{
    float2 sum[kPiece / 2] = {};
    for (int k = 0; k < 4; ++k) {
        const float share = corners.share[k];
        if (share == 0) // outside, or exactly on the grid
            continue;
        const Piece piece = load(input + corners.row[k] * channels + channel);
        for (int i = 0; i < kPiece / 2; ++i) {
            const float2 value = __half22float2(piece.pair[i]);
            sum[i].x += share * value.x;
            sum[i].y += share * value.y;
        }
    }
    Piece out;
    for (int i = 0; i < kPiece / 2; ++i)
        out.pair[i] = __float22half2_rn(sum[i]);
    return out;
}

// A block computes 64 pixels x 64 outputs. Its 8 warps hold two 16 x 16 sums each.
__global__ void __launch_bounds__(kThreads)
    halfKernel(CudaGrid grid, const __half* input, const __half* offset, const __half* mask, const __half* weight,
               const __half* bias, __half* out)
{
#if __CUDA_ARCH__ >= 700
    namespace wmma = nvcuda::wmma;
    __shared__ __align__(16) Tile tile;
    __shared__ Corners corners[kTilePixels];
    const int thread = threadIdx.x;
    const int warp = thread / 32;
    const std::int64_t firstPixel = static_cast<std::int64_t>(blockIdx.x) * kTilePixels;
    const int firstOutput = blockIdx.y * kTileOutputs;
    const int row = thread / (kTileDepth / kPiece); // pixel, and output whose weights this thread moves
    const int piece = thread % (kTileDepth / kPiece) * kPiece;
    const int depth = grid.taps() * grid.channels;

    wmma::fragment<wmma::accumulator, 16, 16, 16, float> sums[2];
    wmma::fill_fragment(sums[0], 0.0F);
    wmma::fill_fragment(sums[1], 0.0F);
    const int pixelTile = warp / 2 * 16;
    const int outputTile = warp % 2 * 32;

    for (int tap = 0; tap < grid.taps(); ++tap) {
        __syncthreads(); // no thread still reads the corners of the previous tap
        if (thread < kTilePixels) {
            const std::int64_t pixel = firstPixel + thread;
            corners[thread] = pixel < grid.pixels() ? cornersOf(grid, offset, mask, pixel, tap)
                                                    : Corners{{0, 0, 0, 0}, {0, 0, 0, 0}};
        }
        for (int channel = 0; channel < grid.channels; channel += kTileDepth) {
            __syncthreads(); // corners are there; no thread still reads the previous tile
            store(tile.in.samples + row * kRow + piece, samplePiece(corners[row], input, grid.channels, channel + piece));
            Piece weights = {};
            if (firstOutput + row < grid.outChannels)
                weights = load(weight + static_cast<std::int64_t>(firstOutput + row) * depth + tap * grid.channels +
                               channel + piece);
            store(tile.in.weights + row * kRow + piece, weights);
            __syncthreads();
            for (int k = 0; k < kTileDepth; k += 16) {
                wmma::fragment<wmma::matrix_a, 16, 16, 16, __half, wmma::row_major> a;
                wmma::load_matrix_sync(a, tile.in.samples + pixelTile * kRow + k, kRow);
                for (int i = 0; i < 2; ++i) {
                    wmma::fragment<wmma::matrix_b, 16, 16, 16, __half, wmma::col_major> b;
                    wmma::load_matrix_sync(b, tile.in.weights + (outputTile + 16 * i) * kRow + k, kRow);
                    wmma::mma_sync(sums[i], a, b, sums[i]);
                }
            }
        }
    }
    __syncthreads(); // the tile becomes the output's
    for (int i = 0; i < 2; ++i)
        wmma::store_matrix_sync(tile.out + pixelTile * kOutRow + outputTile + 16 * i, sums[i], kOutRow,
                                wmma::mem_row_major);
    __syncthreads();
    for (int i = thread; i < kTilePixels * kTileOutputs; i += kThreads) {
        const std::int64_t pixel = firstPixel + i / kTileOutputs;
        const int output = firstOutput + i % kTileOutputs;
        if (pixel < grid.pixels() && output < grid.outChannels)
            out[pixel * grid.outChannels + output] =
                __float2half_rn(tile.out[i / kTileOutputs * kOutRow + i % kTileOutputs] + __half2float(bias[output]));
    }
#else
    __trap(); // tensor cores came with compute capability 7.0; the caller asks before
#endif
}

unsigned blocksFor(std::int64_t work, std::int64_t each)
{
    constexpr std::int64_t kMost = 1 << 20;
    const std::int64_t blocks = (work + each - 1) / each;
    return static_cast<unsigned>(blocks < kMost ? blocks : kMost);
}

} // namespace

int sampleColumnsCuda(const CudaGrid& grid, const float* input, const float* offset, const float* mask,
                      std::int64_t first, std::int64_t count, float* columns, void* stream)
{
    if (count <= 0)
        return cudaSuccess;
    sampleKernel<<<blocksFor(count * grid.taps() * grid.channels, kThreads), kThreads, 0,
                   static_cast<cudaStream_t>(stream)>>>(grid, input, offset, mask, first, count, columns);
    return cudaGetLastError();
}

int deformConvHalfCuda(const CudaGrid& grid, const void* input, const void* offset, const void* mask, const void* weight,
                       const void* bias, void* out, void* stream)
{
    if (grid.pixels() <= 0)
        return cudaSuccess;
    if (grid.channels % kHalfChannels != 0)
        return cudaErrorInvalidValue;
    const dim3 blocks(static_cast<unsigned>((grid.pixels() + kTilePixels - 1) / kTilePixels),
                      static_cast<unsigned>((grid.outChannels + kTileOutputs - 1) / kTileOutputs));
    const auto half = [](const void* p) { return static_cast<const __half*>(p); };
    halfKernel<<<blocks, kThreads, 0, static_cast<cudaStream_t>(stream)>>>(
        grid, half(input), half(offset), half(mask), half(weight), half(bias), static_cast<__half*>(out));
    return cudaGetLastError();
}

} // namespace tw::model::deform
