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

// Samples of one kind as a penalised regression.
struct Problem {
    Matrix x; // one row a sample; the last column is 1
    Vector y;
    Vector weight;
    Vector prior;
    Vector precision; // of the prior

    double loss(const Vector& w) const
    {
        double out = 0.5 * (w - prior).cwiseAbs2().dot(precision);
        const Vector z = x * w;
        for (Eigen::Index i = 0; i < z.size(); ++i) // log(1 + exp(z)) - y z without overflow
            out += weight[i] * (std::max(z[i], 0.0) + std::log1p(std::exp(-std::abs(z[i]))) - y[i] * z[i]);
        return out;
    }
    void fix(Eigen::Index feature) // at zero
    {
        x.col(feature).setZero();
        prior[feature] = 0;
    }
};

Problem problemOf(const review::KindWeights& prior, std::span<const Judged* const> samples)
{
    Problem out;
    out.prior = vectorOf(prior);
    const Eigen::Index n = out.prior.size();
    out.precision.resize(n);
    for (Eigen::Index j = 0; j + 1 < n; ++j)
        out.precision[j] = 1.0 / std::pow(std::max(0.5 * std::abs(out.prior[j]), kLeastSpread), 2);
    out.precision[n - 1] = 1.0 / (kBiasSpread * kBiasSpread);
    out.x.resize(static_cast<Eigen::Index>(samples.size()), n);
    out.y.resize(out.x.rows());
    out.weight.resize(out.x.rows());
    for (Eigen::Index i = 0; i < out.x.rows(); ++i) {
        const Judged& sample = *samples[static_cast<std::size_t>(i)];
        for (Eigen::Index j = 0; j + 1 < n; ++j)
            out.x(i, j) = sample.features[static_cast<std::size_t>(j)];
        out.x(i, n - 1) = 1;
        out.y[i] = sample.real ? 1 : 0;
        out.weight[i] = sample.weight;
    }
    return out;
}

Vector minimised(const Problem& problem)
{
    Vector w = problem.prior;
    double loss = problem.loss(w);
    for (int step = 0; step < kSteps; ++step) {
        const Vector p = (problem.x * w).unaryExpr([](double z) { return review::probabilityOf(z); });
        const Vector gradient = problem.x.transpose() * problem.weight.cwiseProduct(p - problem.y) +
                                problem.precision.cwiseProduct(w - problem.prior);
        const Vector curvature = problem.weight.cwiseProduct(p.cwiseProduct(Vector::Ones(p.size()) - p));
        Matrix hessian = problem.x.transpose() * curvature.asDiagonal() * problem.x;
        hessian += problem.precision.asDiagonal();
        const Vector direction = hessian.ldlt().solve(gradient);
        double length = 1;
        Vector next = w - direction;
        double nextLoss = problem.loss(next);
        while (nextLoss > loss && length > 1e-6) { // never uphill
            length /= 2;
            next = w - length * direction;
            nextLoss = problem.loss(next);
        }
        const double gained = loss - nextLoss;
        w = next;
        loss = nextLoss;
        if (gained < kEnough)
            break;
    }
    return w;
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
    Problem problem = problemOf(out.model, used);
    const Vector prior = problem.prior;
    const Eigen::Index n = prior.size();
    Vector w = minimised(problem);
    for (bool fixed = true; fixed;) {
        fixed = false;
        for (Eigen::Index j = 0; j + 1 < n; ++j)
            if (w[j] * prior[j] < 0) {
                problem.fix(j);
                fixed = true;
            }
        if (fixed)
            w = minimised(problem);
    }
    for (Eigen::Index j = 0; j + 1 < n; ++j)
        out.model.weights[static_cast<std::size_t>(j)] = w[j];
    out.model.bias = w[n - 1];
    return out;
}

review::KindWeights rescaled(const review::KindWeights& model, std::span<const LeftOut> findings)
{
    constexpr double kSlopeSpread = 0.5, kOffsetSpread = 0.5;
    Problem problem;
    problem.prior.resize(2);
    problem.prior << 1, 0;
    problem.precision.resize(2);
    problem.precision << 1 / (kSlopeSpread * kSlopeSpread), 1 / (kOffsetSpread * kOffsetSpread);
    const auto n = static_cast<Eigen::Index>(findings.size());
    problem.x.resize(n, 2);
    problem.y.resize(n);
    problem.weight.resize(n);
    for (Eigen::Index i = 0; i < n; ++i) {
        const LeftOut& finding = findings[static_cast<std::size_t>(i)];
        problem.x.row(i) << finding.logit, 1;
        problem.y[i] = finding.real ? 1 : 0;
        problem.weight[i] = finding.weight;
    }
    const Vector w = minimised(problem);
    const double slope = std::max(w[0], 0.0);
    review::KindWeights out = model;
    for (double& weight : out.weights)
        weight *= slope;
    out.bias = slope * out.bias + w[1];
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
