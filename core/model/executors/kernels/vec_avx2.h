// (private to the kernels) Eight floats in an AVX2 register. See vec_avx512.h.

using Reg = __m256;
static constexpr int kLanes = 8;

static inline Reg zero()
{
    return _mm256_setzero_ps();
}
static inline Reg spread(float x)
{
    return _mm256_set1_ps(x);
}
static inline Reg load(const float* p)
{
    return _mm256_loadu_ps(p);
}
static inline void store(float* p, Reg x)
{
    _mm256_storeu_ps(p, x);
}
static inline Reg add(Reg a, Reg b)
{
    return _mm256_add_ps(a, b);
}
static inline Reg subtract(Reg a, Reg b)
{
    return _mm256_sub_ps(a, b);
}
static inline Reg multiply(Reg a, Reg b)
{
    return _mm256_mul_ps(a, b);
}
static inline Reg multiplyAdd(Reg a, Reg b, Reg c)
{
    return _mm256_fmadd_ps(a, b, c);
}
static inline Reg negatedMultiplyAdd(Reg a, Reg b, Reg c)
{
    return _mm256_fnmadd_ps(a, b, c);
}
static inline Reg larger(Reg a, Reg b)
{
    return _mm256_max_ps(a, b);
}
static inline float sum(Reg x)
{
    const __m128 half = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    const __m128 pair = _mm_add_ps(half, _mm_movehl_ps(half, half));
    return _mm_cvtss_f32(_mm_add_ss(pair, _mm_shuffle_ps(pair, pair, 1)));
}

// p * 2^n for whole n, -126 <= n <= 127: n goes straight into the exponent's bits.
static inline Reg scaleByPowerOfTwo(Reg p, Reg n)
{
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(p), _mm256_slli_epi32(_mm256_cvtps_epi32(n), 23)));
}
// 1 / x to 12 bits.
static inline Reg roughReciprocal(Reg x)
{
    return _mm256_rcp_ps(x);
}
static inline Reg limitExponent(Reg x)
{
    return _mm256_min_ps(_mm256_max_ps(x, _mm256_set1_ps(-60.0F)), _mm256_set1_ps(60.0F));
}
