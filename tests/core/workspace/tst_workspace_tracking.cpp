// The tracker in a workspace, with the shipped model on a drawn clip: streaming, editing meanwhile, pausing, going on
// after a restart.

#include "core/workspace/workspace.h"

#include "core/annotation/query.h"
#include "core/math/iou.h"
#include "core/pipeline/person_picture.h"
#include "core/video/image_reader.h"
#include "core/video/scene_clip.h"
#include "owner_loop.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <filesystem>
#include <set>

using namespace tw;
using namespace tw::annotation;
using tw::workspace::RunState;
using tw::workspace::Workspace;

namespace {

constexpr int kFrames = 60;

pipeline::TrackRequest smallRequest()
{
    pipeline::TrackRequest request;
    request.model = "lite";
    request.detector.size = {416, 256};
    request.detector.threshold = 0.3F;
    request.wholeVideo = false; // as they stream; the tests of the association switch it on
    return request;
}

pipeline::TrackRequest wholeRequest()
{
    pipeline::TrackRequest request = smallRequest();
    request.wholeVideo = true;
    return request;
}

// The boxes of every track, whatever its number.
std::multiset<std::vector<std::pair<FrameIndex, double>>> shapesOf(const DocumentState& state)
{
    std::multiset<std::vector<std::pair<FrameIndex, double>>> out;
    for (const auto& [id, track] : state.tracks) {
        std::vector<std::pair<FrameIndex, double>> shape;
        for (const TrackBox& box : track->boxes)
            shape.emplace_back(box.frame, box.box.left);
        out.insert(std::move(shape));
    }
    return out;
}

} // namespace

class TestWorkspaceTracking : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    test::OwnerLoop m_loop;
    Snapshot m_whole, m_associated;

    std::filesystem::path clip(const char* name)
    {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / name;
        video::SceneOptions scene;
        scene.seed = 3;
        scene.width = 640;
        scene.height = 384;
        scene.frameCount = kFrames;
        scene.people = 4;
        scene.personScale = 1.4;
        if (const auto written = video::writeScene(video::DrawnScene(scene), path); !written)
            qFatal("%s", written.error().message().c_str());
        return path;
    }
    std::unique_ptr<Workspace> open(const std::filesystem::path& path,
                                    std::shared_ptr<pipeline::ThreadShare> threads = nullptr)
    {
        Workspace::Options options;
        options.post = m_loop.post();
        options.threads = std::move(threads);
        auto opened = Workspace::open(path, options);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        return *std::move(opened);
    }
    Snapshot trackedAtOnce(const char* name, const pipeline::TrackRequest& request)
    {
        const auto workspace = open(clip(name));
        if (!workspace->startTracking(request) || !runToEnd(*workspace) ||
            workspace->runStatus().state != RunState::Finished)
            qFatal("%s", workspace->runStatus().message.c_str());
        return workspace->snapshot();
    }
    // Tracked in one go; and associated with the whole video in view. Each is made by the first test that asks for it.
    const Snapshot& whole()
    {
        if (!m_whole)
            m_whole = trackedAtOnce("at_once.mp4", smallRequest());
        return m_whole;
    }
    const Snapshot& associated()
    {
        if (!m_associated)
            m_associated = trackedAtOnce("at_once_associated.mp4", wholeRequest());
        return m_associated;
    }
    // A track that in some frame overlaps no other by half.
    static TrackId trackOfItsOwn(const TrackMap& tracks)
    {
        for (const auto& [id, track] : tracks)
            for (const TrackBox& own : track->boxes)
                if (std::none_of(tracks.begin(), tracks.end(), [&, id = id](const auto& other) {
                        const TrackBox* there = other.second->at(own.frame);
                        return other.first != id && there != nullptr && math::iou(there->box, own.box) >= 0.5;
                    }))
                    return id;
        return TrackId::kInvalid;
    }
    bool runToEnd(Workspace& workspace)
    {
        return m_loop.runUntil([&] {
            const RunState state = workspace.runStatus().state;
            return state == RunState::Finished || state == RunState::Failed || state == RunState::Stopped;
        });
    }

private Q_SLOTS:
    // A run without measurements, as of an older version: measured afterwards, also when the project is opened again.
    void peaksAreMeasuredAgain()
    {
        const auto path = clip("bare.mp4");
        {
            const auto workspace = open(path);
            QVERIFY(!workspace->measurePeaks()); // no run
            pipeline::TrackRequest bare = smallRequest();
            bare.measure = false;
            QVERIFY(workspace->startTracking(bare));
            QVERIFY(!workspace->measurePeaks()); // while the tracker runs
            QVERIFY(runToEnd(*workspace));
        }
        const auto workspace = open(path);
        QVERIFY(!pipeline::FrameMeasurer().isMeasured(workspace->peaksAt(5)));
        bool running = false;
        const Subscription watch =
            workspace->observeMeasuring([&](const workspace::MeasureStatus& status) { running |= status.running; });
        QVERIFY(workspace->measurePeaks());
        QVERIFY(m_loop.runUntil([&] { return !workspace->measureStatus().running; }));
        QVERIFY(running);
        QVERIFY2(workspace->measureStatus().problem.empty(), workspace->measureStatus().problem.c_str());
        QVERIFY2(workspace->measureStatus().message == "60 frames measured; the camera stands still",
                 workspace->measureStatus().message.c_str());
        const FramePeaks peaks = workspace->peaksAt(5);
        QVERIFY(pipeline::FrameMeasurer().isMeasured(peaks) && peaks.motionKnown);
        QCOMPARE(peaks.colours.size(), peaks.peaks.size() * FramePeaks::kColourBytes);
        QVERIFY(workspace->measurePeaks()); // nothing left to do
        QVERIFY(m_loop.runUntil([&] { return !workspace->measureStatus().running; }));
        QCOMPARE(workspace->measureStatus().message, std::string("0 frames measured"));
    }

    void tracksPeople()
    {
        const auto workspace = open(clip("whole.mp4"));
        const auto started = workspace->startTracking(smallRequest());
        QVERIFY2(started.has_value(), started ? "" : started.error().message().c_str());
        QVERIFY(!workspace->startTracking(smallRequest())); // one at a time
        QVERIFY(runToEnd(*workspace));
        QVERIFY2(workspace->runStatus().state == RunState::Finished, workspace->runStatus().message.c_str());
        QCOMPARE(workspace->runStatus().nextFrame, kFrames);
        QVERIFY(!workspace->document().state().tracks.empty());
        std::size_t boxes = 0;
        for (const auto& [id, track] : workspace->document().state().tracks)
            boxes += track->boxes.size();
        QVERIFY(boxes >= kFrames); // at least one person in every frame on average
        QVERIFY(!workspace->peaksAt(30).peaks.empty());
        QCOMPARE(workspace->history().steps().size(), std::size_t(1)); // one step for the whole run
        const Snapshot tracked = workspace->snapshot();
        QVERIFY(workspace->undo());
        QVERIFY(workspace->document().state().tracks.empty());
        QVERIFY(workspace->redo());
        QVERIFY(*workspace->snapshot() == *tracked);
    }

    // Every person who is there for a second has pictures in the project, whichever association made the tracks.
    void picturesOfPeopleAreKept()
    {
        const auto path = clip("kept.mp4");
        int asked = 0;
        const auto check = [&asked](const Workspace& workspace) {
            const pipeline::PictureFrame frame{640, 384};
            const auto read = workspace.pictureReader();
            for (const auto& [id, track] : workspace.document().state().tracks) {
                if (track->boxes.size() < 30)
                    continue;
                ++asked;
                int kept = 0;
                for (const TrackBox& box : track->boxes) {
                    const Box area = pipeline::pictureArea(box.box, frame);
                    if (!workspace.hasPicture(box.frame, area))
                        continue;
                    ++kept;
                    const auto pictures = read(box.frame);
                    QVERIFY(pictures && std::any_of(pictures->begin(), pictures->end(), [&](const auto& picture) {
                                return pipeline::showsArea(picture.area, area, frame) &&
                                       video::decodeImage(picture.jpeg).has_value();
                            }));
                }
                QVERIFY2(kept >= 2, qPrintable(QStringLiteral("track %1: %2").arg(number(id)).arg(kept)));
            }
        };
        {
            const auto workspace = open(path);
            QVERIFY(workspace->startTracking(wholeRequest()));
            QVERIFY(runToEnd(*workspace));
            check(*workspace);
        }
        check(*open(path)); // and when it is opened again
        QVERIFY(asked >= 4);
    }

    // A person scrubs while the tracker runs, now and then: fewer threads, the same tracks.
    void fewerThreadsTheSameTracks()
    {
        const auto threads = std::make_shared<pipeline::ThreadShare>();
        const auto workspace = open(clip("scrubbed.mp4"), threads);
        QVERIFY(workspace->startTracking(smallRequest()));
        int changes = 0;
        const Subscription watching = workspace->observeRun([&](const workspace::RunStatus& status) {
            if (status.state != RunState::Running)
                return;
            threads->limit(++changes % 2 == 1 ? 1 : 0);
            // decoding may have borrowed one at this moment
            if (changes % 2 == 1)
                QCOMPARE(threads->inUse(), 1);
            else
                QVERIFY(threads->inUse() >= std::max(1, threads->all() - 1));
        });
        QVERIFY(runToEnd(*workspace));
        QVERIFY2(workspace->runStatus().state == RunState::Finished, workspace->runStatus().message.c_str());
        QVERIFY2(changes >= 2, "the run was long enough to change anything");
        QVERIFY(*workspace->snapshot() == *whole());
        QCOMPARE(threads->limit(), changes % 2 == 1 ? 1 : 0);
    }

    void stoppedRunGoesOnAfterARestart()
    {
        const auto path = clip("resumed.mp4");
        FrameIndex stoppedAt = 0;
        {
            const auto workspace = open(path);
            QVERIFY(workspace->startTracking(smallRequest()));
            QVERIFY(m_loop.runUntil([&] { return workspace->runStatus().nextFrame >= 10; }));
            workspace->stopTracking();
            QVERIFY(m_loop.runUntil([&] { return workspace->runStatus().state == RunState::Stopped; }));
            stoppedAt = workspace->runStatus().nextFrame;
        }
        const auto workspace = open(path);
        QVERIFY(workspace->runStatus().state == RunState::Stopped);
        QVERIFY(workspace->runStatus().nextFrame >= stoppedAt); // closing keeps what was finished meanwhile
        const auto resumed = workspace->resumeTracking();
        if (workspace->runStatus().nextFrame < kFrames)
            QVERIFY2(resumed.has_value(), resumed ? "" : resumed.error().message().c_str());
        QVERIFY(runToEnd(*workspace));
        QCOMPARE(workspace->runStatus().nextFrame, kFrames);
        QVERIFY2(*workspace->snapshot() == *whole(), "a resumed run must give what an uninterrupted one gives");
    }

    void pauseHoldsAndEditsStay()
    {
        const auto workspace = open(clip("paused.mp4"));
        QVERIFY(workspace->startTracking(smallRequest()));
        QVERIFY(m_loop.runUntil([&] { return !workspace->document().state().tracks.empty(); }));
        workspace->pauseTracking();
        QVERIFY(workspace->runStatus().state == RunState::Paused);
        const Track first = *workspace->document().state().tracks.begin()->second;
        Box moved = first.boxes.back().box;
        moved.left += 3;
        QVERIFY(workspace->run(SetBox{first.id, first.boxes.back().frame, moved}));
        QVERIFY(workspace->resumeTracking());
        QVERIFY(runToEnd(*workspace));
        const auto after = workspace->document().find(first.id);
        QVERIFY(after != nullptr);
        QVERIFY(after->at(first.boxes.back().frame)->box == moved); // not overwritten
        QVERIFY(workspace->undo());                                 // the edit
        QVERIFY(workspace->document().find(first.id)->at(first.boxes.back().frame)->box == first.boxes.back().box);
    }

    // When the last frame is there, the whole video is associated again: part of the run, which one undo takes back.
    void wholeVideoIsPartOfTheRun()
    {
        const auto workspace = open(clip("offline.mp4"));
        QVERIFY(workspace->startTracking(wholeRequest()));
        QVERIFY(runToEnd(*workspace));
        QVERIFY2(workspace->runStatus().state == RunState::Finished, workspace->runStatus().message.c_str());
        QVERIFY(!workspace->runStatus().associating);
        QVERIFY(workspace->runStatus().association.has_value());
        QCOMPARE(workspace->history().steps().size(), std::size_t(1));
        QVERIFY(shapesOf(workspace->document().state()) != shapesOf(*whole()));
        const Snapshot tracked = workspace->snapshot();
        QVERIFY(workspace->undo());
        QVERIFY(workspace->snapshot()->tracks.empty());
        QVERIFY(workspace->runStatus().id == RunId::kInvalid);
        QVERIFY(workspace->redo());
        QVERIFY(*workspace->snapshot() == *tracked);
        QVERIFY(workspace->runStatus().state == RunState::Finished);
    }

    // Stopped and gone on with in a later session, it ends in the same tracks.
    void wholeVideoAfterARestart()
    {
        const auto path = clip("offline_resumed.mp4");
        {
            const auto workspace = open(path);
            QVERIFY(workspace->startTracking(wholeRequest()));
            QVERIFY(m_loop.runUntil([&] { return workspace->runStatus().nextFrame >= 20; }));
            workspace->stopTracking();
            QVERIFY(m_loop.runUntil([&] {
                return workspace->runStatus().state == RunState::Stopped && !workspace->runStatus().associating;
            }));
        }
        const auto workspace = open(path);
        if (workspace->runStatus().nextFrame < kFrames)
            QVERIFY(workspace->resumeTracking());
        QVERIFY(runToEnd(*workspace));
        QCOMPARE(workspace->runStatus().nextFrame, kFrames);
        QVERIFY(shapesOf(workspace->document().state()) == shapesOf(*associated()));
    }

    // The program ended after the last frame and before the association: that is what is left to do.
    void aKilledAssociationIsResumed()
    {
        const auto path = clip("offline_killed.mp4");
        {
            const auto workspace = open(path);
            QVERIFY(workspace->startTracking(wholeRequest()));
            QVERIFY(m_loop.runUntil([&] { return workspace->runStatus().nextFrame == kFrames; }));
            QVERIFY(workspace->runStatus().state == RunState::Running);
            QVERIFY(!workspace->runStatus().association);
        }
        const auto workspace = open(path);
        QVERIFY(workspace->runStatus().state == RunState::Stopped);
        QCOMPARE(workspace->runStatus().nextFrame, kFrames);
        const auto resumed = workspace->resumeTracking();
        QVERIFY2(resumed, resumed ? "" : resumed.error().message().c_str());
        QVERIFY(runToEnd(*workspace));
        QVERIFY(workspace->runStatus().state == RunState::Finished);
        QVERIFY(workspace->runStatus().association.has_value());
        QVERIFY(shapesOf(workspace->document().state()) == shapesOf(*associated()));
        QVERIFY(!workspace->resumeTracking()); // nothing is left
    }

    void wholeVideoKeepsWhatAPersonDid()
    {
        const auto workspace = open(clip("offline_edited.mp4"));
        pipeline::TrackRequest request = wholeRequest();
        request.offline.filter = false; // who was seen for a few frames only stays, too
        QVERIFY(workspace->startTracking(request));
        // long enough for tracks that the association of the whole video keeps (half a second)
        QVERIFY(m_loop.runUntil([&] {
            return workspace->runStatus().nextFrame >= kFrames / 2 && workspace->document().state().tracks.size() >= 2;
        }));
        workspace->pauseTracking();
        QVERIFY(m_loop.runUntil([&] { return !workspace->runStatus().associating; }));
        QVERIFY(workspace->runStatus().state == RunState::Paused);
        QVERIFY(workspace->document().state().tracks.size() >= 2);
        const Track first = *workspace->document().state().tracks.begin()->second;
        const Track second = *std::next(workspace->document().state().tracks.begin())->second;
        Box moved = first.boxes.back().box;
        moved.left += 3;
        QVERIFY(workspace->run(SetBox{first.id, first.boxes.back().frame, moved}));
        QVERIFY(workspace->run(DeleteTracks{{second.id}}));
        QVERIFY(workspace->resumeTracking());
        QVERIFY(runToEnd(*workspace));
        const auto after = workspace->document().find(first.id);
        QVERIFY(after != nullptr);
        QVERIFY(after->at(first.boxes.back().frame)->box == moved);
        // what was deleted does not come back where it was deleted
        for (const auto& [id, track] : workspace->document().state().tracks)
            for (const TrackBox& gone : second.boxes)
                if (const TrackBox* box = track->at(gone.frame))
                    QVERIFY(math::iou(box->box, gone.box) < 0.7);
    }

    void aCorrectedProjectIsTrackedAgain()
    {
        const auto path = clip("corrected.mp4");
        Snapshot corrected;
        std::set<TrackId> edited;
        {
            const auto workspace = open(path);
            QVERIFY(workspace->startTracking(smallRequest()));
            QVERIFY(runToEnd(*workspace));
            const auto& tracks = workspace->document().state().tracks;
            QVERIFY(tracks.size() >= 3);
            const TrackId c = trackOfItsOwn(tracks);
            QVERIFY2(c != TrackId::kInvalid, "a deleted track counts where no other one covers it");
            std::vector<TrackId> others;
            for (const auto& [id, track] : tracks)
                if (id != c)
                    others.push_back(id);
            const TrackId a = others[0], b = others[1];
            edited = {a, b};
            QVERIFY(workspace->run(SwapTracks{a, b, fromHere(kFrames / 2)}));
            QVERIFY(workspace->run(DeleteTracks{{c}}));
            corrected = workspace->snapshot();
        }
        const auto workspace = open(path); // what was edited is known in a later session, too
        const auto counts = workspace->existingTracks({});
        QCOMPARE(counts.tracks, corrected->tracks.size());
        QCOMPARE(counts.editedTracks, std::size_t(2));
        QCOMPARE(counts.deletedTracks, std::size_t(1));
        QCOMPARE(counts.untrackedFrames(), 0);
        QVERIFY(!workspace->startTracking(smallRequest(), workspace::Existing::UntrackedFrames));
        QVERIFY(workspace->startTracking(smallRequest()));
        QVERIFY(runToEnd(*workspace));
        // What was edited is as it was; the rest was tracked again, and every person still has a box.
        for (const auto& [id, track] : corrected->tracks)
            for (const TrackBox& box : track->boxes) {
                const auto now = boxesAt(workspace->document().state(), box.frame);
                QVERIFY(std::any_of(now.begin(), now.end(), [&, id = id](const FrameBox& there) {
                    return edited.contains(id) ? there.id == id && there.box->box == box.box
                                               : math::iou(there.box->box, box.box) >= 0.5;
                }));
            }
        QVERIFY(workspace->snapshot()->tracks.size() <= corrected->tracks.size());
        QVERIFY(workspace->undo()); // one step
        QVERIFY(*workspace->snapshot() == *corrected);
    }

    void nothingRemainsOfAnUndoneRun()
    {
        const auto path = clip("undone.mp4");
        {
            const auto workspace = open(path);
            QVERIFY(workspace->startTracking(smallRequest()));
            QVERIFY(m_loop.runUntil([&] { return workspace->runStatus().nextFrame >= 10; }));
            QVERIFY(workspace->undo()); // while it runs
            QVERIFY(workspace->runStatus().state == RunState::None);
            QVERIFY(workspace->document().state().tracks.empty());
            QVERIFY(workspace->peaksAt(3).peaks.empty());
            QVERIFY(!workspace->newestRequest());
            QVERIFY(!workspace->resumeTracking());
        }
        const auto workspace = open(path);
        QVERIFY(workspace->runStatus().state == RunState::None);
        QVERIFY(workspace->document().state().tracks.empty());
        QVERIFY(workspace->redo());
        QVERIFY(workspace->runStatus().state == RunState::Stopped);
        QVERIFY(workspace->resumeTracking());
        QVERIFY(runToEnd(*workspace));
        QVERIFY(*workspace->snapshot() == *whole());
    }

    void unknownModelFailsInWords()
    {
        const auto workspace = open(clip("model.mp4"));
        auto request = smallRequest();
        request.model = "no_such_model";
        QVERIFY(workspace->startTracking(request));
        QVERIFY(runToEnd(*workspace));
        QVERIFY(workspace->runStatus().state == RunState::Failed);
        QVERIFY(workspace->runStatus().message.find("no_such_model") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceTracking)
#include "tst_workspace_tracking.moc"
