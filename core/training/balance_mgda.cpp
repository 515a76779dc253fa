// L = sum_i a_i L_i with the a >= 0, sum 1, that minimise || sum_i a_i dL_i/dZ ||: the point of least norm in the
// convex hull of the tasks' gradients. Its direction makes no loss larger; at 0 no direction serves all tasks.
//
//   two tasks   a_1 = clip( (g_2 - g_1) . g_2 / || g_1 - g_2 ||^2 , 0, 1)
//   more        pairwise Frank-Wolfe: weight moves from the worst gradient to the best by the exact step
//
// Source: Sener, Koltun, Multi-Task Learning as Multi-Objective Optimization, NeurIPS 2018: MGDA-UB, the upper bound
// that takes gradients at the shared representation Z (the trunk's features), eq. 7;
// pairwise steps: Lacoste-Julien, Jaggi, NeurIPS 2015 (algorithm 2 of the former takes plain ones, which are slower).

#include "core/training/balance.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cmath>

namespace tw::training {
namespace {

constexpr int kIterations = 1000;
constexpr double kEnough = 1e-10; // gain, of a squared length

class MgdaBalance final : public LossBalance
{
public:
    torch::Tensor total(const std::vector<torch::Tensor>& losses, const torch::Tensor& shared) override
    {
        const int tasks = static_cast<int>(losses.size());
        TW_EXPECTS(tasks > 0);
        std::vector<double> weights(losses.size(), 1.0 / tasks);
        if (shared.defined() && shared.requires_grad()) {
            const torch::Tensor gradients = torch::stack(gradientsAt(shared, losses)).to(torch::kFloat64);
            const torch::Tensor gram = torch::matmul(gradients, gradients.t()).contiguous().to(torch::kCPU);
            const double* values = gram.data_ptr<double>();
            const std::vector<double> products(values, values + gram.numel());
            if (std::all_of(products.begin(), products.end(), [](double v) { return std::isfinite(v); }))
                weights = leastNormWeights(products, tasks);
        }
        torch::Tensor sum;
        for (std::size_t i = 0; i < losses.size(); ++i) {
            const torch::Tensor term = weights[i] * losses[i].sum();
            sum = sum.defined() ? sum + term : term;
        }
        return sum;
    }
};

// The share of the first of two vectors, from |a|^2, a.b, |b|^2.
double shareOfFirst(double aa, double ab, double bb)
{
    const double distance = aa - 2 * ab + bb;
    return distance <= 0 ? 0.5 : std::clamp((bb - ab) / distance, 0.0, 1.0);
}

} // namespace

std::vector<double> leastNormWeights(const std::vector<double>& gram, int n)
{
    TW_EXPECTS(n > 0 && gram.size() == static_cast<std::size_t>(n) * static_cast<std::size_t>(n));
    const auto at = [&](int i, int j) { return gram[static_cast<std::size_t>(i * n + j)]; };
    std::vector<double> weights(static_cast<std::size_t>(n), 1.0 / n);
    if (n == 2) {
        weights[0] = shareOfFirst(at(0, 0), at(0, 1), at(1, 1));
        weights[1] = 1 - weights[0];
        return weights;
    }
    std::vector<double> withSum(weights.size()); // inner products with the present sum
    for (int iteration = 0; iteration < kIterations; ++iteration) {
        for (int i = 0; i < n; ++i) {
            double& product = withSum[static_cast<std::size_t>(i)];
            product = 0;
            for (int j = 0; j < n; ++j)
                product += at(i, j) * weights[static_cast<std::size_t>(j)];
        }
        int to = 0, from = -1; // the best vector, and the worst that has a weight
        for (int i = 0; i < n; ++i) {
            const auto k = static_cast<std::size_t>(i);
            if (withSum[k] < withSum[static_cast<std::size_t>(to)])
                to = i;
            if (weights[k] > 0 && (from < 0 || withSum[k] > withSum[static_cast<std::size_t>(from)]))
                from = i;
        }
        double& lower = weights[static_cast<std::size_t>(from)];
        const double gain = withSum[static_cast<std::size_t>(from)] - withSum[static_cast<std::size_t>(to)];
        const double distance = at(to, to) - 2 * at(to, from) + at(from, from);
        if (!(gain > kEnough * std::max(at(from, from), 1e-300)) || !(distance > 0))
            break;
        const double step = std::min(lower, gain / distance);
        weights[static_cast<std::size_t>(to)] += step;
        lower -= step;
    }
    return weights;
}

std::unique_ptr<LossBalance> makeMgdaBalance()
{
    return std::make_unique<MgdaBalance>();
}

} // namespace tw::training
