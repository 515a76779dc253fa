// Would the tile unit's int8 products make `lite` faster? Its dense layers at 576 x 320, in bfloat16 by the kernels
// that run and in int8 by the kernel below, on one thread and in turn; and the peak of float16 arithmetic.
//
//   chrt -f 10 taskset -c 1 bench_int8
//
// Int8: symmetric, one scale for each output channel and one for the map. Sums go to float32, SiLU is computed there,
// and the outputs are rounded to int8 again: what every layer of a network would have to do. Each repetition takes
// another of kMaps maps, so that larger ones come from the shared cache, where int8 gains most. Medians of kPairs
// pairs.

#include "core/model/executors/arena.h"
#include "core/model/executors/kernels/kernels.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <immintrin.h>
#include <random>
#include <vector>

namespace tw::model::kernels {
namespace {

#include "core/model/executors/kernels/vec_avx512.h"

#include "core/model/executors/kernels/kernels_impl.h"

#include "core/model/executors/kernels/bf16_avx512.h"

#include "core/model/executors/kernels/tile_conv_impl.h"

#include "core/model/executors/kernels/tiles_amx.h"

constexpr int kPairs = 41;
constexpr int kMaps = 4;
constexpr int kUnitPixels = 960; // of a 1 x 1 layer, as the executor divides them
constexpr float kLargestInt8 = 127;

struct Shape {
    const char* name;
    int count; // layers of this shape in the network
    int height, width, in, out, kernel;
    bool heat; // reduced to one plane instead of being stored
};
constexpr Shape kShapes[] = {
    {"stage2 ends, conv3", 2, 80, 144, 32, 32, 1, false},
    {"stage2 block", 1, 80, 144, 16, 16, 1, false},
    {"stage3, fuse3", 4, 40, 72, 64, 64, 1, false},
    {"stage3, fuse3 blocks", 4, 40, 72, 32, 32, 1, false},
    {"stage4, fuse4", 4, 20, 36, 128, 128, 1, false},
    {"stage4, fuse4 blocks", 4, 20, 36, 64, 64, 1, false},
    {"stage5 spp.conv1", 2, 10, 18, 256, 128, 1, false},
    {"stage5 spp.conv2", 1, 10, 18, 512, 256, 1, false},
    {"stage5 ends, conv3", 2, 10, 18, 256, 256, 1, false},
    {"stage5 block, coarse", 2, 10, 18, 128, 128, 1, false},
    {"lateral4", 1, 20, 36, 128, 64, 1, false},
    {"fuse3 coarse", 1, 20, 36, 64, 64, 1, false},
    {"lateral3, coarse", 2, 40, 72, 64, 64, 1, false},
    {"fuse2 ends", 1, 80, 144, 32, 64, 1, false},
    {"fuse2 block", 1, 80, 144, 32, 32, 1, false},
    {"fuse2 conv3", 1, 80, 144, 64, 64, 1, false},
    {"hm", 1, 80, 144, 64, 64, 3, true},
};

// What runs today.
const Table<Bf16>& tiles()
{
    static const Table<Bf16>* const table = byName<Bf16>("AMX BF16");
    return *table;
}

// ---- int8

template <int kSums, int kPixels, int kWeights>
inline void multiplyInt8()
{
    __asm__ volatile("tdpbssd %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(kSums), "i"(kPixels), "i"(kWeights));
}

struct Int8Conv {
    ConvArgs<std::int8_t> conv;
    const float* scales = nullptr; // of a channel's sum
    float outScale = 1;            // from a value to its int8
    int block = 0;                 // of depth, a divisor of it and a multiple of 4
};

// channels x taps x depth -> 16 channels, tap, block of depth, four of it, channel, 4.
void packInt8(const std::int8_t* weights, int channels, int tapCount, int depth, std::int8_t* out)
{
    const std::ptrdiff_t total = static_cast<std::ptrdiff_t>(tapCount) * depth;
    for (int c = 0; c < channels; c += kTileChannels)
        for (std::ptrdiff_t k = 0; k < total; k += 4)
            for (int i = 0; i < kTileChannels; ++i)
                out = std::copy_n(weights + (c + i) * total + k, 4, out);
}

template <int kChannelTiles>
void multiply(const Int8Conv& a, const std::int8_t* in, std::ptrdiff_t second, int channel, std::int32_t* sums)
{
    const std::ptrdiff_t total = static_cast<std::ptrdiff_t>(a.conv.tapCount) * a.conv.depth;
    const std::int8_t* panel = a.conv.weights + channel * total;
    const std::int8_t* nextPanel = panel + kTileChannels * total;
    __asm__ volatile("tilezero %tmm0\n tilezero %tmm1\n tilezero %tmm2\n tilezero %tmm3");
    for (int t = 0; t < a.conv.tapCount; ++t) {
        const std::int8_t* from = in + a.conv.taps[t];
        for (int k = 0; k < a.conv.depth; k += a.block) {
            AmxTiles::load<6>(panel, 64);
            AmxTiles::load<4>(from + k, a.conv.in.pixel);
            multiplyInt8<0, 4, 6>();
            AmxTiles::load<5>(from + second + k, a.conv.in.pixel);
            multiplyInt8<2, 5, 6>();
            if constexpr (kChannelTiles == 2) {
                AmxTiles::load<7>(nextPanel, 64);
                multiplyInt8<1, 4, 7>();
                multiplyInt8<3, 5, 7>();
            }
            panel += a.block * kTileChannels;
            nextPanel += a.block * kTileChannels;
        }
    }
    constexpr std::ptrdiff_t kRowBytes = kSumsRow * sizeof(std::int32_t);
    AmxTiles::store<0>(sums, kRowBytes);
    AmxTiles::store<2>(sums + kTilePixels * kSumsRow, kRowBytes);
    if constexpr (kChannelTiles == 2) {
        AmxTiles::store<1>(sums + kTileChannels, kRowBytes);
        AmxTiles::store<3>(sums + kTilePixels * kSumsRow + kTileChannels, kRowBytes);
    }
}

template <int kChannelTiles>
void finish(const Int8Conv& a, const std::int32_t* sums, int y, int x, int count, int channel)
{
    for (int p = 0; p < count; ++p) {
        Reg total = zero();
        for (int v = 0; v < kChannelTiles; ++v) {
            const int c = channel + v * kTileChannels;
            const Reg sum = _mm512_cvtepi32_ps(_mm512_loadu_si512(sums + p * kSumsRow + v * kTileChannels));
            const Reg value =
                activate<Bf16Storage>(multiplyAdd(sum, load(a.scales + c), load(a.conv.bias + c)), Activation::Silu);
            if (a.conv.dot != nullptr) {
                total = multiplyAdd(value, load(a.conv.dot + c), total);
                continue;
            }
            const __m512i whole = _mm512_cvtps_epi32(multiply(value, spread(a.outScale)));
            _mm_storeu_si128(reinterpret_cast<__m128i*>(a.conv.out->at(y, x + p) + c), _mm512_cvtsepi32_epi8(whole));
        }
        if (a.conv.dot != nullptr)
            a.conv.dotOut.at(y, x + p)[0] += sum(total);
    }
}

template <int kChannelTiles>
void convRowInt8(const Int8Conv& a, int y, int xBegin, int xEnd, int channel)
{
    alignas(64) std::int32_t sums[2 * kTilePixels * kSumsRow];
    for (int x = xBegin; x < xEnd; x += 2 * kTilePixels) {
        const int first = std::min(x, xEnd - 2 * kTilePixels);
        multiply<kChannelTiles>(a, a.conv.in.at(y, first), kTilePixels * a.conv.in.pixel, channel, sums);
        finish<kChannelTiles>(a, sums + (x - first) * kSumsRow, y, x, std::min(2 * kTilePixels, xEnd - x), channel);
    }
}

void convInt8(const Int8Conv& a, const ConvRange& range)
{
    TileShapes shapes;
    for (int i = 0; i < kTileCount; ++i) {
        shapes.rows[i] = i < 6 ? kTilePixels : a.block / 4;
        shapes.rowBytes[i] = i == 4 || i == 5 ? a.block : 64;
    }
    AmxTiles::configure(shapes);
    for (int c = range.channelBegin; c < range.channelEnd; c += 2 * kTileChannels) {
        for (int y = range.yBegin; y < range.yEnd; ++y) {
            if (c + kTileChannels < range.channelEnd)
                convRowInt8<2>(a, y, range.xBegin, range.xEnd, c);
            else
                convRowInt8<1>(a, y, range.xBegin, range.xEnd, c);
        }
    }
    AmxTiles::release();
}

// ---- one layer both ways

template <class T>
struct Maps {
    AlignedArray<T> in[kMaps];
    AlignedArray<T> out[kMaps];
    AlignedArray<float> plane;
    AlignedArray<T> weights;
    std::vector<std::ptrdiff_t> taps;
};

class Layer
{
public:
    explicit Layer(const Shape& shape)
        : m_shape(shape), m_padded(shape.width + 2 * (shape.kernel / 2)),
          m_origin(shape.kernel / 2 * (m_padded + 1) * shape.in)
    {
        std::mt19937 generator(1);
        std::normal_distribution<float> normal;
        const int padding = shape.kernel / 2;
        m_input.resize(static_cast<std::size_t>((shape.height + 2 * padding) * m_padded * shape.in));
        m_weights.resize(static_cast<std::size_t>(shape.out * shape.kernel * shape.kernel * shape.in));
        m_bias = AlignedArray<float>(static_cast<std::size_t>(shape.out));
        m_scales = AlignedArray<float>(static_cast<std::size_t>(shape.out));
        m_dot = AlignedArray<float>(static_cast<std::size_t>(shape.out));
        for (float& x : m_input)
            x = std::clamp(normal(generator), -kLargestInput, kLargestInput);
        const float deviation = 1 / std::sqrt(static_cast<float>(shape.kernel * shape.kernel * shape.in));
        for (float& x : m_weights)
            x = deviation * normal(generator);
        for (int c = 0; c < shape.out; ++c) {
            m_bias.data()[c] = 0.1F * normal(generator);
            m_dot.data()[c] = 0.1F * normal(generator);
        }
        makeBf16();
        makeInt8();
    }

    void runBf16(int turn)
    {
        m_bf16.in.data = m_bf16Maps.in[turn % kMaps].data() + m_origin;
        for (std::size_t g = 0; g < m_groups.size(); ++g)
            m_groups[g].data = m_bf16Maps.out[turn % kMaps].data() + g * kChannelGroup;
        clear(m_bf16Maps.plane);
        forUnits([&](const ConvRange& range) { tiles().conv(m_bf16, range); });
    }

    void runInt8(int turn)
    {
        m_int8.conv.in.data = m_int8Maps.in[turn % kMaps].data() + m_origin;
        m_int8Out.data = m_int8Maps.out[turn % kMaps].data();
        clear(m_int8Maps.plane);
        forUnits([&](const ConvRange& range) { convInt8(m_int8, range); });
    }

    // Root mean square of the differences, in relation to that of the values.
    double error() const
    {
        double difference = 0, size = 0;
        const auto take = [&](double a, double b) {
            difference += (a - b) * (a - b);
            size += a * a;
        };
        if (m_shape.heat) {
            for (std::size_t i = 0; i < m_bf16Maps.plane.size(); ++i)
                take(m_bf16Maps.plane.data()[i], m_int8Maps.plane.data()[i]);
        } else {
            for (std::size_t i = 0; i < m_bf16Maps.out[0].size(); ++i)
                take(Bf16Storage::widen(m_bf16Maps.out[0].data()[i]), m_int8Maps.out[0].data()[i] / m_int8.outScale);
        }
        return std::sqrt(difference / size);
    }

private:
    static constexpr float kLargestInput = 4;
    static constexpr float kLargestOutput = 5;

    // The executor's division of the work.
    template <class Run>
    void forUnits(Run run) const
    {
        if (m_shape.kernel == 1) {
            const int pixels = m_shape.height * m_shape.width;
            for (int x = 0; x < pixels; x += kUnitPixels)
                run(ConvRange{0, 1, x, std::min(pixels, x + kUnitPixels), 0, m_shape.out});
        } else {
            run(ConvRange{0, m_shape.height, 0, m_shape.width, 0, m_shape.out});
        }
    }

    static void clear(AlignedArray<float>& plane) { std::fill_n(plane.data(), plane.size(), 0.0F); }

    template <class T>
    void common(ConvArgs<T>& args, Maps<T>& maps)
    {
        for (int i = 0; i < kMaps; ++i) {
            maps.in[i] = AlignedArray<T>(m_input.size() + kCacheLine);
            if (!m_shape.heat)
                maps.out[i] = AlignedArray<T>(pixels() * static_cast<std::size_t>(m_shape.out));
        }
        maps.weights = AlignedArray<T>(m_weights.size());
        const int reach = m_shape.kernel / 2;
        // a row of the window is one long tap, as in the executor
        for (int y = -reach; y <= reach; ++y)
            maps.taps.push_back((y * m_padded - reach) * static_cast<std::ptrdiff_t>(m_shape.in));
        args.in.pixel = m_shape.in;
        args.in.row = static_cast<std::ptrdiff_t>(m_padded) * m_shape.in;
        args.taps = maps.taps.data();
        args.tapCount = m_shape.kernel;
        args.depth = m_shape.kernel * m_shape.in;
        args.weights = maps.weights.data();
        args.bias = m_bias.data();
        args.channels = m_shape.out;
        args.activation = Activation::Silu;
        if (m_shape.heat) {
            maps.plane = AlignedArray<float>(pixels());
            args.dot = m_dot.data();
            args.dotCount = 1;
            args.dotOut = {maps.plane.data(), 1, m_shape.width};
        }
    }

    void makeBf16()
    {
        common(m_bf16, m_bf16Maps);
        for (auto& map : m_bf16Maps.in)
            std::transform(m_input.begin(), m_input.end(), map.data(), Bf16Storage::round);
        tiles().packWeights(m_weights.data(), m_shape.out, m_bf16.tapCount, m_bf16.depth, m_bf16Maps.weights.data());
        for (int c = 0; c < m_shape.out; c += kChannelGroup)
            m_groups.push_back({nullptr, m_shape.out, static_cast<std::ptrdiff_t>(m_shape.width) * m_shape.out});
        m_bf16.out = m_shape.heat ? nullptr : m_groups.data();
    }

    void makeInt8()
    {
        common(m_int8.conv, m_int8Maps);
        constexpr float kInScale = kLargestInt8 / kLargestInput;
        const auto rounded = [](float x) { return static_cast<std::int8_t>(std::lround(x)); };
        for (auto& map : m_int8Maps.in)
            std::transform(m_input.begin(), m_input.end(), map.data(), [&](float x) { return rounded(x * kInScale); });
        std::vector<std::int8_t> weights(m_weights.size());
        const std::size_t each = m_weights.size() / static_cast<std::size_t>(m_shape.out);
        for (std::size_t c = 0; c < static_cast<std::size_t>(m_shape.out); ++c) {
            const auto begin = m_weights.begin() + static_cast<std::ptrdiff_t>(c * each);
            float largest = 0;
            for (std::size_t k = 0; k < each; ++k)
                largest = std::max(largest, std::abs(begin[static_cast<std::ptrdiff_t>(k)]));
            const float scale = kLargestInt8 / largest;
            std::transform(begin, begin + static_cast<std::ptrdiff_t>(each),
                           weights.begin() + static_cast<std::ptrdiff_t>(c * each),
                           [&](float x) { return rounded(x * scale); });
            m_scales.data()[c] = 1 / (scale * kInScale);
        }
        packInt8(weights.data(), m_shape.out, m_int8.conv.tapCount, m_int8.conv.depth, m_int8Maps.weights.data());
        m_int8.block = std::min(64, m_shape.in);
        m_int8.scales = m_scales.data();
        m_int8.outScale = kLargestInt8 / kLargestOutput;
        m_int8Out = {nullptr, m_shape.out, static_cast<std::ptrdiff_t>(m_shape.width) * m_shape.out};
        m_int8.conv.out = m_shape.heat ? nullptr : &m_int8Out;
    }

    std::size_t pixels() const { return static_cast<std::size_t>(m_shape.height * m_shape.width); }

    Shape m_shape;
    int m_padded;
    int m_origin;
    std::vector<float> m_input;
    std::vector<float> m_weights;
    AlignedArray<float> m_bias, m_scales, m_dot;
    Maps<Bf16> m_bf16Maps;
    Maps<std::int8_t> m_int8Maps;
    ConvArgs<Bf16> m_bf16;
    Int8Conv m_int8;
    std::vector<Pixels<Bf16>> m_groups;
    Pixels<std::int8_t> m_int8Out;
};

template <class Work>
double microseconds(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count();
}

double median(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

int compareLayers()
{
    std::printf("%-22s %6s %10s %10s %7s %8s\n", "layer", "times", "bf16 us", "int8 us", "ratio", "error");
    double bf16Total = 0, int8Total = 0;
    for (const Shape& shape : kShapes) {
        Layer layer(shape);
        std::vector<double> a, b;
        for (int i = 0; i < kPairs * kMaps; ++i) {
            a.push_back(microseconds([&] { layer.runBf16(i); }));
            b.push_back(microseconds([&] { layer.runInt8(i); }));
        }
        const double bf16 = median(a), int8 = median(b), error = layer.error();
        std::printf("%-22s %6d %10.1f %10.1f %7.2f %8.3f\n", shape.name, shape.count, bf16, int8, bf16 / int8, error);
        if (!(error < 0.05)) {
            std::fprintf(stderr, "the int8 layer computes something else\n");
            return 1;
        }
        bf16Total += shape.count * bf16;
        int8Total += shape.count * int8;
    }
    std::printf("all                           %10.1f %10.1f %7.2f   saved: %.0f us a frame\n", bf16Total, int8Total,
                bf16Total / int8Total, bf16Total - int8Total);
    return 0;
}

// GFLOP/s of multiplications and additions of 32 halves, ten sums side by side.
double halfPeak()
{
    constexpr int kRounds = 2'000'000, kSums = 10;
    __m512h sums[kSums];
    for (auto& one : sums)
        one = _mm512_set1_ph(static_cast<_Float16>(0));
    const __m512h x = _mm512_set1_ph(static_cast<_Float16>(0.001F));
    const double taken = microseconds([&] {
        for (int r = 0; r < kRounds; ++r)
            for (auto& one : sums)
                one = _mm512_fmadd_ph(x, x, one);
    });
    for (int i = 1; i < kSums; ++i)
        sums[0] = _mm512_add_ph(sums[0], sums[i]);
    if (!(_mm512_reduce_add_ph(sums[0]) > 0))
        return 0;
    return 2e-3 * 32 * kSums * kRounds / taken;
}

template <class T>
double peak(const Table<T>& table)
{
    constexpr int kRounds = 200'000;
    float total = 0;
    const double taken = microseconds([&] { total = table.arithmetic(kRounds); });
    return total > 0 ? 1e-3 * table.flopPerRound * kRounds / taken : 0;
}

void comparePeaks()
{
    double floats = 0, halves = 0, vectors = 0, units = 0;
    for (int i = 0; i < 5; ++i) {
        floats = std::max(floats, peak(*byName<float>("AVX-512")));
        halves = std::max(halves, halfPeak());
        vectors = std::max(vectors, peak(*byName<Bf16>("AVX-512 BF16")));
        units = std::max(units, peak(tiles()));
    }
    std::printf("peak of one core, GFLOP/s: float32 %.0f, float16 %.0f, AVX-512 BF16 %.0f, tiles BF16 %.0f\n", floats,
                halves, vectors, units);
}

} // namespace
} // namespace tw::model::kernels

int main()
{
    using namespace tw::model::kernels;
    if (byName<Bf16>("AMX BF16") == nullptr) {
        std::fprintf(stderr, "this processor has no tile unit\n");
        return 1;
    }
    comparePeaks();
    return compareLayers();
}
