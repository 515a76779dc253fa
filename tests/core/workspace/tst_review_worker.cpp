// The review on its own thread: findings of the newest document, what a person's edits and verdicts change about them,
// strips, questions to the evidence, and going away in the middle.
#include "core/workspace/review_worker.h"

#include "core/annotation/history.h"
#include "core/review/adaptation.h"
#include "core/review/calibration.h"
#include "core/review/queue.h"
#include "owner_loop.h"
#include "tests/support/review_scene.h"

#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <thread>

using namespace tw;
using namespace tw::annotation;
using namespace tw::review;
using namespace tw::workspace;

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

Workspace::PeakReader readerOf(const PeakSource& peaks)
{
    return [peaks](FrameRange frames) -> Result<std::vector<FramePeaks>> {
        std::vector<FramePeaks> out;
        for (FrameIndex frame = std::max(frames.first, 0); frame <= std::min(frames.last, kFrames - 1); ++frame)
            out.push_back(*peaks(frame));
        return out;
    };
}

// A worker and what it said.
struct Desk {
    explicit Desk(const test::KnownTracks& truth)
        : worker(readerOf(test::peaksOf(truth, 7, 0.4)), options(), loop.post(),
                 {[this](Result<ReviewWorker::Findings> findings) {
                      ++looks;
                      if (findings)
                          newest = *std::move(findings);
                  },
                  [this](const std::string& key, Strip strip) { strips.emplace_back(key, std::move(strip)); }})
    {}
    // Null: no answer came.
    const ReviewWorker::Findings* look(const Snapshot& snapshot) { return look(ReviewInput{snapshot, {}}); }
    const ReviewWorker::Findings* look(const ReviewInput& input)
    {
        const Snapshot snapshot = input.snapshot;
        worker.look(input);
        return loop.runUntil([&] { return newest && newest->snapshot == snapshot; }) ? &*newest : nullptr;
    }

    test::OwnerLoop loop;
    std::optional<ReviewWorker::Findings> newest;
    std::vector<std::pair<std::string, Strip>> strips;
    int looks = 0;
    ReviewWorker worker; // last: gone first
};

std::vector<Event> ofKind(const std::vector<Event>& events, EventKind kind)
{
    std::vector<Event> out;
    std::copy_if(events.begin(), events.end(), std::back_inserter(out),
                 [&](const Event& event) { return event.kind == kind; });
    return out;
}

// All people exchanged at every meeting.
test::KnownTracks mixedUp(const test::KnownTracks& truth)
{
    test::KnownTracks out = truth;
    for (const test::Encounter& meeting : test::encountersOf(truth))
        out = test::withSwap(out, meeting.a, meeting.b, meeting.frame);
    return out;
}

} // namespace

class TestReviewWorker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatAScanFinds()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        const Document document = test::documentOf(mixedUp(truth));
        Desk desk(truth);
        const auto* found = desk.look(document.snapshot());
        QVERIFY(found);
        ReviewSession session(test::peaksOf(truth, 7, 0.4), options());
        QVERIFY(session.look({document.snapshot(), {}}));
        const auto& expected = session.queue().open();
        QVERIFY(!expected.empty());
        QCOMPARE(found->queue.open().size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(QString::fromStdString(found->queue.open()[i].key), QString::fromStdString(expected[i].key));
        QCOMPARE(found->queue.expectedErrors(), session.queue().expectedErrors());
        QCOMPARE(found->looked, 8);
        QVERIFY(!desk.worker.isLooking());
    }

    void aWrongExchangeByHandIsContradicted()
    {
        const auto truth = test::randomWalkers(4, kFrames, 9, 1800, 900);
        Document document = test::documentOf(truth);
        Desk desk(truth);
        QVERIFY(desk.look(document.snapshot()));
        History history(document);
        QVERIFY(history.run(SwapTracks{TrackId{1}, TrackId{3}, fromHere(60)}));
        const auto* found = desk.look(reviewInput(document, history));
        QVERIFY(found);
        const auto near = [](const std::vector<Event>& events) {
            return std::count_if(events.begin(), events.end(), [](const Event& event) {
                return event.kind == EventKind::Swap && std::abs(event.frame - 60) <= 12 &&
                       std::min(event.a, event.b) == TrackId{1} && std::max(event.a, event.b) == TrackId{3};
            });
        };
        QCOMPARE(near(found->queue.open()), 1); // by the guard or by a detector, but once
        QVERIFY(history.undo());
        found = desk.look(reviewInput(document, history));
        QVERIFY(found);
        QCOMPARE(near(found->queue.open()), 0);
    }

    void dismissalsMakeTheirKindLessLikely()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        Document document = test::documentOf(mixedUp(truth));
        Desk desk(truth);
        const auto* found = desk.look(document.snapshot());
        QVERIFY(found);
        const auto before = ofKind(found->queue.open(), EventKind::Swap);
        QVERIFY(!before.empty());
        std::vector<Verdict> said; // of places that this document does not have: they teach the kind, not the looks
        for (int i = 0; i < 12; ++i) {
            Verdict verdict;
            verdict.kind = EventKind::Swap;
            verdict.frame = i;
            verdict.placeA = {5000, 5000, 10, 20};
            verdict.state = VerdictState::Dismissed;
            verdict.logit = 1;
            said.push_back(verdict);
        }
        const double shift = adaptationFrom(said).of(EventKind::Swap);
        QVERIFY(shift < -0.3);
        History history(document);
        for (const Verdict& verdict : said)
            QVERIFY(history.run(editOf(verdict)));
        found = desk.look(document.snapshot());
        QVERIFY(found);
        int compared = 0;
        for (const Event& event : found->queue.open())
            for (const Event& other : before)
                if (event.key == other.key) {
                    QCOMPARE(event.logit, other.logit);
                    QVERIFY(std::abs(event.probability - probabilityOf(other.logit + shift)) < 1e-9);
                    ++compared;
                }
        QVERIFY(compared > 0);
        QVERIFY(history.goTo(0)); // all taken back
        found = desk.look(document.snapshot());
        QVERIFY(found);
        QCOMPARE(ofKind(found->queue.open(), EventKind::Swap).size(), before.size());
    }

    void theNewestDocumentWins()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        Document document = test::documentOf(mixedUp(truth));
        Desk desk(truth);
        History history(document);
        for (int i = 1; i <= 6; ++i) {
            desk.worker.look({document.snapshot(), {}});
            QVERIFY(history.run(SwapTracks{TrackId{i}, TrackId{i + 2}, fromHere(20 * i - 10)}));
        }
        QVERIFY(desk.look(document.snapshot()));
        QVERIFY(desk.looks <= 7);
        // as if it had been looked at first
        Desk fresh(truth);
        const auto* anew = fresh.look(document.snapshot());
        QVERIFY(anew);
        for (const Event& event : anew->queue.open())
            QVERIFY(std::any_of(desk.newest->queue.open().begin(), desk.newest->queue.open().end(),
                                [&](const Event& other) { return other.key == event.key; }));
    }

    void stripsAndQuestions()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        const Document document = test::documentOf(mixedUp(truth));
        Desk desk(truth);
        std::optional<std::size_t> tracks;
        desk.worker.ask([&](const ReviewSession& session, const JobContext&) { // before the first look: waits
            const std::size_t count = session.evidence().state().tracks.size();
            return [&tracks, count] { tracks = count; };
        });
        const auto* found = desk.look(document.snapshot());
        QVERIFY(found && !found->queue.open().empty());
        QVERIFY(desk.loop.runUntil([&] { return tracks.has_value(); }));
        QCOMPARE(*tracks, std::size_t{8});
        const Event event = found->queue.open().front();
        desk.worker.makeStrip(event);
        QVERIFY(desk.loop.runUntil([&] { return !desk.strips.empty(); }));
        QCOMPARE(QString::fromStdString(desk.strips.back().first), QString::fromStdString(event.key));
        QVERIFY(!desk.strips.back().second.rows.empty());
    }

    // Who accepts or goes on does not wait for what is asked in the background; that is asked again.
    void aPersonDoesNotWaitForAQuestion()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        const Document document = test::documentOf(mixedUp(truth));
        std::atomic<int> begun = 0;
        std::atomic<bool> mayEnd = false;
        int answers = 0;
        Desk desk(truth);
        const auto* found = desk.look(document.snapshot());
        QVERIFY(found && !found->queue.open().empty());
        const Event event = found->queue.open().front();
        desk.worker.ask([&](const ReviewSession&, const JobContext& job) {
            ++begun;
            begun.notify_all();
            while (!job.stopped() && !mayEnd)
                std::this_thread::yield();
            return [&answers] { ++answers; };
        });
        begun.wait(0);
        desk.worker.makeStrip(event);
        QVERIFY(desk.loop.runUntil([&] { return !desk.strips.empty(); }));
        begun.wait(1);
        bool accepted = false;
        desk.worker.accept(event, {}, [&](const Snapshot& of, const Result<Acceptance>& acceptance) {
            accepted = acceptance && of == document.snapshot();
        });
        QVERIFY(desk.loop.runUntil([&] { return accepted; }));
        begun.wait(2);
        QVERIFY(desk.look(document.snapshot()));
        begun.wait(3);
        QCOMPARE(answers, 0); // a stopped question has no answer
        mayEnd = true;
        QVERIFY(desk.loop.runUntil([&] { return answers > 0; }));
        QCOMPARE(begun.load(), 4);
        desk.worker.ask([&](const ReviewSession&, const JobContext& job) -> std::function<void()> {
            ++begun;
            begun.notify_all();
            while (!job.stopped())
                std::this_thread::yield();
            return {};
        });
        begun.wait(4); // the worker goes while it runs
    }

    void peaksThatCannotBeReadAreFramesNotLookedAt()
    {
        const auto truth = test::randomWalkers(4, kFrames, 9, 1800, 900);
        const Document document = test::documentOf(truth);
        test::OwnerLoop loop;
        std::optional<ReviewWorker::Findings> found;
        ReviewWorker worker(
            [](FrameRange) -> Result<std::vector<FramePeaks>> {
                return Error{ErrorCode::Io, "the disk does not answer", {}};
            },
            options(), loop.post(),
            {[&](Result<ReviewWorker::Findings> findings) {
                 if (findings)
                     found = *std::move(findings);
             },
             [](const std::string&, const Strip&) {}});
        worker.look({document.snapshot(), {}});
        QVERIFY(loop.runUntil([&] { return found.has_value(); }));
        QVERIFY(ofKind(found->queue.open(), EventKind::Swap).empty());
    }

    void anAcceptedFindingIsPlannedForTheNewestDocument()
    {
        const auto truth = test::randomWalkers(8, kFrames, 5, 900, 500);
        Document document = test::documentOf(mixedUp(truth));
        Desk desk(truth);
        History history(document);
        const auto* found = desk.look(document.snapshot());
        QVERIFY(found);
        const Event event = ofKind(found->queue.open(), EventKind::Swap).front();
        ReviewSession session(test::peaksOf(truth, 7, 0.4), options());
        QVERIFY(session.look({document.snapshot(), {}}));
        const auto expected = session.accept(event);
        QVERIFY(expected);
        Snapshot of;
        std::optional<Result<Acceptance>> planned;
        const auto take = [&](const Snapshot& snapshot, Result<Acceptance> acceptance) {
            of = snapshot;
            planned = std::move(acceptance);
        };
        desk.worker.accept(event, {}, take);
        QVERIFY(desk.loop.runUntil([&] { return planned.has_value(); }));
        QVERIFY(*planned);
        QVERIFY(of == document.snapshot());
        QVERIFY(history.run((*planned)->step, Origin::Fix));
        Document other = test::documentOf(mixedUp(truth));
        History otherHistory(other);
        QVERIFY(otherHistory.run(expected->step, Origin::Fix));
        QVERIFY(document.state() == other.state());
        // gone meanwhile: nothing is planned
        QVERIFY(desk.look(reviewInput(document, history)));
        planned.reset();
        desk.worker.accept(event, {}, take);
        QVERIFY(desk.loop.runUntil([&] { return planned.has_value(); }));
        QVERIFY(!*planned);
        QVERIFY(planned->error().code == ErrorCode::NotFound);
    }

    void goesAwayInTheMiddle()
    {
        const auto truth = test::randomWalkers(30, kFrames, 2, 1800, 900);
        const Document document = test::documentOf(mixedUp(truth));
        test::OwnerLoop loop;
        int calls = 0;
        for (int i = 0; i < 5; ++i) {
            ReviewWorker worker(readerOf(test::peaksOf(truth, 7, 0.4)), options(), loop.post(),
                                {[&](const Result<ReviewWorker::Findings>&) { ++calls; },
                                 [&](const std::string&, const Strip&) { ++calls; }});
            worker.look({document.snapshot(), {}});
            worker.ask([&calls](const ReviewSession&, const JobContext&) { return [&calls] { ++calls; }; });
            QTest::qSleep(10 * i);
        }
        bool through = false;
        loop.post()([&] { through = true; });
        QVERIFY(loop.runUntil([&] { return through; })); // everything posted before it has run
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TestReviewWorker)
#include "tst_review_worker.moc"
