// Hand-over between threads; run under ThreadSanitizer too.

#include "core/base/queue.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <numeric>
#include <thread>
#include <vector>

using namespace tw;
using namespace std::chrono_literals;

class TestQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyItemArrivesInOrder()
    {
        BoundedQueue<int> queue(3);
        std::vector<int> received;
        std::jthread consumer([&] {
            while (const auto item = queue.pop())
                received.push_back(*item);
        });
        for (int k = 0; k < 2000; ++k)
            QVERIFY(queue.push(k));
        queue.close();
        consumer.join();
        std::vector<int> expected(2000);
        std::iota(expected.begin(), expected.end(), 0);
        QCOMPARE(received, expected);
    }

    void manyProducersAndConsumersLoseNothing()
    {
        BoundedQueue<int> queue(4);
        std::atomic<long> sum{0};
        std::atomic<int> count{0};
        {
            std::vector<std::jthread> consumers;
            for (int c = 0; c < 3; ++c)
                consumers.emplace_back([&] {
                    while (const auto item = queue.pop()) {
                        sum += *item;
                        ++count;
                    }
                });
            {
                std::vector<std::jthread> producers;
                for (int p = 0; p < 3; ++p)
                    producers.emplace_back([&queue, p] {
                        for (int k = 0; k < 500; ++k)
                            queue.push(p * 1000 + k);
                    });
            }
            queue.close();
        }
        QCOMPARE(count.load(), 1500);
        QCOMPARE(sum.load(), 3L * 500 * 499 / 2 + 500L * 3000);
    }

    void fullQueueMakesTheProducerWait()
    {
        BoundedQueue<int> queue(2);
        QVERIFY(queue.push(1) && queue.push(2));
        std::atomic<bool> pushed{false};
        std::jthread producer([&] {
            queue.push(3);
            pushed = true;
        });
        std::this_thread::sleep_for(20ms);
        QVERIFY(!pushed);
        QCOMPARE(queue.size(), std::size_t{2});
        QCOMPARE(queue.pop().value(), 1);
        producer.join();
        QVERIFY(pushed);
    }

    void closeLetsTheRestOutAndNothingIn()
    {
        BoundedQueue<int> queue(0); // at least one fits
        QVERIFY(queue.push(7));
        queue.close();
        QVERIFY(!queue.push(8));
        QCOMPARE(queue.pop().value(), 7);
        QVERIFY(!queue.pop());
    }

    void stopWakesWhoWaits()
    {
        BoundedQueue<int> empty(1);
        BoundedQueue<int> full(1);
        full.push(1);
        Mailbox<int> box;
        std::atomic<int> woken{0};
        std::jthread a([&](std::stop_token stop) { woken += empty.pop(stop) ? 0 : 1; });
        std::jthread b([&](std::stop_token stop) { woken += full.push(2, stop) ? 0 : 1; });
        std::jthread c([&](std::stop_token stop) { woken += box.take(stop) ? 0 : 1; });
        std::this_thread::sleep_for(10ms);
        a.request_stop();
        b.request_stop();
        c.request_stop();
        a.join();
        b.join();
        c.join();
        QCOMPARE(woken.load(), 3);
    }

    void mailboxKeepsTheNewest()
    {
        Mailbox<std::string> box;
        QVERIFY(!box.waiting() && !box.tryTake());
        box.put("old");
        box.put("new");
        QVERIFY(box.waiting());
        QCOMPARE(box.take().value(), std::string("new"));
        QVERIFY(!box.waiting());
        box.put("last");
        box.close();
        QCOMPARE(box.take().value(), std::string("last"));
        QVERIFY(!box.take());
    }

    void mailboxNeverGoesBackwards()
    {
        Mailbox<int> box;
        std::vector<int> seen;
        std::jthread consumer([&] {
            while (const auto item = box.take())
                seen.push_back(*item);
        });
        for (int k = 1; k <= 5000; ++k)
            box.put(k);
        while (box.waiting())
            std::this_thread::yield();
        box.close();
        consumer.join();
        QVERIFY(!seen.empty());
        QVERIFY(std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(seen.back(), 5000);
    }
};

QTEST_GUILESS_MAIN(TestQueue)
#include "tst_queue.moc"
