#include "core/workspace/worker_thread.h"
#include "owner_loop.h"

#include <QtTest/QTest>

#include <atomic>
#include <optional>
#include <random>
#include <vector>

using namespace tw;
using namespace tw::workspace;

namespace {

struct Wishes {
    std::vector<int> numbers;
    std::optional<int> newest;
};

} // namespace

class TestWorkerThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingComesBackInOrderOnTheOwnerThread();
    void theNewestWishWins();
    void nothingRunsAfterTheWorker();
    void stoppingEndsLongWork();
    void aResultIsMovedNotCopied();
};

void TestWorkerThread::everythingComesBackInOrderOnTheOwnerThread()
{
    test::OwnerLoop loop;
    std::vector<int> squares;
    const auto owner = std::this_thread::get_id();
    std::thread::id worker;
    const std::function<void(int)> receive = [&](int square) {
        QVERIFY(std::this_thread::get_id() == owner);
        squares.push_back(square);
    };
    WorkerThread<Wishes> thread(loop.post(), [&](Mailbox<Wishes>& mailbox, const std::stop_token& stop) {
        std::vector<int> taken;
        while (mailbox.wait(
            stop, [](const Wishes& wishes) { return !wishes.numbers.empty(); },
            [&](Wishes& wishes) { taken = std::exchange(wishes.numbers, {}); })) {
            worker = std::this_thread::get_id();
            for (const int number : taken)
                mailbox.handOver(receive, number * number);
        }
    });
    std::mt19937 random(3);
    constexpr int kNumbers = 2000;
    for (int sent = 0; sent < kNumbers;) {
        const int some = std::min(kNumbers - sent, static_cast<int>(random() % 7));
        thread.change([&](Wishes& wishes) {
            for (int i = 0; i < some; ++i)
                wishes.numbers.push_back(sent + i);
        });
        sent += some;
    }
    QVERIFY(loop.runUntil([&] { return squares.size() == kNumbers; }));
    for (int i = 0; i < kNumbers; ++i)
        QCOMPARE(squares[static_cast<std::size_t>(i)], i * i);
    QVERIFY(worker != owner);
    QVERIFY(thread.locked([](const Wishes& wishes) { return wishes.numbers.empty(); }));
}

void TestWorkerThread::theNewestWishWins()
{
    test::OwnerLoop loop;
    std::vector<int> seen;
    std::atomic<bool> mayGoOn = false;
    const std::function<void(int)> receive = [&](int number) { seen.push_back(number); };
    WorkerThread<Wishes> thread(loop.post(), [&](Mailbox<Wishes>& mailbox, const std::stop_token& stop) {
        int number = 0;
        while (mailbox.wait(
            stop, [](const Wishes& wishes) { return wishes.newest.has_value(); },
            [&](Wishes& wishes) { number = *std::exchange(wishes.newest, std::nullopt); })) {
            mayGoOn.wait(false);
            mailbox.handOver(receive, number);
        }
    });
    thread.change([](Wishes& wishes) { wishes.newest = 1; });
    while (thread.locked([](const Wishes& wishes) { return wishes.newest.has_value(); }))
        std::this_thread::yield(); // until the first is being worked on
    for (int number = 2; number <= 50; ++number)
        thread.change([number](Wishes& wishes) { wishes.newest = number; });
    mayGoOn = true;
    mayGoOn.notify_all();
    QVERIFY(loop.runUntil([&] { return seen.size() >= 2; }));
    QCOMPARE(seen, (std::vector<int>{1, 50}));
}

// Also what was posted while the worker was there.
void TestWorkerThread::nothingRunsAfterTheWorker()
{
    test::OwnerLoop loop;
    int heard = 0;
    std::atomic<bool> posted = false;
    {
        WorkerThread<Wishes> thread(loop.post(), [&](Mailbox<Wishes>& mailbox, const std::stop_token& stop) {
            mailbox.post([&] { ++heard; });
            posted = true;
            posted.notify_all();
            mailbox.wait(
                stop, [](const Wishes&) { return false; }, [](Wishes&) {});
            mailbox.post([&] { ++heard; }); // on its way out
        });
        posted.wait(false);
    }
    bool last = false;
    loop.post()([&] { last = true; });
    QVERIFY(loop.runUntil([&] { return last; }));
    QCOMPARE(heard, 0);
}

void TestWorkerThread::stoppingEndsLongWork()
{
    test::OwnerLoop loop;
    std::atomic<bool> began = false;
    bool ended = false;
    {
        WorkerThread<Wishes> thread(loop.post(), [&](Mailbox<Wishes>&, const std::stop_token& stop) {
            began = true;
            began.notify_all();
            while (!stop.stop_requested())
                std::this_thread::yield();
            ended = true;
        });
        began.wait(false);
        thread.stop();
    }
    QVERIFY(ended); // it is joined
}

void TestWorkerThread::aResultIsMovedNotCopied()
{
    test::OwnerLoop loop;
    std::unique_ptr<int> result;
    const std::function<void(std::unique_ptr<int>)> receive = [&](std::unique_ptr<int> made) {
        result = std::move(made);
    };
    WorkerThread<Wishes> thread(loop.post(), [&](Mailbox<Wishes>& mailbox, const std::stop_token&) {
        mailbox.handOver(receive, std::make_unique<int>(7));
    });
    QVERIFY(loop.runUntil([&] { return result != nullptr; }));
    QCOMPARE(*result, 7);
}

QTEST_GUILESS_MAIN(TestWorkerThread)
#include "tst_worker_thread.moc"
