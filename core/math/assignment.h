#pragma once
// Who belongs to whom: minimum-cost matching of rows and columns, in two forms.
//   LinearSumAssignment  every row of the shorter side is matched, whatever it costs (evaluation)
//   LimitedAssignment    a pair is made only where it is cheaper than leaving both alone (association)
// Both keep their buffers from call to call. Thread: one at a time each.

#include <span>
#include <vector>

namespace tw::math {

// Rectangular assignment by shortest augmenting paths.
//   cost     rows x columns, row-major, finite
//   returns  the column of each row, -1 where the row stays alone (only when rows > columns); valid until the next call
// Where several matchings cost the same, the choice is the one SciPy's linear_sum_assignment makes: rows are added in
// order; columns are scanned from the last to the first, a scanned one being replaced by the last of the list; an equal
// path cost is preferred when it ends in a free column. Evaluators were written upon that choice, and it decides exact
// counts of switches.
// Source: D. F. Crouse, On implementing 2D rectangular assignment algorithms, IEEE TAES 52(4), 2016.
class LinearSumAssignment
{
public:
    std::span<const int> solve(std::span<const double> cost, int rows, int columns);

private:
    int findPath(const double* cost, int columns, int startRow, double& pathCost);

    std::vector<double> m_transposed, m_rowPotential, m_columnPotential, m_distance;
    std::vector<int> m_path, m_columnOfRow, m_rowOfColumn, m_remaining, m_result;
    std::vector<char> m_rowSeen, m_columnSeen;
};

// A pair that may be made.
struct PairCost {
    int row = 0;
    int column = 0;
    double cost = 0;
};

// Matching that minimises (sum of the costs of the pairs made) + limit * (number of pairs not made): the matching of
// lapjv(extend_cost, cost_limit), where a pair costs c and leaving both of its sides alone costs `limit`.
// Pairs not listed, dearer than the limit or NaN are never made.
//
// Solved per connected component of the listed pairs, since no such pair joins two components; most components are a
// single pair. Among equally cheap matchings (within 1e-12) the choice is defined, not accidental: row 0 gets the
// lowest column it has in any of them, then row 1 in any of those left, and so on; any column goes before none. It does
// not depend on the order of `pairs`. Source: shortest augmenting paths (Crouse 2016) on a sparse graph; the tie rule
// is ours.
class LimitedAssignment
{
public:
    // returns the column of each row or -1; valid until the next call. A (row, column) may be listed once.
    std::span<const int> solve(int rows, int columns, std::span<const PairCost> pairs, double limit);

private:
    struct Edge {
        int column = 0;
        double cost = 0; // cost - limit, so <= 0; leaving a row alone costs 0
    };

    void buildGraph(int rows, int columns, std::span<const PairCost> pairs, double limit);
    void collectComponent(int startRow);
    void augmentFrom(int startRow);
    void settleTies();
    bool exchange(int row, int column);
    bool visitPool(int target);
    void applyExchange(int row, int target);
    std::span<const Edge> edgesOf(int row) const;
    bool tight(int row, const Edge& edge) const;

    // the graph, by row and by column
    std::vector<Edge> m_edges;
    std::vector<int> m_firstEdge, m_firstRow, m_rowsOfColumn, m_cursor;
    // the matching and the dual solution that proves it
    std::vector<int> m_columnOfRow, m_rowOfColumn;
    std::vector<double> m_rowPotential, m_columnPotential;
    // the component at hand
    std::vector<int> m_rows, m_columns;
    std::vector<char> m_rowListed, m_columnListed;
    // the search for a path
    std::vector<double> m_distance;
    std::vector<int> m_path, m_reached, m_scanned;
    std::vector<char> m_columnScanned;
    // the search for an exchange
    std::vector<char> m_rowSettled, m_columnSettled, m_rowVisited;
    std::vector<int> m_takenBy, m_queue;
    int m_poolParentRow = 0, m_poolParentColumn = 0;
    bool m_poolVisited = false;
};

} // namespace tw::math
