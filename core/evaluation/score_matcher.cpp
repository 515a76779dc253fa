#include "core/evaluation/score_matcher.h"

#include <algorithm>

namespace tw::evaluation {
namespace {

// Differences up to this may be rounding of the dense solver (its numbers stay below 1e4) and are left to it.
constexpr double kMargin = 1e-9;

} // namespace

std::span<const std::int32_t> ScoreMatcher::match(std::int32_t rows, std::int32_t columns,
                                                  std::span<const ScoredPair> pairs)
{
    m_matched.clear();
    if (pairs.empty())
        return m_matched;
    m_rows.assign(static_cast<std::size_t>(rows), {});
    m_columns.assign(static_cast<std::size_t>(columns), {});
    if (!matchForced(pairs))
        matchDense(rows, columns, pairs);
    else
        std::sort(m_matched.begin(), m_matched.end(),
                  [&](std::int32_t a, std::int32_t b) { return pairs[a].row < pairs[b].row; });
    return m_matched;
}

// False when pairs are left whose matching is not forced.
bool ScoreMatcher::matchForced(std::span<const ScoredPair> pairs)
{
    constexpr double kTaken = -1; // in Best::first: row or column is matched
    m_open.resize(pairs.size());
    for (std::size_t k = 0; k < pairs.size(); ++k)
        m_open[k] = static_cast<std::int32_t>(k);
    while (!m_open.empty()) {
        for (const std::int32_t index : m_open) {
            m_rows[pairs[index].row].offer(pairs[index].score, index);
            m_columns[pairs[index].column].offer(pairs[index].score, index);
        }
        const std::size_t before = m_matched.size();
        for (const std::int32_t index : m_open) {
            Best& row = m_rows[pairs[index].row];
            Best& column = m_columns[pairs[index].column];
            if (row.pair == index && column.pair == index &&
                pairs[index].score > row.second + column.second + kMargin) {
                m_matched.push_back(index);
                row.first = column.first = kTaken;
            }
        }
        if (m_matched.size() == before)
            return false;
        std::size_t kept = 0;
        for (const std::int32_t index : m_open)
            if (m_rows[pairs[index].row].first != kTaken && m_columns[pairs[index].column].first != kTaken)
                m_open[kept++] = index;
        m_open.resize(kept);
        for (const std::int32_t index : m_open) {
            m_rows[pairs[index].row] = {};
            m_columns[pairs[index].column] = {};
        }
    }
    return true;
}

void ScoreMatcher::matchDense(std::int32_t rows, std::int32_t columns, std::span<const ScoredPair> pairs)
{
    ++m_denseFrames;
    m_matched.clear();
    const std::size_t size = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    m_dense.assign(size, 0.0);
    m_pairAt.assign(size, -1);
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        const std::size_t at = static_cast<std::size_t>(pairs[k].row) * static_cast<std::size_t>(columns) +
                               static_cast<std::size_t>(pairs[k].column);
        m_dense[at] = -pairs[k].score;
        m_pairAt[at] = static_cast<std::int32_t>(k);
    }
    const std::span<const int> columnOfRow = m_assignment.solve(m_dense, rows, columns);
    for (std::int32_t row = 0; row < rows; ++row) {
        if (columnOfRow[row] < 0)
            continue;
        const std::size_t at = static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                               static_cast<std::size_t>(columnOfRow[row]);
        if (m_pairAt[at] >= 0)
            m_matched.push_back(m_pairAt[at]);
    }
}

} // namespace tw::evaluation
