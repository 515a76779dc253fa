// Threads that share the steps of a network: every unit once, whatever the number of workers, which may change
// meanwhile.

#include "core/math/rng.h"
#include "core/model/executors/thread_team.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace tw::model;

class TestThreadTeam : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Plain numbers, written by workers and read by the caller: a step that returns early, or a unit done twice, shows
    // in the sums and under ThreadSanitizer.
    void everyUnitOnce()
    {
        for (const int threads : {1, 2, 3, 7}) {
            ThreadTeam team(threads);
            QCOMPARE(team.size(), threads);
            tw::math::Rng rng(static_cast<std::uint64_t>(threads));
            std::vector<int> done(200);
            std::vector<int> expected(200);
            std::vector<int> unitsOf(static_cast<std::size_t>(threads));
            int units = 0;
            for (int step = 0; step < 3000; ++step) {
                const auto count = rng.below(done.size());
                units += static_cast<int>(count);
                for (std::size_t unit = 0; unit < count; ++unit)
                    ++expected[unit];
                team.run(static_cast<int>(count), [&](int unit, int worker) {
                    ++done[static_cast<std::size_t>(unit)];
                    ++unitsOf[static_cast<std::size_t>(worker)];
                });
            }
            QCOMPARE(done, expected);
            QCOMPARE(std::accumulate(unitsOf.begin(), unitsOf.end(), 0), units);
        }
    }

    // What one step wrote the next one reads.
    void stepsFollowEachOther()
    {
        ThreadTeam team(4);
        std::vector<int> values(64, 0);
        for (int step = 1; step <= 2000; ++step) {
            std::vector<int> before = values;
            team.run(64, [&](int unit, int) {
                values[static_cast<std::size_t>(unit)] = before[static_cast<std::size_t>((unit + 17) % 64)] + 1;
            });
            QVERIFY(std::all_of(values.begin(), values.end(), [&](int value) { return value == step; }));
        }
    }

    void workersChangeMeanwhile()
    {
        ThreadTeam team(4);
        std::atomic<bool> ended = false;
        std::jthread other([&] {
            for (int i = 0; !ended.load(); ++i) {
                team.use(i % 6); // also numbers that the team does not have
                std::this_thread::yield();
            }
        });
        std::vector<int> done(50, 0);
        for (int step = 0; step < 3000; ++step)
            team.run(50, [&](int unit, int) { ++done[static_cast<std::size_t>(unit)]; });
        ended.store(true);
        QCOMPARE(done, std::vector<int>(50, 3000));
    }

    void teamsEndWithoutWork()
    {
        for (int i = 0; i < 200; ++i) {
            ThreadTeam team(3);
            if (i % 2 == 0)
                team.run(i % 3, [](int, int) {});
        }
        QVERIFY(availableProcessors() >= 1);
    }
};

QTEST_GUILESS_MAIN(TestThreadTeam)
#include "tst_thread_team.moc"
