// A batch from videos to results, with the model that ships on small drawn clips: a damaged video among them, doing
// again only what is outdated, a stop in the middle, parts against the uncut run, two workers, a dead one.

#include "core/base/atomic_file.h"
#include "core/batch/claims.h"
#include "core/batch/status.h"
#include "core/batch/worker.h"
#include "core/storage/project_store.h"
#include "core/video/scene_clip.h"
#include "core/workspace/open_project.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <thread>

using namespace tw;
using namespace tw::batch;
namespace fs = std::filesystem;

namespace {

void drawClip(const fs::path& file, std::uint64_t seed, FrameIndex frames)
{
    video::SceneOptions options;
    options.seed = seed;
    options.width = 320;
    options.height = 192;
    options.frameCount = frames;
    options.people = 4;
    QVERIFY(video::writeScene(video::DrawnScene(options), file));
}

std::string gtOf(const Plan& plan, const Entry& entry)
{
    const auto text = readFile(plan.results(entry) / "gt" / "gt.txt");
    return text ? *text : "no gt.txt: " + text.error().message();
}

WorkerReport workAll(const Plan& plan, WorkerOptions options = {}, const JobContext& job = {})
{
    const auto report = work(plan, options, job, {});
    return report ? *report : WorkerReport{-1, -1, -1, -1, -1, false};
}

} // namespace

class TestBatchWorker : public QObject
{
    Q_OBJECT
private:
    Plan planFor(const char* name, const std::vector<std::string>& inputs, FrameIndex partFrames = 0) const
    {
        Plan plan;
        plan.folder = m_path / name;
        plan.options.partFrames = partFrames;
        plan.options.request.detector.size = {320, 192};
        plan.options.request.detector.threshold = 0.3F;
        plan.optionsKey = *optionsKeyOf(plan.options);
        plan.entries = entriesFor(*findVideos(inputs), {});
        return plan;
    }

    QTemporaryDir m_folder;
    fs::path m_path;

private Q_SLOTS:
    void initTestCase()
    {
        m_path = fs::canonical(m_folder.path().toStdString());
        fs::create_directories(m_path / "in");
        drawClip(m_path / "in/a.mp4", 1, 30);
        drawClip(m_path / "in/b.mp4", 2, 24);
        drawClip(m_path / "long.mp4", 3, 130);
        std::ofstream(m_path / "in/broken.mp4") << "this is not a video";
    }

    // The damaged one fails with a sentence, the others are complete; again: nothing is left but what failed.
    void resultsAreCompleteOrAbsent()
    {
        const Plan plan = planFor("first", {(m_path / "in").string()});
        QVERIFY(writePlan(plan));
        const WorkerReport report = workAll(plan);
        QCOMPARE(report.done, 2);
        QCOMPARE(report.failed, 1);
        for (const Entry& entry : plan.entries) {
            if (entry.name == "broken") {
                QVERIFY(!fs::exists(plan.results(entry)));
                continue;
            }
            for (const char* file : {"gt/gt.txt", "seqinfo.ini", "review.json", "picture.jpg", "result.json"})
                QVERIFY2(fs::exists(plan.results(entry) / file), file);
            QVERIFY(gtOf(plan, entry).find(",1,1,1\n") != std::string::npos);
            QVERIFY(!fs::exists(plan.working(entry)));
            QVERIFY(workspace::openProject(plan.results(entry) / (entry.name + ".twp"), {}));
        }
        const auto status = statusOf(plan);
        QVERIFY(status);
        QCOMPARE(status->done, 2);
        QCOMPARE(status->failed, 1);
        QVERIFY(!status->entries[2].text.empty());
        QVERIFY(ClaimFolder(plan.claims(), "test", std::chrono::minutes(2)).list()->empty());
        const WorkerReport again = workAll(plan);
        QCOMPARE(again.done, 0);
        QCOMPARE(again.upToDate, 2);
        QCOMPARE(again.failed, 1);
    }

    // Same content under a new time: nothing. New content, other options: again. A person's corrections stay.
    void outdatedIsDoneAgain()
    {
        Plan plan = planFor("again", {(m_path / "in/a.mp4").string(), (m_path / "in/b.mp4").string()});
        QCOMPARE(workAll(plan).done, 2);
        fs::last_write_time(m_path / "in/a.mp4", fs::file_time_type::clock::now());
        QCOMPARE(workAll(plan).upToDate, 2);
        const std::string before = gtOf(plan, plan.entries[0]);
        fs::copy_file(m_path / "in/a.mp4", m_path / "kept.mp4");
        drawClip(m_path / "in/a.mp4", 9, 20);
        WorkerReport report = workAll(plan);
        QCOMPARE(report.done, 1);
        QCOMPARE(report.upToDate, 1);
        QVERIFY(gtOf(plan, plan.entries[0]) != before);
        fs::rename(m_path / "kept.mp4", m_path / "in/a.mp4");
        {
            auto project = workspace::openProject(plan.results(plan.entries[1]) / "b.twp", {});
            QVERIFY(project);
            const TrackId first = project->workspace->snapshot()->tracks.begin()->first;
            QVERIFY(project->workspace->run(annotation::DeleteTracks{{first}}));
            QVERIFY(project->save());
        }
        plan.options.request.detector.threshold = 0.5F;
        plan.optionsKey = *optionsKeyOf(plan.options);
        QCOMPARE(statusOf(plan)->outdated, 2);
        report = workAll(plan);
        QCOMPARE(report.done, 1);
        QCOMPARE(report.kept, 1);
        WorkerOptions replacing;
        replacing.replaceCorrected = true;
        report = workAll(plan, replacing);
        QCOMPARE(report.done, 1);
        QCOMPARE(report.kept, 0);
    }

    // Stopped in the middle and begun again: the bytes of one run.
    void stoppedGoesOn()
    {
        const Plan whole = planFor("whole", {(m_path / "long.mp4").string()});
        QCOMPARE(workAll(whole).done, 1);
        const Plan plan = planFor("stopped", {(m_path / "long.mp4").string()});
        std::stop_source stop;
        const WorkerReport report = workAll(plan, {}, {stop.get_token(), [&stop](const Progress& progress) {
                                                           if (progress.step == "track" && progress.done >= 30)
                                                               stop.request_stop();
                                                       }});
        QVERIFY(report.stopped);
        QCOMPARE(report.done, 0);
        QVERIFY(!fs::exists(plan.results(plan.entries[0])));
        QVERIFY(fs::exists(plan.working(plan.entries[0]) / "long.twp"));
        QCOMPARE(statusOf(plan)->waiting, 1);
        QCOMPARE(workAll(plan).done, 1);
        QCOMPARE(gtOf(plan, plan.entries[0]), gtOf(whole, whole.entries[0]));
    }

    // Ended after the last frame, before its tracks were final: measured frames are not measured again.
    void endedBeforeItsTracksWereFinal()
    {
        const Plan whole = planFor("whole", {(m_path / "long.mp4").string()});
        workAll(whole);
        const Plan plan = planFor("unfinal", {(m_path / "long.mp4").string()});
        std::stop_source stop;
        workAll(plan, {}, {stop.get_token(), [&stop](const Progress& progress) {
                               if (progress.step == "track" && progress.done == progress.total)
                                   stop.request_stop();
                           }});
        {
            auto opened = storage::ProjectStore::open(plan.working(plan.entries[0]) / "long.twp");
            QVERIFY(opened);
            storage::RunRecord run = opened->content.runs.back();
            QCOMPARE(run.nextFrame, FrameIndex{130});
            run.state = storage::RunRecord::State::Unfinished; // as it is while the association goes on
            opened->store->putRun(run);
            QVERIFY(opened->store->flush());
        }
        const WorkerReport report = workAll(plan);
        QCOMPARE(report.failed, 0);
        QCOMPARE(report.done, 1);
        QCOMPARE(gtOf(plan, plan.entries[0]), gtOf(whole, whole.entries[0]));
    }

    // Cut into parts, which two workers measure, and joined: the bytes of the uncut run.
    void partsAreTheUncutRun()
    {
        const Plan whole = planFor("whole", {(m_path / "long.mp4").string()});
        workAll(whole);
        const Plan plan = planFor("parts", {(m_path / "long.mp4").string()}, 40);
        QCOMPARE(plan.optionsKey, whole.optionsKey);
        WorkerReport reports[2];
        {
            std::jthread other([&] { reports[0] = workAll(plan); });
            reports[1] = workAll(plan);
        }
        // whoever came last may have left the joining to the next call
        WorkerReport last;
        if (reports[0].done + reports[1].done == 0)
            last = workAll(plan);
        QCOMPARE(reports[0].done + reports[1].done + last.done, 1);
        QCOMPARE(reports[0].failed + reports[1].failed, 0);
        QVERIFY(gtOf(whole, whole.entries[0]).size() > 1000);
        QCOMPARE(gtOf(plan, plan.entries[0]), gtOf(whole, whole.entries[0]));
        for (const fs::directory_entry& file : fs::directory_iterator(plan.results(plan.entries[0])))
            QVERIFY(!file.path().filename().string().starts_with("part"));
    }

    // Each with a part of the list; then each helps the other. Nothing is done twice.
    void twoWorkersShareTheList()
    {
        const Plan plan = planFor(
            "shared", {(m_path / "in/a.mp4").string(), (m_path / "in/b.mp4").string(), (m_path / "long.mp4").string()});
        WorkerOptions first;
        first.shards = 2;
        WorkerOptions second = first;
        second.shard = 1;
        WorkerReport reports[2];
        {
            std::jthread other([&] { reports[0] = workAll(plan, first); });
            reports[1] = workAll(plan, second);
        }
        QCOMPARE(reports[0].done + reports[1].done, 3);
        WorkerOptions alone = second;
        alone.help = false;
        const Plan own = planFor("own", {(m_path / "in/a.mp4").string(), (m_path / "in/b.mp4").string()});
        QCOMPARE(workAll(own, alone).done, 1);
        QCOMPARE(statusOf(own)->waiting, 1);
        WorkerOptions wrong;
        wrong.shard = 3;
        QVERIFY(!work(own, wrong, {}, {}));
    }

    // A claim that is no longer renewed, with half a project behind it.
    void deadWorkerIsSucceeded()
    {
        const Plan plan = planFor("dead", {(m_path / "in/b.mp4").string()});
        const ClaimFolder claims(plan.claims(), "dead", std::chrono::minutes(2));
        auto claim = claims.acquire("b");
        QVERIFY(claim && *claim);
        WorkerOptions options;
        options.help = false; // and does not wait for parts
        WorkerReport report = workAll(plan, options);
        QCOMPARE(report.done, 0);
        QCOMPARE(report.elsewhere, 1);
        QVERIFY(fs::create_directories(plan.working(plan.entries[0])));
        std::ofstream(plan.working(plan.entries[0]) / "b.twp") << "half a file";
        WorkerOptions impatient;
        impatient.claimExpiry = std::chrono::milliseconds(1);
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        report = workAll(plan, impatient);
        QCOMPARE(report.done, 1);
        QVERIFY(!(*claim)->held());
    }

    // A video that ends every worker that touches it is given up, and tried again on request.
    void fatalVideoIsGivenUp()
    {
        const Plan plan = planFor("fatal", {(m_path / "in/b.mp4").string()});
        {
            EventLog log(plan.logs(), "dead");
            for (int i = 0; i < kFatalStarts; ++i)
                QVERIFY(log.append("b", {Event::Kind::Started, 0, {}, nullptr}));
        }
        QCOMPARE(workAll(plan).failed, 1);
        QVERIFY(statusOf(plan)->entries[0].text.find("3 times") != std::string::npos);
        QCOMPARE(workAll(plan).done, 1);
    }
};

QTEST_GUILESS_MAIN(TestBatchWorker)
#include "tst_batch_worker.moc"
