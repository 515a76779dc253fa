#pragma once
// (private to model and training) "lite", the small network for CPUs, and "standard", the same layout with more
// channels (lite_widths.h). CSP backbone with depthwise convolutions, top-down neck to stride 4, four plain heads.
// 744,775 and 2,424,199 parameters with an embedding of 64; default input 576 x 320.
//
// Source: layout of YOLOX-Nano (Ge et al. 2021, depth 0.33, width 0.25) with FairMOT's heads; keys in README.md.

#include "core/model/networks/network.h"

#include <array>
#include <functional>

namespace tw::model {

std::shared_ptr<Network> makeLite(const HeadOptions& heads);
std::shared_ptr<Network> makeStandard(const HeadOptions& heads);

// The trunk of "lite" with its neck down to stride 8, for other heads: to be registered as "backbone" and "neck", so
// that the keys are those of "lite".
struct LiteTrunk {
    std::shared_ptr<torch::nn::Module> backbone, neck;
    std::array<std::int64_t, 3> channels{};
    std::function<std::array<torch::Tensor, 3>(const torch::Tensor& images)> scales; // maps of stride 8, 16 and 32
};
LiteTrunk makeLiteTrunk();

// The trunk of "lite" alone: to be registered as "backbone".
struct LiteBackbone {
    std::shared_ptr<torch::nn::Module> module;
    std::array<std::int64_t, 2> channels{};
    std::function<std::array<torch::Tensor, 2>(const torch::Tensor& images)> maps; // of stride 16 and 32
};
LiteBackbone makeLiteBackbone();

} // namespace tw::model
