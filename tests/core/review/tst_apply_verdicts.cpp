// Remembered verdicts become statements about people, whatever their numbers are by then; a fix and what follows from
// it are one step.

#include "core/annotation/history.h"
#include "core/annotation/query.h"
#include "core/review/apply_verdicts.h"
#include "tests/support/review_scene.h"

#include <QtTest/QTest>

#include <algorithm>
#include <set>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;

namespace {

constexpr FrameIndex kFrames = 120;

RelinkOptions options()
{
    RelinkOptions out;
    out.review.frameRate = 25;
    out.review.frameCount = kFrames;
    return out;
}

Event eventOf(const std::vector<Event>& events, EventKind kind, TrackId a)
{
    const auto it = std::find_if(events.begin(), events.end(), [&](const Event& event) {
        return event.kind == kind && (event.a == a || event.b == a);
    });
    if (it == events.end())
        qFatal("the event is not found");
    return *it;
}

TrackId at(const DocumentState& state, const Sighting& sighting)
{
    for (const FrameBox& there : boxesAt(state, sighting.frame))
        if (there.box->box == sighting.box)
            return there.id;
    return TrackId::kInvalid;
}

// Numbers a person of the truth has.
std::set<TrackId> numbersOf(const DocumentState& state, const test::KnownTracks& truth, TrackId person)
{
    std::set<TrackId> out;
    for (std::size_t frame = 0; frame < truth.size(); ++frame)
        for (const test::KnownBox& known : truth[frame])
            if (known.id == person)
                out.insert(at(state, {FrameIndex(frame), known.box}));
    return out;
}

} // namespace

class TestApplyVerdicts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdictsSayTheSameAsTheirEvents()
    {
        auto truth = test::withGap(test::crossingPeople(4, kFrames), TrackId{3}, 20, 27);
        const test::Encounter meeting = test::encountersOf(truth).front();
        const auto labelled =
            test::withFragment(test::withSwap(truth, meeting.a, meeting.b, meeting.frame), TrackId{3}, 28, TrackId{90});
        Document document = test::documentOf(labelled);
        const Evidence evidence = test::evidenceOf(document, test::peaksOf(truth, 5));
        const auto events = scan(evidence, options().review);
        QVERIFY(events);
        for (const auto& [kind, track] :
             {std::pair(EventKind::Swap, meeting.a), std::pair(EventKind::Fragment, TrackId{90})}) {
            const Event event = eventOf(*events, kind, track);
            for (const VerdictState state : {VerdictState::Accepted, VerdictState::Dismissed}) {
                Document after(document.snapshot());
                if (state == VerdictState::Accepted)
                    QVERIFY(History(after).run(*event.fix));
                Constraints fromEvent, fromVerdict;
                learn(fromEvent, event, state, after.state());
                learn(fromVerdict, verdictOn(event, state), after.state());
                QCOMPARE(fromVerdict.must.size(), fromEvent.must.size());
                QCOMPARE(fromVerdict.cannot.size(), fromEvent.cannot.size());
                QCOMPARE(fromEvent.must.size() + fromEvent.cannot.size(), kind == EventKind::Swap ? 2U : 1U);
                const auto sameTracks = [&](const SightingPair& a, const SightingPair& b) {
                    return at(after.state(), a.a) == at(after.state(), b.a) &&
                           at(after.state(), a.b) == at(after.state(), b.b) &&
                           at(after.state(), a.a) != TrackId::kInvalid;
                };
                QVERIFY(std::is_permutation(fromEvent.must.begin(), fromEvent.must.end(), fromVerdict.must.begin(),
                                            sameTracks));
                QVERIFY(std::is_permutation(fromEvent.cannot.begin(), fromEvent.cannot.end(),
                                            fromVerdict.cannot.begin(), sameTracks));
            }
        }
    }

    void aVerdictAboutARemovedTrackSaysNothing()
    {
        const auto truth = test::crossingPeople(4, kFrames);
        const Document document = test::documentOf(truth);
        Verdict verdict;
        verdict.kind = EventKind::Swap;
        verdict.frame = 40;
        verdict.placeA = verdict.placeB = {5000, 5000, 40, 100};
        Constraints constraints;
        learn(constraints, verdict, document.state());
        QVERIFY(constraints.must.empty() && constraints.cannot.empty());
    }

    void whoWasSaidToBeTwoPeopleStaysApart()
    {
        const auto truth = test::withGap(test::crossingPeople(4, kFrames), TrackId{3}, 20, 27);
        Document document = test::documentOf(test::withFragment(truth, TrackId{3}, 28, TrackId{90}));
        const auto events = scan(test::evidenceOf(document, test::peaksOf(truth, 5)), options().review);
        QVERIFY(events);
        const Verdict no = verdictOn(eventOf(*events, EventKind::Fragment, TrackId{90}), VerdictState::Dismissed);
        const auto apart = knownApart(std::span(&no, 1), document.state());
        QCOMPARE(apart.size(), std::size_t(1));
        QVERIFY((apart[0] == std::pair(TrackId{3}, TrackId{90})));
        // under another number it is the same statement, and none once the person joined them after all
        QVERIFY(History(document).run(ChangeId{TrackId{90}, TrackId{50}, kAllFrames}));
        const auto renamed = knownApart(std::span(&no, 1), document.state());
        QCOMPARE(renamed.size(), std::size_t(1));
        QVERIFY(renamed[0].second == TrackId{50});
        QVERIFY(History(document).run(JoinTracks{TrackId{3}, TrackId{50}, Fill::None}));
        QVERIFY(knownApart(std::span(&no, 1), document.state()).empty());
    }

    void aDismissedSwapStays()
    {
        const auto truth = test::crossingPeople(4, kFrames);
        const test::Encounter meeting = test::encountersOf(truth).front();
        const Document document = test::documentOf(test::withSwap(truth, meeting.a, meeting.b, meeting.frame));
        const Evidence evidence = test::evidenceOf(document, test::peaksOf(truth, 5));
        const auto events = scan(evidence, options().review);
        QVERIFY(events);
        const auto without = applyVerdicts(evidence, {}, nullptr, options(), *events);
        QVERIFY(without);
        QCOMPARE(without->difference.swaps, 1);
        QVERIFY(without->edit);
        const Verdict verdict = verdictOn(eventOf(*events, EventKind::Swap, meeting.a), VerdictState::Dismissed);
        const auto under = applyVerdicts(evidence, std::span(&verdict, 1), nullptr, options(), *events);
        QVERIFY(under);
        QVERIFY(!under->edit);
        QVERIFY(under->difference.moves.empty());
    }

    void aFixAndWhatFollowsAreOneStep()
    {
        // two pairs meet and are exchanged; the first is mended by hand, the second follows
        const auto truth = test::crossingPeople(4, kFrames);
        const auto meetings = test::encountersOf(truth);
        const auto other = std::find_if(meetings.begin(), meetings.end(), [&](const test::Encounter& each) {
            return each.a != meetings[0].a && each.b != meetings[0].b && each.a != meetings[0].b;
        });
        QVERIFY(other != meetings.end());
        auto labelled = test::withSwap(truth, meetings[0].a, meetings[0].b, meetings[0].frame);
        labelled = test::withSwap(labelled, other->a, other->b, other->frame);
        Document document = test::documentOf(labelled);
        const DocumentState before = document.state();
        const Evidence evidence = test::evidenceOf(document, test::peaksOf(truth, 5));
        const auto events = scan(evidence, options().review);
        QVERIFY(events);
        const Event first = eventOf(*events, EventKind::Swap, meetings[0].a);
        const Event second = eventOf(*events, EventKind::Swap, other->a);
        const auto settled = applyVerdicts(evidence, {}, &first, options(), *events);
        QVERIFY(settled && settled->edit);
        QCOMPARE(settled->difference.swaps, 1);
        const auto& keys = settled->difference.resolved;
        QVERIFY(std::find(keys.begin(), keys.end(), second.key) != keys.end());
        QVERIFY(std::find(keys.begin(), keys.end(), first.key) == keys.end());
        QVERIFY(evidence.state() == before); // looked at, not touched
        History history(document);
        QVERIFY(history.run(*settled->edit));
        QCOMPARE(history.steps().size(), std::size_t(1));
        for (int person = 1; person <= 4; ++person)
            QCOMPARE(numbersOf(document.state(), truth, TrackId{person}).size(), std::size_t(1));
        QVERIFY(history.undo());
        QVERIFY(document.state() == before);
    }

    void aFixThatCannotBeDoneIsAnError()
    {
        const auto truth = test::crossingPeople(2, kFrames);
        const Evidence evidence = test::evidenceOf(test::documentOf(truth), test::peaksOf(truth, 5));
        Event event;
        event.kind = EventKind::Swap;
        event.a = TrackId{1};
        event.b = TrackId{77};
        event.frame = 10;
        event.fix = SwapTracks{event.a, event.b, fromHere(10)};
        const auto result = applyVerdicts(evidence, {}, &event, options(), {});
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestApplyVerdicts)
#include "tst_apply_verdicts.moc"
