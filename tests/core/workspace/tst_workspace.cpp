// Opening, editing, saving, reopening; moved and missing videos; disks that refuse.

#include "core/formats/read_tracks.h"
#include "core/video/preview_cache.h"
#include "core/workspace/replace_tracks.h"
#include "core/workspace/tuned_tracking.h"

#include "owner_loop.h"
#include "tests/support/synthetic_video.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>

using namespace tw;
using namespace tw::annotation;
using tw::workspace::Workspace;

namespace {

Track someTrack(int id, FrameRange frames)
{
    Track track;
    track.id = TrackId{id};
    for (FrameIndex frame = frames.first; frame <= frames.last; ++frame) {
        TrackBox box;
        box.frame = frame;
        box.box = {10.0 * id + frame, 20, 30, 60};
        track.boxes.push_back(box);
    }
    return track;
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    test::OwnerLoop m_loop;

    std::filesystem::path folder() const { return m_folder->path().toStdString(); }
    std::filesystem::path clip(const char* name = "clip.mp4", int frames = 40) const
    {
        const auto path = folder() / name;
        video::VideoWriterOptions options;
        options.width = 160;
        options.height = 120;
        const auto written = test::writeNumberedVideo(path, options, frames);
        if (!written)
            qFatal("%s", written.error().message().c_str());
        return path;
    }
    std::unique_ptr<Workspace> open(const std::filesystem::path& path,
                                    std::shared_ptr<video::PreviewCache> previews = nullptr)
    {
        Workspace::Options options;
        options.post = m_loop.post();
        options.previews = std::move(previews);
        auto opened = Workspace::open(path, options);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        return *std::move(opened);
    }

    struct Shown {
        int number = -2; // what the pixels say
        bool preview = false;
    };
    // What the frame server sends first.
    static Shown firstAnswer(Workspace& workspace, FrameIndex frame)
    {
        std::mutex mutex;
        std::optional<Shown> first;
        workspace.frames()->setOnFrame([&](const video::FrameServer::Answer& answer) {
            const std::lock_guard lock(mutex);
            if (!first && answer.frame)
                first = {test::readNumber((*answer.frame)->image), (*answer.frame)->preview};
        });
        workspace.frames()->request(frame, 1);
        std::ignore = QTest::qWaitFor([&] { return std::lock_guard(mutex), first.has_value(); }, 30000);
        workspace.frames()->setOnFrame({});
        return first.value_or(Shown());
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void onlyLookingLeavesNoFile()
    {
        const auto video = clip();
        {
            const auto workspace = open(video);
            QCOMPARE(workspace->video().frameCount, 40);
            QVERIFY(workspace->videoProblem().empty());
            QVERIFY(workspace->frames() != nullptr);
        }
        QVERIFY(!std::filesystem::exists(folder() / "clip.twp"));
    }

    void editsSurviveClosing()
    {
        const auto video = clip();
        Snapshot before;
        {
            const auto workspace = open(video);
            QVERIFY(workspace->run(CreateTrack{someTrack(1, {0, 19})}));
            QVERIFY(workspace->run(CreateTrack{someTrack(2, {5, 30})}));
            QVERIFY(workspace->run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(10)}));
            before = workspace->snapshot();
            workspace->flush();
            QVERIFY(workspace->saveStatus().saved);
            QVERIFY(workspace->saveStatus().problem.empty());
        }
        const auto workspace = open(video); // finds the project beside it
        QVERIFY(*workspace->snapshot() == *before);
        QCOMPARE(workspace->history().position(), std::size_t(3));
        QVERIFY(workspace->undo());
        QCOMPARE(workspace->document().find(TrackId{1})->lastFrame(), 19);
        QVERIFY(workspace->redo());
        QVERIFY(*workspace->snapshot() == *before);
    }

    void tunedOptionsAreUsedByLaterRuns()
    {
        const auto video = clip();
        const auto* tracker = tracker::findTracker("offline");
        const auto* option = tracker::findOption(*tracker, "linkRatio");
        {
            const auto workspace = open(video);
            QVERIFY(workspace->run(CreateTrack{someTrack(1, {0, 9})})); // makes the project
            workspace::keepTunedOptions(*workspace, {{"linkRatio", *tracker::parseOption(*option, "4")}});
        }
        const auto workspace = open(video);
        pipeline::TrackRequest request;
        QVERIFY(workspace::applyTunedOptions(*workspace, request));
        QCOMPARE(request.offline.linkRatio, 4.0);
        pipeline::TrackRequest online;
        online.wholeVideo = false;
        QVERIFY(workspace::applyTunedOptions(*workspace, online));
        QCOMPARE(online.offline.linkRatio, tracker::OfflineOptions{}.linkRatio); // not for the online tracker

        workspace->setSetting("tuned_offline_options", "linkRatio=4\nnonsense=1\n");
        const auto damaged = workspace::applyTunedOptions(*workspace, request);
        QVERIFY(!damaged);
        QVERIFY(damaged.error().code == ErrorCode::Unreadable);
        QVERIFY(damaged.error().detail.find("nonsense") != std::string::npos);

        workspace::keepTunedOptions(*workspace, {});
        pipeline::TrackRequest usual;
        QVERIFY(workspace::applyTunedOptions(*workspace, usual));
        QCOMPARE(usual.offline.linkRatio, tracker::OfflineOptions{}.linkRatio);
    }

    void longGroupsGetPreviews()
    {
        const auto video = folder() / "long.mp4";
        video::VideoWriterOptions options;
        options.width = 1280;
        options.height = 720;
        options.encoder = "mpeg4";
        options.keyFrameDistance = 50;
        QVERIFY(test::writeNumberedVideo(video, options, 50).has_value());
        const video::VideoIndex index = *(*video::openSource(video))->index();
        const auto cache =
            std::make_shared<video::PreviewCache>(folder() / "previews", video::PreviewCache::Limits{1 << 30, 0});
        open(video);
        QCOMPARE(cache->usage().files, 0); // not without a cache
        {
            const auto workspace = open(video, cache);
            const auto reading = *cache->open(index);
            QVERIFY(!reading->writable());
            const auto all = [&] {
                for (FrameIndex frame = 0; frame < 50; ++frame)
                    if (!reading->has(frame))
                        return false;
                return true;
            };
            QVERIFY(QTest::qWaitFor(all, 200000));
            // another window on the same video reads them
            const auto second = open(video, cache);
            QVERIFY(firstAnswer(*second, 44).preview);
        }
        {
            const auto workspace = open(video, cache); // they are still there
            const auto first = firstAnswer(*workspace, 45);
            QVERIFY(first.preview);
            QCOMPARE(first.number, 45);
        }
        cache->setLimit(0);
        QVERIFY(!firstAnswer(*open(video, cache), 45).preview);
        // a folder that cannot be made costs the previews only
        std::ofstream(folder() / "file") << "in the way";
        const auto unusable = std::make_shared<video::PreviewCache>(folder() / "file" / "previews");
        const auto without = firstAnswer(*open(video, unusable), 45);
        QVERIFY(!without.preview);
        QCOMPARE(without.number, 45);
    }

    void framesComeFromTheServer()
    {
        const auto workspace = open(clip());
        std::atomic<int> number{-2};
        std::uint64_t serial = 0;
        workspace->frames()->setOnFrame([&](const video::FrameServer::Answer& answer) {
            number = answer.frame ? test::readNumber((*answer.frame)->image) : -3;
        });
        for (const int index : {0, 25, 7, 39}) {
            number = -2;
            workspace->frames()->request(index, ++serial);
            QTRY_COMPARE_WITH_TIMEOUT(number.load(), index, 20000);
        }
        workspace->frames()->setOnFrame({});
    }

    void movedVideoIsRelinked()
    {
        const auto video = clip();
        {
            const auto workspace = open(video);
            QVERIFY(workspace->run(CreateTrack{someTrack(1, {0, 9})}));
        }
        const auto elsewhere = folder() / "sub";
        std::filesystem::create_directory(elsewhere);
        std::filesystem::rename(video, elsewhere / "renamed.mp4");
        auto workspace = open(folder() / "clip.twp");
        QVERIFY(!workspace->videoProblem().empty());
        QVERIFY(workspace->frames() == nullptr);
        QCOMPARE(workspace->document().state().tracks.size(), std::size_t(1)); // the work is there all the same
        const auto other = clip("other.mp4", 12);
        const auto refused = workspace->relinkVideo(other);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Conflict);
        const auto linked = workspace->relinkVideo(elsewhere / "renamed.mp4");
        QVERIFY2(linked.has_value(), linked ? "" : linked.error().message().c_str());
        QVERIFY(workspace->videoProblem().empty());
        // the opener works on another thread, also when the workspace is closed meanwhile
        const auto opener = workspace->videoOpener(elsewhere / "renamed.mp4");
        workspace.reset();
        std::thread([&] { QVERIFY(opener({}).has_value()); }).join();
    }

    void projectAndVideoMoveTogether()
    {
        const auto video = clip();
        {
            const auto workspace = open(video);
            QVERIFY(workspace->run(CreateTrack{someTrack(1, {0, 9})}));
        }
        const auto elsewhere = folder() / "moved";
        std::filesystem::create_directory(elsewhere);
        std::filesystem::rename(video, elsewhere / "clip.mp4");
        std::filesystem::rename(folder() / "clip.twp", elsewhere / "clip.twp");
        const auto workspace = open(elsewhere / "clip.twp");
        QVERIFY2(workspace->videoProblem().empty(), workspace->videoProblem().c_str());
        QVERIFY(workspace->video().path == elsewhere / "clip.mp4");
    }

    void unwritableFolderIsSaidAndWorkIsKept()
    {
        const auto video = clip();
        // A folder where the project should be: no privilege makes that writable.
        std::filesystem::create_directory(folder() / "locked");
        const auto inside = folder() / "locked" / "clip.mp4";
        std::filesystem::rename(video, inside);
        auto workspace = open(inside);
        std::filesystem::create_directory(folder() / "locked" / "clip.twp");
        QVERIFY(workspace->run(CreateTrack{someTrack(1, {0, 9})}));
        workspace->flush();
        QVERIFY(!workspace->saveStatus().problem.empty());
        QVERIFY(!workspace->saveStatus().saved);
        QVERIFY(workspace->run(CreateTrack{someTrack(2, {0, 9})}));
        const auto saved = workspace->saveAs(folder() / "elsewhere.twp");
        QVERIFY2(saved.has_value(), saved ? "" : saved.error().message().c_str());
        QVERIFY(workspace->run(CreateTrack{someTrack(3, {0, 9})}));
        const auto before = workspace->snapshot();
        workspace.reset();
        QVERIFY(*open(folder() / "elsewhere.twp")->snapshot() == *before);
    }

    void importIsOneStep()
    {
        const auto workspace = open(clip());
        const auto file = folder() / "gt.txt";
        std::ofstream(file) << "1,1,10,10,20,40,1,1,1\n2,1,11,10,20,40,1,1,1\n1,4,60,10,20,40,1,1,0.5\nnonsense\n";
        const auto imported = workspace->importTracks(file);
        QVERIFY2(imported.has_value(), imported ? "" : imported.error().message().c_str());
        QCOMPARE(imported->issues.size(), std::size_t(1));
        QCOMPARE(imported->issues.front().line, std::int64_t(4));
        QCOMPARE(workspace->document().state().tracks.size(), std::size_t(2));
        QCOMPARE(workspace->history().position(), std::size_t(1));
        QVERIFY(workspace->undo());
        QVERIFY(workspace->document().state().tracks.empty());
    }

    // Tracks of a tracker that ran elsewhere follow the choice that a run follows; each is one step.
    void tracksFromElsewhereLeaveCorrections()
    {
        using workspace::Existing;
        const auto workspace = open(clip());
        const auto of = [](std::initializer_list<int> people, FrameRange frames) {
            std::vector<TrackPtr> out;
            for (const int person : people) {
                Track track = someTrack(person, frames);
                track.classId = ClassId{7};
                for (TrackBox& box : track.boxes) {
                    box.origin = BoxOrigin::Tracker;
                    box.box.left = 40.0 * person;
                }
                out.push_back(std::make_shared<const Track>(std::move(track)));
            }
            return out;
        };
        constexpr FrameRange kPart{0, 19};
        QVERIFY(workspace->enterTracks(of({1, 2, 3}, kPart), kPart, Existing::KeepEdited));
        QCOMPARE(workspace->history().steps().size(), std::size_t(1));
        QCOMPARE(workspace->snapshot()->tracks.size(), std::size_t(3));
        for (const auto& [id, track] : workspace->snapshot()->tracks)
            QVERIFY(track->classId == ClassId{7});

        QVERIFY(workspace->run(SwapTracks{TrackId{1}, TrackId{2}, fromHere(10)}));
        QVERIFY(workspace->run(DeleteTracks{{TrackId{3}}}));
        const Snapshot corrected = workspace->snapshot();
        QVERIFY(workspace->enterTracks(of({1, 2, 3}, kPart), kPart, Existing::KeepEdited));
        QVERIFY(workspace->snapshot()->tracks == corrected->tracks); // the swap stays, the deleted one stays away

        QVERIFY(!workspace->enterTracks(of({1}, kPart), kPart, Existing::UntrackedFrames));
        constexpr FrameRange kWhole{0, 39};
        QVERIFY(workspace->enterTracks(of({1, 2}, kWhole), kWhole, Existing::UntrackedFrames));
        for (const auto& [id, track] : corrected->tracks) {
            const auto now = workspace->document().find(id);
            QCOMPARE(now->boxes.size(), std::size_t(40)); // the person goes on as the track that is there
            QVERIFY(std::equal(track->boxes.begin(), track->boxes.end(), now->boxes.begin()));
        }
        const Snapshot before = workspace->snapshot();
        QVERIFY(workspace->enterTracks(of({1, 2}, kPart), kPart, Existing::SecondSet));
        QCOMPARE(workspace->snapshot()->tracks.size(), before->tracks.size() + 2);
        for (const auto& [id, track] : before->tracks)
            QVERIFY(*workspace->document().find(id) == *track);
        QVERIFY(workspace->undo());
        QVERIFY(*workspace->snapshot() == *before);
    }

    void importKeepsNumbersOrRefuses()
    {
        const auto workspace = open(clip());
        const auto file = folder() / "gt.txt";
        std::ofstream(file) << "1,3,10,10,20,40,1,1,1\n2,3,11,10,20,40,1,1,1\n1,9,60,10,20,40,1,1,0.5\n";
        QVERIFY(workspace->importTracks(file));
        QVERIFY(workspace->document().state().tracks.contains(TrackId{3}));
        QVERIFY(workspace->document().state().tracks.contains(TrackId{9}));

        // 9 is taken, 4 and 12 are not: nothing enters
        std::ofstream(file) << "1,9,10,80,20,40,1,1,1\n1,4,60,80,20,40,1,1,0.5\n1,12,90,80,20,40,1,1,0.5\n";
        const auto before = workspace->snapshot();
        const auto refused = workspace->importTracks(file);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Conflict);
        QVERIFY2(refused.error().detail.ends_with(": 9"), refused.error().detail.c_str());
        QVERIFY(*workspace->snapshot() == *before);
        QCOMPARE(workspace->history().position(), std::size_t(1));

        // only the taken one gets another number, and none that the file itself uses
        QVERIFY(workspace->importTracks(file, {}, workspace::TakenIds::Renumber));
        const auto& tracks = workspace->document().state().tracks;
        QCOMPARE(tracks.size(), std::size_t(5));
        QVERIFY(tracks.contains(TrackId{4}));
        QVERIFY(tracks.contains(TrackId{12}));
        QCOMPARE(tracks.at(TrackId{9})->boxes.front().box.left, 60.0);
        QCOMPARE(tracks.rbegin()->second->boxes.front().box.left, 10.0);
        QVERIFY(number(tracks.rbegin()->first) > 12);

        // the taken ones give way, in one step
        const auto unreplaced = workspace->snapshot();
        std::ofstream(file) << "1,9,200,80,20,40,1,1,1\n2,9,201,80,20,40,1,1,1\n";
        const auto read = formats::readTracks(file, {});
        QVERIFY(read);
        QVERIFY(workspace::replaceTracks(*workspace, read->imported));
        QCOMPARE(workspace->document().state().tracks.size(), std::size_t(5));
        QCOMPARE(workspace->document().state().tracks.at(TrackId{9})->boxes.front().box.left, 200.0);
        QVERIFY(workspace->undo());
        QVERIFY(*workspace->snapshot() == *unreplaced);
    }

    void openingNonsenseSaysWhat()
    {
        const auto path = folder() / "text.mp4";
        std::ofstream(path) << "this is not a video";
        Workspace::Options options;
        options.post = m_loop.post();
        const auto opened = Workspace::open(path, options);
        QVERIFY(!opened);
        QVERIFY(opened.error().message().find("text.mp4") != std::string::npos);
        const auto missing = Workspace::open(folder() / "nothing.mp4", options);
        QVERIFY(!missing);
        QVERIFY(missing.error().code == ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
