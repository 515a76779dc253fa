#include "core/model/networks/trainable_silu.h"

#include <torch/csrc/autograd/custom_function.h>

#include <bit>
#include <cstdint>

namespace tw::model {

namespace {

using Word = std::uint16_t; // a bfloat16: the upper half of a float

// Forced inline, so that the instruction set of the caller is used.
#define TW_INLINE inline __attribute__((always_inline))

TW_INLINE float widen(Word value)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16);
}

// To the nearest, ties to even; NaN keeps its upper bits.
TW_INLINE Word narrow(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<Word>((bits + 0x7FFFU + ((bits >> 16) & 1U)) >> 16);
}

// 1 / (1 + exp(-x)) with Cephes' polynomial for exp on [-ln2/2, ln2/2], error about 2e-7.
TW_INLINE float sigmoid(float x)
{
    constexpr float kLog2E = 1.44269504F;
    constexpr float kRound = 12582912.0F; // 1.5 * 2^23: adding and subtracting it rounds to an integer
    float t = -x;
    t = t > 87.0F ? 87.0F : t;
    t = t < -87.0F ? -87.0F : t;
    const float n = (t * kLog2E + kRound) - kRound;
    float r = t - n * 0.693359375F;
    r = r + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    const auto exponent = static_cast<std::uint32_t>(static_cast<std::int32_t>(n) + 127) << 23;
    return 1.0F / (1.0F + p * std::bit_cast<float>(exponent));
}

TW_INLINE void forwardLoop(const Word* __restrict x, Word* __restrict y, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float value = widen(x[i]);
        y[i] = narrow(value * sigmoid(value));
    }
}

TW_INLINE void backwardLoop(const Word* __restrict x, const Word* __restrict gradient, Word* __restrict out,
                            std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i) {
        const float value = widen(x[i]);
        const float s = sigmoid(value);
        out[i] = narrow(widen(gradient[i]) * s * (1.0F + value * (1.0F - s)));
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#define TW_AVX512                                                                                                      \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma,prefer-vector-width=512"), optimize("O3")))
TW_AVX512 void forwardAvx512(const Word* x, Word* y, std::int64_t count)
{
    forwardLoop(x, y, count);
}
TW_AVX512 void backwardAvx512(const Word* x, const Word* gradient, Word* out, std::int64_t count)
{
    backwardLoop(x, gradient, out, count);
}
#define TW_AVX2 __attribute__((target("avx2,fma"), optimize("O3")))
TW_AVX2 void forwardAvx2(const Word* x, Word* y, std::int64_t count)
{
    forwardLoop(x, y, count);
}
TW_AVX2 void backwardAvx2(const Word* x, const Word* gradient, Word* out, std::int64_t count)
{
    backwardLoop(x, gradient, out, count);
}
#endif

void siluForward(const Word* x, Word* y, std::int64_t count)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return forwardAvx512(x, y, count);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return forwardAvx2(x, y, count);
#endif
    forwardLoop(x, y, count);
}

void siluBackward(const Word* x, const Word* gradient, Word* out, std::int64_t count)
{
#if defined(__x86_64__) && defined(__GNUC__)
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return backwardAvx512(x, gradient, out, count);
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return backwardAvx2(x, gradient, out, count);
#endif
    backwardLoop(x, gradient, out, count);
}

Word* words(const torch::Tensor& tensor)
{
    return static_cast<Word*>(tensor.data_ptr());
}

class SiluFunction : public torch::autograd::Function<SiluFunction>
{
public:
    static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& x)
    {
        const torch::Tensor dense = x.contiguous();
        torch::Tensor y = torch::empty_like(dense);
        siluForward(words(dense), words(y), dense.numel());
        context->save_for_backward({dense});
        return y;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& gradients)
    {
        const torch::Tensor x = context->get_saved_variables().front();
        const torch::Tensor gradient = gradients.front().to(x.scalar_type()).contiguous();
        torch::Tensor out = torch::empty_like(x);
        siluBackward(words(x), words(gradient), words(out), x.numel());
        return {out};
    }
};

} // namespace

torch::Tensor trainableSilu(const torch::Tensor& x)
{
    if (!x.device().is_cpu() || x.scalar_type() != torch::kBFloat16)
        return torch::silu(x);
    return SiluFunction::apply(x);
}

} // namespace tw::model
