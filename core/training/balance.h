#pragma once
// (private) How the losses of several tasks become the one that is minimised. One way a file:
//
//   balance_fixed.cpp        "fixed"               detection + fixedIdentityWeight * identity
//   balance_uncertainty.cpp  "uncertainty-task"    learnt, one number a task (FairMOT's)
//                            "uncertainty-branch"  learnt, one number a branch: heat, size, offset, identity
//   balance_gradnorm.cpp     "gradnorm"            learnt, so that all tasks train at the same rate
//   balance_mgda.cpp         "mgda"                the common descent direction of least norm, each step
//
// Source: FairMOT, IJCV 2021, Table 2; each file names the paper of its formula. Thread: one at a time.

#include "core/training/options.h"

#include <torch/types.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tw::training {

class LossBalance
{
public:
    virtual ~LossBalance() = default;

    // The scalar to go backward from. `losses`: one scalar a task, with their graphs. `shared`: the representation that
    // all of them depend on (the trunk's features); looked at by gradnorm and mgda, which take equal weights where it
    // has no gradient (a frozen trunk shares nothing that learns).
    virtual torch::Tensor total(const std::vector<torch::Tensor>& losses, const torch::Tensor& shared) = 0;

    // What is learnt or remembered, to be registered with a module, shared among replicas and stored. Not learnt where
    // requires_grad is false.
    virtual std::vector<std::pair<std::string, torch::Tensor>> tensors() const { return {}; }

    // After each update of the parameters, on the master's; `losses`: means of the step.
    virtual void afterStep(const std::vector<double>& /*losses*/) {}
};

// Whether the tasks are the four branches (heat, size, offset, identity) instead of detection and identity.
bool balancesBranches(const LossOptions& options);
// For options that check() accepts.
std::unique_ptr<LossBalance> makeBalance(const LossOptions& options);

std::unique_ptr<LossBalance> makeFixedBalance(double identityWeight);
// `starts`: s of each task at the start, by the name it is stored under.
std::unique_ptr<LossBalance> makeUncertaintyBalance(std::vector<std::pair<std::string, double>> starts);
// `alpha`: how strongly slow tasks are sped up.
std::unique_ptr<LossBalance> makeGradNormBalance(int tasks, double alpha);
std::unique_ptr<LossBalance> makeMgdaBalance();

// Weights >= 0 with sum 1 of the combination of n vectors that has the least norm; `gram`: their inner products, n x n.
std::vector<double> leastNormWeights(const std::vector<double>& gram, int n);

// The gradient of each loss at `shared`, flat, float32; zeros where a loss does not depend on it. Keeps the graphs.
std::vector<torch::Tensor> gradientsAt(const torch::Tensor& shared, const std::vector<torch::Tensor>& losses);

} // namespace tw::training
