#pragma once
// (private to model and training) ResNet with a deformable decoder ("resdcn_N") and with a feature pyramid
// ("resfpndcn_N"), the alternatives of the FairMOT paper's table 3.
//
// Source: Xiao et al. 2018, Simple Baselines; Zhou et al. 2019, Objects as Points, app. A.

#include "core/model/networks/network.h"

namespace tw::model {

std::shared_ptr<Network> makeResDcn18(const HeadOptions& heads);
std::shared_ptr<Network> makeResDcn34(const HeadOptions& heads);
std::shared_ptr<Network> makeResDcn50(const HeadOptions& heads);
std::shared_ptr<Network> makeResFpnDcn18(const HeadOptions& heads);
std::shared_ptr<Network> makeResFpnDcn34(const HeadOptions& heads);

} // namespace tw::model
