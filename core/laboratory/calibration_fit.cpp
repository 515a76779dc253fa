#include "core/laboratory/calibration_fit.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>

namespace tw::laboratory {
namespace {

constexpr int kSteps = 60;
constexpr double kEnough = 1e-9;
// How far data may easily move a weight: half of what was set by hand, and at least this.
constexpr double kLeastSpread = 0.5;
constexpr double kBiasSpread = 2;

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

Vector vectorOf(const review::KindWeights& model)
{
    Vector out(static_cast<Eigen::Index>(model.weights.size()) + 1);
    for (std::size_t i = 0; i < model.weights.size(); ++i)
        out[static_cast<Eigen::Index>(i)] = model.weights[i];
    out[out.size() - 1] = model.bias;
    return out;
}

double penalisedLoss(const Matrix& x, const Vector& y, const Vector& w, const Vector& prior, const Vector& precision)
{
    double loss = 0.5 * (w - prior).cwiseAbs2().dot(precision);
    const Vector z = x * w;
    for (Eigen::Index i = 0; i < z.size(); ++i) // log(1 + exp(z)) - y z without overflow
        loss += std::max(z[i], 0.0) + std::log1p(std::exp(-std::abs(z[i]))) - y[i] * z[i];
    return loss;
}

} // namespace

Fit fitKind(review::EventKind kind, std::span<const Judged> samples)
{
    Fit out;
    out.model = review::priorWeights(kind);
    std::vector<const Judged*> used;
    for (const Judged& sample : samples)
        if (sample.kind == kind && sample.features.size() == out.model.weights.size())
            used.push_back(&sample);
    out.events = static_cast<int>(used.size());
    out.real = static_cast<int>(std::count_if(used.begin(), used.end(), [](const Judged* s) { return s->real; }));
    if (used.empty())
        return out;
    const Vector prior = vectorOf(out.model);
    const Eigen::Index n = prior.size();
    Vector precision(n);
    for (Eigen::Index j = 0; j + 1 < n; ++j)
        precision[j] = 1.0 / std::pow(std::max(0.5 * std::abs(prior[j]), kLeastSpread), 2);
    precision[n - 1] = 1.0 / (kBiasSpread * kBiasSpread);
    Matrix x(static_cast<Eigen::Index>(used.size()), n);
    Vector y(x.rows());
    for (Eigen::Index i = 0; i < x.rows(); ++i) {
        const Judged& sample = *used[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j + 1 < n; ++j)
            x(i, j) = sample.features[static_cast<std::size_t>(j)];
        x(i, n - 1) = 1;
        y[i] = sample.real ? 1 : 0;
    }
    Vector w = prior;
    double loss = penalisedLoss(x, y, w, prior, precision);
    for (int step = 0; step < kSteps; ++step) {
        const Vector p = (x * w).unaryExpr([](double z) { return review::probabilityOf(z); });
        const Vector gradient = x.transpose() * (p - y) + precision.cwiseProduct(w - prior);
        const Vector weight = p.cwiseProduct(Vector::Ones(p.size()) - p);
        Matrix hessian = x.transpose() * weight.asDiagonal() * x;
        hessian += precision.asDiagonal();
        const Vector direction = hessian.ldlt().solve(gradient);
        double length = 1;
        Vector next = w - direction;
        double nextLoss = penalisedLoss(x, y, next, prior, precision);
        while (nextLoss > loss && length > 1e-6) { // never uphill
            length /= 2;
            next = w - length * direction;
            nextLoss = penalisedLoss(x, y, next, prior, precision);
        }
        const double gained = loss - nextLoss;
        w = next;
        loss = nextLoss;
        if (gained < kEnough)
            break;
    }
    for (Eigen::Index j = 0; j + 1 < n; ++j)
        out.model.weights[static_cast<std::size_t>(j)] = w[j];
    out.model.bias = w[n - 1];
    return out;
}

std::vector<ReliabilityBin> reliability(std::span<const Outcome> outcomes, int bins)
{
    std::vector<ReliabilityBin> out(static_cast<std::size_t>(std::max(bins, 1)));
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].from = static_cast<double>(i) / static_cast<double>(out.size());
        out[i].to = static_cast<double>(i + 1) / static_cast<double>(out.size());
    }
    for (const auto& [probability, real] : outcomes) {
        const auto bin = std::min(
            static_cast<std::size_t>(std::max(probability, 0.0) * static_cast<double>(out.size())), out.size() - 1);
        out[bin].meanProbability += probability;
        out[bin].real += real ? 1 : 0;
        ++out[bin].events;
    }
    for (ReliabilityBin& bin : out)
        if (bin.events > 0)
            bin.meanProbability /= bin.events;
    return out;
}

double calibrationError(std::span<const ReliabilityBin> curve)
{
    double sum = 0;
    int events = 0;
    for (const ReliabilityBin& bin : curve) {
        if (bin.events == 0)
            continue;
        sum += std::abs(bin.meanProbability * bin.events - bin.real);
        events += bin.events;
    }
    return events > 0 ? sum / events : 0;
}

} // namespace tw::laboratory
