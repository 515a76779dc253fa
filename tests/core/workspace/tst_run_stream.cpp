// A run streams into a document that a person edits meanwhile.

#include "core/annotation/history.h"
#include "core/workspace/run_stream.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace tw;
using namespace tw::annotation;
using tw::workspace::RunStream;

namespace {

Box boxAt(int person, FrameIndex frame)
{
    return {person * 100.0 + frame, 50, 40, 100};
}

pipeline::TrackBatch batchOf(FrameRange frames, std::initializer_list<int> people)
{
    pipeline::TrackBatch batch;
    batch.frames = frames;
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        tracker::FrameTracks tracks{frame, {}};
        for (const int person : people) {
            tracker::TrackedBox box;
            box.id = TrackId{person};
            box.box = boxAt(person, frame);
            box.score = 0.8F;
            box.detection = 0;
            tracks.boxes.push_back(box);
        }
        batch.tracks.push_back(std::move(tracks));
    }
    return batch;
}

class Session
{
public:
    void stream(FrameRange frames, std::initializer_list<int> people)
    {
        for (ImportRun& import : runStream.imports(batchOf(frames, people), document.state())) {
            if (step == StepId::kInvalid) {
                auto begun = history.beginGrowing(std::move(import));
                QVERIFY2(begun.has_value(), begun ? "" : begun.error().message().c_str());
                step = *begun;
            } else {
                const auto grown = history.grow(step, std::move(import));
                QVERIFY2(grown.has_value(), grown ? "" : grown.error().message().c_str());
            }
        }
    }
    // A run that is started on what is there.
    void again(RunStream::Plan plan)
    {
        history.endGrowing(step);
        step = StepId::kInvalid;
        run = RunId{number(run) + 1};
        runStream = RunStream{run, std::move(plan)};
        runStream.protect(workspace::protectedPlaces(history, document.state(), run));
    }
    const Track* track(int id) const
    {
        const auto found = document.find(TrackId{id});
        return found.get();
    }
    // Number of frames in which track `id` has the box of `person`.
    int share(int id, int person) const
    {
        int count = 0;
        if (const Track* found = track(id))
            for (const TrackBox& box : found->boxes)
                count += box.box == boxAt(person, box.frame) ? 1 : 0;
        return count;
    }

    Document document;
    History history{document};
    RunStream runStream{RunId{1}, {}};
    StepId step = StepId::kInvalid;
    RunId run{1};
};

constexpr RunStream::Plan keepEdited()
{
    return {workspace::Existing::KeepEdited, true, {}};
}

} // namespace

class TestRunStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void idsAreTheTrackers()
    {
        Session s;
        s.stream({0, 9}, {1, 2, 7});
        QCOMPARE(s.share(1, 1), 10);
        QCOMPARE(s.share(7, 7), 10);
        QCOMPARE(s.document.state().tracks.size(), std::size_t(3));
    }

    void swapGoesOn()
    {
        Session s;
        s.stream({0, 9}, {1, 2});
        QVERIFY(s.history.run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(5)}));
        s.stream({10, 19}, {1, 2});
        QCOMPARE(s.share(1, 1), 5);
        QCOMPARE(s.share(1, 2), 15);
        QCOMPARE(s.share(2, 1), 15);
        QVERIFY(s.history.undo());
        s.stream({20, 29}, {1, 2});
        // Undo takes back what the swap changed (frames 5-9); frames 10-19 were found after it and stay where they are.
        QCOMPARE(s.share(1, 1) + s.share(1, 2), 30);
        QCOMPARE(s.share(2, 1) + s.share(2, 2), 30);
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(30));
    }

    void joinAndSplitGoOn()
    {
        Session s;
        s.stream({0, 4}, {1});
        s.stream({10, 14}, {2});
        QVERIFY(s.history.run(JoinTracks{TrackId{1}, TrackId{2}, Fill::Linear}));
        s.stream({15, 19}, {2});
        QVERIFY(s.track(2) == nullptr);
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(20));
        QVERIFY(s.history.run(SplitTrack{TrackId{1}, 12, TrackId{9}}));
        s.stream({20, 24}, {2});
        QCOMPARE(s.track(9)->lastFrame(), 24);
        QCOMPARE(s.track(1)->lastFrame(), 11);
    }

    void deletedStaysAwayAndComesBackWhole()
    {
        Session s;
        s.stream({0, 9}, {1, 2});
        QVERIFY(s.history.run(DeleteTracks{{TrackId{2}}}));
        s.stream({10, 19}, {1, 2});
        QVERIFY(s.track(2) == nullptr);
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(20));
        QVERIFY(s.history.undo());
        s.stream({20, 29}, {1, 2});
        QCOMPARE(s.share(2, 2), 30);
    }

    void touchedBoxesStay()
    {
        Session s;
        s.stream({0, 9}, {1});
        const Box moved{105, 52, 44, 104};
        QVERIFY(s.history.run(SetBox{TrackId{1}, 9, moved}));
        s.stream({10, 19}, {1}); // the last box was moved by hand: still the same track
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(20));
        QCOMPARE(s.track(1)->at(9)->box, moved);
    }

    void aPersonsTrackAheadIsJoined()
    {
        Session s;
        Track mine;
        mine.id = TrackId{5};
        TrackBox box;
        box.frame = 3;
        box.box = boxAt(1, 3);
        box.keyframe = true;
        mine.boxes.push_back(box);
        QVERIFY(s.history.run(CreateTrack{mine}));
        s.stream({0, 9}, {1, 2});
        QVERIFY(s.track(1) == nullptr); // the person's identity wins
        QCOMPARE(s.track(5)->boxes.size(), std::size_t(10));
        QVERIFY(s.track(5)->at(3)->keyframe);
        QCOMPARE(s.share(2, 2), 10);
    }

    void takenIdsAreNotReused()
    {
        Session s;
        Track other;
        other.id = TrackId{1};
        TrackBox box;
        box.frame = 100;
        box.box = {900, 400, 30, 80};
        other.boxes.push_back(box);
        QVERIFY(s.history.run(CreateTrack{other}));
        s.stream({0, 9}, {1});
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(1));
        QCOMPARE(s.document.state().tracks.size(), std::size_t(2));
    }

    void editedTracksStayInALaterRun()
    {
        Session s;
        s.stream({0, 19}, {1, 2, 3, 4, 5, 6, 7, 8});
        QVERIFY(s.history.run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(10)}));
        QVERIFY(s.history.run(DeleteTracks{{TrackId{3}}}));
        QVERIFY(s.history.run(SplitTrack{TrackId{4}, 10, TrackId{40}}));
        QVERIFY(s.history.run(ChangeId{TrackId{5}, TrackId{50}, kAllFrames}));
        QVERIFY(s.history.run(DeleteBoxes{TrackId{6}, fromHere(15)}));
        QVERIFY(s.history.run(Rename{TrackId{7}, "referee"}));
        const Snapshot edited = s.document.snapshot();
        s.again(keepEdited());
        for (FrameIndex frame = 0; frame < 20; frame += 4)
            s.stream({frame, frame + 3}, {1, 2, 3, 4, 5, 6, 7, 8});
        for (const auto& [id, track] : edited->tracks)
            if (number(id) != 8) {
                const TrackPtr now = s.document.find(id);
                QVERIFY2(now && *now == *track, std::to_string(number(id)).c_str());
            }
        QCOMPARE(s.document.state().tracks.size(), edited->tracks.size());
        const auto& tracks = s.document.state().tracks;
        QCOMPARE(std::count_if(tracks.begin(), tracks.end(),
                               [](const auto& entry) {
                                   return entry.second->run == RunId{2} && entry.second->boxes.size() == 20;
                               }),
                 std::ptrdiff_t(1)); // in the place of 8
        QVERIFY(s.history.undo());
        QVERIFY(*s.document.snapshot() == *edited);
    }

    // Frames after the tracks that are there: every identity goes on as the track that has the person last.
    void editedTracksAreContinued()
    {
        Session s;
        s.stream({0, 9}, {1, 2, 3});
        QVERIFY(s.history.run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(5)}));
        QVERIFY(s.history.run(DeleteTracks{{TrackId{3}}}));
        s.again(keepEdited());
        s.stream({0, 4}, {1, 2, 3});
        s.stream({5, 14}, {1, 2});
        QCOMPARE(s.share(1, 1), 5);
        QCOMPARE(s.share(1, 2), 10);
        QCOMPARE(s.share(2, 1), 10);
        QCOMPARE(s.document.state().tracks.size(), std::size_t(2));
    }

    void uneditedTracksAreReplaced()
    {
        Session s;
        s.stream({0, 9}, {1, 2});
        QVERIFY(s.history.run(Rename{TrackId{1}, "left"}));
        s.again(keepEdited());
        s.stream({0, 9}, {1}); // the new network no longer sees the second one
        QCOMPARE(s.document.state().tracks.size(), std::size_t(1));
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(10));
    }

    // Of two tracks on one person one was deleted: the person is still tracked.
    void aDeletedDuplicateHidesNoPerson()
    {
        Session s;
        s.stream({0, 9}, {1});
        Track twin = *s.track(1);
        twin.id = TrackId{20};
        QVERIFY(s.history.run(CreateTrack{twin}));
        QVERIFY(s.history.run(DeleteTracks{{TrackId{20}}}));
        s.again(keepEdited());
        s.stream({0, 9}, {1});
        QCOMPARE(s.document.state().tracks.size(), std::size_t(1));
        QCOMPARE(s.document.state().tracks.begin()->second->boxes.size(), std::size_t(10));
    }

    void onlyUntrackedFrames()
    {
        Session s;
        s.stream({0, 9}, {1, 2});
        s.stream({20, 29}, {1});
        const Snapshot before = s.document.snapshot();
        s.again({workspace::Existing::UntrackedFrames, false, std::vector<FrameRange>{{10, 19}}});
        s.stream({0, 29}, {1, 2, 3});
        for (const auto& [id, track] : before->tracks)
            for (const TrackBox& box : track->boxes)
                QVERIFY(s.track(number(id))->at(box.frame) != nullptr && *s.track(number(id))->at(box.frame) == box);
        QCOMPARE(s.track(1)->boxes.size(), std::size_t(30));
        QCOMPARE(s.track(2)->boxes.size(), std::size_t(20));
        QCOMPARE(s.track(3)->boxes.size(), std::size_t(10));
    }

    void aSecondSetLeavesTheFirst()
    {
        Session s;
        s.stream({0, 9}, {1, 2});
        QVERIFY(s.history.run(DeleteTracks{{TrackId{2}}}));
        const Snapshot before = s.document.snapshot();
        s.again({workspace::Existing::SecondSet, false, {}});
        s.stream({0, 4}, {1, 2});
        s.stream({5, 9}, {1, 2});
        QVERIFY(*s.track(1) == *before->tracks.at(TrackId{1}));
        QCOMPARE(s.document.state().tracks.size(), std::size_t(3));
        for (const auto& [id, track] : s.document.state().tracks)
            QCOMPARE(track->boxes.size(), std::size_t(10));
        QVERIFY(s.history.undo());
        QVERIFY(*s.document.snapshot() == *before);
    }

    void countsForTheQuestion()
    {
        Session s;
        s.stream({0, 9}, {1, 2, 3, 4});
        QVERIFY(s.history.run(DeleteTracks{{TrackId{3}}}));
        QVERIFY(s.history.run(Rename{TrackId{1}, "left"}));
        const auto places = workspace::protectedPlaces(s.history, s.document.state());
        const auto counts = workspace::existingTracks(s.document.state(), places, {0, 29}, {{10, 14}});
        QCOMPARE(counts.tracks, std::size_t(3));
        QCOMPARE(counts.boxes, std::size_t(30));
        QCOMPARE(counts.editedTracks, std::size_t(1));
        QCOMPARE(counts.deletedTracks, std::size_t(1));
        QCOMPARE(counts.untrackedFrames(), 15);
        QVERIFY(s.history.undo());
        QVERIFY(s.history.undo());
        const auto undone = workspace::protectedPlaces(s.history, s.document.state());
        QVERIFY(undone.tracks.empty() && undone.removed.empty());
    }

    void resumedRunFindsItsTracks()
    {
        Session s;
        s.stream({0, 9}, {1, 2});
        QVERIFY(s.history.run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(5)}));
        s.runStream = RunStream{RunId{1}, {}}; // as after a restart
        pipeline::TrackBatch first;
        first.frames = {0, -1};
        for (const int person : {1, 2}) {
            tracker::TrackedBox seen;
            seen.id = TrackId{person};
            seen.box = boxAt(person, 9);
            first.lastSeen.emplace_back(9, seen);
        }
        QVERIFY(s.runStream.imports(first, s.document.state()).empty());
        s.stream({10, 19}, {1, 2});
        QCOMPARE(s.share(1, 2), 15);
        QCOMPARE(s.share(2, 1), 15);
    }
};

QTEST_GUILESS_MAIN(TestRunStream)
#include "tst_run_stream.moc"
