// (private to the kernels) Sixteen floats in an AVX-512 register. Included inside a namespace of one translation unit;
// every function is static, so that no copy compiled for this instruction set can be shared with the rest of the
// program.

using Reg = __m512;
static constexpr int kLanes = 16;

static inline Reg zero()
{
    return _mm512_setzero_ps();
}
static inline Reg spread(float x)
{
    return _mm512_set1_ps(x);
}
static inline Reg load(const float* p)
{
    return _mm512_loadu_ps(p);
}
static inline void store(float* p, Reg x)
{
    _mm512_storeu_ps(p, x);
}
static inline Reg add(Reg a, Reg b)
{
    return _mm512_add_ps(a, b);
}
static inline Reg subtract(Reg a, Reg b)
{
    return _mm512_sub_ps(a, b);
}
static inline Reg multiply(Reg a, Reg b)
{
    return _mm512_mul_ps(a, b);
}
static inline Reg multiplyAdd(Reg a, Reg b, Reg c)
{
    return _mm512_fmadd_ps(a, b, c);
}
static inline Reg negatedMultiplyAdd(Reg a, Reg b, Reg c)
{
    return _mm512_fnmadd_ps(a, b, c);
}
static inline Reg larger(Reg a, Reg b)
{
    return _mm512_max_ps(a, b);
}
static inline float sum(Reg x)
{
    return _mm512_reduce_add_ps(x);
}

// p * 2^n for whole n, without overflow into nonsense.
static inline Reg scaleByPowerOfTwo(Reg p, Reg n)
{
    return _mm512_scalef_ps(p, n);
}
// 1 / x to 14 bits.
static inline Reg roughReciprocal(Reg x)
{
    return _mm512_rcp14_ps(x);
}

// What sigmoid() limits its argument to, from below only: scaleByPowerOfTwo() saturates on the other side.
static inline Reg limitExponent(Reg x)
{
    return _mm512_max_ps(x, _mm512_set1_ps(-60.0F));
}
