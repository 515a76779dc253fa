// The random numbers must stay the same for ever: projects and trainings are repeated from their seeds.

#include "core/math/rng.h"
#include "core/math/stats.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace tw::math;

class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sequenceIsFixed()
    {
        // xoshiro256** from the state {1, 2, 3, 4}, as its authors' program prints it
        Rng rng(0);
        rng.setState({1, 2, 3, 4});
        QCOMPARE(rng.next(), std::uint64_t{11520});
        QCOMPARE(rng.next(), std::uint64_t{0});
        QCOMPARE(rng.next(), std::uint64_t{1509978240});
        QCOMPARE(rng.next(), std::uint64_t{1215971899390074240ULL});
        // SplitMix64 from 0
        QCOMPARE(Rng(0).state()[0], std::uint64_t{0xE220A8397B1DCDAFULL});
    }

    void boundedNumbersCoverTheirRange()
    {
        Rng rng(5);
        std::vector<int> counts(7, 0);
        for (int i = 0; i < 7000; ++i)
            ++counts[static_cast<std::size_t>(rng.integer(-3, 3) + 3)];
        for (const int count : counts)
            QVERIFY(count > 850 && count < 1150);
        for (int i = 0; i < 1000; ++i) {
            const double u = rng.uniform(2, 3);
            QVERIFY(u >= 2 && u < 3);
        }
        QCOMPARE(rng.below(1), std::uint64_t{0});
    }

    void normalNumbersHaveTheirMoments()
    {
        Rng rng(9);
        RunningStats stats;
        for (int i = 0; i < 20000; ++i)
            stats.add(rng.normal(5, 2));
        QVERIFY(std::abs(stats.mean() - 5) < 0.06);
        QVERIFY(std::abs(stats.deviation() - 2) < 0.04);
    }

    void shuffleIsAPermutationAndRepeats()
    {
        std::vector<int> a(50);
        std::iota(a.begin(), a.end(), 0);
        auto b = a;
        Rng(3).shuffle(std::span(a));
        Rng(3).shuffle(std::span(b));
        QCOMPARE(a, b);
        QVERIFY(!std::is_sorted(a.begin(), a.end()));
        QCOMPARE(std::set<int>(a.begin(), a.end()).size(), std::size_t{50});
    }

    void statisticsOfSmallSamples()
    {
        QCOMPARE(median({3, 1, 2}), 2.0);
        QCOMPARE(median({4, 1, 2, 3}), 2.5);
        QCOMPARE(quantile({0, 10}, 0.25), 2.5);
        QCOMPARE(quantile({7}, 1), 7.0);
        QVERIFY(std::isnan(median({})));
        QVERIFY(std::isnan(mean({})));
        const std::vector<double> values{1, 2, 6};
        QCOMPARE(mean(values), 3.0);
        QCOMPARE(logistic(0), 0.5);
        QVERIFY(logistic(-1000) == 0 && logistic(1000) == 1);
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
