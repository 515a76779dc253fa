// (private to the kernels) Four floats as the compiler's own vector type: SSE2, NEON or plain code, whatever the
// baseline of the build is. See vec_avx512.h.

typedef float Reg __attribute__((vector_size(16)));
typedef std::int32_t WholeReg __attribute__((vector_size(16)));
static constexpr int kLanes = 4;

static inline Reg zero()
{
    return Reg{0, 0, 0, 0};
}
static inline Reg spread(float x)
{
    return Reg{x, x, x, x};
}
static inline Reg load(const float* p)
{
    Reg x;
    __builtin_memcpy(&x, p, sizeof x);
    return x;
}
static inline void store(float* p, Reg x)
{
    __builtin_memcpy(p, &x, sizeof x);
}
static inline Reg add(Reg a, Reg b)
{
    return a + b;
}
static inline Reg subtract(Reg a, Reg b)
{
    return a - b;
}
static inline Reg multiply(Reg a, Reg b)
{
    return a * b;
}
static inline Reg multiplyAdd(Reg a, Reg b, Reg c)
{
    return a * b + c;
}
static inline Reg negatedMultiplyAdd(Reg a, Reg b, Reg c)
{
    return c - a * b;
}
static inline Reg larger(Reg a, Reg b)
{
    return a > b ? a : b;
}
static inline float sum(Reg x)
{
    return (x[0] + x[2]) + (x[1] + x[3]);
}

// p * 2^n for whole n, -126 <= n <= 127: n goes straight into the exponent's bits.
static inline Reg scaleByPowerOfTwo(Reg p, Reg n)
{
    WholeReg bits;
    __builtin_memcpy(&bits, &p, sizeof bits);
    bits += __builtin_convertvector(n, WholeReg) << 23;
    __builtin_memcpy(&p, &bits, sizeof bits);
    return p;
}
static inline Reg roughReciprocal(Reg x)
{
    return 1.0F / x;
}
static inline Reg limitExponent(Reg x)
{
    x = larger(x, spread(-60.0F));
    return x < 60.0F ? x : spread(60.0F);
}
