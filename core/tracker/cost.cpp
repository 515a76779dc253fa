#include "core/tracker/cost.h"

#include "core/base/contract.h"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tw::tracker {
namespace {

// Room for the rounding of window bounds; what lies in it is computed and tested exactly.
constexpr double kSlack = 1e-6;

double dotProduct(const std::vector<float>& a, const std::vector<float>& b)
{
    // Eight sums side by side, so that the compiler can keep them in vector registers.
    double sums[8] = {};
    const std::size_t size = a.size();
    std::size_t k = 0;
    for (; k + 8 <= size; k += 8)
        for (std::size_t lane = 0; lane < 8; ++lane)
            sums[lane] += static_cast<double>(a[k + lane]) * static_cast<double>(b[k + lane]);
    double rest = 0;
    for (; k < size; ++k)
        rest += static_cast<double>(a[k]) * static_cast<double>(b[k]);
    return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7])) + rest;
}

} // namespace

double cosineDistance(const Feature& a, const Feature& b)
{
    TW_EXPECTS(a.values.size() == b.values.size());
    return std::max(0.0, 1 - dotProduct(a.values, b.values) / (a.norm * b.norm));
}

std::span<const math::PairCost> IouPairs::find(std::span<const Box> rows, std::span<const Box> columns, double limit)
{
    m_pairs.clear();
    m_order.resize(columns.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::sort(m_order.begin(), m_order.end(), [&](int a, int b) { return columns[a].left < columns[b].left; });
    m_columns.clear();
    m_lefts.clear();
    for (const int column : m_order) {
        m_columns.push_back(math::cornersOf(columns[column]));
        m_lefts.push_back(columns[column].left);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const math::Corners row = math::cornersOf(rows[i]);
        // IoU >= 1 - limit needs an overlap in x of at least that share of the wider box, and so bounds how far apart
        // the left edges may be: limit * w1 one way, limit * w2 <= limit / (1 - limit) * w1 the other.
        const double width = row.right - row.left + 1;
        const double window =
            limit < 1 ? limit / (1 - limit) * width * (1 + kSlack) + kSlack : std::numeric_limits<double>::infinity();
        auto at = static_cast<std::size_t>(std::lower_bound(m_lefts.begin(), m_lefts.end(), row.left - window) -
                                           m_lefts.begin());
        for (; at < m_lefts.size() && m_lefts[at] <= row.left + window; ++at) {
            const double cost = 1 - math::iouOfPixels(row, m_columns[at]);
            if (cost <= limit)
                m_pairs.push_back({static_cast<int>(i), m_order[at], cost});
        }
    }
    return m_pairs;
}

std::span<const math::PairCost> AppearancePairs::find(std::span<Track* const> tracks,
                                                      std::span<const Candidate* const> candidates,
                                                      const AppearanceCost& cost)
{
    m_pairs.clear();
    if (tracks.empty() || candidates.empty())
        return m_pairs;
    if (cost.useMotion)
        findGated(tracks, candidates, cost);
    else
        findAll(tracks, candidates, cost);
    return m_pairs;
}

void AppearancePairs::findGated(std::span<Track* const> tracks, std::span<const Candidate* const> candidates,
                                const AppearanceCost& cost)
{
    m_order.resize(candidates.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    std::sort(m_order.begin(), m_order.end(),
              [&](int a, int b) { return candidates[a]->measurement[0] < candidates[b]->measurement[0]; });
    m_centers.clear();
    for (const int index : m_order)
        m_centers.push_back(candidates[index]->measurement[0]);

    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const Track& track = *tracks[i];
        const std::array<double, 4> deviation = track.filter.innovationDeviation(cost.noise);
        const std::array<double, 4>& mean = track.filter.position();
        const math::Corners corners = math::cornersOf(track.filter.box());
        const double window = std::sqrt(cost.gate) * deviation[0] * (1 + kSlack) + kSlack;
        auto at = static_cast<std::size_t>(std::lower_bound(m_centers.begin(), m_centers.end(), mean[0] - window) -
                                           m_centers.begin());
        for (; at < m_centers.size() && m_centers[at] <= mean[0] + window; ++at) {
            const Candidate& candidate = *candidates[m_order[at]];
            double distance = 0; // squared Mahalanobis
            for (int k = 0; k < 4; ++k) {
                const double scaled = (candidate.measurement[k] - mean[k]) / deviation[k];
                distance += scaled * scaled;
            }
            if (distance > cost.gate)
                continue;
            const double total = cost.useEmbedding ? cost.lambda * cosineDistance(track.feature, candidate.feature) +
                                                         (1 - cost.lambda) * distance
                                                   : 1 - math::iouOfPixels(corners, math::cornersOf(candidate.box));
            if (total <= cost.limit)
                m_pairs.push_back({static_cast<int>(i), m_order[at], total});
        }
    }
}

void AppearancePairs::findAll(std::span<Track* const> tracks, std::span<const Candidate* const> candidates,
                              const AppearanceCost& cost)
{
    TW_EXPECTS(cost.useEmbedding); // without embedding and motion the caller takes IouPairs
    const auto size = static_cast<Eigen::Index>(tracks.front()->feature.values.size());
    const auto unitRows = [size](const auto& items) {
        math::RowMatrix rows(static_cast<Eigen::Index>(items.size()), size);
        for (std::size_t i = 0; i < items.size(); ++i) {
            const Feature& feature = items[i]->feature;
            rows.row(static_cast<Eigen::Index>(i)) =
                Eigen::Map<const Eigen::RowVectorXf>(feature.values.data(), size).template cast<double>() /
                feature.norm;
        }
        return rows;
    };
    const math::RowMatrix similarity = unitRows(tracks) * unitRows(candidates).transpose();
    for (Eigen::Index i = 0; i < similarity.rows(); ++i)
        for (Eigen::Index j = 0; j < similarity.cols(); ++j)
            if (const double total = std::max(0.0, 1 - similarity(i, j)); total <= cost.limit)
                m_pairs.push_back({static_cast<int>(i), static_cast<int>(j), total});
}

} // namespace tw::tracker
