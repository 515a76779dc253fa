#pragma once
// (private to model and training) The re-identification network: a person's crop of 64 x 128 pixels to kReidNumbers
// numbers that are compared by cosine. The trunk of "lite", the means of its last two maps, one linear layer.
//
// Keys: "backbone." as in "lite", "embedding.weight", "embedding.bias".
// Source: global average pooling and one layer as in Luo et al. 2019 (Bag of Tricks for person re-identification).

#include "core/model/networks/lite.h"

#include <torch/nn/modules/linear.h>

namespace tw::model {

class ReidNetwork : public torch::nn::Module
{
public:
    ReidNetwork();
    // N x 3 x 128 x 64, 0..1 -> N x kReidNumbers, not normalised.
    torch::Tensor forward(const torch::Tensor& crops);

private:
    LiteBackbone m_backbone;
    torch::nn::Linear m_embedding{nullptr};
};

} // namespace tw::model
