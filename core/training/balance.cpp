#include "core/training/balance.h"

#include "core/base/contract.h"

#include <torch/autograd.h>
#include <torch/utils.h>

namespace tw::training {

bool balancesBranches(const LossOptions& options)
{
    return options.balance == "uncertainty-branch";
}

std::unique_ptr<LossBalance> makeBalance(const LossOptions& options)
{
    const double detection = options.detectionUncertainty, identity = options.identityUncertainty;
    if (options.balance == "fixed")
        return makeFixedBalance(options.fixedIdentityWeight);
    if (options.balance == "uncertainty-task")
        return makeUncertaintyBalance({{"s_det", detection}, {"s_id", identity}});
    if (options.balance == "uncertainty-branch")
        return makeUncertaintyBalance(
            {{"s_heat", detection}, {"s_size", detection}, {"s_offset", detection}, {"s_id", identity}});
    if (options.balance == "gradnorm")
        return makeGradNormBalance(2, options.gradNormAlpha);
    TW_EXPECTS(options.balance == "mgda");
    return makeMgdaBalance();
}

std::vector<torch::Tensor> gradientsAt(const torch::Tensor& shared, const std::vector<torch::Tensor>& losses)
{
    std::vector<torch::Tensor> out;
    for (const torch::Tensor& loss : losses) {
        torch::Tensor gradient;
        if (loss.requires_grad())
            gradient = torch::autograd::grad({loss.sum()}, {shared}, {}, true, false, true).front();
        out.push_back(gradient.defined() ? gradient.detach().flatten().to(torch::kFloat32)
                                         : torch::zeros({shared.numel()}, shared.options().dtype(torch::kFloat32)));
    }
    return out;
}

} // namespace tw::training
