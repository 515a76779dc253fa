// (private to the kernels) Convolution as products of tiles: 16 pixels x 32 deep times 32 deep x 16 output channels.
// Written once in terms of Tiles (tiles_amx.h, tiles_portable.h); included behind kernels_impl.h.
//
// The rows of a pixel tile are loaded straight from the map, one pixel apart: nothing is copied into columns. Sums
// leave the tiles through a block of floats that stays in the first-level cache.

static constexpr int kTileCount = 8;
static constexpr int kTilePixels = 16;
static constexpr int kTileChannels = 16;
static constexpr int kTileDepth = 32; // bfloat16 in a row of 64 bytes

struct TileShapes {
    int rows[kTileCount] = {};
    int rowBytes[kTileCount] = {};
};

// A tile may be narrower than the registers, but all of a convolution are alike: the largest even part of the depth
// that a row holds.
static inline int tileDepth(int depth)
{
    int block = depth < kTileDepth ? depth : kTileDepth;
    while (depth % block != 0 || block % 2 != 0) {
        --block;
    }
    return block;
}

// channels x taps x depth -> 16 channels, tap, block of depth, pair, channel, 2.
template <class S>
static void packTileWeights(const float* weights, int channels, int tapCount, int depth, typename S::T* out)
{
    const std::ptrdiff_t total = static_cast<std::ptrdiff_t>(tapCount) * depth;
    for (int c = 0; c < channels; c += kTileChannels) {
        for (std::ptrdiff_t k = 0; k < total; k += 2) { // blocks are even and divide the depth: pairs follow each other
            for (int i = 0; i < kTileChannels; ++i) {
                *out++ = S::round(weights[(c + i) * total + k]);
                *out++ = S::round(weights[(c + i) * total + k + 1]);
            }
        }
    }
}

// Registers: 0 to 3 sums (two of pixels x two of channels), 4 and 5 pixels, 6 and 7 weights.
template <class Tiles>
static inline void configureTiles(int pixels, int block)
{
    TileShapes shapes;
    for (int i = 0; i < kTileCount; ++i) {
        shapes.rows[i] = i < 6 ? pixels : block / 2;
        shapes.rowBytes[i] = i == 4 || i == 5 ? 2 * block : 64;
    }
    Tiles::configure(shapes);
}

static constexpr int kSumsRow = 2 * kTileChannels; // floats

// kPixelTiles x kChannelTiles products into `sums`. `second`: where the second tile of pixels begins, from the first.
template <class S, class Tiles, int kPixelTiles, int kChannelTiles>
static inline void multiplyTiles(const ConvArgs<typename S::T>& a, const typename S::T* in, std::ptrdiff_t second,
                                 int channel, int block, float* sums)
{
    using T = typename S::T;
    const std::ptrdiff_t total = static_cast<std::ptrdiff_t>(a.tapCount) * a.depth;
    const T* panel = a.weights + channel * total;
    const T* nextPanel = panel + kTileChannels * total;
    const std::ptrdiff_t pixelBytes = a.in.pixel * static_cast<std::ptrdiff_t>(sizeof(T));
    Tiles::template load<0>(a.bias + channel, 0); // every row is the bias
    if constexpr (kChannelTiles == 2) {
        Tiles::template load<1>(a.bias + channel + kTileChannels, 0);
    }
    if constexpr (kPixelTiles == 2) {
        Tiles::template load<2>(a.bias + channel, 0);
        if constexpr (kChannelTiles == 2) {
            Tiles::template load<3>(a.bias + channel + kTileChannels, 0);
        }
    }
    for (int t = 0; t < a.tapCount; ++t) {
        const T* from = in + a.taps[t];
        for (int k = 0; k < a.depth; k += block) {
            Tiles::template load<6>(panel, 64);
            Tiles::template load<4>(from + k, pixelBytes);
            Tiles::template multiply<0, 4, 6>();
            if constexpr (kChannelTiles == 2) {
                Tiles::template load<7>(nextPanel, 64);
                Tiles::template multiply<1, 4, 7>();
            }
            if constexpr (kPixelTiles == 2) {
                Tiles::template load<5>(from + second + k, pixelBytes);
                Tiles::template multiply<2, 5, 6>();
                if constexpr (kChannelTiles == 2) {
                    Tiles::template multiply<3, 5, 7>();
                }
            }
            panel += block * kTileChannels;
            nextPanel += block * kTileChannels;
        }
    }
    constexpr std::ptrdiff_t kRowBytes = kSumsRow * sizeof(float);
    Tiles::template store<0>(sums, kRowBytes);
    if constexpr (kChannelTiles == 2) {
        Tiles::template store<1>(sums + kTileChannels, kRowBytes);
    }
    if constexpr (kPixelTiles == 2) {
        float* below = sums + kTilePixels * kSumsRow;
        Tiles::template store<2>(below, kRowBytes);
        if constexpr (kChannelTiles == 2) {
            Tiles::template store<3>(below + kTileChannels, kRowBytes);
        }
    }
}

template <class S, int P, int NV>
static inline void finishPixels(const ConvArgs<typename S::T>& a, const float* sums, int y, int x, int channel)
{
    Reg tile[P][NV];
    for (int p = 0; p < P; ++p) {
        for (int v = 0; v < NV; ++v) {
            tile[p][v] = load(sums + p * kSumsRow + v * kLanes);
        }
    }
    finishTile<S, P, NV>(a, tile, y, x, channel);
}

// Pixels [x, x + count) of one tile.
template <class S, int kChannelTiles>
static inline void finishSums(const ConvArgs<typename S::T>& a, const float* sums, int y, int x, int count, int channel)
{
    constexpr int kVectors = kChannelTiles * kTileChannels / kLanes;
    constexpr int kTogether = kVectors <= 2 ? 4 : 1;
    int p = 0;
    for (; p + kTogether <= count; p += kTogether) {
        finishPixels<S, kTogether, kVectors>(a, sums + p * kSumsRow, y, x + p, channel);
    }
    for (; p < count; ++p) {
        finishPixels<S, 1, kVectors>(a, sums + p * kSumsRow, y, x + p, channel);
    }
}

// A row. Where the width is no multiple of the tile, the last tile begins earlier: what it computes again is not stored
// again (dot products are added up).
template <class S, class Tiles, int kChannelTiles>
static inline void convTileRow(const ConvArgs<typename S::T>& a, int y, int xBegin, int xEnd, int channel, int block)
{
    alignas(64) float sums[2 * kTilePixels * kSumsRow];
    const int wide = xEnd - xBegin < kTilePixels ? xEnd - xBegin : kTilePixels;
    const typename S::T* row = a.in.data + y * a.in.row;
    for (int x = xBegin; x < xEnd;) {
        const int left = xEnd - x;
        const int first = left < wide ? xEnd - wide : x; // of the tile
        const typename S::T* in = row + (first - a.inShift) * a.in.pixel;
        if (left <= wide) {
            multiplyTiles<S, Tiles, 1, kChannelTiles>(a, in, 0, channel, block, sums);
            finishSums<S, kChannelTiles>(a, sums + (x - first) * kSumsRow, y, x, left, channel);
            return;
        }
        const int count = left < 2 * wide ? left - wide : wide; // pixels that the second tile adds
        multiplyTiles<S, Tiles, 2, kChannelTiles>(a, in, count * a.in.pixel, channel, block, sums); // ends with them
        finishSums<S, kChannelTiles>(a, sums, y, x, wide, channel);
        finishSums<S, kChannelTiles>(a, sums + (kTilePixels + wide - count) * kSumsRow, y, x + wide, count, channel);
        x += wide + count;
    }
}

template <class S, class Tiles>
static void tileConv(const ConvArgs<typename S::T>& a, const ConvRange& range)
{
    const int block = tileDepth(a.depth);
    const int width = range.xEnd - range.xBegin;
    configureTiles<Tiles>(width < kTilePixels ? width : kTilePixels, block);
    for (int c = range.channelBegin; c < range.channelEnd; c += 2 * kTileChannels) {
        for (int y = range.yBegin; y < range.yEnd; ++y) {
            if (c + kTileChannels < range.channelEnd) {
                convTileRow<S, Tiles, 2>(a, y, range.xBegin, range.xEnd, c, block);
            } else {
                convTileRow<S, Tiles, 1>(a, y, range.xBegin, range.xEnd, c, block);
            }
        }
    }
    Tiles::release();
}

// Nothing but products of full tiles: the roof of tileConv's figures.
template <class S, class Tiles>
static float tileArithmetic(int rounds)
{
    alignas(64) typename S::T numbers[kTileDepth];
    for (auto& number : numbers) {
        number = S::round(0.001F);
    }
    alignas(64) float sums[kTilePixels * kTileChannels] = {};
    configureTiles<Tiles>(kTilePixels, kTileDepth);
    Tiles::template load<0>(sums, 64);
    Tiles::template load<1>(sums, 64);
    Tiles::template load<2>(sums, 64);
    Tiles::template load<3>(sums, 64);
    Tiles::template load<4>(numbers, 0);
    Tiles::template load<5>(numbers, 0);
    Tiles::template load<6>(numbers, 0);
    Tiles::template load<7>(numbers, 0);
    for (int r = 0; r < rounds; ++r) {
        Tiles::template multiply<0, 4, 6>();
        Tiles::template multiply<1, 4, 7>();
        Tiles::template multiply<2, 5, 6>();
        Tiles::template multiply<3, 5, 7>();
    }
    float total = 0;
    const auto addUp = [&] {
        for (float s : sums) {
            total += s;
        }
    };
    Tiles::template store<0>(sums, 64);
    addUp();
    Tiles::template store<1>(sums, 64);
    addUp();
    Tiles::template store<2>(sums, 64);
    addUp();
    Tiles::template store<3>(sums, 64);
    addUp();
    Tiles::release();
    return total;
}
static constexpr int kTileFlopPerRound = 4 * 2 * kTilePixels * kTileChannels * kTileDepth;

template <class S, class Tiles>
static Table<typename S::T> withTiles(Table<typename S::T> table)
{
    table.packWeights = packTileWeights<S>;
    table.conv = tileConv<S, Tiles>;
    table.widestPanel = 4 * kTileChannels;
    table.pixelsTogether = 2 * kTilePixels;
    table.arithmetic = tileArithmetic<S, Tiles>;
    table.flopPerRound = kTileFlopPerRound;
    return table;
}
