#pragma once
// (private to model and training) RegNetY-4.0GF with a deformable decoder ("regnetydcn_40") and with a feature pyramid
// ("regnetyfpndcn_40"), as in Tables 3 and 5 of the FairMOT paper.
//
// Source: Radosavovic et al. 2020, Designing network design spaces (widths, depths, group width of the 4.0 GF model);
// Hu et al. 2018, Squeeze-and-excitation.

#include "core/model/networks/network.h"

namespace tw::model {

std::shared_ptr<Network> makeRegNetYDcn40(const HeadOptions& heads);
std::shared_ptr<Network> makeRegNetYFpnDcn40(const HeadOptions& heads);

} // namespace tw::model
