#pragma once
// (private to model and training) Modulated deformable convolution, "DCNv2": each output pixel samples its input at
// learnt positions, weighs the samples with a learnt mask, then convolves as usual. Forward and backward.
//
// Shapes: input B x C x H x W, offset B x 2T x H' x W' (channel 2t vertical, 2t + 1 horizontal shift of tap t, in input
// pixels), mask B x T x H' x W' (0..1), weight O x C x kh x kw with T = kh * kw taps in row order, bias O.
// Source: Zhu et al. 2019, Deformable ConvNets v2; conventions of the published FairMOT weights.

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>

#include <cstdint>

namespace tw::model {

struct DeformGeometry {
    std::int64_t stride = 1;
    std::int64_t padding = 1;
    std::int64_t dilation = 1;
};

// Float and double on the CPU by our own kernels, half types and mixtures there computed in float (the result has the
// type of the input: what training in bfloat16 meets); on CUDA devices half and float by our own kernels where they
// were built (deform_cuda.h). Everything else is deformConvComposed. Differentiable once.
torch::Tensor deformConv(const torch::Tensor& input, const torch::Tensor& offset, const torch::Tensor& mask,
                         const torch::Tensor& weight, const torch::Tensor& bias, const DeformGeometry& geometry = {});

// The same out of LibTorch's own operators, for any device. Positions are computed in single precision or better
// whatever the type of the input. Plain autograd goes through it, but keeps all samples alive; deformConv does not.
torch::Tensor deformConvComposed(const torch::Tensor& input, const torch::Tensor& offset, const torch::Tensor& mask,
                                 const torch::Tensor& weight, const torch::Tensor& bias,
                                 const DeformGeometry& geometry = {});

// The layer: a plain 3 x 3 convolution predicts offsets and mask. Keys: weight, bias, conv_offset_mask.{weight,bias}.
class DeformConv : public torch::nn::Module
{
public:
    DeformConv(std::int64_t in, std::int64_t out);
    torch::Tensor forward(const torch::Tensor& x);
    // B x 27 x H x W: 18 offsets, then 9 mask logits.
    torch::Tensor offsetsAndMask(const torch::Tensor& x);

private:
    torch::Tensor m_weight;
    torch::Tensor m_bias;
    torch::nn::Conv2d m_offsetMask;
};

} // namespace tw::model
