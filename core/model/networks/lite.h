#pragma once
// (private to model and training) "lite": the small network for CPUs. CSP backbone with depthwise convolutions,
// top-down neck to stride 4, four plain heads. 744,775 parameters with an embedding of 64; default input 576 x 320.
//
// Source: layout of YOLOX-Nano (Ge et al. 2021, depth 0.33, width 0.25) with FairMOT's heads; keys in README.md.

#include "core/model/networks/network.h"

namespace tw::model {

std::shared_ptr<Network> makeLite(const HeadOptions& heads);

} // namespace tw::model
