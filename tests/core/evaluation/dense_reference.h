#pragma once
// The metrics written down as their definitions say, with dense matrices and no short cut: the oracle of the tests.

#include "core/evaluation/scores.h"
#include "core/evaluation/sequence_data.h"
#include "core/math/assignment.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace tw::testing {

using namespace tw::evaluation;

inline constexpr double kEps = std::numeric_limits<double>::epsilon();

struct Grid {
    std::size_t rows = 0, columns = 0;
    std::vector<double> values;
    Grid(std::size_t r, std::size_t c, double value = 0) : rows(r), columns(c), values(r * c, value) {}
    double& operator()(std::size_t i, std::size_t j) { return values[i * columns + j]; }
    double operator()(std::size_t i, std::size_t j) const { return values[i * columns + j]; }
};

inline Grid similarityOf(const FrameView& frame)
{
    Grid grid(frame.truth.size(), frame.result.size());
    for (const Overlap& o : frame.overlaps)
        grid(static_cast<std::size_t>(o.truth), static_cast<std::size_t>(o.result)) = o.similarity;
    return grid;
}

// Pairs of the assignment of highest total score.
inline std::vector<std::pair<std::size_t, std::size_t>> bestPairs(const Grid& score)
{
    std::vector<double> cost;
    for (const double value : score.values)
        cost.push_back(-value);
    math::LinearSumAssignment solver;
    const auto columns = solver.solve(cost, static_cast<int>(score.rows), static_cast<int>(score.columns));
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < score.rows; ++i)
        if (columns[i] >= 0)
            pairs.push_back({i, static_cast<std::size_t>(columns[i])});
    return pairs;
}

inline ClearScores denseClear(const SequenceData& data)
{
    const auto n = static_cast<std::size_t>(data.truthCount());
    std::vector<double> present(n, 0), matched(n, 0), starts(n, 0);
    std::vector<int> last(n, -1), before(n, -1);
    ClearScores s;
    for (FrameIndex f = 0; f < data.frameCount(); ++f) {
        const FrameView frame = data.frame(f);
        for (const auto t : frame.truth)
            present[static_cast<std::size_t>(t)] += 1;
        if (frame.truth.empty() || frame.result.empty()) {
            s.fp += static_cast<std::int64_t>(frame.result.size());
            s.fn += static_cast<std::int64_t>(frame.truth.size());
            continue;
        }
        const Grid similarity = similarityOf(frame);
        Grid score = similarity;
        for (std::size_t i = 0; i < score.rows; ++i)
            for (std::size_t j = 0; j < score.columns; ++j) {
                score(i, j) += before[static_cast<std::size_t>(frame.truth[i])] == frame.result[j] ? 1000 : 0;
                if (similarity(i, j) < 0.5 - kEps)
                    score(i, j) = 0;
            }
        std::vector<int> now(n, -1);
        std::int64_t matches = 0;
        for (const auto& [i, j] : bestPairs(score)) {
            if (score(i, j) <= kEps)
                continue;
            const auto t = static_cast<std::size_t>(frame.truth[i]);
            s.switches += last[t] >= 0 && last[t] != frame.result[j] ? 1 : 0;
            last[t] = now[t] = frame.result[j];
            matched[t] += 1;
            s.similaritySum += similarity(i, j);
            ++matches;
        }
        for (std::size_t t = 0; t < n; ++t)
            starts[t] += before[t] < 0 && now[t] >= 0 ? 1 : 0;
        before = now;
        s.tp += matches;
        s.fn += static_cast<std::int64_t>(frame.truth.size()) - matches;
        s.fp += static_cast<std::int64_t>(frame.result.size()) - matches;
    }
    for (std::size_t t = 0; t < n; ++t) {
        const double share = matched[t] / present[t];
        if (share > 0.8)
            ++s.mostlyTracked;
        else if (share >= 0.2)
            ++s.partlyTracked;
        else
            ++s.mostlyLost;
        s.fragments += starts[t] > 0 ? static_cast<std::int64_t>(starts[t]) - 1 : 0;
    }
    return s;
}

inline IdentityScores denseIdentity(const SequenceData& data)
{
    const auto n = static_cast<std::size_t>(data.truthCount());
    const auto m = static_cast<std::size_t>(data.resultCount());
    Grid common(n, m);
    std::vector<double> truth(n, 0), result(m, 0);
    for (FrameIndex f = 0; f < data.frameCount(); ++f) {
        const FrameView frame = data.frame(f);
        for (const auto t : frame.truth)
            truth[static_cast<std::size_t>(t)] += 1;
        for (const auto r : frame.result)
            result[static_cast<std::size_t>(r)] += 1;
        for (const Overlap& o : frame.overlaps)
            if (o.similarity >= 0.5)
                common(static_cast<std::size_t>(frame.truth[static_cast<std::size_t>(o.truth)]),
                       static_cast<std::size_t>(frame.result[static_cast<std::size_t>(o.result)])) += 1;
    }
    // misses and false boxes of every choice, staying alone included
    Grid cost(n + m, n + m, 0);
    for (std::size_t i = 0; i < n + m; ++i)
        for (std::size_t j = 0; j < n + m; ++j) {
            if (i < n && j < m)
                cost(i, j) = truth[i] + result[j] - 2 * common(i, j);
            else if (i < n)
                cost(i, j) = j - m == i ? truth[i] : 1e10;
            else if (j < m)
                cost(i, j) = i - n == j ? result[j] : 1e10;
        }
    for (double& value : cost.values)
        value = -value;
    IdentityScores s;
    for (const auto& [i, j] : bestPairs(cost))
        if (i < n && j < m)
            s.tp += static_cast<std::int64_t>(common(i, j));
    s.fn = data.truthBoxes() - s.tp;
    s.fp = data.resultBoxes() - s.tp;
    return s;
}

inline HotaScores denseHota(const SequenceData& data)
{
    const auto n = static_cast<std::size_t>(data.truthCount());
    const auto m = static_cast<std::size_t>(data.resultCount());
    Grid potential(n, m);
    std::vector<double> truth(n, 0), result(m, 0);
    for (FrameIndex f = 0; f < data.frameCount(); ++f) {
        const FrameView frame = data.frame(f);
        for (const auto t : frame.truth)
            truth[static_cast<std::size_t>(t)] += 1;
        for (const auto r : frame.result)
            result[static_cast<std::size_t>(r)] += 1;
        const Grid s = similarityOf(frame);
        for (std::size_t i = 0; i < s.rows; ++i)
            for (std::size_t j = 0; j < s.columns; ++j) {
                double all = -s(i, j);
                for (std::size_t k = 0; k < s.rows; ++k)
                    all += s(k, j);
                for (std::size_t k = 0; k < s.columns; ++k)
                    all += s(i, k);
                if (all > kEps)
                    potential(static_cast<std::size_t>(frame.truth[i]), static_cast<std::size_t>(frame.result[j])) +=
                        s(i, j) / all;
            }
    }
    HotaScores h;
    for (std::size_t a = 0; a < kAlphaCount; ++a) {
        const double alpha = 0.05 + 0.05 * static_cast<double>(a);
        Grid matches(n, m);
        double loc = 0;
        for (FrameIndex f = 0; f < data.frameCount(); ++f) {
            const FrameView frame = data.frame(f);
            const Grid s = similarityOf(frame);
            Grid score = s;
            for (std::size_t i = 0; i < s.rows; ++i)
                for (std::size_t j = 0; j < s.columns; ++j) {
                    const auto t = static_cast<std::size_t>(frame.truth[i]);
                    const auto r = static_cast<std::size_t>(frame.result[j]);
                    score(i, j) *= potential(t, r) / (truth[t] + result[r] - potential(t, r));
                }
            std::int64_t count = 0;
            for (const auto& [i, j] : bestPairs(score))
                if (s(i, j) >= alpha - kEps) {
                    ++count;
                    loc += s(i, j);
                    matches(static_cast<std::size_t>(frame.truth[i]), static_cast<std::size_t>(frame.result[j])) += 1;
                }
            h.tp[a] += count;
            h.fn[a] += static_cast<std::int64_t>(s.rows) - count;
            h.fp[a] += static_cast<std::int64_t>(s.columns) - count;
        }
        const auto tp = static_cast<double>(h.tp[a]);
        for (std::size_t t = 0; t < n; ++t)
            for (std::size_t r = 0; r < m; ++r) {
                const double c = matches(t, r);
                h.assA[a] += c * c / std::max(1.0, truth[t] + result[r] - c) / std::max(1.0, tp);
                h.assRe[a] += c * c / std::max(1.0, truth[t]) / std::max(1.0, tp);
                h.assPr[a] += c * c / std::max(1.0, result[r]) / std::max(1.0, tp);
            }
        h.locA[a] = std::max(1e-10, loc) / std::max(1e-10, tp);
        h.detA[a] = tp / std::max(1.0, tp + static_cast<double>(h.fn[a] + h.fp[a]));
        h.hota[a] = std::sqrt(h.detA[a] * h.assA[a]);
    }
    return h;
}

} // namespace tw::testing
