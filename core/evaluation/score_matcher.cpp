#include "core/evaluation/score_matcher.h"

#include <algorithm>

namespace tw::evaluation {
namespace {

// Differences up to this may be rounding of the dense solver (its numbers stay below 1e4) and are left to it.
constexpr double kMargin = 1e-9;
constexpr std::size_t kLargestRest = 64; // pairs, also bits of a choice
constexpr int kMaxSteps = 2000;          // of counting out, about what the dense matrix costs

} // namespace

std::span<const std::int32_t> ScoreMatcher::match(std::int32_t rows, std::int32_t columns,
                                                  std::span<const ScoredPair> pairs)
{
    m_matched.clear();
    if (pairs.empty())
        return m_matched;
    m_rows.assign(static_cast<std::size_t>(rows), {});
    m_columns.assign(static_cast<std::size_t>(columns), {});
    if (!matchForced(pairs) && !matchGroups(pairs))
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

// The pairs in m_open, group by group of those that share rows or columns. False when one is not decided.
bool ScoreMatcher::matchGroups(std::span<const ScoredPair> pairs)
{
    const std::size_t count = m_open.size();
    if (count > kLargestRest)
        return false;
    m_groupOf.resize(count);
    for (std::size_t k = 0; k < count; ++k) {
        m_groupOf[k] = static_cast<std::int32_t>(k);
        for (std::size_t l = 0; l < k; ++l) {
            const ScoredPair& a = pairs[m_open[k]];
            const ScoredPair& b = pairs[m_open[l]];
            if ((a.row != b.row && a.column != b.column) || m_groupOf[l] == m_groupOf[k])
                continue;
            const std::int32_t merged = m_groupOf[k];
            for (std::size_t m = 0; m <= k; ++m)
                if (m_groupOf[m] == merged)
                    m_groupOf[m] = m_groupOf[l];
        }
    }
    for (std::size_t k = 0; k < count; ++k) {
        if (m_groupOf[k] != static_cast<std::int32_t>(k))
            continue; // its group has another name
        m_group.clear();
        for (std::size_t l = 0; l < count; ++l)
            if (m_groupOf[l] == static_cast<std::int32_t>(k)) {
                const ScoredPair& pair = pairs[m_open[l]];
                m_group.push_back({m_open[l], pair.row, pair.column, 0, pair.score});
            }
        if (!matchGroup())
            return false;
    }
    return true;
}

bool ScoreMatcher::matchGroup()
{
    std::stable_sort(m_group.begin(), m_group.end(),
                     [](const GroupPair& a, const GroupPair& b) { return a.row < b.row; });
    m_groupColumns.clear();
    for (GroupPair& pair : m_group) {
        const auto found = std::find(m_groupColumns.begin(), m_groupColumns.end(), pair.column);
        const auto bit = found - m_groupColumns.begin();
        if (found == m_groupColumns.end())
            m_groupColumns.push_back(pair.column);
        pair.column = static_cast<std::int32_t>(bit);
    }
    for (std::size_t k = m_group.size(); k-- > 0;)
        m_group[k].nextRow = k + 1 == m_group.size() || m_group[k + 1].row != m_group[k].row
                                 ? static_cast<std::int32_t>(k + 1)
                                 : m_group[k + 1].nextRow;
    m_best = m_second = -1;
    m_bestChoice = 0;
    m_steps = 0;
    countOut(0, 0, 0, 0);
    if (m_steps > kMaxSteps || m_best <= m_second + kMargin)
        return false;
    for (std::size_t k = 0; k < m_group.size(); ++k)
        if ((m_bestChoice >> k & 1U) != 0)
            m_matched.push_back(m_group[k].pair);
    return true;
}

// All matchings of the rows that start at m_group[from].
void ScoreMatcher::countOut(std::size_t from, std::uint64_t usedColumns, std::uint64_t chosen, double total)
{
    if (++m_steps > kMaxSteps)
        return;
    if (from == m_group.size()) {
        if (total > m_best) {
            m_second = m_best;
            m_best = total;
            m_bestChoice = chosen;
        } else if (total > m_second) {
            m_second = total;
        }
        return;
    }
    const auto next = static_cast<std::size_t>(m_group[from].nextRow);
    for (std::size_t k = from; k < next; ++k) {
        const std::uint64_t column = std::uint64_t{1} << m_group[k].column;
        if ((usedColumns & column) == 0)
            countOut(next, usedColumns | column, chosen | std::uint64_t{1} << k, total + m_group[k].score);
    }
    countOut(next, usedColumns, chosen, total); // the row stays alone
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
