// (private to the kernels) The loops themselves, written once in terms of Reg (vec_*.h) and a storage type. Included by
// one .cpp for each instruction set, inside a namespace of its own and behind vec_*.h.
//
// Nothing from the standard library is called here: an inline function of it, compiled for AVX-512, could be the copy
// that the linker keeps for the whole program, which would then crash on other processors.

// Numbers kept as they are.
struct FloatStorage {
    using T = float;
    using Weights = Reg;
    static constexpr int kStep = 1;       // elements of depth that one multiplication takes
    static constexpr bool kRough = false; // true: roughSilu() is there and exact enough
    static inline Weights loadWeights(const float* p) { return load(p); }
    static inline Reg spreadInput(const float* p) { return spread(*p); }
    static inline Reg accumulate(Reg sum, Reg input, Weights weights) { return multiplyAdd(input, weights, sum); }
    static inline Reg loadFloats(const float* p) { return load(p); }
    static inline void storeFloats(float* p, Reg x) { store(p, x); }
    // What deformable sampling takes together.
    using Wide = Reg;
    static constexpr int kWideChannels = kLanes;
    static inline Wide loadWide(const float* p) { return loadFloats(p); }
    static inline Wide multiplyWide(Reg a, Wide b) { return multiply(a, b); }
    static inline Wide multiplyAddWide(Reg a, Wide b, Wide c) { return multiplyAdd(a, b, c); }
    static inline void storeWide(float* p, Wide x) { storeFloats(p, x); }
    static inline float round(float x) { return x; }
    static inline float widen(float x) { return x; }
};

// sigmoid(x) = 1 / (1 + 2^(-x log2 e)), relative error below 3e-7: polynomial of degree 5 (Chebyshev nodes on
// [-1/2, 1/2]), one Newton step.
static inline Reg sigmoid(Reg x)
{
    const Reg minusLog2E = spread(-1.44269504F);
    const Reg toWhole = spread(12582912.0F); // 1.5 * 2^23: adding it rounds to a whole number
    const Reg limited = limitExponent(x);
    const Reg n = subtract(multiplyAdd(limited, minusLog2E, toWhole), toWhole);
    const Reg f = subtract(multiply(limited, minusLog2E), n);
    Reg p = multiplyAdd(f, spread(1.339086336e-3F), spread(9.676031918e-3F));
    p = multiplyAdd(f, p, spread(5.550357114e-2F));
    p = multiplyAdd(f, p, spread(2.402210749e-1F));
    p = multiplyAdd(f, p, spread(6.931471880e-1F));
    p = multiplyAdd(f, p, spread(1.000000075F));
    const Reg d = add(scaleByPowerOfTwo(p, n), spread(1.0F));
    const Reg r = roughReciprocal(d);
    return multiplyAdd(r, negatedMultiplyAdd(d, r, spread(1.0F)), r);
}

template <class S>
static inline Reg activate(Reg x, Activation activation)
{
    if (activation == Activation::Silu) {
        if constexpr (S::kRough) {
            return S::roughSilu(x);
        } else {
            return multiply(x, sigmoid(x));
        }
    }
    return activation == Activation::Relu ? larger(x, zero()) : x;
}

// ---- convolution as a matrix product

// sums[p][v] += input of pixel p * weights of vector v, over one tap. The weights of a step lie behind each other, so
// the only strided access is the input's, one element (or pair) a pixel, spread over a register by the load itself.
template <class S, int P, int NV>
static inline void multiplyTap(Reg (&sums)[P][NV], const typename S::T* in, std::ptrdiff_t pixel,
                               const typename S::T* weights, int depth)
{
    for (int k = 0; k < depth; k += S::kStep) {
        typename S::Weights w[NV];
        for (int v = 0; v < NV; ++v) {
            w[v] = S::loadWeights(weights + v * kLanes * S::kStep);
        }
        weights += NV * kLanes * S::kStep;
        for (int p = 0; p < P; ++p) {
            const auto x = S::spreadInput(in + p * pixel + k);
            for (int v = 0; v < NV; ++v) {
                sums[p][v] = S::accumulate(sums[p][v], x, w[v]);
            }
        }
    }
}

template <class S, int P, int NV>
static inline void addMap(Reg (&sums)[P][NV], const Pixels<const typename S::T>& map, int shift, int y, int x,
                          int channel)
{
    const typename S::T* row = map.data + (y >> shift) * map.row + channel;
    for (int p = 0; p < P; ++p) {
        const typename S::T* from = row + ((x + p) >> shift) * map.pixel;
        for (int v = 0; v < NV; ++v) {
            sums[p][v] = add(sums[p][v], S::loadFloats(from + v * kLanes));
        }
    }
}

template <class S, int P, int NV>
static inline void storeTile(const ConvArgs<typename S::T>& a, Reg (&sums)[P][NV], int y, int x, int channel)
{
    for (int v = 0; v < NV; ++v) {
        const int c = channel + v * kLanes;
        const Pixels<typename S::T>& group = a.out[c / kChannelGroup];
        typename S::T* to = group.data + y * group.row + x * group.pixel + c % kChannelGroup;
        for (int p = 0; p < P; ++p) {
            S::storeFloats(to + p * group.pixel, sums[p][v]);
        }
    }
}

template <class S, int P, int NV>
static inline void dotTile(const ConvArgs<typename S::T>& a, Reg (&sums)[P][NV], int y, int x, int channel)
{
    for (int i = 0; i < a.dotCount; ++i) {
        const float* vector = a.dot + static_cast<std::ptrdiff_t>(i) * a.channels + channel;
        float* to = a.dotOut.data + i * a.dotPlane + y * a.dotOut.row + x * a.dotOut.pixel;
        for (int p = 0; p < P; ++p) {
            Reg s = multiply(sums[p][0], load(vector));
            for (int v = 1; v < NV; ++v) {
                s = multiplyAdd(sums[p][v], load(vector + v * kLanes), s);
            }
            to[p * a.dotOut.pixel] += sum(s);
        }
    }
}

// What happens to finished sums, bias included: `before`, activation, `after`, then they are stored or multiplied on.
template <class S, int P, int NV>
static inline void finishTile(const ConvArgs<typename S::T>& a, Reg (&sums)[P][NV], int y, int x, int channel)
{
    if (a.before.data != nullptr) {
        addMap<S, P, NV>(sums, a.before, a.beforeShift, y, x, channel);
    }
    if (a.activation != Activation::None) {
        for (int p = 0; p < P; ++p) {
            for (int v = 0; v < NV; ++v) {
                sums[p][v] = activate<S>(sums[p][v], a.activation);
            }
        }
    }
    if (a.after.data != nullptr) {
        addMap<S, P, NV>(sums, a.after, 0, y, x, channel);
    }
    if (a.dot != nullptr) {
        dotTile<S, P, NV>(a, sums, y, x, channel);
    } else if (a.floats.data != nullptr) {
        for (int p = 0; p < P; ++p) {
            for (int v = 0; v < NV; ++v) {
                store(a.floats.at(y, x + p) + channel + v * kLanes, sums[p][v]);
            }
        }
    } else {
        storeTile<S, P, NV>(a, sums, y, x, channel);
    }
}

// P pixels of a row, NV vectors of output channels: everything stays in registers until it is finished.
template <class S, int P, int NV>
static inline void convTile(const ConvArgs<typename S::T>& a, const typename S::T* panel, int y, int x, int channel)
{
    Reg sums[P][NV];
    for (int v = 0; v < NV; ++v) {
        const Reg bias = load(a.bias + channel + v * kLanes);
        for (int p = 0; p < P; ++p) {
            sums[p][v] = bias;
        }
    }
    const typename S::T* in = a.in.data + y * a.in.row + (x - a.inShift) * a.in.pixel;
    for (int t = 0; t < a.tapCount; ++t) {
        multiplyTap<S, P, NV>(sums, in + a.taps[t], a.in.pixel, panel, a.depth);
        panel += static_cast<std::ptrdiff_t>(a.depth) * NV * kLanes;
    }
    finishTile<S, P, NV>(a, sums, y, x, channel);
}

// A row in tiles of P pixels, the rest in smaller ones.
template <class S, int P, int NV>
static inline void convRow(const ConvArgs<typename S::T>& a, const typename S::T* panel, int y, int x, int xEnd,
                           int channel)
{
    for (; x + P <= xEnd; x += P) {
        convTile<S, P, NV>(a, panel, y, x, channel);
    }
    if constexpr (P > 1) {
        if (x < xEnd) {
            convRow<S, (P > 6 ? 6 : P > 4 ? 4 : P / 2), NV>(a, panel, y, x, xEnd, channel);
        }
    }
}

// As many pixels as the registers hold: NV vectors of weights, P x NV sums and one spread input.
template <int NV>
static constexpr int tilePixels()
{
    return kLanes == 16 ? (NV == 4 ? 6 : NV == 2 ? 12 : 14) : 6;
}
static constexpr int kWidestVectors = kLanes == 16 ? 4 : 2;

template <class S, int NV>
static void convPanel(const ConvArgs<typename S::T>& a, const ConvRange& range, int channel)
{
    const std::ptrdiff_t depth = static_cast<std::ptrdiff_t>(a.tapCount) * a.depth;
    const typename S::T* panel = a.weights + channel * depth;
    for (int y = range.yBegin; y < range.yEnd; ++y) {
        convRow<S, tilePixels<NV>(), NV>(a, panel, y, range.xBegin, range.xEnd, channel);
    }
}

// Panels of 64 channels (AVX-512), the rest of 32 and 16; of two vectors otherwise.
template <class S>
static void conv(const ConvArgs<typename S::T>& a, const ConvRange& range)
{
    int c = range.channelBegin;
    for (; c + kWidestVectors * kLanes <= range.channelEnd; c += kWidestVectors * kLanes) {
        convPanel<S, kWidestVectors>(a, range, c);
    }
    if constexpr (kLanes == 16) {
        if (c + 2 * kLanes <= range.channelEnd) {
            convPanel<S, 2>(a, range, c);
            c += 2 * kLanes;
        }
        if (c < range.channelEnd) {
            convPanel<S, 1>(a, range, c);
        }
    }
}

static std::size_t packedSize(int channels, int tapCount, int depth)
{
    return static_cast<std::size_t>(channels) * static_cast<std::size_t>(tapCount) * static_cast<std::size_t>(depth);
}

// channels x taps x depth -> panel, tap, depth / step, channel, step.
template <class S>
static void packWeights(const float* weights, int channels, int tapCount, int depth, typename S::T* out)
{
    const std::ptrdiff_t total = static_cast<std::ptrdiff_t>(tapCount) * depth;
    for (int c = 0; c < channels;) {
        int width = kWidestVectors * kLanes;
        while (c + width > channels) {
            width /= 2;
        }
        for (std::ptrdiff_t k = 0; k < total; k += S::kStep) {
            for (int i = 0; i < width; ++i) {
                for (int s = 0; s < S::kStep; ++s) {
                    *out++ = S::round(weights[(c + i) * total + k + s]);
                }
            }
        }
        c += width;
    }
}

// ---- depthwise

// One vector of channels along a row. Rows above and below the map are the caller's zeros; left and right of it nothing
// is read.
template <class S, int kStride>
static inline void depthwiseChannels(const DepthwiseArgs<typename S::T>& a, const typename S::T* const (&rows)[3],
                                     int channel, typename S::T* out)
{
    Reg w[9];
    for (int i = 0; i < 9; ++i) {
        w[i] = load(a.weights + static_cast<std::ptrdiff_t>(i) * a.channels + channel);
    }
    const Reg bias = load(a.bias + channel);
    const auto column = [&](int x, Reg(&values)[3]) {
        for (int r = 0; r < 3; ++r) {
            values[r] = x < a.inWidth ? S::loadFloats(rows[r] + x * a.in.pixel + channel) : zero();
        }
    };
    Reg left[3] = {zero(), zero(), zero()};
    Reg middle[3];
    Reg right[3];
    column(0, middle);
    for (int x = 0; x < a.width; ++x) {
        column(x * kStride + 1, right);
        Reg s = bias;
        for (int r = 0; r < 3; ++r) {
            s = multiplyAdd(left[r], w[3 * r], s);
            s = multiplyAdd(middle[r], w[3 * r + 1], s);
            s = multiplyAdd(right[r], w[3 * r + 2], s);
        }
        S::storeFloats(out + static_cast<std::ptrdiff_t>(x) * a.channels + channel, activate<S>(s, a.activation));
        for (int r = 0; r < 3; ++r) {
            left[r] = kStride == 1 ? middle[r] : right[r];
            middle[r] = right[r];
        }
        if constexpr (kStride == 2) {
            column(x * kStride + 2, middle);
        }
    }
}

template <class S>
static void depthwiseRow(const DepthwiseArgs<typename S::T>& a, int y, typename S::T* out)
{
    const typename S::T* rows[3];
    for (int r = 0; r < 3; ++r) {
        const int at = y * a.stride + r - 1;
        rows[r] = at >= 0 && at < a.inHeight ? a.in.data + at * a.in.row : a.zeros;
    }
    for (int c = 0; c < a.channels; c += kLanes) {
        if (a.stride == 1) {
            depthwiseChannels<S, 1>(a, rows, c, out);
        } else {
            depthwiseChannels<S, 2>(a, rows, c, out);
        }
    }
}

// ---- pooling

template <class S>
static void maxPoolRow(const PoolArgs<typename S::T>& a, int y)
{
    const int padding = a.stride == 1 ? a.size / 2 : 0;
    const int yFirst = y * a.stride - padding < 0 ? 0 : y * a.stride - padding;
    const int yLast = y * a.stride - padding + a.size > a.inHeight ? a.inHeight : y * a.stride - padding + a.size;
    for (int x = 0; x < a.width; ++x) {
        const int begin = x * a.stride - padding;
        const int xFirst = begin < 0 ? 0 : begin;
        const int xLast = begin + a.size > a.inWidth ? a.inWidth : begin + a.size;
        typename S::T* to = a.out.data + y * a.out.row + x * a.out.pixel;
        for (int c = 0; c < a.channels; c += kLanes) {
            Reg best = S::loadFloats(a.in.data + yFirst * a.in.row + xFirst * a.in.pixel + c);
            for (int v = yFirst; v < yLast; ++v) {
                for (int u = xFirst; u < xLast; ++u) {
                    best = larger(best, S::loadFloats(a.in.data + v * a.in.row + u * a.in.pixel + c));
                }
            }
            S::storeFloats(to + c, best);
        }
    }
}

// ---- deformable sampling and enlargement

// One tap of one pixel.
template <class S>
static inline void sampleTap(const SampleArgs<typename S::T>& a, float y, float x, float mask, typename S::T* to)
{
    if (!(y > -1.0F && x > -1.0F && y < static_cast<float>(a.height) && x < static_cast<float>(a.width))) {
        for (int c = 0; c < a.channels; c += kLanes) { // also when an offset is not a number
            S::storeFloats(to + c, zero());
        }
        return;
    }
    // floor, without a call: both are above -1
    const int top = static_cast<int>(y + 1.0F) - 1;
    const int left = static_cast<int>(x + 1.0F) - 1;
    const float down = y - static_cast<float>(top);
    const float right = x - static_cast<float>(left);
    const Reg weights[4] = {spread((1 - down) * (1 - right) * mask), spread((1 - down) * right * mask),
                            spread(down * (1 - right) * mask), spread(down * right * mask)};
    // the border of zeros stands in for what lies outside
    const typename S::T* from = a.in.data + top * a.in.row + left * a.in.pixel;
    const typename S::T* below = from + a.in.row;
    int c = 0;
    for (; c + S::kWideChannels <= a.channels; c += S::kWideChannels) {
        auto s = S::multiplyWide(weights[0], S::loadWide(from + c));
        s = S::multiplyAddWide(weights[1], S::loadWide(from + a.in.pixel + c), s);
        s = S::multiplyAddWide(weights[2], S::loadWide(below + c), s);
        s = S::multiplyAddWide(weights[3], S::loadWide(below + a.in.pixel + c), s);
        S::storeWide(to + c, s);
    }
    for (; c < a.channels; c += kLanes) {
        Reg s = multiply(weights[0], S::loadFloats(from + c));
        s = multiplyAdd(weights[1], S::loadFloats(from + a.in.pixel + c), s);
        s = multiplyAdd(weights[2], S::loadFloats(below + c), s);
        s = multiplyAdd(weights[3], S::loadFloats(below + a.in.pixel + c), s);
        S::storeFloats(to + c, s);
    }
}

template <class S>
static void sample(const SampleArgs<typename S::T>& a, int y, int x, int count)
{
    constexpr int kMaskBegin = 18;
    typename S::T* to = a.columns;
    for (int p = 0; p < count; ++p) {
        const float* offsets = a.offsets + p * a.offsetsPixel;
        float masks[kMaskBegin + 2 * kLanes];
        for (int i = 0; i < 9; i += kLanes) {
            store(masks + i, sigmoid(load(offsets + kMaskBegin + i)));
        }
        for (int tap = 0; tap < 9; ++tap, to += a.channels) {
            sampleTap<S>(a, static_cast<float>(y - 1 + tap / 3) + offsets[2 * tap],
                         static_cast<float>(x + p - 1 + tap % 3) + offsets[2 * tap + 1], masks[tap], to);
        }
    }
}

// Each output pixel sees two rows and two columns of the input: those whose windows reach it.
template <class S>
static void enlargeRow(const EnlargeArgs<typename S::T>& a, int y)
{
    const int f = a.factor;
    const int inY = (y + f / 2) / f;
    const int tapY = (y + f / 2) % f;
    const typename S::T* row = a.in.data + inY * a.in.row;
    for (int x = 0; x < a.width; ++x) {
        const int inX = (x + f / 2) / f;
        const int tapX = (x + f / 2) % f;
        const typename S::T* here = row + inX * a.in.pixel;
        const auto weight = [&](int v, int u) {
            return a.weights + static_cast<std::ptrdiff_t>(v * 2 * f + u) * a.channels;
        };
        const float* w00 = weight(tapY, tapX);
        const float* w01 = weight(tapY, tapX + f);
        const float* w10 = weight(tapY + f, tapX);
        const float* w11 = weight(tapY + f, tapX + f);
        typename S::T* to = a.out.data + y * a.out.row + x * a.out.pixel;
        const typename S::T* after =
            a.after.data == nullptr ? nullptr : a.after.data + y * a.after.row + x * a.after.pixel;
        for (int c = 0; c < a.channels; c += kLanes) {
            Reg s = multiply(load(w00 + c), S::loadFloats(here + c));
            s = multiplyAdd(load(w01 + c), S::loadFloats(here - a.in.pixel + c), s);
            s = multiplyAdd(load(w10 + c), S::loadFloats(here - a.in.row + c), s);
            s = multiplyAdd(load(w11 + c), S::loadFloats(here - a.in.row - a.in.pixel + c), s);
            S::storeFloats(to + c, after == nullptr ? s : add(s, S::loadFloats(after + c)));
        }
    }
}

// ---- measuring

static constexpr int kChains = 12; // independent sums: more than latency times throughput

template <class S>
static float arithmetic(int rounds)
{
    alignas(64) typename S::T numbers[kLanes * S::kStep];
    for (auto& number : numbers) {
        number = S::round(0.001F);
    }
    const auto input = S::spreadInput(numbers);
    const auto weights = S::loadWeights(numbers);
    Reg sums[kChains];
    for (int i = 0; i < kChains; ++i) { // all different, or the compiler would make one of them
        sums[i] = spread(static_cast<float>(i));
    }
    for (int r = 0; r < rounds; ++r) {
        for (Reg& s : sums) {
            s = S::accumulate(s, input, weights);
        }
    }
    Reg total = zero();
    for (const Reg& s : sums) {
        total = add(total, s);
    }
    return sum(total);
}

// ---- conversion

template <class S>
static void toFloat(const typename S::T* in, float* out, std::size_t count)
{
    std::size_t i = 0;
    for (; i + kLanes <= count; i += kLanes) {
        store(out + i, S::loadFloats(in + i));
    }
    for (; i < count; ++i) {
        out[i] = S::widen(in[i]);
    }
}

template <class S>
static void fromFloat(const float* in, typename S::T* out, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = S::round(in[i]);
    }
}

template <class S>
static Table<typename S::T> makeTable(const char* name)
{
    Table<typename S::T> table;
    table.name = name;
    table.packedSize = packedSize;
    table.packWeights = packWeights<S>;
    table.conv = conv<S>;
    table.widestPanel = kWidestVectors * kLanes;
    table.depthwiseRow = depthwiseRow<S>;
    table.maxPoolRow = maxPoolRow<S>;
    table.sample = sample<S>;
    table.enlargeRow = enlargeRow<S>;
    table.arithmetic = arithmetic<S>;
    table.flopPerRound = kChains * kLanes * S::kStep * 2;
    table.toFloat = toFloat<S>;
    table.fromFloat = fromFloat<S>;
    return table;
}
