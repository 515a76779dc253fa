// Observers that come and go, also while they are being called.

#include "core/base/subscription.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace tw;

class TestSubscription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsInOrderUntilTheEnd()
    {
        Signal<int> signal;
        std::vector<int> calls;
        Subscription first = signal.observe([&](int value) { calls.push_back(value); });
        {
            const Subscription second = signal.observe([&](int value) { calls.push_back(10 * value); });
            signal(1);
        }
        signal(2);
        first.reset();
        first.reset(); // twice is once
        signal(3);
        QCOMPARE(calls, (std::vector<int>{1, 10, 2}));
    }

    void survivesItsSignal()
    {
        auto signal = std::make_unique<Signal<>>();
        Subscription subscription = signal->observe([] {});
        signal.reset();
        subscription.reset();
        Subscription empty;
        empty = std::move(subscription);
    }

    void movingKeepsItAlive()
    {
        Signal<> signal;
        int calls = 0;
        Subscription kept;
        {
            Subscription made = signal.observe([&] { ++calls; });
            kept = std::move(made);
        }
        signal();
        QCOMPARE(calls, 1);
        kept = Subscription();
        signal();
        QCOMPARE(calls, 1);
    }

    void observersMayEndThemselvesAndOthers()
    {
        Signal<> signal;
        std::vector<int> calls;
        Subscription a, b, c;
        a = signal.observe([&] {
            calls.push_back(1);
            a.reset();
            b.reset();
        });
        b = signal.observe([&] { calls.push_back(2); });
        c = signal.observe([&] { calls.push_back(3); });
        signal();
        signal();
        QCOMPARE(calls, (std::vector<int>{1, 3, 3}));
    }

    void newObserversWaitForTheNextCall()
    {
        Signal<> signal;
        int late = 0;
        std::vector<Subscription> added;
        const Subscription first = signal.observe([&] {
            if (added.empty())
                added.push_back(signal.observe([&] { ++late; }));
        });
        signal();
        QCOMPARE(late, 0);
        signal();
        QCOMPARE(late, 1);
    }
};

QTEST_GUILESS_MAIN(TestSubscription)
#include "tst_subscription.moc"
