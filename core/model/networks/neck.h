#pragma once
// (private to model) What the necks of the CenterNet family share: a 3 x 3 convolution, deformable or plain, with batch
// norm and ReLU, and the bilinear start of a transposed convolution.

#include "core/model/networks/deform_conv.h"
#include "core/model/networks/layers.h"

namespace tw::model {

enum class NeckKind { Deformable, Plain };

// Keys: actf.0.* (batch norm), conv.*; in this order.
class NeckConv : public torch::nn::Module
{
public:
    NeckConv(std::int64_t in, std::int64_t out, NeckKind kind);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::BatchNorm2d m_norm;
    std::shared_ptr<DeformConv> m_deformable; // one of the two
    torch::nn::Conv2d m_plain{nullptr};
};

// Overwrites a transposed convolution's weight with bilinear interpolation, the same for every channel.
void fillBilinear(torch::Tensor weight);

} // namespace tw::model
