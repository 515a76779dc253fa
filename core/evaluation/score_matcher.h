#pragma once
// One-to-one matching of a frame by highest total score, exactly as SciPy's assignment of the dense matrix decides it,
// without building that matrix in nearly all frames.
//
// Exactness: a pair whose score exceeds the sum of the best other score of its row and the best other score of its
// column is in every optimal matching (exchange argument: giving it up loses more than its two sides can gain
// elsewhere). Such pairs are taken and removed, again and again. If anything is left over, or the difference is within
// rounding, the frame goes to math::LinearSumAssignment as a whole, so that its order of ties decides.

#include "core/math/assignment.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::evaluation {

struct ScoredPair {
    std::int32_t row = 0;
    std::int32_t column = 0;
    double score = 0; // above 0; pairs not listed score 0
};

class ScoreMatcher
{
public:
    // Indices into `pairs` of those that are matched, by row. Valid until the next call. A pair may be listed once.
    std::span<const std::int32_t> match(std::int32_t rows, std::int32_t columns, std::span<const ScoredPair> pairs);

    // Frames that needed the dense matrix, for measurements.
    std::int64_t denseFrames() const { return m_denseFrames; }

private:
    struct Best {
        double first = 0;
        double second = 0;
        std::int32_t pair = -1;
        void offer(double score, std::int32_t index)
        {
            if (score > first) {
                second = first;
                first = score;
                pair = index;
            } else if (score > second) {
                second = score;
            }
        }
    };

    bool matchForced(std::span<const ScoredPair> pairs);
    void matchDense(std::int32_t rows, std::int32_t columns, std::span<const ScoredPair> pairs);

    std::vector<Best> m_rows, m_columns;
    std::vector<std::int32_t> m_open, m_matched;
    std::vector<double> m_dense;
    std::vector<std::int32_t> m_pairAt;
    math::LinearSumAssignment m_assignment;
    std::int64_t m_denseFrames = 0;
};

} // namespace tw::evaluation
