// Looking again only at what changed finds what looking at everything finds, after any edits; verdicts shift
// probabilities and the metric within their bounds; edits that contradict looks are reported.

#include "core/annotation/history.h"
#include "core/review/adaptation.h"
#include "core/review/calibration.h"
#include "core/review/guard.h"
#include "core/review/queue.h"
#include "core/review/relink.h"
#include "core/review/scanner.h"
#include "tests/core/annotation/random_edits.h"
#include "tests/support/review_scene.h"

#include <QtTest/QTest>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;

namespace {

ReviewOptions optionsFor(FrameIndex frames)
{
    ReviewOptions out;
    out.frameRate = 25;
    out.imageWidth = 900;
    out.imageHeight = 500;
    out.frameCount = frames;
    return out;
}

bool same(const std::vector<Event>& a, const std::vector<Event>& b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](const Event& x, const Event& y) {
               return x.key == y.key && x.kind == y.kind && x.a == y.a && x.b == y.b && x.frame == y.frame &&
                      x.frames == y.frames && x.features == y.features && x.probability == y.probability &&
                      x.errors == y.errors && x.reason == y.reason;
           });
}

Evidence evidenceOf(const Document& document, const test::KnownTracks& truth)
{
    return test::evidenceOf(document, test::peaksOf(truth, 7, 0.4));
}

Verdict verdict(EventKind kind, VerdictState state, double logit)
{
    Verdict out;
    out.kind = kind;
    out.state = state;
    out.logit = logit;
    return out;
}

} // namespace

class TestScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lookingAgainFindsTheSame_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 12; ++seed)
            QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }
    void lookingAgainFindsTheSame()
    {
        QFETCH(int, seed);
        constexpr FrameIndex kFrames = 90;
        auto truth = test::randomWalkers(8, kFrames, std::uint64_t(seed), 900, 500);
        truth = test::withGap(truth, TrackId{1}, 30, 36);
        auto labelled = test::withFragment(truth, TrackId{2}, 40, TrackId{50});
        for (const test::Encounter& meeting : test::encountersOf(truth))
            labelled = test::withSwap(labelled, meeting.a, meeting.b, meeting.frame);
        Document document = test::documentOf(labelled);
        Evidence evidence = evidenceOf(document, truth);
        const ReviewOptions options = optionsFor(kFrames);
        Scanner scanner(options);
        QVERIFY(scanner.scan(evidence));
        test::RandomEdits edits(std::uint64_t(seed) * 31, {kFrames, 20, true});
        int done = 0, events = 0;
        for (int i = 0; i < 40; ++i) {
            History history(document);
            if (!history.run(edits.next(document.state())))
                continue;
            ++done;
            evidence.update(document.snapshot());
            const auto again = scanner.scan(evidence);
            const auto anew = scan(evidenceOf(document, truth), options);
            QVERIFY(again && anew);
            events += static_cast<int>(anew->size());
            QVERIFY2(same(*again, *anew), qPrintable(QStringLiteral("after edit %1").arg(i)));
        }
        QVERIFY(done >= 10);
        QVERIFY(events > 0);
    }

    void onlyWhatChangedIsLookedAt()
    {
        const auto truth = test::randomWalkers(12, 200, 3, 1800, 900);
        Document document = test::documentOf(truth);
        Evidence evidence = evidenceOf(document, truth);
        Scanner scanner(optionsFor(200));
        QVERIFY(scanner.scan(evidence));
        QCOMPARE(scanner.looked(), 12);
        QVERIFY(scanner.scan(evidence));
        QCOMPARE(scanner.looked(), 0);
        History history(document);
        QVERIFY(history.run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(100)}));
        evidence.update(document.snapshot());
        QVERIFY(scanner.scan(evidence));
        QCOMPARE(scanner.looked(), 2); // no box came or went, so no other track is concerned
    }

    void verdictsShiftTheirKindWithinBounds()
    {
        std::vector<Verdict> said;
        QVERIFY(adaptationFrom(said) == Adaptation{});
        for (int i = 0; i < 4; ++i)
            said.push_back(verdict(EventKind::FalseTrack, VerdictState::Dismissed, 0.5));
        const Adaptation few = adaptationFrom(said);
        QVERIFY(few.of(EventKind::FalseTrack) < -0.2);
        QCOMPARE(few.of(EventKind::Swap), 0.0);
        for (int i = 0; i < 400; ++i)
            said.push_back(verdict(EventKind::FalseTrack, VerdictState::Dismissed, 3));
        QCOMPARE(adaptationFrom(said).of(EventKind::FalseTrack), -kMaxShift);
        // what comes out as calibrated changes nothing; "later" does not count
        std::vector<Verdict> asExpected{verdict(EventKind::Swap, VerdictState::Accepted, 0),
                                        verdict(EventKind::Swap, VerdictState::Dismissed, 0),
                                        verdict(EventKind::Jump, VerdictState::Later, 3)};
        QVERIFY(std::abs(adaptationFrom(asExpected).of(EventKind::Swap)) < 1e-9);
        QCOMPARE(adaptationFrom(asExpected).of(EventKind::Jump), 0.0);
    }

    void aShiftChangesProbabilitiesNotEvidence()
    {
        const auto truth = test::randomWalkers(8, 120, 5, 900, 500);
        auto labelled = truth;
        for (const test::Encounter& meeting : test::encountersOf(truth))
            labelled = test::withSwap(labelled, meeting.a, meeting.b, meeting.frame);
        const Document document = test::documentOf(labelled);
        const Evidence evidence = evidenceOf(document, truth);
        Scanner scanner(optionsFor(120));
        Adaptation less;
        less.shift[std::size_t(EventKind::Swap)] = -1;
        const auto plain = scanner.scan(evidence);
        const auto shifted = scanner.scan(evidence, less);
        QVERIFY(plain && shifted);
        int compared = 0;
        for (const Event& event : *shifted)
            for (const Event& other : *plain)
                if (event.key == other.key && event.kind == EventKind::Swap) {
                    QCOMPARE(event.logit, other.logit);
                    QVERIFY(std::abs(event.probability - probabilityOf(event.logit - 1)) < 1e-12);
                    ++compared;
                }
        QVERIFY(compared > 0);
    }

    void theMetricFavoursWhatTellsPeopleApart()
    {
        // Dimension 0 differs between people, dimension 1 between pictures of one person.
        std::vector<LookPair> pairs;
        QVERIFY(metricFrom(pairs).empty());
        for (int i = 0; i < 40; ++i) {
            const float sign = i % 2 == 0 ? 1.0F : -1.0F;
            pairs.push_back({{0.6F * sign, 0.6F, 0.5F}, {0.6F * sign, -0.6F, 0.5F}, true});
            pairs.push_back({{0.6F, 0.6F, 0.5F}, {-0.6F, 0.6F, 0.5F}, false});
        }
        const auto weights = metricFrom(pairs);
        QCOMPARE(weights.size(), std::size_t(3));
        QVERIFY(weights[0] > 1.1F && weights[1] < 0.9F);
        for (const float weight : weights)
            QVERIFY(weight >= float(kMinMetric) && weight <= float(kMaxMetric));
        const auto few = metricFrom(std::span(pairs).subspan(0, 8));
        QVERIFY(few.size() == 3 && few[0] < weights[0]); // drawn towards 1
        pairs.push_back({{1, 0}, {0, 1}, true});
        QVERIFY(metricFrom(pairs).empty()); // of another model
    }

    void storedVerdictsSpeakAgain()
    {
        auto truth = test::crossingPeople(4, 120);
        const auto meeting = test::encountersOf(truth).front();
        const Document document = test::documentOf(truth);
        Event event;
        event.kind = EventKind::Swap;
        event.a = meeting.a;
        event.b = meeting.b;
        event.frame = meeting.frame + 12; // where they are apart again
        event.placeA = document.find(meeting.a)->at(event.frame)->box;
        event.placeB = document.find(meeting.b)->at(event.frame)->box;
        const std::vector<Verdict> said{verdictOn(event, VerdictState::Dismissed)};
        const Constraints constraints = constraintsFrom(said, document.state());
        QCOMPARE(constraints.must.size(), std::size_t(2));
        const auto pairs = lookPairs(evidenceOf(document, truth), constraints);
        QVERIFY(std::count_if(pairs.begin(), pairs.end(), [](const LookPair& pair) { return pair.same; }) == 2);
        QVERIFY(std::count_if(pairs.begin(), pairs.end(), [](const LookPair& pair) { return !pair.same; }) == 1);
        QVERIFY(constraintsFrom(said, DocumentState{}).must.empty());
    }

    // The person is gone and comes back under the same number: no stretch is missed there, and relinking keeps the
    // number.
    void absencesAreStatements()
    {
        const auto truth = test::crossingPeople(2, 80);
        const TrackId person = truth[0][0].id;
        Document document = test::documentOf(test::withGap(truth, person, 10, 19));
        History history(document);
        const auto missed = [&] {
            const auto events = scan(evidenceOf(document, truth), optionsFor(80));
            return events ? std::count_if(events->begin(), events->end(),
                                          [](const Event& event) { return event.kind == EventKind::Missed; })
                          : -1;
        };
        QCOMPARE(missed(), std::ptrdiff_t(1));
        QVERIFY(history.run(SetAbsent{person, {10, 19}}));
        QCOMPARE(missed(), std::ptrdiff_t(0));
        const Constraints constraints = constraintsFrom({}, document.state());
        QCOMPARE(constraints.must.size(), std::size_t(1));
        QVERIFY(constraints.must[0].a.frame < 10 && constraints.must[0].b.frame > 19);
        QVERIFY(history.undo());
        QVERIFY(constraintsFrom({}, document.state()).must.empty());
    }

    void theGuardContradictsAWrongExchange()
    {
        const auto truth = test::randomWalkers(4, 120, 9, 1800, 900);
        Document document = test::documentOf(truth);
        const Snapshot before = document.snapshot();
        History history(document);
        QVERIFY(history.run(SwapTracks{TrackId{1}, TrackId{3}, fromHere(60)}));
        const auto seams = seamsBetween(*before, document.state());
        QVERIFY(seams == (std::vector<Seam>{{TrackId{1}, TrackId{3}, 60}}));
        const ReviewOptions options = optionsFor(120);
        const auto found = guardSeams(evidenceOf(document, truth), seams, options);
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found.front().kind == EventKind::Swap);
        QCOMPARE(found.front().frame, FrameIndex(60));
        QVERIFY(found.front().reason.find("contradicts") != std::string::npos);
        QVERIFY(!found.front().key.empty());
        QVERIFY(history.run(*found.front().fix));
        QVERIFY(guardSeams(evidenceOf(document, truth), seams, options).empty()); // as it was
    }

    void theGuardContradictsAWrongJoin()
    {
        auto truth = test::randomWalkers(3, 120, 4, 1800, 900);
        truth = test::withGap(test::withGap(truth, TrackId{1}, 50, 119), TrackId{2}, 0, 59);
        Document document = test::documentOf(truth);
        const Snapshot before = document.snapshot();
        History history(document);
        QVERIFY(history.run(JoinTracks{TrackId{1}, TrackId{2}, Fill::None}));
        const auto seams = seamsBetween(*before, document.state());
        QVERIFY(seams == (std::vector<Seam>{{TrackId{1}, TrackId::kInvalid, 60}}));
        const auto found = guardSeams(evidenceOf(document, truth), seams, optionsFor(120));
        QCOMPARE(found.size(), std::size_t(1));
        QVERIFY(found.front().kind == EventKind::Jump);
        QVERIFY(std::holds_alternative<SplitTrack>(found.front().fix->value));
        // a right one is not doubted
        auto split = test::withFragment(test::randomWalkers(3, 120, 4, 1800, 900), TrackId{1}, 60, TrackId{9});
        Document other = test::documentOf(split);
        const Snapshot then = other.snapshot();
        History of(other);
        QVERIFY(of.run(JoinTracks{TrackId{1}, TrackId{9}, Fill::None}));
        const auto right = seamsBetween(*then, other.state());
        QCOMPARE(right.size(), std::size_t(1));
        QVERIFY(
            guardSeams(evidenceOf(other, test::randomWalkers(3, 120, 4, 1800, 900)), right, optionsFor(120)).empty());
    }
};

QTEST_GUILESS_MAIN(TestScanner)
#include "tst_scanner.moc"
