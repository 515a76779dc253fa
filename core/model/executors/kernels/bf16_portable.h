// (private to the kernels) bfloat16 maps in plain code. Included behind vec_portable.h and kernels_impl.h.

#include "core/model/executors/kernels/rough_silu.h"

struct PortableBf16Storage {
    using T = Bf16;
    static constexpr int kStep = 2;
    static constexpr bool kRough = true;
    // kLanes channels x 2 of depth
    struct Weights {
        Reg even;
        Reg odd;
    };
    static inline Weights loadWeights(const Bf16* p)
    {
        Weights w{};
        for (int i = 0; i < kLanes; ++i) {
            w.even[i] = widen(p[2 * i]);
            w.odd[i] = widen(p[2 * i + 1]);
        }
        return w;
    }
    static inline Weights spreadInput(const Bf16* p) { return {spread(widen(p[0])), spread(widen(p[1]))}; }
    static inline Reg accumulate(Reg sum, Weights input, Weights weights)
    {
        return multiplyAdd(input.odd, weights.odd, multiplyAdd(input.even, weights.even, sum));
    }
    static inline Reg loadFloats(const Bf16* p)
    {
        Reg x{};
        for (int i = 0; i < kLanes; ++i) {
            x[i] = widen(p[i]);
        }
        return x;
    }
    static inline void storeFloats(Bf16* p, Reg x)
    {
        for (int i = 0; i < kLanes; ++i) {
            p[i] = round(x[i]);
        }
    }
    static inline Reg roughSilu(Reg x)
    {
        Reg y{};
        for (int i = 0; i < kLanes; ++i) {
            const float size = x[i] < 0 ? -x[i] : x[i];
            const float a = size < kBumpEnd ? size : kBumpEnd;
            const float whole = a * kBumpPieces + kToWholeBits;
            std::uint32_t bits;
            __builtin_memcpy(&bits, &whole, sizeof bits);
            const std::uint32_t piece = bits % kBumpTable;
            const float bump = kBump[0][piece] + a * (kBump[1][piece] + a * kBump[2][piece]);
            y[i] = (x[i] < 0 ? 0 : x[i]) - bump; // a NaN stays one
        }
        return y;
    }
    using Wide = Reg;
    static constexpr int kWideChannels = kLanes;
    static inline Wide loadWide(const Bf16* p) { return loadFloats(p); }
    static inline Wide multiplyWide(Reg a, Wide b) { return multiply(a, b); }
    static inline Wide multiplyAddWide(Reg a, Wide b, Wide c) { return multiplyAdd(a, b, c); }
    static inline void storeWide(Bf16* p, Wide x) { storeFloats(p, x); }
    // To the nearest, ties to even; a NaN stays one.
    static inline Bf16 round(float x)
    {
        std::uint32_t bits;
        __builtin_memcpy(&bits, &x, sizeof bits);
        if (x != x) {
            return static_cast<Bf16>((bits >> 16) | 0x40U);
        }
        return static_cast<Bf16>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
    }
    static inline float widen(Bf16 x)
    {
        const std::uint32_t bits = static_cast<std::uint32_t>(x) << 16;
        float value;
        __builtin_memcpy(&value, &bits, sizeof value);
        return value;
    }
};
