#pragma once
// Weights and inputs made from numbers alone, so that two programs can compare their activations without a weights
// file. Tensor number k (position in the state_dict), element i (C order) -> a number in 0..1 by an integer hash.

#include "core/model/networks/network.h"
#include "core/model/networks/weights.h"
#include "tests/support/hashed.h"

#include <cmath>
#include <cstdint>
#include <string>

namespace tw::test {

// scale * (u - shift), single precision.
inline torch::Tensor hashedTensor(std::uint32_t k, const std::vector<std::int64_t>& shape, double scale = 1,
                                  double shift = 0)
{
    torch::Tensor out = torch::empty(shape);
    float* data = out.data_ptr<float>();
    for (std::int64_t i = 0; i < out.numel(); ++i)
        data[i] = static_cast<float>(scale * (hashed(k, static_cast<std::uint32_t>(i)) - shift));
    return out;
}

inline torch::Tensor hashedWeight(std::uint32_t k, const std::string& key, const std::vector<std::int64_t>& shape,
                                  double gain)
{
    const auto endsWith = [&](const char* suffix) { return key.ends_with(suffix); };
    if (endsWith("num_batches_tracked"))
        return torch::zeros(shape, torch::kLong);
    if (endsWith("running_var"))
        return hashedTensor(k, shape, 1, -0.5);
    if (endsWith("running_mean"))
        return hashedTensor(k, shape, 0.2, 0.5);
    if (shape.size() == 1)
        return endsWith(".weight") ? hashedTensor(k, shape, 1, -0.5) : hashedTensor(k, shape, 0.2, 0.5);
    std::int64_t fanIn = 1;
    for (std::size_t d = 1; d < shape.size(); ++d)
        fanIn *= shape[d];
    if (endsWith("conv_offset_mask.weight"))
        return hashedTensor(k, shape, 2 * std::sqrt(3.0 / static_cast<double>(fanIn)) * 0.03, 0.5);
    const std::size_t up = key.rfind(".up_");
    if (up != std::string::npos && key.find('.', up + 1) == key.size() - 7)
        return hashedTensor(k, shape, 0.5);
    return hashedTensor(k, shape, 2 * std::sqrt(6.0 / static_cast<double>(fanIn)) * gain, 0.5);
}

// The gains with which activations neither vanish nor explode.
inline double hashedGain(const std::string& architecture)
{
    return architecture == "hrnet_18" ? 0.4 : architecture == "dlaconv_34" ? 0.7 : 1.0;
}

// A network in evaluation mode with hashed weights.
inline std::shared_ptr<model::Network> hashedNetwork(const std::string& architecture,
                                                     const model::HeadOptions& heads = {})
{
    auto created = model::createNetwork(architecture, heads);
    if (!created)
        return nullptr;
    std::shared_ptr<model::Network> network = *created;
    model::Checkpoint weights = model::saveWeights(*network);
    for (std::size_t k = 0; k < weights.tensors.size(); ++k) {
        model::NamedTensor& tensor = weights.tensors[k];
        tensor.value = model::fromTorch(
            hashedWeight(static_cast<std::uint32_t>(k), tensor.name, tensor.value.shape, hashedGain(architecture)));
    }
    if (!model::loadWeights(*network, weights).complete())
        return nullptr;
    network->eval();
    return network;
}

inline torch::Tensor hashedImages()
{
    return hashedTensor(1'000'000, {1, 3, 64, 96});
}

} // namespace tw::test
