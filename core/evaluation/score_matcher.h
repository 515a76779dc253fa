#pragma once
// One-to-one matching of a frame by highest total score, exactly as SciPy's assignment of the dense matrix decides it,
// without building that matrix in nearly all frames.
//
// Exactness: a pair whose score exceeds the sum of the best other score of its row and the best other score of its
// column is in every optimal matching (exchange argument: giving it up loses more than its two sides can gain
// elsewhere). Such pairs are taken and removed, again and again. What is left falls into small groups, whose matchings
// are counted out. If the best of a group is not better than the second by more than rounding, or a group is too large
// for that, the frame goes to math::LinearSumAssignment as a whole, so that its order of ties decides.

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
    bool matchGroups(std::span<const ScoredPair> pairs);
    bool matchGroup();
    void countOut(std::size_t from, std::uint64_t usedColumns, std::uint64_t chosen, double total);
    void matchDense(std::int32_t rows, std::int32_t columns, std::span<const ScoredPair> pairs);

    std::vector<Best> m_rows, m_columns;
    std::vector<std::int32_t> m_open, m_matched;
    // one group while its matchings are counted out
    struct GroupPair {
        std::int32_t pair = 0;
        std::int32_t row = 0;
        std::int32_t column = 0;  // bit number
        std::int32_t nextRow = 0; // index of the first pair of the next row
        double score = 0;
    };
    std::vector<GroupPair> m_group;
    std::vector<std::int32_t> m_groupOf, m_groupColumns;
    double m_best = 0, m_second = 0;
    std::uint64_t m_bestChoice = 0;
    int m_steps = 0;

    std::vector<double> m_dense;
    std::vector<std::int32_t> m_pairAt;
    math::LinearSumAssignment m_assignment;
    std::int64_t m_denseFrames = 0;
};

} // namespace tw::evaluation
