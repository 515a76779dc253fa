#include "core/model/networks/heads.h"

#include "core/model/networks/layers.h"

#include <torch/nn/functional/padding.h>

namespace tw::model {

using torch::Tensor;

std::shared_ptr<Head> headOf(const Network& network, const std::string& name)
{
    for (const auto& child : network.named_children())
        if (child.key() == name)
            return std::dynamic_pointer_cast<Head>(child.value());
    return nullptr;
}

Tensor gatherPatches(const Tensor& features, const Tensor& cells)
{
    namespace F = torch::nn::functional;
    const std::int64_t channels = features.size(1), height = features.size(2), width = features.size(3);
    // B x (H+2) x (W+2) x C, so that one row of the gathered matrix is one cell
    const Tensor padded =
        F::pad(features, F::PadFuncOptions({1, 1, 1, 1})).permute({0, 2, 3, 1}).reshape({-1, channels});
    const Tensor column = cells.remainder(width);
    const Tensor line = cells.div(width, "floor");
    const Tensor row = line.remainder(height);
    const Tensor picture = line.div(height, "floor");
    const Tensor corner = (picture * (height + 2) + row) * (width + 2) + column; // upper left of the neighbourhood
    const Tensor three = torch::arange(3, cells.options());
    const Tensor steps = (three.unsqueeze(1) * (width + 2) + three.unsqueeze(0)).reshape({1, 9});
    const Tensor index = (corner.unsqueeze(1) + steps).reshape({-1});
    return padded.index_select(0, index)
        .to(torch::kFloat32)
        .view({cells.size(0), 3, 3, channels})
        .permute({0, 3, 1, 2});
}

void keepPeakHeadsInFloat32(Network& network)
{
    for (const char* name : {"wh", "reg", "id"})
        if (const std::shared_ptr<Head> head = headOf(network, name))
            head->to(torch::kFloat32);
}

} // namespace tw::model
