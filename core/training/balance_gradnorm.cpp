// L = sum_i w_i L_i with sum_i w_i = T, w learnt by
//
//   L_grad(w) = sum_i | G_i - mean(G) r_i^alpha |,   G_i = w_i || dL_i / dZ ||,
//   r_i = (L_i / L_i(0)) / mean_j (L_j / L_j(0)),
//
// whose second part is a constant: a task that trains more slowly than the others (r > 1) gets a larger gradient.
// Source: Chen, Badrinarayanan, Lee, Rabinovich, GradNorm, ICML 2018 (alpha = 1.5). Ours: Z is the trunk's features, as
// mgda takes them, where the paper takes the weights of the last shared layer: networks here share no last layer of
// one kind.

#include "core/training/balance.h"

#include "core/base/contract.h"

#include <torch/utils.h>

#include <algorithm>
#include <cmath>

namespace tw::training {
namespace {

constexpr double kLeastWeight = 1e-3;
constexpr double kLeastLoss = 1e-8;

class GradNormBalance final : public LossBalance
{
public:
    GradNormBalance(int tasks, double alpha)
        : m_alpha(alpha), m_weights(torch::ones({tasks}, torch::requires_grad())), m_first(torch::zeros({tasks}))
    {}

    torch::Tensor total(const std::vector<torch::Tensor>& losses, const torch::Tensor& shared) override
    {
        const auto tasks = static_cast<std::int64_t>(losses.size());
        TW_EXPECTS(tasks == m_weights.numel());
        const torch::Tensor used = m_weights.detach();
        torch::Tensor sum;
        for (std::int64_t i = 0; i < tasks; ++i) {
            const torch::Tensor term = used[i] * losses[static_cast<std::size_t>(i)].sum();
            sum = sum.defined() ? sum + term : term;
        }
        if (!shared.defined() || !shared.requires_grad())
            return sum;
        std::vector<torch::Tensor> norms;
        for (const torch::Tensor& gradient : gradientsAt(shared, losses))
            norms.push_back(gradient.norm());
        const torch::Tensor norm = torch::stack(norms);
        const torch::Tensor target = (used * norm).mean() * rates(losses).pow(m_alpha);
        const torch::Tensor gradLoss = (m_weights * norm - target).abs().sum();
        return sum + gradLoss - gradLoss.detach(); // a gradient for the weights, not a part of the figure
    }

    std::vector<std::pair<std::string, torch::Tensor>> tensors() const override
    {
        return {{"gradnorm", m_weights}, {"gradnorm_first", m_first}};
    }

    void afterStep(const std::vector<double>& losses) override
    {
        const torch::NoGradGuard guard;
        torch::Tensor weights = m_weights.data();
        weights.clamp_min_(kLeastWeight);
        weights.mul_(static_cast<double>(weights.numel()) / weights.sum().item<double>());
        if (m_first.sum().item<double>() == 0)
            for (std::size_t i = 0; i < losses.size(); ++i)
                m_first[static_cast<std::int64_t>(i)] = std::max(losses[i], kLeastLoss);
    }

private:
    // r of each task; 1 before the first update.
    torch::Tensor rates(const std::vector<torch::Tensor>& losses) const
    {
        const torch::NoGradGuard guard;
        if (m_first.sum().item<double>() == 0)
            return torch::ones_like(m_first);
        torch::Tensor left = torch::empty_like(m_first);
        for (std::size_t i = 0; i < losses.size(); ++i)
            left[static_cast<std::int64_t>(i)] = losses[i].sum().detach();
        left = (left / m_first).clamp_min(kLeastLoss);
        return left / left.mean();
    }

    double m_alpha;
    torch::Tensor m_weights, m_first; // w, L(0)
};

} // namespace

std::unique_ptr<LossBalance> makeGradNormBalance(int tasks, double alpha)
{
    return std::make_unique<GradNormBalance>(tasks, alpha);
}

} // namespace tw::training
