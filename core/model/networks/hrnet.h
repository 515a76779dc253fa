#pragma once
// (private to model and training) High-resolution network with FairMOT's heads: "hrnet_18", "hrnet_32".
//
// Source: Wang et al. 2020, Deep High-Resolution Representation Learning (HRNetV2).

#include "core/model/networks/network.h"

namespace tw::model {

std::shared_ptr<Network> makeHrnet18(const HeadOptions& heads);
std::shared_ptr<Network> makeHrnet32(const HeadOptions& heads);

} // namespace tw::model
