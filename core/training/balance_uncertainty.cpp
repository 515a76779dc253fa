// L = 1/2 sum_i (exp(-s_i) L_i + s_i), s_i learnt: log variances of the tasks' noise. A loss may become negative.
// Source: Kendall, Gal, Cipolla, Multi-Task Learning Using Uncertainty, CVPR 2018; FairMOT eq. 5 with one s a task.

#include "core/training/balance.h"

#include "core/base/contract.h"

#include <torch/utils.h>

namespace tw::training {
namespace {

class UncertaintyBalance final : public LossBalance
{
public:
    explicit UncertaintyBalance(const std::vector<std::pair<std::string, double>>& starts)
    {
        for (const auto& [name, start] : starts)
            m_learnt.emplace_back(name, torch::full({1}, start, torch::requires_grad()));
    }

    torch::Tensor total(const std::vector<torch::Tensor>& losses, const torch::Tensor&) override
    {
        TW_EXPECTS(losses.size() == m_learnt.size());
        torch::Tensor sum;
        for (std::size_t i = 0; i < losses.size(); ++i) {
            const torch::Tensor& s = m_learnt[i].second;
            const torch::Tensor term = torch::exp(-s) * losses[i] + s;
            sum = sum.defined() ? sum + term : term;
        }
        return sum.sum() * 0.5;
    }

    std::vector<std::pair<std::string, torch::Tensor>> tensors() const override { return m_learnt; }

private:
    std::vector<std::pair<std::string, torch::Tensor>> m_learnt;
};

} // namespace

std::unique_ptr<LossBalance> makeUncertaintyBalance(std::vector<std::pair<std::string, double>> starts)
{
    return std::make_unique<UncertaintyBalance>(starts);
}

} // namespace tw::training
