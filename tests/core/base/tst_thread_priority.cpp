// Threads of the background give way, with those that they start; the others do not.
#include "core/base/thread_priority.h"

#include <QTest>

#include <thread>

#ifdef __linux__
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace {

int niceness()
{
#ifdef __linux__
    return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
#else
    return 0;
#endif
}

} // namespace

class TestThreadPriority : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyTheCallerAndItsThreadsGiveWay()
    {
#ifndef __linux__
        QSKIP("threads have no niceness of their own here");
#endif
        const int before = niceness();
        int alone = before + 1;
        std::thread([&] {
            tw::giveWay();
            alone = niceness();
        }).join();
        QCOMPARE(alone, before); // not before the program says that it answers a person
        tw::haveLongJobsGiveWay();
        int during = 0, child = 0, twice = 0;
        std::thread([&] {
            tw::giveWay();
            during = niceness();
            std::thread([&] { child = niceness(); }).join();
            tw::giveWay();
            twice = niceness();
        }).join();
        QVERIFY2(during > before || before >= 10, qPrintable(QString::number(during)));
        QCOMPARE(child, during);
        QCOMPARE(twice, during);
        QCOMPARE(niceness(), before);
        int later = 0;
        std::thread([&] { later = niceness(); }).join();
        QCOMPARE(later, before);
    }

    void anIdleThreadLeavesTheOthersAsTheyAre()
    {
#ifdef __linux__
        const int before = sched_getscheduler(0);
        int during = before;
        std::thread([&] {
            tw::becomeIdle();
            during = sched_getscheduler(0);
        }).join();
        QCOMPARE(during, SCHED_IDLE);
        QCOMPARE(sched_getscheduler(0), before);
#else
        QSKIP("threads have no such priority here");
#endif
    }
};

QTEST_GUILESS_MAIN(TestThreadPriority)
#include "tst_thread_priority.moc"
