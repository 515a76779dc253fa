// (private to the kernels) bfloat16 maps on AVX-512. Included behind vec_avx512.h and kernels_impl.h.

#include "core/model/executors/kernels/rough_silu.h"

// Products of pairs, summed in float32; everything outside the products is computed in float32.
struct Bf16Storage {
    using T = Bf16;
    using Weights = __m512bh;
    static constexpr int kStep = 2;
    static constexpr bool kRough = true;
    static inline Weights loadWeights(const Bf16* p) { return (__m512bh)_mm512_loadu_si512(p); }
    static inline __m512bh spreadInput(const Bf16* p)
    {
        int pair;
        __builtin_memcpy(&pair, p, sizeof pair);
        return (__m512bh)_mm512_set1_epi32(pair);
    }
    static inline Reg accumulate(Reg sum, __m512bh input, Weights weights)
    {
        return _mm512_dpbf16_ps(sum, input, weights);
    }
    static inline Reg loadFloats(const Bf16* p)
    {
        const __m256i halves = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
        return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(halves), 16));
    }
    static inline void storeFloats(Bf16* p, Reg x)
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), (__m256i)_mm512_cvtneps_pbh(x));
    }
    static inline Reg roughSilu(Reg x)
    {
        const Reg a = _mm512_min_ps(_mm512_abs_ps(x), spread(kBumpEnd));
        const __m512i piece = _mm512_castps_si512(multiplyAdd(a, spread(kBumpPieces), spread(kToWholeBits)));
        const auto lookUp = [&](const float* table) {
            return _mm512_permutex2var_ps(_mm512_load_ps(table), piece, _mm512_load_ps(table + kLanes));
        };
        const Reg bump = multiplyAdd(a, multiplyAdd(a, lookUp(kBump[2]), lookUp(kBump[1])), lookUp(kBump[0]));
        return subtract(_mm512_max_ps(zero(), x), bump); // in this order a NaN stays one
    }
    // 32 channels in two registers, those of even and of odd number: widening is then a shift and a mask.
    struct Wide {
        Reg even;
        Reg odd;
    };
    static constexpr int kWideChannels = 32;
    static inline Wide loadWide(const Bf16* p)
    {
        const __m512i pairs = _mm512_loadu_si512(p);
        return {_mm512_castsi512_ps(_mm512_slli_epi32(pairs, 16)),
                _mm512_castsi512_ps(_mm512_and_si512(pairs, _mm512_set1_epi32(-65536)))};
    }
    static inline Wide multiplyWide(Reg a, Wide b) { return {multiply(a, b.even), multiply(a, b.odd)}; }
    static inline Wide multiplyAddWide(Reg a, Wide b, Wide c)
    {
        return {multiplyAdd(a, b.even, c.even), multiplyAdd(a, b.odd, c.odd)};
    }
    static inline void storeWide(Bf16* p, Wide x)
    {
        const __m512i even = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(x.even));
        const __m512i odd = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(x.odd));
        _mm512_storeu_si512(p, _mm512_or_si512(even, _mm512_slli_epi32(odd, 16)));
    }
    // To the nearest, ties to even; only for weights, which are finite.
    static inline Bf16 round(float x)
    {
        std::uint32_t bits;
        __builtin_memcpy(&bits, &x, sizeof bits);
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
