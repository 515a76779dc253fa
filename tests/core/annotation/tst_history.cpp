// Steps, merging of drags, and a run that grows underneath the person's edits.

#include "core/annotation/history.h"

#include <QtTest/QtTest>

using namespace tw;
using namespace tw::annotation;

namespace {

constexpr TrackId kA{1};
constexpr TrackId kB{2};

TrackPtr tracked(TrackId id, FrameIndex first, FrameIndex last)
{
    Track out;
    out.id = id;
    out.run = RunId{1};
    for (FrameIndex frame = first; frame <= last; ++frame) {
        TrackBox box;
        box.frame = frame;
        box.box = {10.0 * number(id), 1.0 * frame, 5, 5};
        box.origin = BoxOrigin::Tracker;
        out.boxes.push_back(box);
    }
    return std::make_shared<const Track>(std::move(out));
}

ImportRun batch(FrameIndex first, FrameIndex last, std::vector<TrackId> ids)
{
    ImportRun out{RunId{1}, {first, last}, {}};
    for (const TrackId id : ids)
        out.tracks.push_back(tracked(id, first, last));
    return out;
}

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void observersHearWhatHappened();
    void dragsBecomeOneStep();
    void aRunIsOneStep();
    void undoKeepsWhatGrewSince();
    void growingKeepsRedo();
    void nothingGrowsWhileUndone();
    void aRunGoesOnAfterRestore();
    void aLongTrackMakesSmallSteps();
};

void TestHistory::observersHearWhatHappened()
{
    Document document;
    History history(document);
    std::vector<std::tuple<ChangeKind, std::size_t, std::string>> heard;
    Subscription subscription = history.observe([&](const Change& change) {
        heard.emplace_back(change.kind, change.position, change.set->label);
        for (const TrackDelta& delta : change.set->tracks) // whole tracks, and the document has them already
            QVERIFY(document.find(delta.id) == delta.after);
    });
    QVERIFY(history.run(CreateTrack{*tracked(kA, 0, 9)}));
    QVERIFY(history.run(EndTrack{kA, 4}));
    QVERIFY(history.run(EndTrack{kA, 4})); // changes nothing: no step, no notice
    QVERIFY(!history.run(EndTrack{kB, 4}));
    QVERIFY(history.undo());
    QVERIFY(history.redo());
    QVERIFY(history.goTo(0));
    QCOMPARE(heard.size(), 6U);
    QVERIFY(heard[1] == std::make_tuple(ChangeKind::Run, std::size_t{2}, std::string("End 1 at frame 5")));
    QVERIFY(heard[2] == std::make_tuple(ChangeKind::Undone, std::size_t{1}, std::string("End 1 at frame 5")));
    QVERIFY(heard[3] == std::make_tuple(ChangeKind::Redone, std::size_t{2}, std::string("End 1 at frame 5")));
    QCOMPARE(history.steps().size(), 2U);
    QVERIFY(!history.goTo(3));
    QCOMPARE(history.run(CreateTrack{*tracked(kB, 0, 9)})->frames(), (FrameRange{0, 9}));
    QVERIFY(!history.canRedo()); // the old steps are gone
    subscription.reset();
    QVERIFY(history.undo());
    QCOMPARE(heard.size(), 7U);
}

void TestHistory::dragsBecomeOneStep()
{
    Document document;
    History history(document);
    history.setMergeWindow(std::chrono::hours(1));
    QVERIFY(history.run(CreateTrack{*tracked(kA, 0, 9)}));
    const Snapshot before = document.snapshot();
    std::vector<ChangeKind> kinds;
    const Subscription subscription = history.observe([&](const Change& change) { kinds.push_back(change.kind); });
    for (int i = 1; i <= 5; ++i)
        QVERIFY(history.run(SetBox{kA, 3, {10.0 + i, 3, 5, 5}}));
    QCOMPARE(history.position(), 2U);
    QVERIFY(kinds[0] == ChangeKind::Run && kinds[4] == ChangeKind::Merged);
    QVERIFY(history.run(SetBox{kA, 4, {10, 3, 5, 5}})); // another frame, another step
    QCOMPARE(history.position(), 3U);
    QVERIFY(history.undo() && history.undo());
    QVERIFY(document.state() == *before);
    QVERIFY(history.redo());
    QCOMPARE(document.find(kA)->at(3)->box.left, 15.0);
    QVERIFY(history.run(SetBox{kA, 3, {99, 3, 5, 5}})); // after undo and redo a new one begins
    QCOMPARE(history.position(), 3U);

    // Nudged there and back: no step is left.
    QVERIFY(history.run(SetColor{kA, 0xFFU}));
    QCOMPARE(history.position(), 4U);
    QVERIFY(history.run(SetColor{kA, std::nullopt}));
    QCOMPARE(history.position(), 3U);
    QVERIFY(history.run(SetColor{kA, 0xFFU}));
    QCOMPARE(history.position(), 4U);

    history.setMergeWindow(std::chrono::milliseconds(-1)); // too late for it
    QVERIFY(history.run(SetColor{kA, 0xAAU}));
    QCOMPARE(history.position(), 5U);
}

void TestHistory::aRunIsOneStep()
{
    Document document;
    History history(document);
    const auto step = history.beginGrowing(batch(0, 9, {kA}));
    QVERIFY(step);
    QVERIFY(!history.beginGrowing(batch(0, 9, {kB}))); // one at a time
    std::vector<bool> grown;
    const Subscription subscription = history.observe([&](const Change& change) {
        QVERIFY(change.kind == ChangeKind::Run && change.set->step == *step);
        grown.push_back(change.grown);
    });
    QVERIFY(history.grow(*step, batch(10, 19, {kA, kB})));
    QVERIFY(history.grow(*step, batch(20, 29, {kB})));
    QVERIFY(history.grow(*step, batch(30, 39, {}))->empty());
    QVERIFY(grown == std::vector<bool>({true, true}));
    QCOMPARE(history.position(), 1U);
    QVERIFY(!history.grow(*step, batch(40, 49, {TrackId{-1}}))); // refused, nothing changed
    history.endGrowing(*step);
    QVERIFY(!history.grow(*step, batch(40, 49, {kA})));
}

void TestHistory::undoKeepsWhatGrewSince()
{
    Document document;
    History history(document);
    const StepId step = *history.beginGrowing(batch(0, 9, {kA, kB}));
    // The person repairs finished frames while the tracker goes on with both people.
    QVERIFY(history.run(SwapTracks{kA, kB, fromHere(5)}));
    QVERIFY(history.run(SetBox{kA, 2, {1, 2, 3, 4}}));
    QVERIFY(history.run(DeleteTracks{{kB}}));
    QVERIFY(history.grow(step, batch(10, 19, {kA, kB})));
    QCOMPARE(document.find(kB)->boxes.size(), 10U); // deleted up to frame 9, seen again from 10 on
    const Snapshot end = document.snapshot();

    QVERIFY(history.undo());
    QCOMPARE(document.find(kB)->boxes.size(), 20U);
    QVERIFY(history.undo());
    QCOMPARE(document.find(kA)->at(2)->box.left, 10.0);
    QCOMPARE(document.find(kA)->boxes.size(), 20U);
    QVERIFY(history.undo());
    QCOMPARE(document.find(kA)->at(7)->box.left, 10.0); // the swap is undone
    QCOMPARE(document.find(kA)->at(17)->box.left, 10.0);
    QVERIFY(history.undo());
    QVERIFY(document.state().tracks.empty()); // the run takes all of it along
    while (history.canRedo())
        QVERIFY(history.redo());
    QVERIFY(document.state() == *end);
}

void TestHistory::growingKeepsRedo()
{
    Document document;
    History history(document);
    const StepId step = *history.beginGrowing(batch(0, 9, {kA}));
    QVERIFY(history.run(SetBox{kA, 2, {1, 2, 3, 4}}));
    QVERIFY(history.undo());
    QVERIFY(history.grow(step, batch(10, 19, {kA})));
    QVERIFY(history.canRedo());
    QVERIFY(history.redo());
    QCOMPARE(document.find(kA)->at(2)->box.left, 1.0);
    QCOMPARE(document.find(kA)->boxes.size(), 20U);
}

void TestHistory::nothingGrowsWhileUndone()
{
    Document document;
    History history(document);
    const StepId step = *history.beginGrowing(batch(0, 9, {kA}));
    QVERIFY(history.undo());
    const auto undone = history.grow(step, batch(10, 19, {kA}));
    QVERIFY(!undone);
    QCOMPARE(toString(undone.error().code), toString(ErrorCode::Conflict));
    QVERIFY(document.state().tracks.empty());
    QVERIFY(history.redo());
    QVERIFY(history.grow(step, batch(10, 19, {kA})));
    QVERIFY(history.undo());
    QVERIFY(history.run(CreateTrack{*tracked(kB, 0, 3)})); // the run leaves the history
    const auto gone = history.grow(step, batch(20, 29, {kA}));
    QVERIFY(!gone);
    QCOMPARE(toString(gone.error().code), toString(ErrorCode::NotFound));
}

void TestHistory::aRunGoesOnAfterRestore()
{
    Document document;
    History history(document);
    const StepId step = *history.beginGrowing(batch(0, 9, {kA}));
    QVERIFY(history.run(EndTrack{kA, 4}));

    Document reopened(document.snapshot());
    History restored(reopened);
    restored.restore(history.steps(), history.position());
    QVERIFY(!restored.resumeGrowing(RunId{7}));
    QVERIFY(!restored.resumeGrowing(RunId::kInvalid));
    const auto again = restored.resumeGrowing(RunId{1});
    QVERIFY(again && *again == step);
    QVERIFY(restored.grow(*again, batch(10, 19, {kA})));
    QVERIFY(restored.run(EndTrack{kA, 3})); // new steps do not get a number that is taken
    QVERIFY(restored.steps()[2].step != restored.steps()[1].step);
    QVERIFY(restored.undo() && restored.undo());
    QCOMPARE(reopened.find(kA)->boxes.size(), 20U);
    restored.endGrowing(*again);
    QVERIFY(restored.undo());
    QVERIFY(!restored.resumeGrowing(RunId{1}));
}

void TestHistory::aLongTrackMakesSmallSteps()
{
    Document document;
    History history(document);
    history.setMergeWindow(std::chrono::milliseconds(-1));
    QVERIFY(history.run(CreateTrack{*tracked(kA, 0, 9999)}));
    for (int i = 0; i < 50; ++i)
        QVERIFY(history.run(SetBox{kA, 100 * i, {1, 2, 3, 4}}));
    for (std::size_t i = 1; i < history.steps().size(); ++i) {
        QCOMPARE(history.steps()[i].tracks.front().before->boxes.size(), 1U);
        QCOMPARE(history.steps()[i].tracks.front().after->boxes.size(), 1U);
    }
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
