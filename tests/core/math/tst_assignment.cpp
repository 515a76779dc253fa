// The two assignments against independent slow ones: all permutations on small matrices, and the limited assignment
// against the dense (n + m)^2 matrix of its definition, ties included.

#include "core/math/assignment.h"
#include "core/math/rng.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

using namespace tw::math;

namespace {

std::vector<int> copyOf(std::span<const int> values)
{
    return {values.begin(), values.end()};
}

double costOf(std::span<const double> cost, int columns, std::span<const int> columnOfRow)
{
    double sum = 0;
    for (std::size_t i = 0; i < columnOfRow.size(); ++i)
        if (columnOfRow[i] >= 0)
            sum += cost[i * static_cast<std::size_t>(columns) + static_cast<std::size_t>(columnOfRow[i])];
    return sum;
}

double bestByPermutation(std::span<const double> cost, int rows, int columns)
{
    const int size = std::max(rows, columns);
    std::vector<int> order(static_cast<std::size_t>(size));
    std::iota(order.begin(), order.end(), 0);
    double best = std::numeric_limits<double>::infinity();
    do {
        double sum = 0;
        for (int i = 0; i < rows; ++i)
            if (order[i] < columns)
                sum += cost[static_cast<std::size_t>(i * columns + order[i])];
        best = std::min(best, sum);
    } while (std::next_permutation(order.begin(), order.end()));
    return best;
}

// Total cost of the square matrix that defines the limited assignment, without the rows and columns left out.
double extendedCost(const std::vector<std::vector<double>>& cost, const std::vector<int>& rows,
                    const std::vector<int>& columns, double limit)
{
    const auto n = rows.size();
    const auto m = columns.size();
    const auto size = n + m;
    std::vector<double> square(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j) {
            if (i < n && j < m)
                square[i * size + j] = cost[static_cast<std::size_t>(rows[i])][static_cast<std::size_t>(columns[j])];
            else if (i < n || j < m)
                square[i * size + j] = limit / 2;
        }
    LinearSumAssignment solver;
    return costOf(square, static_cast<int>(size), solver.solve(square, static_cast<int>(size), static_cast<int>(size)));
}

// The definition in the header, step by step: what is the lowest column this row has in any optimal matching?
std::vector<int> lowestOptimal(const std::vector<std::vector<double>>& cost, int columns, double limit)
{
    std::vector<int> freeRows(cost.size());
    std::iota(freeRows.begin(), freeRows.end(), 0);
    std::vector<int> freeColumns(static_cast<std::size_t>(columns));
    std::iota(freeColumns.begin(), freeColumns.end(), 0);
    double best = extendedCost(cost, freeRows, freeColumns, limit);
    std::vector<int> result(cost.size(), -1);
    for (std::size_t row = 0; row < cost.size(); ++row) {
        freeRows.erase(freeRows.begin());
        for (std::size_t k = 0; k < freeColumns.size(); ++k) {
            const int column = freeColumns[k];
            const double pair = cost[row][static_cast<std::size_t>(column)];
            if (pair > limit)
                continue;
            auto rest = freeColumns;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(k));
            const double remaining = extendedCost(cost, freeRows, rest, limit);
            if (pair + remaining <= best + 1e-11) {
                result[row] = column;
                freeColumns = std::move(rest);
                best = remaining;
                break;
            }
        }
        if (result[row] < 0) // alone: its half of the limit is spent
            best -= limit / 2;
    }
    return result;
}

std::vector<PairCost> pairsOf(const std::vector<std::vector<double>>& cost)
{
    std::vector<PairCost> pairs;
    for (std::size_t i = 0; i < cost.size(); ++i)
        for (std::size_t j = 0; j < cost[i].size(); ++j)
            pairs.push_back({static_cast<int>(i), static_cast<int>(j), cost[i][j]});
    return pairs;
}

} // namespace

class TestAssignment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyMatricesMatchNothing()
    {
        LinearSumAssignment linear;
        QVERIFY(linear.solve({}, 0, 3).empty());
        QCOMPARE(copyOf(linear.solve({}, 2, 0)), (std::vector<int>{-1, -1}));
        LimitedAssignment limited;
        QCOMPARE(copyOf(limited.solve(2, 0, {}, 1)), (std::vector<int>{-1, -1}));
        QVERIFY(limited.solve(0, 2, {}, 1).empty());
    }

    void linearIsOptimal()
    {
        Rng rng(1);
        LinearSumAssignment solver;
        for (int round = 0; round < 300; ++round) {
            const int rows = rng.integer(1, 6);
            const int columns = rng.integer(1, 6);
            std::vector<double> cost(static_cast<std::size_t>(rows * columns));
            for (double& value : cost)
                value = round % 2 == 0 ? rng.uniform(-1, 1) : rng.integer(-2, 2);
            const auto result = copyOf(solver.solve(cost, rows, columns));
            QCOMPARE(std::count_if(result.begin(), result.end(), [](int c) { return c >= 0; }),
                     std::ptrdiff_t{std::min(rows, columns)});
            auto used = result;
            std::sort(used.begin(), used.end());
            QVERIFY(std::adjacent_find(used.begin(), used.end(), [](int a, int b) { return a == b && a >= 0; }) ==
                    used.end());
            QVERIFY(std::abs(costOf(cost, columns, result) - bestByPermutation(cost, rows, columns)) < 1e-12);
        }
    }

    // Answers noted down from SciPy 1.17 on these matrices, where several matchings are optimal.
    void linearBreaksTiesAsSciPy_data()
    {
        QTest::addColumn<QList<double>>("cost");
        QTest::addColumn<int>("rows");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("constant") << QList<double>(9, 1.0) << 3 << QList<int>{0, 1, 2};
        QTest::newRow("constant wide") << QList<double>(6, 0.0) << 2 << QList<int>{0, 1};
        QTest::newRow("constant tall") << QList<double>(6, 0.0) << 3 << QList<int>{0, 1, -1};
        QTest::newRow("3 x 3, 2 levels") << QList<double>{0, 1, 1, 1, 0, 0, 1, 1, 0} << 3 << QList<int>{0, 1, 2};
        QTest::newRow("4 x 4, 2 levels") << QList<double>{0, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1} << 4
                                         << QList<int>{0, 1, 2, 3};
        QTest::newRow("4 x 6, 2 levels") << QList<double>{0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1,
                                                          0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1}
                                         << 4 << QList<int>{0, 2, 3, 1};
        QTest::newRow("6 x 4, 2 levels") << QList<double>{1, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0,
                                                          1, 0, 0, 0, 1, 0, 1, 0, 1, 1, 1, 0}
                                         << 6 << QList<int>{1, 2, 0, 3, -1, -1};
        QTest::newRow("5 x 5, 3 levels") << QList<double>{0, 2, 1, 2, 1, 1, 0, 1, 1, 2, 2, 0, 1,
                                                          2, 0, 1, 2, 1, 1, 2, 1, 2, 2, 0, 0}
                                         << 5 << QList<int>{0, 1, 4, 2, 3};
        QTest::newRow("6 x 6, 2 levels") << QList<double>{1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1,
                                                          1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0}
                                         << 6 << QList<int>{2, 1, 0, 3, 4, 5};
        QTest::newRow("5 x 8, 3 levels") << QList<double>{2, 1, 2, 2, 2, 2, 2, 0, 0, 1, 1, 2, 2, 1, 1, 1, 2, 0, 1, 2,
                                                          1, 2, 2, 2, 1, 2, 0, 1, 0, 0, 2, 2, 2, 0, 2, 2, 0, 0, 2, 2}
                                         << 5 << QList<int>{7, 0, 1, 2, 4};
        QTest::newRow("8 x 5, 3 levels") << QList<double>{1, 0, 0, 1, 2, 0, 0, 2, 2, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0,
                                                          1, 1, 2, 1, 0, 2, 1, 1, 0, 1, 2, 2, 0, 1, 0, 2, 0, 1, 2, 1}
                                         << 8 << QList<int>{1, 0, 3, 4, -1, -1, 2, -1};
        QTest::newRow("7 x 7, 2 levels") << QList<double>{1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 0, 1, 1,
                                                          0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1, 1, 1, 0,
                                                          0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1}
                                         << 7 << QList<int>{1, 0, 3, 4, 6, 2, 5};
    }
    void linearBreaksTiesAsSciPy()
    {
        QFETCH(QList<double>, cost);
        QFETCH(int, rows);
        QFETCH(QList<int>, expected);
        LinearSumAssignment solver;
        const std::vector<double> values(cost.begin(), cost.end());
        const auto result = copyOf(solver.solve(values, rows, static_cast<int>(cost.size()) / rows));
        QCOMPARE(result, std::vector<int>(expected.begin(), expected.end()));
    }

    void limitedTakesOnlyWhatPays()
    {
        LimitedAssignment solver;
        const std::vector<PairCost> pairs{{0, 0, 0.2}, {0, 1, 0.5}, {1, 1, 0.51}, {2, 0, std::nan("")}};
        QCOMPARE(copyOf(solver.solve(3, 2, pairs, 0.5)), (std::vector<int>{0, -1, -1}));
        // Cardinality is not forced: two pairs of 0.45 cost less than one of 0.1 and two left alone, but with one of
        // 0.0 against two of 0.49 at limit 0.5 the single one wins... unless two pay more together.
        const std::vector<PairCost> cross{{0, 0, 0.0}, {0, 1, 0.45}, {1, 0, 0.45}};
        QCOMPARE(copyOf(solver.solve(2, 2, cross, 0.5)), (std::vector<int>{0, -1}));
        QCOMPARE(copyOf(solver.solve(2, 2, cross, 1.0)), (std::vector<int>{1, 0}));
    }

    void limitIsIncluded()
    {
        LimitedAssignment solver;
        const std::vector<PairCost> pairs{{0, 0, 0.5}};
        QCOMPARE(copyOf(solver.solve(1, 1, pairs, 0.5)), (std::vector<int>{0}));
        QCOMPARE(copyOf(solver.solve(1, 1, pairs, std::nextafter(0.5, 0.0))), (std::vector<int>{-1}));
    }

    void limitedEqualsItsDefinition_data()
    {
        QTest::addColumn<int>("levels"); // 0: continuous costs; otherwise that many different ones, so ties abound
        QTest::newRow("continuous") << 0;
        QTest::newRow("two levels") << 2;
        QTest::newRow("five levels") << 5;
    }
    void limitedEqualsItsDefinition()
    {
        QFETCH(int, levels);
        Rng rng(static_cast<std::uint64_t>(levels) + 7);
        LimitedAssignment solver;
        int matched = 0;
        for (int round = 0; round < 250; ++round) {
            const int rows = rng.integer(1, 8);
            const int columns = rng.integer(1, 8);
            const double limit = levels == 0 ? 0.6 : 0.75;
            std::vector<std::vector<double>> cost(static_cast<std::size_t>(rows),
                                                  std::vector<double>(static_cast<std::size_t>(columns)));
            for (auto& row : cost)
                for (double& value : row)
                    value = levels == 0 ? rng.uniform() : rng.integer(0, levels) * 0.25;
            auto pairs = pairsOf(cost);
            const auto expected = lowestOptimal(cost, columns, limit);
            QCOMPARE(copyOf(solver.solve(rows, columns, pairs, limit)), expected);
            rng.shuffle(std::span(pairs)); // the order of the list must not matter
            QCOMPARE(copyOf(solver.solve(rows, columns, pairs, limit)), expected);
            matched += static_cast<int>(std::count_if(expected.begin(), expected.end(), [](int c) { return c >= 0; }));
        }
        QVERIFY(matched > 250);
    }

    void limitedEqualsDenseOnLargeSparseOnes()
    {
        Rng rng(3);
        LimitedAssignment solver;
        LinearSumAssignment dense;
        for (int round = 0; round < 12; ++round) {
            const int rows = rng.integer(20, 90);
            const int columns = rng.integer(20, 90);
            const int size = rows + columns;
            const double limit = 0.4;
            std::vector<double> square(static_cast<std::size_t>(size * size), limit / 2);
            std::vector<PairCost> pairs;
            for (int i = 0; i < size; ++i)
                for (int j = 0; j < size; ++j) {
                    double& value = square[static_cast<std::size_t>(i * size + j)];
                    if (i >= rows && j >= columns)
                        value = 0;
                    if (i >= rows || j >= columns)
                        continue;
                    value = rng.chance(round < 6 ? 0.05 : 0.6) ? rng.uniform(0, 0.45) : 1e6;
                    pairs.push_back({i, j, value});
                }
            auto expected = copyOf(dense.solve(square, size, size));
            expected.resize(static_cast<std::size_t>(rows));
            for (int& column : expected)
                column = column < columns ? column : -1;
            QCOMPARE(copyOf(solver.solve(rows, columns, pairs, limit)), expected);
        }
    }
};

QTEST_GUILESS_MAIN(TestAssignment)
#include "tst_assignment.moc"
