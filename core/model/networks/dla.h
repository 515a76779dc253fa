#pragma once
// (private to model and training) Deep layer aggregation, 34 layers: the network of the FairMOT paper ("dla_34") and
// the same with plain convolutions in the neck ("dlaconv_34").
//
// Source: Yu et al. 2018, Deep Layer Aggregation; Zhou et al. 2019, Objects as Points; FairMOT, sec. 3.1.

#include "core/model/networks/layers.h"
#include "core/model/networks/neck.h"

namespace tw::model {

class DlaBase;
class DlaUp;
class IdaUp;

class Dla34 : public HeadedNetwork
{
public:
    Dla34(std::string architecture, const HeadOptions& heads, NeckKind neck);
    ~Dla34() override;

    torch::Tensor features(const torch::Tensor& images) override;
    // Weights that the published files carry and no output depends on: the ImageNet classifier, and the projections of
    // the trees of depth two, whose subtrees project for themselves.
    std::vector<std::string> unusedKeys() const override;

    // Every stage by itself, for comparing with reference activations.
    struct Stages {
        std::vector<torch::Tensor> base; // level 0 (stride 1) ... 5 (stride 32)
        std::vector<torch::Tensor> neck; // stride 4, 8, 16, 32
        torch::Tensor features;
    };
    Stages stages(const torch::Tensor& images);

private:
    std::shared_ptr<DlaBase> m_base;
    std::shared_ptr<DlaUp> m_dlaUp;
    std::shared_ptr<IdaUp> m_idaUp;
};

std::shared_ptr<Network> makeDla34(const HeadOptions& heads);
std::shared_ptr<Network> makeDlaConv34(const HeadOptions& heads);

} // namespace tw::model
