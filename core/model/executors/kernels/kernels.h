#pragma once
// (private to model) The inner loops of the fused CPU executor, one table of functions for each instruction set and
// storage type. Maps are channels last: the channels of a pixel lie side by side, pixels of a row behind each other.
//
// Thread: the functions keep no state; a caller gives each thread its own rows and scratch. No function allocates.
// Units: strides and offsets are counted in elements, not bytes.

#include <cstddef>
#include <cstdint>

namespace tw::model::kernels {

// bfloat16 is kept as its bits: the upper half of a float32.
using Bf16 = std::uint16_t;

enum class Activation : std::uint8_t { None, Relu, Silu };

// Channel counts of maps and packed weights are multiples of this.
inline constexpr int kChannelGroup = 16;

// A map, seen from its pixel (0, 0).
template <class T>
struct Pixels {
    T* data = nullptr;
    std::ptrdiff_t pixel = 0; // from a pixel to its right neighbour
    std::ptrdiff_t row = 0;   // to the one below

    T* at(int y, int x) const { return data + y * row + x * pixel; }
};

// out = after + activation(sum over taps and channels + bias + before), or a dot product of that.
template <class T>
struct ConvArgs {
    // Input: output pixel (y, x) starts at in.at(y, x) (strides of the convolution are in in.pixel and in.row); each
    // tap lies `taps[i]` elements further on and is `depth` elements deep. Depth is even for Bf16.
    Pixels<const T> in;
    const std::ptrdiff_t* taps = nullptr;
    int tapCount = 1;
    int depth = 0;
    int inShift = 0; // the input of output pixel x begins at in.at(y, x - inShift): a stretch cut out of a row

    const T* weights = nullptr;  // packed, see packWeights
    const float* bias = nullptr; // of all output channels
    int channels = 0;            // output channels, a multiple of kChannelGroup

    Pixels<float> floats;           // where the output goes in full precision; data null: to `out`
    const Pixels<T>* out = nullptr; // one for each group of output channels; null with `dot` and `floats`
    Pixels<const T> before;         // added before the activation; data null: nothing
    int beforeShift = 0;            // 1: `before` has half the size and is enlarged (nearest neighbour)
    Pixels<const T> after;          // added after the activation
    Activation activation = Activation::None;

    // Instead of being stored, each pixel's channels are multiplied with `dotCount` vectors: a 1 x 1 convolution to few
    // channels directly behind this one. dotOut[i] is a plane of floats that already holds the bias.
    const float* dot = nullptr; // dotCount x channels
    int dotCount = 0;
    Pixels<float> dotOut; // pixel, row: inside a plane
    std::ptrdiff_t dotPlane = 0;
};

// The part of the output that one call computes. channelBegin is a multiple of Table::widestPanel.
struct ConvRange {
    int yBegin = 0;
    int yEnd = 0;
    int xBegin = 0;
    int xEnd = 0;
    int channelBegin = 0;
    int channelEnd = 0;
};

// 3 x 3 depthwise convolution with bias and activation, zero outside the map.
template <class T>
struct DepthwiseArgs {
    Pixels<const T> in;
    int inHeight = 0;
    int inWidth = 0;
    int stride = 1; // 1 or 2
    int channels = 0;
    int width = 0;                  // output pixels in a row
    const float* weights = nullptr; // 9 x channels
    const float* bias = nullptr;
    const T* zeros = nullptr; // a row of inWidth pixels of zeros, pixel distance as `in`
    Activation activation = Activation::None;
};

// Depthwise transposed convolution: window 2 * factor, stride factor, padding factor / 2. `in` has a border of zeros.
template <class T>
struct EnlargeArgs {
    Pixels<const T> in;
    int factor = 2;
    int channels = 0;
    const float* weights = nullptr; // (2 factor)^2 x channels
    Pixels<T> out;
    int width = 0;         // output pixels in a row
    Pixels<const T> after; // added; data null: nothing
};

// The samples that a deformable 3 x 3 convolution multiplies: for each pixel and tap a bilinear sample of all channels,
// times the sigmoid of the tap's mask. Zero one pixel or more outside. `in` has a border of zeros.
template <class T>
struct SampleArgs {
    Pixels<const T> in;
    int height = 0;
    int width = 0;
    int channels = 0;
    // For each pixel: 18 offsets (y, x of each tap), 9 mask logits. Seven floats behind them are read, never used.
    const float* offsets = nullptr;
    std::ptrdiff_t offsetsPixel = 0;
    T* columns = nullptr; // count x 9 x channels
};

// Winograd's F(4 x 4, 3 x 3): tiles of 4 x 4 outputs from 6 x 6 inputs, 36 products a tile instead of 144. Tiles are
// numbered row by row; values lie as 36 x tiles x channels, `plane` elements from one of the 36 to the next.
// Source: Lavin and Gray 2016, Fast Algorithms for Convolutional Neural Networks.
struct WinogradArgs {
    int height = 0; // of the map
    int width = 0;
    int tilesAcross = 0;
    int tileBegin = 0;
    int tileEnd = 0;
    int channels = 0;
    std::ptrdiff_t plane = 0;
};

template <class T>
struct PoolArgs {
    Pixels<const T> in;
    int inHeight = 0;
    int inWidth = 0;
    int channels = 0;
    int size = 2;   // window
    int stride = 2; // of the window; padding is size / 2 when stride is 1, otherwise 0
    Pixels<T> out;
    int width = 0;
};

template <class T>
struct Table {
    const char* name = ""; // "AVX-512"

    // Elements that packWeights writes.
    std::size_t (*packedSize)(int channels, int tapCount, int depth) = nullptr;
    // `weights`: channels x tapCount x depth.
    void (*packWeights)(const float* weights, int channels, int tapCount, int depth, T* out) = nullptr;
    void (*conv)(const ConvArgs<T>&, const ConvRange&) = nullptr;
    int widestPanel = 0;     // output channels computed together
    int pixelsTogether = 12; // of a row; ranges that are multiples of it leave no narrow tiles

    // One output row into `out`, pixels `channels` apart.
    void (*depthwiseRow)(const DepthwiseArgs<T>&, int y, T* out) = nullptr;
    void (*maxPoolRow)(const PoolArgs<T>&, int y) = nullptr;

    // Pixels [x, x + count) of row y.
    void (*sample)(const SampleArgs<T>&, int y, int x, int count) = nullptr;
    void (*enlargeRow)(const EnlargeArgs<T>&, int y) = nullptr;

    // float32 only, null otherwise. `in` has a border of zeros; `patch` holds 36 x channels floats.
    void (*winogradInput)(const WinogradArgs&, const Pixels<const float>& in, float* patch, float* values) = nullptr;
    // The outputs of the products: bias, before, activation, out or dot are taken from `conv`.
    void (*winogradOutput)(const WinogradArgs&, const float* values, const ConvArgs<float>& conv) = nullptr;

    // Nothing but the multiplications that conv() is made of, as fast as they go: the roof of its figures.
    float (*arithmetic)(int rounds) = nullptr;
    int flopPerRound = 0;

    void (*toFloat)(const T* in, float* out, std::size_t count) = nullptr;
    void (*fromFloat)(const float* in, T* out, std::size_t count) = nullptr;
};

// What this processor can run, the fastest first. Null when `T` needs instructions that it lacks (Bf16).
template <class T>
const Table<T>* fastest();
// By name, for tests and benchmarks: "AVX-512", "AVX-512 BF16", "AMX BF16", "AVX2", "portable", "portable tiles" (AMX's
// arithmetic in plain code); null when it cannot run here.
template <class T>
const Table<T>* byName(const char* name);

} // namespace tw::model::kernels
