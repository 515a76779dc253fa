#include "core/appearance/likeness.h"

#include "core/math/stats.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tw::appearance {
namespace {

constexpr int kMostSteps = 50; // of Newton's method; it needs about ten

using Vector = Eigen::VectorXd;

struct Sample {
    Vector x; // last entry 1
    double weight = 0;
    bool same = false;
};

double lossOf(const std::vector<Sample>& samples, const Vector& w, const Vector& prior, double ridge)
{
    double loss = .5 * ridge * (w - prior).squaredNorm();
    for (const Sample& sample : samples) {
        const double z = (sample.same ? -1 : 1) * w.dot(sample.x);
        loss += sample.weight * (z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)));
    }
    return loss;
}

// Damped Newton steps on a strictly convex function.
Vector fitLogistic(const std::vector<Sample>& samples, const Vector& prior, double ridge)
{
    Vector w = prior;
    double loss = lossOf(samples, w, prior, ridge);
    for (int step = 0; step < kMostSteps; ++step) {
        Vector gradient = ridge * (w - prior);
        Eigen::MatrixXd hessian = ridge * Eigen::MatrixXd::Identity(w.size(), w.size());
        for (const Sample& sample : samples) {
            const double p = math::logistic(w.dot(sample.x));
            gradient += sample.weight * (p - (sample.same ? 1 : 0)) * sample.x;
            hessian += sample.weight * p * (1 - p) * sample.x * sample.x.transpose();
        }
        const Vector direction = hessian.ldlt().solve(gradient);
        double size = 1;
        double next = lossOf(samples, w - direction, prior, ridge);
        while (next > loss && size > 1e-6) {
            size /= 2;
            next = lossOf(samples, w - size * direction, prior, ridge);
        }
        if (!(next < loss - 1e-9))
            break;
        w -= size * direction;
        loss = next;
    }
    return w;
}

void balance(std::vector<Sample>& samples)
{
    const auto same = static_cast<double>(std::ranges::count_if(samples, &Sample::same));
    const auto total = static_cast<double>(samples.size());
    for (Sample& sample : samples)
        sample.weight = .5 * total / (sample.same ? same : total - same);
}

bool enough(const std::vector<Sample>& samples, std::size_t fewest)
{
    const auto same = static_cast<std::size_t>(std::ranges::count_if(samples, &Sample::same));
    return same >= fewest && samples.size() - same >= fewest;
}

void fitAlone(std::vector<Sample> samples, LikenessWeights::Alone prior, const FitOptions& options,
              LikenessWeights::Alone& out)
{
    if (!enough(samples, options.fewest))
        return;
    balance(samples);
    const Vector w = fitLogistic(samples, Vector{{prior.cosine, prior.offset}}, options.ridge);
    out = {std::max(w[0], 0.0), w[1]};
}

void fitBoth(std::vector<Sample> samples, LikenessWeights::Both prior, const FitOptions& options,
             LikenessWeights::Both& out)
{
    if (!enough(samples, options.fewest))
        return;
    balance(samples);
    const Vector w = fitLogistic(samples, Vector{{prior.embedding, prior.colour, prior.offset}}, options.ridge);
    out = {std::max(w[0], 0.0), std::max(w[1], 0.0), w[2]};
}

} // namespace

Likeness likenessOf(const Appearance& a, const Appearance& b)
{
    Likeness out;
    if (!a.embedding.empty() && a.embedding.size() == b.embedding.size()) {
        out.hasEmbedding = true;
        out.reid = isReidVector(a.embedding.size());
        out.embedding = std::inner_product(a.embedding.begin(), a.embedding.end(), b.embedding.begin(), 0.0);
    }
    if (a.colour.empty() || b.colour.empty())
        return out;
    float dot = 0, lengthA = 0, lengthB = 0;
    for (std::size_t stripe = 0; stripe < kStripes; ++stripe) {
        if (!a.stripes[stripe] || !b.stripes[stripe])
            continue;
        for (std::size_t i = stripe * kStripeBytes; i < (stripe + 1) * kStripeBytes; ++i) {
            dot += a.colour[i] * b.colour[i];
            lengthA += a.colour[i] * a.colour[i];
            lengthB += b.colour[i] * b.colour[i];
        }
    }
    const double lengths = std::sqrt(double(lengthA) * double(lengthB));
    if (lengths > 1e-9) {
        out.hasColour = true;
        out.colour = double(dot) / lengths;
    }
    return out;
}

double logLikelihoodRatio(const Likeness& likeness, const LikenessWeights& weights)
{
    double sum = 0;
    const LikenessWeights::Both& both = weights.bothOf(likeness.reid);
    const LikenessWeights::Alone& alone = likeness.reid ? weights.reidAlone : weights.embeddingAlone;
    if (likeness.hasEmbedding && likeness.hasColour)
        sum = both.embedding * likeness.embedding + both.colour * likeness.colour + both.offset;
    else if (likeness.hasEmbedding)
        sum = alone.cosine * likeness.embedding + alone.offset;
    else if (likeness.hasColour)
        sum = weights.colourAlone.cosine * likeness.colour + weights.colourAlone.offset;
    return std::clamp(weights.temper * sum, weights.lowest, weights.highest);
}

LikenessWeights fitLikeness(std::span<const LikenessExample> examples, const FitOptions& options)
{
    std::vector<Sample> both, bothReid, embedding, reid, colour;
    for (const LikenessExample& example : examples) {
        const Likeness& l = example.likeness;
        if (l.hasEmbedding)
            (l.reid ? reid : embedding).push_back({Vector{{l.embedding, 1}}, 1, example.same});
        if (l.hasColour)
            colour.push_back({Vector{{l.colour, 1}}, 1, example.same});
        if (l.hasEmbedding && l.hasColour)
            (l.reid ? bothReid : both).push_back({Vector{{l.embedding, l.colour, 1}}, 1, example.same});
    }
    LikenessWeights out;
    fitBoth(std::move(both), options.prior.both, options, out.both);
    fitBoth(std::move(bothReid), options.prior.bothReid, options, out.bothReid);
    fitAlone(std::move(reid), options.prior.reidAlone, options, out.reidAlone);
    fitAlone(std::move(embedding), options.prior.embeddingAlone, options, out.embeddingAlone);
    fitAlone(std::move(colour), options.prior.colourAlone, options, out.colourAlone);
    return out;
}

} // namespace tw::appearance
