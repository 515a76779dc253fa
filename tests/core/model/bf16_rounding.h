#pragma once
// LibTorch's bfloat16 without its bfloat16 operators: while an object of this class lives, every float32 map that an
// operator of this thread returns is rounded to eight bits of mantissa. With weights rounded the same way this is what
// a network computes after Module::to(kBFloat16): operators sum in float32 and round what they return.
//
// Why not the operators themselves: Debian's LibTorch 1.13.1 returns a wrong shape from the grouped transposed
// convolution in bfloat16, and the deformable convolution is ours and takes float and double only.

#include <ATen/record_function.h>
#include <torch/types.h>

#include <bit>
#include <cstdint>

namespace tw::model {

inline void roundToBf16(const torch::Tensor& tensor)
{
    if (!tensor.defined() || tensor.scalar_type() != torch::kFloat || !tensor.device().is_cpu() ||
        !tensor.is_non_overlapping_and_dense())
        return;
    auto* numbers = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(numbers[i]);
        if ((bits & 0x7F800000U) != 0x7F800000U) // to the nearest, ties to even; infinities and NaN stay
            numbers[i] = std::bit_cast<float>((bits + 0x7FFFU + ((bits >> 16) & 1U)) & 0xFFFF0000U);
    }
}

class Bf16Rounding
{
public:
    Bf16Rounding()
        : m_handle(at::addThreadLocalCallback(at::RecordFunctionCallback(nullptr, &Bf16Rounding::end)
                                                  .needsOutputs(true)
                                                  .scopes({at::RecordScope::FUNCTION})))
    {}
    ~Bf16Rounding() { at::removeCallback(m_handle); }
    Bf16Rounding(const Bf16Rounding&) = delete;
    Bf16Rounding& operator=(const Bf16Rounding&) = delete;

private:
    static void end(const at::RecordFunction& operation, at::ObserverContext*)
    {
        for (const c10::IValue& output : operation.outputs()) {
            if (output.isTensor())
                roundToBf16(output.toTensor());
        }
    }

    at::CallbackHandle m_handle;
};

} // namespace tw::model
