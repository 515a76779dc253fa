// A collection and its files: projects of drawn clips with known tracks; agreement with known answers; what was moved
// is found again; a batch folder as a collection; tracking with the model that ships.

#include "core/base/atomic_file.h"
#include "core/batch/worker.h"
#include "core/collection/collection_file.h"
#include "core/collection/projects.h"
#include "core/pipeline/evaluate.h"
#include "core/video/scene_clip.h"
#include "core/workspace/open_project.h"
#include "tests/support/synthetic_scene.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <map>

using namespace tw;
using namespace tw::collection;
namespace fs = std::filesystem;

namespace {

constexpr FrameIndex kFrames = 20;

video::DrawnScene sceneOf(std::uint64_t seed)
{
    video::SceneOptions options;
    options.seed = seed;
    options.width = 320;
    options.height = 192;
    options.frameCount = kFrames;
    options.people = 4;
    options.comeAndGo = false;
    return video::DrawnScene(options);
}

void drawClip(const fs::path& file, std::uint64_t seed)
{
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    QVERIFY(video::writeScene(sceneOf(seed), file));
}

void writeGt(const fs::path& file, const test::KnownTracks& tracks)
{
    std::ofstream out(file);
    for (std::size_t frame = 0; frame < tracks.size(); ++frame)
        for (const test::KnownBox& each : tracks[frame])
            out << frame + 1 << ',' << number(each.id) << ',' << each.box.left << ',' << each.box.top << ','
                << each.box.width << ',' << each.box.height << ",1,1,1\n";
}

// The project beside a video, with known tracks.
void makeProject(const fs::path& video, const fs::path& project, const test::KnownTracks& tracks)
{
    const fs::path gt = fs::path(project).replace_extension(".txt");
    writeGt(gt, tracks);
    auto opened = workspace::openProjectFor(video, project, {});
    QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
    QVERIFY(opened->workspace->importTracks(gt));
    QVERIFY(opened->save());
    fs::remove(gt);
}

std::size_t boxesOf(const test::KnownTracks& tracks)
{
    std::size_t count = 0;
    for (const auto& frame : tracks)
        count += frame.size();
    return count;
}

} // namespace

class TestCollectionFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = fs::canonical(m_folder->path().toStdString());
    }

    // Two people exchanged half way: MOTA loses two switches of all boxes, IDF1 is known; whoever is asked first.
    void agreementHasKnownAnswers()
    {
        const auto tracks = test::crossingPeople(4, 100, 640, 360);
        writeGt(m_path / "a.txt", tracks);
        writeGt(m_path / "b.txt", test::withSwap(tracks, TrackId{1}, TrackId{3}, 50));
        const auto same = agreementOf(m_path / "a.txt", m_path / "a.txt", 100, {});
        QVERIFY2(same, same ? "" : same.error().message().c_str());
        QCOMPARE(same->hota, 1.0);
        QCOMPARE(same->idf1, 1.0);
        QVERIFY(same->differences.empty());
        const auto ab = agreementOf(m_path / "a.txt", m_path / "b.txt", 100, {});
        const auto ba = agreementOf(m_path / "b.txt", m_path / "a.txt", 100, {});
        QVERIFY(ab && ba);
        QVERIFY(std::abs(ab->idf1 - 0.75) < 1e-12); // two of four people are right for half of the time
        QCOMPARE(ab->idf1, ba->idf1);
        QVERIFY(std::abs(ab->hota - ba->hota) < 1e-12);
        QCOMPARE(ab->differences.size(), std::size_t{2});
        for (const auto& each : ab->differences) {
            QVERIFY(each.kind == evaluation::ErrorKind::Switch);
            QCOMPARE(each.frame, 50);
        }
        // random pairs: agreement does not depend on the order
        for (int round = 0; round < 20; ++round) {
            const auto known = test::crossingPeople(3 + round % 4, 40, 640, 360);
            writeGt(m_path / "c.txt", test::withGap(known, TrackId{1 + round % 3}, 5, 5 + round));
            writeGt(m_path / "d.txt", test::withFragment(known, TrackId{2}, 10 + round, TrackId{90}));
            const auto cd = agreementOf(m_path / "c.txt", m_path / "d.txt", 40, {});
            const auto dc = agreementOf(m_path / "d.txt", m_path / "c.txt", 40, {});
            QVERIFY(cd && dc);
            QVERIFY(std::abs(cd->hota - dc->hota) < 1e-12 && cd->idf1 == dc->idf1 && cd->hota < 1);
        }
        QVERIFY(agreementOf(m_path / "no.twp", m_path / "a.txt", 0, {}).error().code == ErrorCode::NotFound);
    }

    void summaryAndExport()
    {
        const fs::path clip = m_path / "clip.mp4";
        drawClip(clip, 1);
        const auto tracks = test::tracksOf(sceneOf(1));
        auto entry = entryFor(clip);
        QVERIFY(entry);
        QCOMPARE(entry->name, std::string("clip"));
        QVERIFY(entry->state == State::Untracked);
        QVERIFY(!isOutdated(*entry)); // there is nothing yet
        makeProject(clip, entry->project, tracks);
        QVERIFY(entryFor(clip)->state == State::Tracked);
        QVERIFY(isOutdated(*entry));
        const auto figures = summarize(entry->project, {});
        QVERIFY2(figures, figures ? "" : figures.error().message().c_str());
        QCOMPARE(figures->frames, kFrames);
        QCOMPARE(figures->boxes, static_cast<std::int64_t>(boxesOf(tracks)));
        tracked(*entry, *figures);
        QVERIFY(!isOutdated(*entry));

        Entry missing = *entry;
        missing.name = "missing";
        missing.project = m_path / "no.twp";
        const auto exported = exportAll({*entry, missing}, m_path / "out", {}, {});
        QVERIFY(exported);
        QVERIFY2((*exported)[0].problem.empty(), (*exported)[0].problem.c_str());
        QVERIFY(!(*exported)[1].problem.empty());
        const auto agreement = agreementOf(entry->project, m_path / "out" / "clip" / "gt" / "gt.txt", kFrames, {});
        QVERIFY(agreement);
        QCOMPARE(agreement->idf1, 1.0);
        {
            const auto open = workspace::openProject(entry->project, {});
            QVERIFY(open);
            QVERIFY(summarize(entry->project, {}).error().code == ErrorCode::Conflict);
            QVERIFY(!exportAll({*entry}, m_path / "out2", {}, {})->front().problem.empty());
            const auto opened = [&](const fs::path& project) -> std::optional<OpenTracks> {
                if (project != entry->project)
                    return {};
                return OpenTracks{open->workspace->snapshot(), open->workspace->sequenceInfo()};
            };
            QVERIFY(exportAll({*entry}, m_path / "out2", opened, {})->front().problem.empty());
            // what is not saved yet counts: one of four people is taken away
            const fs::path gt = m_path / "out" / "clip" / "gt" / "gt.txt";
            QVERIFY(agreementOf(entry->project, gt, kFrames, {}).error().code == ErrorCode::Conflict);
            QCOMPARE(agreementOf(entry->project, gt, kFrames, {}, opened(entry->project))->idf1, 1.0);
            const TrackId gone = open->workspace->snapshot()->tracks.begin()->first;
            QVERIFY(open->workspace->run(annotation::DeleteTracks{{gone}}));
            const auto fewer = agreementOf(entry->project, gt, kFrames, {}, opened(entry->project));
            QVERIFY(fewer);
            QVERIFY(fewer->idf1 < 1.0);
            QVERIFY(!fewer->differences.empty());
        }
        const auto thumbnail = thumbnailOf(clip, 96, {});
        QVERIFY(thumbnail);
        QCOMPARE(thumbnail->width, 96);
        QCOMPARE(thumbnail->pixels.size(), static_cast<std::size_t>(thumbnail->width) * thumbnail->height * 4);
    }

    // Videos and projects are moved and renamed in every way; comments and states stay, each finds its own files.
    void movedFilesAreFound()
    {
        Collection collection;
        for (int i = 0; i < 4; ++i) {
            const fs::path clip = m_path / "old" / ("clip" + std::to_string(i) + ".mp4");
            drawClip(clip, static_cast<std::uint64_t>(i));
            auto entry = entryFor(clip);
            QVERIFY(entry);
            if (i != 3) {
                makeProject(clip, entry->project, test::tracksOf(sceneOf(static_cast<std::uint64_t>(i))));
                tracked(*entry, {});
            }
            QVERIFY(addVideo(collection, *entry));
        }
        // a second annotator's project of clip 0
        Entry& first = collection.entries[0];
        QVERIFY(assign(first, "anna"));
        makeProject(first.video, m_path / "old" / "clip0-ben.twp", test::tracksOf(sceneOf(0)));
        QVERIFY(setSecond(first, m_path / "old" / "clip0-ben.twp", "ben"));
        QVERIFY(addComment(collection, first, {0, "anna", "look", 1, 3, TrackId::kInvalid, false, {}}));
        const Collection before = collection;
        auto none = relink(collection, {m_path}, {});
        QVERIFY(none && none->found == 0 && none->problems.empty());
        QVERIFY(collection == before);

        fs::create_directories(m_path / "new" / "deep");
        for (const auto& [from, to] : std::map<std::string, std::string>{{"clip0.mp4", "a.mp4"},
                                                                         {"clip0.twp", "deep/clip0.twp"},
                                                                         {"clip0-ben.twp", "clip0-ben.twp"},
                                                                         {"clip1.mp4", "clip1.mp4"},
                                                                         {"clip1.twp", "renamed.twp"},
                                                                         {"clip2.mp4", "clip3.mp4"}, // misleading
                                                                         {"clip3.mp4", "deep/clip3.mp4"}})
            fs::rename(m_path / "old" / from, m_path / "new" / to);
        fs::remove(m_path / "old" / "clip2.twp");
        const auto found = relink(collection, {m_path / "new"}, {});
        QVERIFY(found);
        QCOMPARE(found->found, 7);
        QCOMPARE(found->problems.size(), std::size_t{1}); // the project that is gone
        QVERIFY(QString::fromStdString(found->problems[0]).startsWith(QStringLiteral("clip2: ")));
        const auto& entries = collection.entries;
        QCOMPARE(entries[0].video, m_path / "new" / "a.mp4");
        QCOMPARE(entries[0].project, m_path / "new" / "deep" / "clip0.twp");
        QCOMPARE(entries[0].second, m_path / "new" / "clip0-ben.twp");
        QCOMPARE(entries[1].project, m_path / "new" / "renamed.twp");
        QCOMPARE(entries[2].video, m_path / "new" / "clip3.mp4");
        QCOMPARE(entries[3].video, m_path / "new" / "deep" / "clip3.mp4");
        QCOMPARE(entries[3].project, m_path / "new" / "deep" / "clip3.twp");
        QVERIFY(entries[0].comments == before.entries[0].comments);
        QVERIFY(entries[0].state == State::Tracked);
    }

    void tracksIntoItsProject()
    {
#ifndef TW_WITH_TORCH
        QSKIP("built without the network");
#endif
        const fs::path clip = m_path / "clip.mp4";
        drawClip(clip, 7);
        auto entry = entryFor(clip);
        QVERIFY(entry);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(trackInto(*entry, {}, nullptr, {stop.get_token(), {}}).error().code == ErrorCode::Cancelled);
        const auto figures = trackInto(*entry, {}, nullptr, {}); // goes on
        QVERIFY2(figures, figures ? "" : figures.error().message().c_str());
        QCOMPARE(figures->frames, kFrames);
        tracked(*entry, *figures);
        QVERIFY(!isOutdated(*entry));
        QCOMPARE(summarize(entry->project, {})->tracks, figures->tracks);
    }

    // A batch folder opens as a collection, keeps what people said, and follows the batch.
    void batchFolderIsACollection()
    {
#ifndef TW_WITH_TORCH
        QSKIP("built without the network");
#endif
        QVERIFY(collectionFileOf(m_path).error().code == ErrorCode::NotFound);
        batch::Plan plan;
        plan.folder = m_path / "batch";
        for (int i = 0; i < 2; ++i)
            drawClip(m_path / "videos" / ("v" + std::to_string(i) + ".mp4"), static_cast<std::uint64_t>(i));
        const auto videos = batch::findVideos({(m_path / "videos").string()});
        QVERIFY(videos);
        plan.entries = batch::entriesFor({videos->front()}, {});
        plan.optionsKey = *batch::optionsKeyOf(plan.options);
        QVERIFY(batch::writePlan(plan));
        const auto file = collectionFileOf(plan.folder);
        QVERIFY2(file, file ? "" : file.error().message().c_str());
        QVERIFY(readCollection(*file)->entries[0].state == State::Untracked);
        QVERIFY(isCollection(plan.folder) && isCollection(*file) && !isCollection(m_path));

        QVERIFY(batch::work(plan, {}, {}, [](const batch::WorkerEvent&) {}));
        for (auto& more : batch::entriesFor({videos->back()}, plan.entries))
            plan.entries.push_back(std::move(more));
        QVERIFY(batch::writePlan(plan));
        QVERIFY(collectionFileOf(plan.folder));
        auto collection = readCollection(*file);
        QVERIFY(collection);
        QCOMPARE(collection->entries.size(), std::size_t{2});
        QVERIFY(collection->entries[0].state == State::Tracked);
        QVERIFY(!isOutdated(collection->entries[0]));
        QVERIFY(collection->entries[1].state == State::Untracked);
        QVERIFY(changeCollection(*file, [](Collection& c) { return submit(c.entries[0], "anna"); }));
        QVERIFY(collectionFileOf(plan.folder));
        QVERIFY(readCollection(*file)->entries[0].state == State::Reviewed);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestCollectionFiles)
#include "tst_collection_files.moc"
