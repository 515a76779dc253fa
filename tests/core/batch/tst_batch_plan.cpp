// Inputs to videos and names, the plan's files, the parts of long videos, the script for Slurm.

#include "core/batch/command.h"
#include "core/batch/plan.h"
#include "core/batch/process_video.h"
#include "core/batch/slurm.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <random>
#include <set>

using namespace tw;
using namespace tw::batch;
namespace fs = std::filesystem;

namespace {

void touch(const fs::path& file, const std::string& text = "x")
{
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

} // namespace

class TestBatchPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_path = fs::canonical(m_folder.path().toStdString());
        for (const char* name : {"a/one.mp4", "a/two.MKV", "a/notes.md", "a/deep/three.avi", "b/one.mp4",
                                 "b/clip 4.mov", "seq/img1/000001.jpg", "seq/gt/gt.txt", "stills/1.png", "stills/2.png",
                                 "done/batch.json", "done/sequences/x/x.mp4", "gt/solo.mp4", "gt/gt/gt.txt",
                                 "own/p.mp4", "own/q.mp4", "own/p.gt.txt", "own/gt/gt.txt"})
            touch(m_path / name);
    }

    void filesFoldersGlobsAndLists()
    {
        const auto found = findVideos({(m_path / "a").string()});
        QVERIFY(found);
        QCOMPARE(*found,
                 (std::vector<fs::path>{m_path / "a/deep/three.avi", m_path / "a/one.mp4", m_path / "a/two.MKV"}));
        const auto glob = findVideos({(m_path / "?/one.mp4").string(), (m_path / "a/one.mp4").string()});
        QVERIFY(glob);
        QCOMPARE(*glob, (std::vector<fs::path>{m_path / "a/one.mp4", m_path / "b/one.mp4"}));
        touch(m_path / "list.txt", "# ours\na/one.mp4\n\nb/*.mov\r\n");
        const auto list = findVideos({(m_path / "list.txt").string()});
        QVERIFY(list);
        QCOMPARE(*list, (std::vector<fs::path>{m_path / "a/one.mp4", m_path / "b/clip 4.mov"}));
        // pictures are one video a folder; results of a batch are not videos
        const auto all = findVideos({m_path.string()});
        QVERIFY(all);
        const std::set<fs::path> set(all->begin(), all->end());
        QVERIFY(set.contains(m_path / "seq") && set.contains(m_path / "stills"));
        QVERIFY(!set.contains(m_path / "done/sequences/x/x.mp4"));
    }

    void whatMatchesNothingIsAnError()
    {
        QVERIFY(findVideos({(m_path / "none.mp4").string()}).error().code == ErrorCode::NotFound);
        QVERIFY(findVideos({(m_path / "*.xyz").string()}).error().code == ErrorCode::NotFound);
        fs::create_directories(m_path / "empty");
        QVERIFY(findVideos({(m_path / "empty").string()}).error().code == ErrorCode::NotFound);
        touch(m_path / "circle.txt", "circle.txt\n");
        QVERIFY(findVideos({(m_path / "circle.txt").string()}).error().code == ErrorCode::InvalidArgument);
    }

    void namesAreUniqueAndStay()
    {
        const std::vector<fs::path> videos = {m_path / "a/one.mp4", m_path / "b/one.mp4", m_path / "b/clip 4.mov"};
        const auto entries = entriesFor(videos, {});
        QCOMPARE(entries[0].name, std::string("one"));
        QVERIFY(entries[1].name.starts_with("one-"));
        QCOMPARE(entries[2].name, std::string("clip_4"));
        const auto more = entriesFor({m_path / "b/one.mp4", m_path / "a/two.MKV"}, entries);
        QCOMPARE(more.size(), std::size_t{1});
        QCOMPARE(more[0].name, std::string("two"));
    }

    void truthBesideTheVideo()
    {
        const auto of = [](const std::vector<fs::path>& videos) { return entriesFor(videos, {}); };
        QCOMPARE(of({m_path / "gt/solo.mp4"})[0].truth, m_path / "gt/gt/gt.txt");
        QCOMPARE(of({m_path / "seq"})[0].truth, m_path / "seq/gt/gt.txt");
        const auto two = of({m_path / "own/p.mp4", m_path / "own/q.mp4"});
        QCOMPARE(two[0].truth, m_path / "own/p.gt.txt");
        QVERIFY(two[1].truth.empty()); // gt/gt.txt of a folder with several videos belongs to none of them for sure
    }

    void planComesBack()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 20; ++round) {
            Plan plan;
            plan.folder = m_path / ("plan" + std::to_string(round));
            plan.options.request.every = 1 + static_cast<int>(random() % 5);
            plan.options.request.detector.threshold = 0.1F * static_cast<float>(1 + random() % 8);
            plan.options.partFrames = static_cast<FrameIndex>(100 + random() % 1000);
            plan.optionsKey = std::to_string(random());
            plan.fanOut = random() % 2 == 0;
            for (unsigned i = 0; i < random() % 50; ++i)
                plan.entries.push_back({"v" + std::to_string(i), m_path / ("\"quoted\" \n" + std::to_string(random())),
                                        random() % 2 == 0 ? fs::path() : m_path / "gt.txt"});
            QVERIFY(writePlan(plan));
            const auto read = readPlan(plan.folder);
            QVERIFY(read);
            QCOMPARE(read->entries, plan.entries);
            QCOMPARE(read->optionsKey, plan.optionsKey);
            QCOMPARE(read->fanOut, plan.fanOut);
            QCOMPARE(read->options.request.every, plan.options.request.every);
            QCOMPARE(read->options.request.detector.threshold, plan.options.request.detector.threshold);
            QCOMPARE(read->options.partFrames, plan.options.partFrames);
        }
        QVERIFY(readPlan(m_path).error().code == ErrorCode::NotFound);
        touch(m_path / "broken/batch.json", "{");
        QVERIFY(readPlan(m_path / "broken").error().code == ErrorCode::Unreadable);
        touch(m_path / "newer/batch.json", "{\"version\":99}");
        QVERIFY(readPlan(m_path / "newer").error().code == ErrorCode::Unsupported);
        Plan odd;
        odd.folder = m_path / "odd";
        odd.entries.push_back({"x", fs::path("/\xff.mp4"), {}});
        QVERIFY(writePlan(odd).error().code == ErrorCode::InvalidArgument);
    }

    void keyFollowsOptionsAndWeights()
    {
        touch(m_path / "a.pth", "weights");
        touch(m_path / "same.pth", "weights");
        touch(m_path / "b.pth", "others!");
        BatchOptions options;
        options.request.model = (m_path / "a.pth").string();
        const std::string key = *optionsKeyOf(options);
        options.partFrames = 77;
        options.request.model = (m_path / "same.pth").string();
        QCOMPARE(*optionsKeyOf(options), key); // neither parts nor the place of the weights change the result
        options.request.model = (m_path / "b.pth").string();
        QVERIFY(*optionsKeyOf(options) != key);
        options.request.model = (m_path / "a.pth").string();
        options.request.every = 2;
        QVERIFY(*optionsKeyOf(options) != key);
        options.request.model = "no such model";
        QVERIFY(!optionsKeyOf(options));
    }

    // Every frame belongs to one part; what is measured leads in by frames that the network sees.
    void partsCoverTheVideo()
    {
        std::mt19937 random(4);
        for (int round = 0; round < 500; ++round) {
            BatchOptions options;
            options.request.every = 1 + static_cast<int>(random() % 4);
            options.partFrames = static_cast<FrameIndex>(40 + random() % 200);
            const auto frames = static_cast<FrameIndex>(1 + random() % 3000);
            const auto parts = partsOf(frames, options);
            const FrameIndex length = options.partFrames / options.request.every * options.request.every;
            QCOMPARE(parts.empty(), frames < 2 * length);
            FrameIndex next = 0;
            for (const Part& part : parts) {
                QCOMPARE(part.frames.first, next);
                QVERIFY(part.frames.length() >= length);
                QCOMPARE(part.frames.first % options.request.every, 0);
                QCOMPARE(part.measured.first % options.request.every, 0);
                QVERIFY(part.number == 0 ? part.measured.first == 0 : part.measured.first < part.frames.first);
                QCOMPARE(part.measured.last, part.frames.last);
                next = part.frames.last + 1;
            }
            QVERIFY(parts.empty() || next == frames);
        }
        BatchOptions never;
        never.partFrames = 0;
        QVERIFY(partsOf(1'000'000, never).empty());
    }

    void fingerprintFollowsContent()
    {
        touch(m_path / "f.mp4", "abc");
        const std::string first = *fingerprintOf(m_path / "f.mp4");
        touch(m_path / "g.mp4", "abc");
        QCOMPARE(*fingerprintOf(m_path / "g.mp4"), first);
        touch(m_path / "f.mp4", "abd");
        QVERIFY(*fingerprintOf(m_path / "f.mp4") != first);
        const std::string folder = *fingerprintOf(m_path / "stills");
        touch(m_path / "stills/3.png");
        QVERIFY(*fingerprintOf(m_path / "stills") != folder);
        QVERIFY(!fingerprintOf(m_path / "gone.mp4"));
    }

    void scriptIsForPeopleAndBash()
    {
        Plan plan;
        plan.folder = m_path / "it's here";
        plan.entries.resize(12);
        SlurmOptions options;
        options.arrayLimit = 4;
        options.partition = "gpu";
        options.time = "02:00:00";
        options.gpusPerTask = 1;
        options.lines = {"--constraint=avx512"};
        const std::string text = slurmScript(plan, options, "/opt/track wright/trackwright-cli");
        for (const char* line : {"#!/bin/bash\n", "#SBATCH --array=0-11%4\n", "#SBATCH --partition=gpu\n",
                                 "#SBATCH --time=02:00:00\n", "#SBATCH --gres=gpu:1\n", "#SBATCH --requeue\n",
                                 "#SBATCH --constraint=avx512\n", "'/opt/track wright/trackwright-cli' batch --resume",
                                 "it'\\''s here'", "--claim-seconds 120 --shard \"$shard/12\""})
            QVERIFY2(text.find(line) != std::string::npos, line);
        QVERIFY(fs::create_directories(plan.folder));
        const auto written = writeSlurmScript(plan, options, "/x");
        QVERIFY(written);
        const auto checked = runCommand({"bash", "-n", written->string()});
        QVERIFY(checked);
        QVERIFY2(checked->code == 0, checked->errors.c_str());
        options.partition = "two words";
        QVERIFY(!writeSlurmScript(plan, options, "/x"));
        options.partition.clear();
        options.lines = {"rm -rf"};
        QVERIFY(!writeSlurmScript(plan, options, "/x"));
    }

    void commandsTellWhatHappened()
    {
        const auto both = runCommand({"sh", "-c", "echo out; echo err >&2; exit 3"});
        QVERIFY(both);
        QCOMPARE(both->code, 3);
        QCOMPARE(both->out, std::string("out\n"));
        QCOMPARE(both->errors, std::string("err"));
        QVERIFY(runCommand({"no-such-program-here"}).error().code == ErrorCode::Unavailable);
        QCOMPARE(runCommand({"sh", "-c", "kill -9 $$"})->code, 137);
        // more than a pipe holds, on both
        const auto much = runCommand({"sh", "-c", "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero"});
        QCOMPARE(much->out.size(), std::size_t{300000});
    }

private:
    QTemporaryDir m_folder;
    fs::path m_path;
};

QTEST_GUILESS_MAIN(TestBatchPlan)
#include "tst_batch_plan.moc"
