// The matching of a frame against the dense solver whose choice it must repeat.

#include "core/evaluation/score_matcher.h"
#include "core/math/rng.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace tw;
using namespace tw::evaluation;

namespace {

std::vector<std::int32_t> matchDense(int rows, int columns, const std::vector<ScoredPair>& pairs)
{
    std::vector<double> cost(static_cast<std::size_t>(rows * columns), 0.0);
    for (const ScoredPair& pair : pairs)
        cost[static_cast<std::size_t>(pair.row * columns + pair.column)] = -pair.score;
    math::LinearSumAssignment solver;
    const auto columnOfRow = solver.solve(cost, rows, columns);
    std::vector<std::int32_t> matched;
    for (std::size_t k = 0; k < pairs.size(); ++k)
        if (columnOfRow[static_cast<std::size_t>(pairs[k].row)] == pairs[k].column)
            matched.push_back(static_cast<std::int32_t>(k));
    return matched;
}

} // namespace

class TestScoreMatcher : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsTheDenseSolver_data()
    {
        QTest::addColumn<int>("levels"); // 0: continuous scores; otherwise that many different ones
        QTest::addColumn<double>("density");
        QTest::addColumn<int>("largest");
        QTest::newRow("sparse") << 0 << 0.15 << 20;
        QTest::newRow("half full") << 0 << 0.5 << 8;
        QTest::newRow("full") << 0 << 1.0 << 12;
        QTest::newRow("large") << 0 << 0.05 << 90;
        QTest::newRow("ties") << 2 << 0.3 << 9;
        QTest::newRow("sparse ties") << 4 << 0.12 << 25;
    }
    void equalsTheDenseSolver()
    {
        QFETCH(int, levels);
        QFETCH(double, density);
        QFETCH(int, largest);
        math::Rng rng(static_cast<std::uint64_t>(largest));
        ScoreMatcher matcher;
        std::size_t total = 0;
        for (int round = 0; round < 400; ++round) {
            const int rows = rng.integer(1, largest);
            const int columns = rng.integer(1, largest);
            std::vector<ScoredPair> pairs;
            for (int i = 0; i < rows; ++i)
                for (int j = 0; j < columns; ++j)
                    if (rng.chance(density))
                        pairs.push_back({i, j, levels == 0 ? rng.uniform(0.01, 1) : rng.integer(1, levels) * 0.25});
            const auto found = matcher.match(rows, columns, pairs);
            QCOMPARE(std::vector<std::int32_t>(found.begin(), found.end()), matchDense(rows, columns, pairs));
            total += found.size();
        }
        QVERIFY(total > 400);
        if (levels > 0)
            QVERIFY(matcher.denseFrames() > 0); // there were ties to break
        else if (density < 0.5)
            QVERIFY(matcher.denseFrames() < 300); // and the short cuts were taken
    }

    void continuationsWeighMore()
    {
        // scores as CLEAR gives them: matches of the frame before weigh 1000 more
        math::Rng rng(1);
        ScoreMatcher matcher;
        for (int round = 0; round < 300; ++round) {
            std::vector<ScoredPair> pairs;
            const int size = rng.integer(2, 15);
            for (int i = 0; i < size; ++i)
                for (int j = 0; j < size; ++j)
                    if (i == j || rng.chance(0.15))
                        pairs.push_back({i, j, rng.uniform(0.5, 1) + (i == j && rng.chance(0.8) ? 1000 : 0)});
            const auto found = matcher.match(size, size, pairs);
            QCOMPARE(std::vector<std::int32_t>(found.begin(), found.end()), matchDense(size, size, pairs));
        }
    }

    void nothingToMatch()
    {
        ScoreMatcher matcher;
        QVERIFY(matcher.match(3, 4, {}).empty());
        QVERIFY(matcher.match(0, 0, {}).empty());
    }
};

QTEST_GUILESS_MAIN(TestScoreMatcher)
#include "tst_score_matcher.moc"
