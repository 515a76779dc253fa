#include "core/video/motion_fit.h"

#include "core/math/rng.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::video {

using math::Affine2;
using math::Point;

namespace {

constexpr int kSamples = 80;
constexpr int kRefinements = 3;
constexpr int kFewestForAffine = 30;
constexpr double kSpreadForAffine = 30; // pixels, smaller standard deviation of the points

double squaredError(const Affine2& map, const PointPair& pair)
{
    const Point p = map(pair.from);
    const double dx = p.x - pair.to.x;
    const double dy = p.y - pair.to.y;
    return dx * dx + dy * dy;
}

// Lower is better.
double costOf(const Affine2& map, std::span<const PointPair> pairs, double tolerance)
{
    const double most = tolerance * tolerance;
    double cost = 0;
    for (const PointPair& pair : pairs)
        cost += std::min(squaredError(map, pair), most);
    return cost;
}

std::vector<PointPair> agreeing(const Affine2& map, std::span<const PointPair> pairs, double tolerance)
{
    std::vector<PointPair> out;
    for (const PointPair& pair : pairs)
        if (squaredError(map, pair) <= tolerance * tolerance)
            out.push_back(pair);
    return out;
}

struct Centred {
    Point from, to;                                // means
    double xx = 0, xy = 0, yy = 0;                 // covariance of `from`
    double tx_x = 0, tx_y = 0, ty_x = 0, ty_y = 0; // of `to` with `from`

    explicit Centred(std::span<const PointPair> pairs)
    {
        const double share = 1 / static_cast<double>(pairs.size());
        for (const PointPair& p : pairs) {
            from = {from.x + share * p.from.x, from.y + share * p.from.y};
            to = {to.x + share * p.to.x, to.y + share * p.to.y};
        }
        for (const PointPair& p : pairs) {
            const double x = p.from.x - from.x, y = p.from.y - from.y;
            const double u = p.to.x - to.x, v = p.to.y - to.y;
            xx += share * x * x;
            xy += share * x * y;
            yy += share * y * y;
            tx_x += share * u * x;
            tx_y += share * u * y;
            ty_x += share * v * x;
            ty_y += share * v * y;
        }
    }
    double smallerSpread() const
    {
        const double half = .5 * (xx + yy);
        return std::sqrt(std::max(half - std::sqrt(.25 * (xx - yy) * (xx - yy) + xy * xy), 0.0));
    }
    Affine2 withTranslation(Affine2 map) const
    {
        map.tx = to.x - map.xx * from.x - map.xy * from.y;
        map.ty = to.y - map.yx * from.x - map.yy * from.y;
        return map;
    }
    std::optional<Affine2> similarity() const
    {
        if (xx + yy < 1e-6)
            return std::nullopt;
        const double cosine = (tx_x + ty_y) / (xx + yy);
        const double sine = (ty_x - tx_y) / (xx + yy);
        return withTranslation({cosine, -sine, 0, sine, cosine, 0});
    }
    Affine2 affine() const
    {
        Eigen::Matrix2d covariance;
        covariance << xx, xy, xy, yy;
        Eigen::Matrix2d cross;
        cross << tx_x, tx_y, ty_x, ty_y;
        const Eigen::Matrix2d linear = cross * covariance.inverse();
        return withTranslation({linear(0, 0), linear(0, 1), 0, linear(1, 0), linear(1, 1), 0});
    }
};

std::optional<Affine2> leastSquares(std::span<const PointPair> pairs)
{
    if (pairs.size() < 2)
        return std::nullopt;
    const Centred sums(pairs);
    if (pairs.size() >= kFewestForAffine && sums.smallerSpread() >= kSpreadForAffine)
        return sums.affine();
    return sums.similarity();
}

} // namespace

std::optional<MotionFit> fitMotion(std::span<const PointPair> pairs, std::span<const Affine2> guesses, double tolerance)
{
    if (pairs.size() < 3)
        return std::nullopt;
    Affine2 best;
    double bestCost = costOf(best, pairs, tolerance);
    const auto consider = [&](const Affine2& map) {
        if (const double cost = costOf(map, pairs, tolerance); cost < bestCost) {
            best = map;
            bestCost = cost;
        }
    };
    for (const Affine2& guess : guesses)
        consider(guess);
    math::Rng rng(pairs.size());
    for (int i = 0; i < kSamples; ++i) {
        const auto a = static_cast<std::size_t>(rng.below(pairs.size()));
        const auto b = static_cast<std::size_t>(rng.below(pairs.size()));
        if (a == b)
            continue;
        if (const auto map = Centred(std::array{pairs[a], pairs[b]}).similarity())
            consider(*map);
    }
    for (int i = 0; i < kRefinements; ++i)
        if (const auto map = leastSquares(agreeing(best, pairs, tolerance)))
            consider(*map);
    return MotionFit{best, static_cast<int>(agreeing(best, pairs, tolerance).size())};
}

} // namespace tw::video
