// One review for every face: the queue is a function of the document, verdicts are steps of its history, and accepting
// plans the same edit as the keys do.
#include "core/review/session.h"

#include "core/review/calibration.h"
#include "core/review/gap_path.h"
#include "core/review/kinds.h"
#include "tests/core/annotation/random_edits.h"
#include "tests/support/review_scene.h"

#include <QTest>

#include <algorithm>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;

namespace {

constexpr FrameIndex kFrames = 120;

ReviewOptions options()
{
    ReviewOptions out;
    out.frameRate = 25;
    out.imageWidth = 1800;
    out.imageHeight = 900;
    out.frameCount = kFrames;
    return out;
}

// A document with mistakes, its history, and a session that looks at it.
struct Case {
    explicit Case(const test::KnownTracks& people, const test::KnownTracks& labelled)
        : truth(people), document(test::documentOf(labelled)), history(document),
          session(test::peaksOf(people, 7, 0.4), options())
    {}
    bool look() { return session.look(reviewInput(document, history)).has_value(); }
    std::vector<std::string> keys() const { return keysOf(session.queue()); }
    static std::vector<std::string> keysOf(const ReviewQueue& queue)
    {
        std::vector<std::string> out;
        for (const Event& event : queue.open())
            out.push_back(event.key);
        return out;
    }
    // As another program would see it, that opens the project now.
    ReviewSession fresh() const
    {
        ReviewSession out(test::peaksOf(truth, 7, 0.4), options());
        if (!out.look(reviewInput(document, history)))
            std::abort();
        return out;
    }

    test::KnownTracks truth;
    Document document;
    History history;
    ReviewSession session;
};

test::KnownTracks mixedUp(const test::KnownTracks& truth)
{
    test::KnownTracks out = truth;
    for (const test::Encounter& meeting : test::encountersOf(truth))
        out = test::withSwap(out, meeting.a, meeting.b, meeting.frame);
    return out;
}

// Person 1 is called 90 from `second` on, and nothing is tracked from `first` to `second`.
test::KnownTracks broken(test::KnownTracks tracks, FrameIndex first, FrameIndex second)
{
    for (FrameIndex frame = first; frame < kFrames; ++frame)
        std::erase_if(tracks[std::size_t(frame)], [&](auto& known) {
            if (known.id != TrackId{1})
                return false;
            known.id = TrackId{90};
            return frame < second;
        });
    return tracks;
}

} // namespace

class TestReviewSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindHasItsRow()
    {
        QCOMPARE(allKinds().size(), std::size_t(kEventKinds));
        for (const KindInfo& info : allKinds()) {
            QVERIFY(&infoOf(info.kind) == &info);
            QVERIFY(!info.name.empty() && info.seconds > 0 && !info.features.empty());
            QCOMPARE(info.prior.weights.size(), info.features.size());
            QVERIFY(eventKind(info.name) == info.kind);
        }
        std::size_t grouped = 0;
        for (int group = 0; group < kEventGroups; ++group) {
            const auto kinds = kindsOf(static_cast<EventGroup>(group));
            QVERIFY(!kinds.empty());
            for (const EventKind kind : kinds)
                QCOMPARE(int(groupOf(kind)), group);
            grouped += kinds.size();
        }
        QCOMPARE(grouped, std::size_t(kEventKinds));
    }

    void theQueueDoesNotDependOnTheWayThere()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        Case c(truth, mixedUp(truth));
        QVERIFY(c.look());
        QVERIFY(c.keys().size() > 3);
        test::RandomEdits random(3, {});
        for (int i = 0; i < 25; ++i) { // edits by hand, verdicts, fixes, undo, in any order
            const auto& open = c.session.queue().open();
            if (i % 5 == 1 && !open.empty())
                QVERIFY(c.history.run(editOf(verdictOn(open.front(), VerdictState::Dismissed))));
            else if (i % 5 == 2 && !open.empty())
                QVERIFY(c.history.run(editOf(verdictOn(open.back(), VerdictState::Later))));
            else if (i % 5 == 3 && !open.empty() && open.front().fix)
                QVERIFY(c.history.run(c.session.accept(open.front())->step, Origin::Fix));
            else if (i % 7 == 4 && c.history.canUndo())
                QVERIFY(c.history.undo());
            else
                (void)c.history.run(random.next(c.document.state()));
            QVERIFY(c.look());
        }
        const ReviewSession other = c.fresh();
        QCOMPARE(c.keys(), Case::keysOf(other.queue()));
        QCOMPARE(c.session.queue().expectedErrors(), other.queue().expectedErrors());
        QCOMPARE(c.session.queue().expectedErrorsDeviation(), other.queue().expectedErrorsDeviation());
        for (const VerdictState state : {VerdictState::Accepted, VerdictState::Dismissed, VerdictState::Later})
            QCOMPARE(c.session.queue().count(state), other.queue().count(state));
    }

    void verdictsAreUndoneInTheOrderTheyWereGiven()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        Case c(truth, mixedUp(truth));
        QVERIFY(c.look());
        const Event event = c.session.queue().open().front();
        const auto current = [&]() -> VerdictState {
            (void)c.look();
            return c.session.queue().verdicts().empty() ? VerdictState::Open
                                                        : c.session.queue().verdicts().back().state;
        };
        QVERIFY(c.history.run(editOf(verdictOn(event, VerdictState::Later))));
        QVERIFY(current() == VerdictState::Later);
        QCOMPARE(QString::fromStdString(c.keys().back()), QString::fromStdString(event.key)); // at the end
        QVERIFY(c.history.run(editOf(verdictOn(event, VerdictState::Dismissed))));
        QVERIFY(current() == VerdictState::Dismissed);
        QVERIFY(c.session.queue().find(event.key) == nullptr);
        QVERIFY(c.history.undo()); // Later again, not Open
        QVERIFY(current() == VerdictState::Later);
        QVERIFY(c.history.undo());
        QVERIFY(current() == VerdictState::Open);
        QCOMPARE(QString::fromStdString(c.keys().front()), QString::fromStdString(event.key));
        QVERIFY(c.history.redo());
        QVERIFY(c.history.redo());
        QVERIFY(current() == VerdictState::Dismissed);
        QVERIFY(c.history.run(SetVerdict{event.key, kOpenVerdict, 0}));
        QVERIFY(current() == VerdictState::Open);
        QVERIFY(c.session.queue().find(event.key) != nullptr);
    }

    void anAcceptedFindingAndItsVerdictAreOneStep()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        Case c(truth, mixedUp(truth));
        QVERIFY(c.look());
        const auto keys = c.keys();
        const Event event = c.session.queue().open().front();
        const auto before = c.document.snapshot();
        const auto plan = c.session.accept(event);
        QVERIFY(plan);
        QVERIFY(c.history.run(plan->step, Origin::Fix));
        QCOMPARE(c.history.position(), std::size_t(1));
        QVERIFY(c.history.steps().back().origin == Origin::Fix);
        QVERIFY(c.look());
        QVERIFY(c.session.queue().find(event.key) == nullptr);
        QCOMPARE(c.session.queue().count(VerdictState::Accepted), 1);
        QVERIFY(c.history.undo());
        QVERIFY(c.document.state() == *before);
        QVERIFY(c.look());
        QCOMPARE(c.keys(), keys);
        QCOMPARE(c.session.queue().count(VerdictState::Accepted), 0);
    }

    // Accepting a fragment fills along the peaks, as J and Enter do.
    void acceptingAFragmentIsTheSameAsTheKey()
    {
        const auto truth = test::randomWalkers(3, kFrames, 11, 1800, 900);
        Case c(truth, broken(truth, 40, 52));
        QVERIFY(c.look());
        const auto& open = c.session.queue().open();
        const auto fragment =
            std::find_if(open.begin(), open.end(), [](const Event& e) { return e.kind == EventKind::Fragment; });
        QVERIFY(fragment != open.end());
        const auto plan = c.session.accept(*fragment);
        QVERIFY(plan);
        QCOMPARE(plan->frames, 12);
        QVERIFY(plan->onPeaks >= 10); // the network saw the person all the time
        const auto* join = std::get_if<JoinTracks>(&fragment->fix->value);
        QVERIFY(join);
        const auto byKey = planJoin(c.document.state(), test::peaksOf(truth, 7, 0.4), join->into, join->from);
        QVERIFY(byKey);
        Document other(c.document.snapshot());
        QVERIFY(History(other).run(byKey->edit));
        const auto straight = c.session.accept(*fragment, {true, true});
        QVERIFY(straight && straight->onPeaks == 0);
        const auto open2 = c.session.accept(*fragment, {false, false});
        QVERIFY(open2 && open2->frames == 0);
        QVERIFY(c.history.run(plan->step, Origin::Fix));
        QVERIFY(c.document.state().tracks.size() == other.state().tracks.size());
        for (const auto& [id, track] : c.document.state().tracks)
            QVERIFY(*track == *other.state().tracks.at(id));
    }

    void anEditThatLooksContradictIsInTheQueueAlsoAfterARestart()
    {
        const auto truth = test::randomWalkers(4, kFrames, 9, 1800, 900);
        Case c(truth, truth);
        QVERIFY(c.history.run(SwapTracks{TrackId{1}, TrackId{3}, fromHere(60)}));
        const auto contradicted = [](const ReviewSession& session) {
            const auto& open = session.queue().open();
            return std::count_if(open.begin(), open.end(), [](const Event& event) {
                return event.kind == EventKind::Swap && std::abs(event.frame - 60) <= 12 &&
                       std::min(event.a, event.b) == TrackId{1} && std::max(event.a, event.b) == TrackId{3};
            });
        };
        QVERIFY(c.look());
        QCOMPARE(contradicted(c.session), 1);
        QCOMPARE(contradicted(c.fresh()), 1);
        QVERIFY(c.history.undo());
        QVERIFY(c.look());
        QCOMPARE(contradicted(c.session), 0);
    }
};

QTEST_GUILESS_MAIN(TestReviewSession)
#include "tst_review_session.moc"
