// How many threads the network of a run works with: a person's limit, a decoder's loan, and what becomes of a layer
// that is under way.

#include "core/model/executors/thread_team.h"
#include "core/pipeline/thread_share.h"

#include <QTest>

#include <atomic>
#include <vector>

using tw::model::ThreadTeam;
using tw::pipeline::ThreadShare;

class TestThreadShare : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void limitsAndLoans()
    {
        ThreadShare share(4);
        QCOMPARE(share.inUse(), 4);
        share.limit(3);
        QCOMPARE(share.inUse(), 3);
        {
            const ThreadShare::Loan loan(share);
            QCOMPARE(share.inUse(), 3); // the decoder works where the person left room
            share.limit(0);
            QCOMPARE(share.inUse(), 3);
            const ThreadShare::Loan another(share);
            QCOMPARE(share.inUse(), 2);
        }
        QCOMPARE(share.inUse(), 4);
        share.limit(9);
        QCOMPARE(share.inUse(), 4);
        share.limit(-1);
        QCOMPARE(share.limit(), 0);
    }

    void oneIsAlwaysLeft()
    {
        ThreadShare share(1);
        const ThreadShare::Loan loan(share);
        QCOMPARE(share.inUse(), 1);
        share.limit(1);
        QCOMPARE(share.inUse(), 1);
        QVERIFY(ThreadShare().all() >= 1);
    }

    void theUserIsTold()
    {
        ThreadShare share(2);
        std::vector<int> told;
        share.setUser([&told](int n) { told.push_back(n); });
        share.limit(1);
        share.limit(0);
        {
            const ThreadShare::Loan loan(share);
        }
        QCOMPARE(told, (std::vector<int>{2, 1, 2, 1, 2}));
        share.setUser({});
        share.limit(1);
        QCOMPARE(told.size(), std::size_t{5});
    }

    // Lowered in the middle of a layer: workers leave after the unit at hand, every unit is done once all the same.
    void aTeamShrinksAtOnce()
    {
        constexpr int kUnits = 2000;
        for (const int left : {1, 2}) {
            ThreadTeam team(4);
            std::vector<int> doneBy(kUnits, -1);
            std::vector<std::atomic<int>> times(kUnits);
            std::atomic<int> order{0};
            std::atomic<int> lowered{-1};
            std::vector<int> orderOf(kUnits, -1);
            team.run(kUnits, [&](int unit, int worker) {
                const int now = order.fetch_add(1);
                if (now == 500) {
                    team.use(left);
                    lowered = order.fetch_add(0); // orders the two for all processors
                }
                doneBy[static_cast<std::size_t>(unit)] = worker;
                orderOf[static_cast<std::size_t>(unit)] = now;
                times[static_cast<std::size_t>(unit)].fetch_add(1);
            });
            QVERIFY(lowered >= 0);
            int late = 0; // units that other workers began afterwards: the ones they had just taken
            for (std::size_t unit = 0; unit < kUnits; ++unit) {
                QCOMPARE(times[unit].load(), 1);
                late += orderOf[unit] >= lowered && doneBy[unit] >= left ? 1 : 0;
            }
            QVERIFY2(late <= 4 - left, qPrintable(QString::number(late)));
            std::vector<std::atomic<int>> seen(4);
            team.run(kUnits, [&](int, int worker) { seen[static_cast<std::size_t>(worker)].fetch_add(1); });
            for (int worker = left; worker < 4; ++worker)
                QCOMPARE(seen[static_cast<std::size_t>(worker)].load(), 0);
            team.use(4);
            std::atomic<int> sum{0};
            team.run(kUnits, [&](int, int) { sum.fetch_add(1); });
            QCOMPARE(sum.load(), kUnits);
        }
    }
};

QTEST_GUILESS_MAIN(TestThreadShare)
#include "tst_thread_share.moc"
