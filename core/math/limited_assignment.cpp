#include "core/math/assignment.h"

#include "core/base/contract.h"

#include <algorithm>
#include <limits>

namespace tw::math {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTie = 1e-12; // reduced costs up to this are zero
constexpr int kNone = -1;
constexpr int kPool = -2; // stands for all the "stay alone" partners, see exchange()

} // namespace

std::span<const LimitedAssignment::Edge> LimitedAssignment::edgesOf(int row) const
{
    return {m_edges.data() + m_firstEdge[row], m_edges.data() + m_firstEdge[row + 1]};
}

bool LimitedAssignment::tight(int row, const Edge& edge) const
{
    return edge.cost - m_rowPotential[row] - m_columnPotential[edge.column] <= kTie;
}

std::span<const int> LimitedAssignment::solve(int rows, int columns, std::span<const PairCost> pairs, double limit)
{
    TW_EXPECTS(rows >= 0 && columns >= 0);
    buildGraph(rows, columns, pairs, limit);
    for (int row = 0; row < rows; ++row) {
        const auto edges = edgesOf(row);
        if (edges.empty() || m_rowListed[row])
            continue;
        const int column = edges.front().column;
        if (edges.size() == 1 && m_firstRow[column + 1] - m_firstRow[column] == 1) {
            m_columnOfRow[row] = column; // a pair on its own: at most as dear as staying alone
            m_rowOfColumn[column] = row;
            continue;
        }
        collectComponent(row);
        for (const int member : m_rows)
            augmentFrom(member);
        settleTies();
    }
    return m_columnOfRow;
}

void LimitedAssignment::buildGraph(int rows, int columns, std::span<const PairCost> pairs, double limit)
{
    const auto nRows = static_cast<std::size_t>(rows);
    const auto nColumns = static_cast<std::size_t>(columns);
    m_firstEdge.assign(nRows + 1, 0);
    m_firstRow.assign(nColumns + 1, 0);
    for (const PairCost& pair : pairs) {
        TW_EXPECTS(pair.row >= 0 && pair.row < rows && pair.column >= 0 && pair.column < columns);
        if (pair.cost <= limit) { // false for NaN
            ++m_firstEdge[pair.row + 1];
            ++m_firstRow[pair.column + 1];
        }
    }
    for (std::size_t i = 0; i < nRows; ++i)
        m_firstEdge[i + 1] += m_firstEdge[i];
    for (std::size_t j = 0; j < nColumns; ++j)
        m_firstRow[j + 1] += m_firstRow[j];

    m_edges.resize(static_cast<std::size_t>(m_firstEdge[nRows]));
    m_cursor.assign(m_firstEdge.begin(), m_firstEdge.end());
    for (const PairCost& pair : pairs)
        if (pair.cost <= limit)
            m_edges[m_cursor[pair.row]++] = {pair.column, pair.cost - limit};
    m_rowsOfColumn.resize(m_edges.size());
    m_cursor.assign(m_firstRow.begin(), m_firstRow.end());
    for (int row = 0; row < rows; ++row) {
        const auto first = m_edges.begin() + m_firstEdge[row];
        const auto last = m_edges.begin() + m_firstEdge[row + 1];
        std::sort(first, last, [](const Edge& a, const Edge& b) { return a.column < b.column; });
        for (auto edge = first; edge != last; ++edge)
            m_rowsOfColumn[m_cursor[edge->column]++] = row;
    }

    m_columnOfRow.assign(nRows, kNone);
    m_rowOfColumn.assign(nColumns, kNone);
    m_rowPotential.assign(nRows, 0.0);
    m_columnPotential.assign(nColumns, 0.0);
    m_distance.assign(nColumns, kInfinity);
    m_path.resize(nColumns);
    m_columnScanned.assign(nColumns, 0);
    m_rowListed.assign(nRows, 0);
    m_columnListed.assign(nColumns, 0);
    m_rowSettled.assign(nRows, 0);
    m_columnSettled.assign(nColumns, 0);
    m_rowVisited.resize(nRows);
    m_takenBy.resize(nColumns);
}

void LimitedAssignment::collectComponent(int startRow)
{
    m_rows.assign(1, startRow);
    m_columns.clear();
    m_rowListed[startRow] = 1;
    for (std::size_t next = 0; next < m_rows.size(); ++next)
        for (const Edge& edge : edgesOf(m_rows[next])) {
            if (m_columnListed[edge.column])
                continue;
            m_columnListed[edge.column] = 1;
            m_columns.push_back(edge.column);
            for (int k = m_firstRow[edge.column]; k < m_firstRow[edge.column + 1]; ++k)
                if (const int row = m_rowsOfColumn[k]; !m_rowListed[row]) {
                    m_rowListed[row] = 1;
                    m_rows.push_back(row);
                }
        }
    std::sort(m_rows.begin(), m_rows.end());
    std::sort(m_columns.begin(), m_columns.end());
}

// Adds one row: the cheapest alternating path from it to a free column, or to a row that then stays alone (itself, for
// one). Every row has a private partner of cost 0 for that, which is why leaving row r costs -potential(r).
void LimitedAssignment::augmentFrom(int startRow)
{
    m_reached.clear();
    m_scanned.clear();
    double base = 0;
    double pathCost = kInfinity;
    int loneRow = startRow;
    int column = kNone; // free column at the end of the path, if it ends in one
    for (int row = startRow;;) {
        if (const double alone = base - m_rowPotential[row]; alone < pathCost) {
            pathCost = alone;
            loneRow = row;
        }
        for (const Edge& edge : edgesOf(row)) {
            const int j = edge.column;
            const double distance = base + edge.cost - m_rowPotential[row] - m_columnPotential[j];
            if (m_columnScanned[j] || distance >= m_distance[j])
                continue;
            if (m_distance[j] == kInfinity)
                m_reached.push_back(j);
            m_distance[j] = distance;
            m_path[j] = row;
        }
        const auto nearest = std::min_element(m_reached.begin(), m_reached.end(),
                                              [this](int a, int b) { return m_distance[a] < m_distance[b]; });
        if (nearest == m_reached.end() || m_distance[*nearest] >= pathCost)
            break;
        const int j = *nearest;
        if (m_rowOfColumn[j] == kNone) {
            pathCost = m_distance[j];
            column = j;
            break;
        }
        base = m_distance[j];
        row = m_rowOfColumn[j];
        m_columnScanned[j] = 1;
        m_scanned.push_back(j);
        *nearest = m_reached.back();
        m_reached.pop_back();
    }

    m_rowPotential[startRow] += pathCost;
    for (const int j : m_scanned) {
        m_rowPotential[m_rowOfColumn[j]] += pathCost - m_distance[j];
        m_columnPotential[j] -= pathCost - m_distance[j];
        m_distance[j] = kInfinity;
        m_columnScanned[j] = 0;
    }
    for (const int j : m_reached)
        m_distance[j] = kInfinity;

    if (column == kNone) {
        if (loneRow == startRow)
            return;
        column = m_columnOfRow[loneRow];
        m_columnOfRow[loneRow] = kNone;
    }
    for (int row = kNone; row != startRow;) {
        row = m_path[column];
        m_rowOfColumn[column] = row;
        std::swap(m_columnOfRow[row], column);
    }
}

// Turns the matching into the lowest one in the order of the header. All optimal matchings use only pairs of reduced
// cost 0 (complementary slackness), so it is enough to walk among those.
void LimitedAssignment::settleTies()
{
    for (const int row : m_rows) {
        for (const Edge& edge : edgesOf(row)) {
            if (edge.column == m_columnOfRow[row])
                break;
            if (!m_columnSettled[edge.column] && tight(row, edge) && exchange(row, edge.column))
                break;
        }
        m_rowSettled[row] = 1;
        if (m_columnOfRow[row] != kNone)
            m_columnSettled[m_columnOfRow[row]] = 1;
    }
}

// Gives `column` to `row` when the rest can be rearranged without cost: an alternating cycle through the new pair, in
// the graph where everything that stays alone is matched with a private partner. Partners are alike, so one node, the
// pool, stands for all of them: a row may go to the pool when its potential is 0 (it may stay alone), the pool may take
// a column when that one's potential is 0, and a row that is alone now leaves the pool.
bool LimitedAssignment::exchange(int row, int column)
{
    const int target = m_columnOfRow[row] == kNone ? kPool : m_columnOfRow[row];
    for (const int member : m_rows)
        m_rowVisited[member] = m_rowSettled[member];
    for (const int member : m_columns)
        m_takenBy[member] = kNone;
    m_poolVisited = false;
    m_queue.clear();

    m_rowVisited[row] = 1;
    m_takenBy[column] = row;
    bool found = false;
    const auto follow = [&](int taken) { // who had this column needs another one
        if (taken == target)
            return true;
        const int owner = m_rowOfColumn[taken];
        if (owner == kNone) {
            if (m_poolVisited)
                return false;
            m_poolParentRow = kNone;
            m_poolParentColumn = taken;
            return visitPool(target);
        }
        if (!m_rowVisited[owner]) {
            m_rowVisited[owner] = 1;
            m_queue.push_back(owner);
        }
        return false;
    };
    found = follow(column);
    for (std::size_t next = 0; !found && next < m_queue.size(); ++next) {
        const int displaced = m_queue[next];
        for (const Edge& edge : edgesOf(displaced)) {
            if (m_takenBy[edge.column] != kNone || m_columnSettled[edge.column] || !tight(displaced, edge) ||
                edge.column == m_columnOfRow[displaced])
                continue;
            m_takenBy[edge.column] = displaced;
            if ((found = follow(edge.column)))
                break;
        }
        if (!found && !m_poolVisited && m_columnOfRow[displaced] != kNone && m_rowPotential[displaced] >= -kTie) {
            m_poolParentRow = displaced;
            m_poolParentColumn = kNone;
            found = visitPool(target);
        }
    }
    if (found)
        applyExchange(row, target);
    return found;
}

// True when the search ends here.
bool LimitedAssignment::visitPool(int target)
{
    m_poolVisited = true;
    if (target == kPool)
        return true;
    for (const int column : m_columns) {
        if (m_takenBy[column] != kNone || m_columnSettled[column] || m_rowOfColumn[column] == kNone ||
            m_columnPotential[column] < -kTie)
            continue;
        m_takenBy[column] = kPool;
        if (column == target)
            return true;
        if (const int owner = m_rowOfColumn[column]; !m_rowVisited[owner]) {
            m_rowVisited[owner] = 1;
            m_queue.push_back(owner);
        }
    }
    for (const int row : m_rows)
        if (m_columnOfRow[row] == kNone && !m_rowVisited[row]) {
            m_rowVisited[row] = 1;
            m_queue.push_back(row);
        }
    return false;
}

// Walks the found cycle back from the column that `row` had to the one it gets.
void LimitedAssignment::applyExchange(int row, int target)
{
    int column = target;
    for (;;) {
        int taker = column == kPool ? kPool : m_takenBy[column];
        if (taker == kPool) {
            if (column != kPool)
                m_rowOfColumn[column] = kNone;
            if (m_poolParentRow == kNone) {
                column = m_poolParentColumn; // a free column was taken on the way here
                taker = m_takenBy[column];
            } else {
                column = m_columnOfRow[m_poolParentRow];
                m_columnOfRow[m_poolParentRow] = kNone;
                continue;
            }
        }
        const int left = m_columnOfRow[taker];
        m_columnOfRow[taker] = column;
        m_rowOfColumn[column] = taker;
        if (taker == row)
            return;
        column = left == kNone ? kPool : left;
    }
}

} // namespace tw::math
