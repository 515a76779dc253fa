// Workers that take whole frames: each its own buffers, order, fewer of them for a while, nothing lost at the end.

#include "core/model/executors/frame_pool.h"

#include <QTest>

#include <atomic>
#include <future>
#include <set>

using namespace tw::model;

class TestFramePool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWorkerIsPreparedOnItsOwnThread()
    {
        FramePool pool(3);
        std::vector<int> workers;
        std::set<std::thread::id> threads;
        pool.onEach([&](int worker) {
            workers.push_back(worker);
            threads.insert(std::this_thread::get_id());
        });
        QCOMPARE(workers, (std::vector<int>{0, 1, 2}));
        QCOMPARE(threads.size(), std::size_t(3));
        QVERIFY(!threads.contains(std::this_thread::get_id()));
    }

    void tasksRunSideBySide()
    {
        std::promise<void> first, second; // each task waits for the other one
        std::promise<void> done;
        std::atomic<int> left = 2;
        FramePool pool(2); // ends before what its tasks use
        const auto end = [&] {
            if (--left == 0)
                done.set_value();
        };
        pool.add([&](int) {
            first.set_value();
            second.get_future().wait();
            end();
        });
        pool.add([&](int) {
            second.set_value();
            first.get_future().wait();
            end();
        });
        QCOMPARE(done.get_future().wait_for(std::chrono::seconds(60)), std::future_status::ready);
    }

    void fewerWorkersTakeTasks()
    {
        std::vector<int> workers; // written by one worker only
        std::promise<void> done;
        FramePool pool(3);
        pool.use(1);
        for (int i = 0; i < 20; ++i)
            pool.add([&, i](int worker) {
                workers.push_back(worker);
                if (i == 19)
                    done.set_value();
            });
        done.get_future().wait();
        QCOMPARE(workers, std::vector<int>(20, 0));
        pool.use(100); // no more than there are
        QCOMPARE(pool.workers(), 3);
    }

    void whatWasAddedIsFinished()
    {
        std::atomic<int> finished = 0;
        {
            FramePool pool(2);
            pool.use(1);
            for (int i = 0; i < 50; ++i)
                pool.add([&](int) { ++finished; });
        }
        QCOMPARE(finished.load(), 50);
    }
};

QTEST_GUILESS_MAIN(TestFramePool)
#include "tst_frame_pool.moc"
