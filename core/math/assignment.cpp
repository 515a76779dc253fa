#include "core/math/assignment.h"

#include "core/base/contract.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tw::math {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

} // namespace

std::span<const int> LinearSumAssignment::solve(std::span<const double> cost, int rows, int columns)
{
    TW_EXPECTS(rows >= 0 && columns >= 0 && cost.size() == static_cast<std::size_t>(rows) * columns);
    m_result.assign(static_cast<std::size_t>(rows), -1);
    if (rows == 0 || columns == 0)
        return m_result;

    // The algorithm wants no more rows than columns.
    const bool transposed = columns < rows;
    const double* matrix = cost.data();
    if (transposed) {
        m_transposed.resize(cost.size());
        for (int i = 0; i < rows; ++i)
            for (int j = 0; j < columns; ++j)
                m_transposed[static_cast<std::size_t>(j) * rows + i] = cost[static_cast<std::size_t>(i) * columns + j];
        matrix = m_transposed.data();
        std::swap(rows, columns);
    }

    const auto nRows = static_cast<std::size_t>(rows);
    const auto nColumns = static_cast<std::size_t>(columns);
    m_rowPotential.assign(nRows, 0.0);
    m_columnPotential.assign(nColumns, 0.0);
    m_distance.resize(nColumns);
    m_remaining.resize(nColumns);
    m_path.assign(nColumns, -1);
    m_columnOfRow.assign(nRows, -1);
    m_rowOfColumn.assign(nColumns, -1);
    m_rowSeen.resize(nRows);
    m_columnSeen.resize(nColumns);

    for (int start = 0; start < rows; ++start) {
        double pathCost = 0;
        int column = findPath(matrix, columns, start, pathCost);
        TW_ENSURES(column >= 0); // costs are finite, so there is always a path

        m_rowPotential[start] += pathCost;
        for (int i = 0; i < rows; ++i)
            if (m_rowSeen[i] && i != start)
                m_rowPotential[i] += pathCost - m_distance[m_columnOfRow[i]];
        for (int j = 0; j < columns; ++j)
            if (m_columnSeen[j])
                m_columnPotential[j] -= pathCost - m_distance[j];

        for (int row = -1; row != start;) {
            row = m_path[column];
            m_rowOfColumn[column] = row;
            std::swap(m_columnOfRow[row], column);
        }
    }

    if (transposed)
        for (int i = 0; i < rows; ++i)
            m_result[m_columnOfRow[i]] = i;
    else
        std::copy(m_columnOfRow.begin(), m_columnOfRow.end(), m_result.begin());
    return m_result;
}

// Dijkstra over reduced costs from `startRow` to the nearest free column, which is returned. The order of the scan and
// the two comparisons decide ties; see the header before touching them.
int LinearSumAssignment::findPath(const double* cost, int columns, int startRow, double& pathCost)
{
    int remaining = columns;
    for (int k = 0; k < columns; ++k)
        m_remaining[k] = columns - k - 1;
    std::fill(m_rowSeen.begin(), m_rowSeen.end(), char{0});
    std::fill(m_columnSeen.begin(), m_columnSeen.end(), char{0});
    std::fill(m_distance.begin(), m_distance.end(), kInfinity);

    double base = 0;
    for (int row = startRow;;) {
        m_rowSeen[row] = 1;
        int nearest = -1;
        double lowest = kInfinity;
        const double* costs = cost + static_cast<std::ptrdiff_t>(row) * columns;
        for (int k = 0; k < remaining; ++k) {
            const int j = m_remaining[k];
            const double reached = base + costs[j] - m_rowPotential[row] - m_columnPotential[j];
            if (reached < m_distance[j]) {
                m_path[j] = row;
                m_distance[j] = reached;
            }
            if (m_distance[j] < lowest || (m_distance[j] == lowest && m_rowOfColumn[j] == -1)) {
                lowest = m_distance[j];
                nearest = k;
            }
        }
        if (nearest < 0)
            return -1;
        base = lowest;
        const int column = m_remaining[nearest];
        m_columnSeen[column] = 1;
        m_remaining[nearest] = m_remaining[--remaining];
        if (m_rowOfColumn[column] == -1) {
            pathCost = base;
            return column;
        }
        row = m_rowOfColumn[column];
    }
}

} // namespace tw::math
