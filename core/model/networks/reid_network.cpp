#include "core/model/networks/reid_network.h"

#include "core/model/reid_encoder.h"

namespace tw::model {

ReidNetwork::ReidNetwork() : m_backbone(makeLiteBackbone())
{
    register_module("backbone", m_backbone.module);
    m_embedding = register_module(
        "embedding", torch::nn::Linear(m_backbone.channels[0] + m_backbone.channels[1], std::int64_t{kReidNumbers}));
}

torch::Tensor ReidNetwork::forward(const torch::Tensor& crops)
{
    const auto [stride16, stride32] = m_backbone.maps(crops);
    return m_embedding->forward(torch::cat({stride16.mean({2, 3}), stride32.mean({2, 3})}, 1));
}

} // namespace tw::model
