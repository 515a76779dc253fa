// The certificate's counts of errors: the interval against enumeration, and the units of the evaluation.
#include "core/workspace/certificate.h"

#include <QtTest/QTest>

#include <cmath>
#include <random>

using namespace tw;
using namespace tw::review;
using namespace tw::workspace;

namespace {

Event finding(EventKind kind, double probability, int place)
{
    Event out;
    out.kind = kind;
    out.a = TrackId{place + 1};
    out.frame = 100 * place;
    out.placeA = {50.0 * place, 0, 20, 40};
    out.probability = probability;
    out.key = keyOf(verdictOn(out, VerdictState::Open));
    return out;
}

} // namespace

class TestCertificate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theIntervalHoldsWhatItPromises()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> uniform(0, 1);
        for (int round = 0; round < 40; ++round) {
            std::vector<double> p(1 + random() % 10);
            for (double& each : p)
                each = uniform(random);
            const CountInterval interval = countInterval(p);
            double inside = 0, below = 0, above = 0;
            for (unsigned set = 0; set < (1U << p.size()); ++set) {
                double chance = 1;
                int count = 0;
                for (std::size_t i = 0; i < p.size(); ++i) {
                    const bool happens = (set >> i & 1U) != 0;
                    chance *= happens ? p[i] : 1 - p[i];
                    count += happens ? 1 : 0;
                }
                (count < interval.low ? below : count > interval.high ? above : inside) += chance;
            }
            QVERIFY(inside >= 0.95 - 1e-9);
            QVERIFY(below <= 0.025 + 1e-9 && above <= 0.025 + 1e-9);
        }
    }

    void anExchangeIsTwoSwitches()
    {
        ReviewQueue queue;
        queue.setEvents({finding(EventKind::Swap, 0.5, 0), finding(EventKind::Fragment, 0.25, 1),
                         finding(EventKind::Missed, 0.5, 2), finding(EventKind::FalseTrack, 0.9, 3),
                         finding(EventKind::Swap, 1, 4)});
        ErrorCount switches = switchesOf(queue);
        QCOMPARE(switches.corrected, 0);
        QVERIFY(std::abs(switches.expected - (2 * 0.5 + 0.25 + 2)) < 1e-12);
        QCOMPARE(switches.low, 2); // the certain exchange
        QCOMPARE(switches.high, 5);
        const ErrorCount fragments = fragmentsOf(queue);
        QVERIFY(std::abs(fragments.expected - 0.75) < 1e-12);

        queue.setVerdict(finding(EventKind::Swap, 1, 4), VerdictState::Accepted);
        queue.remove(finding(EventKind::Swap, 1, 4).key);
        switches = switchesOf(queue);
        QCOMPARE(switches.corrected, 2);
        QVERIFY(std::abs(switches.expected - 1.25) < 1e-12);
        queue.setVerdict(finding(EventKind::Fragment, 0.25, 1), VerdictState::Dismissed);
        QVERIFY(std::abs(switchesOf(queue).expected - 1) < 1e-12);
        QCOMPARE(switchesOf(queue).corrected, 2);
    }
};

QTEST_GUILESS_MAIN(TestCertificate)
#include "tst_certificate.moc"
