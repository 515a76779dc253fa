#pragma once
// (private to model and training) The heads of a network on their own, at a few cells only: 3 x 3 neighbourhoods of the
// feature map are gathered and the heads' two layers run on them. The same numbers as the dense maps.

#include "core/model/networks/network.h"

#include <memory>
#include <string>

namespace tw::model {

class Head;

// "hm", "wh", "reg" or "id"; nothing when the architecture's head of that name is not such a one.
std::shared_ptr<Head> headOf(const Network& network, const std::string& name);

// What Head::atMiddles() takes, float32. features: B x C x H x W; cells: N numbers (image * H + row) * W + column.
// Nothing is waited for on other devices than the CPU.
torch::Tensor gatherPatches(const torch::Tensor& features, const torch::Tensor& cells);

// "wh", "reg" and "id" to single precision, whatever the rest of the network is in: embeddings are compared with each
// other to a few thousandths, and a box's corner is a cell's number plus a small one.
void keepPeakHeadsInFloat32(Network& network);

} // namespace tw::model
