// Sequences that are a video with a part of its frames labelled, what lies beside their labels, and parts held out.

#include "core/base/atomic_file.h"
#include "core/training/held_out.h"
#include "core/video/scene_clip.h"
#include "tests/core/training/training_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::training;
using namespace tw::training::test;

namespace {

constexpr int kFrames = 31, kEvery = 3, kLabelled = 11;
constexpr double kRate = 10;

video::SceneOptions sceneOptions()
{
    video::SceneOptions options;
    options.width = 160;
    options.height = 96;
    options.frameCount = kFrames;
    options.framesPerSecond = kRate;
    options.people = 3;
    options.comeAndGo = false;
    return options;
}

double meanDifference(const Picture& picture, const std::vector<std::uint8_t>& drawn)
{
    double sum = 0;
    for (std::size_t i = 0; i < drawn.size(); ++i)
        sum += std::abs(static_cast<int>(picture.bgr[i]) - static_cast<int>(drawn[i]));
    return sum / static_cast<double>(drawn.size());
}

} // namespace

class TestClips : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void labelledFramesAreThePictures();
    void aBadLineOfLabelledFramesIsAnError();
    void withoutTheListEveryFrameIsLabelled();
    void picturesAreTheirFrames();
    void vectorsAndScores();
    void damagedVectors();
    void completedLabels();
    void videoThatIsNotThere();
    void heldOutParts();
    void unknownNames();

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    SourcePtr open() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

// pack/clips/walk: a drawn scene, every third frame labelled; vector of person p: 127 at p
void TestClips::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    const video::DrawnScene scene(sceneOptions());
    std::filesystem::create_directories(path("pack/clips/walk"));
    const auto written = video::writeScene(scene, path("pack/clips/walk/video.mp4"));
    QVERIFY2(written.has_value(), written ? "" : written.error().message().c_str());
    std::string frames, gt, scores, rows, vectors;
    for (int f = 0; f < kFrames; f += kEvery) {
        const std::string number = std::to_string(f + 1);
        frames += number + "\n";
        for (const video::DrawnPerson& person : scene.truth(f)) {
            const std::string key = number + "," + std::to_string(tw::number(person.id));
            const Box& b = person.box;
            gt += key + "," + std::to_string(b.left) + "," + std::to_string(b.top) + "," + std::to_string(b.width) +
                  "," + std::to_string(b.height) + ",1,1,1\n";
            scores += key + ",0.9\n";
            rows += key + "," + std::to_string(vectors.size() / kIdentityVectorSize) + "\n";
            std::string vector(kIdentityVectorSize, '\0');
            vector[static_cast<std::size_t>(tw::number(person.id))] = 127;
            vectors += vector;
        }
    }
    writeText(path("pack/clips/walk/labelled_frames.txt"), frames);
    writeText(path("pack/clips/walk/seqinfo.ini"), "[Sequence]\nname=walk\nvideo=video.mp4\nframeRate=10\n");
    writeText(path("pack/clips/walk/gt/gt.txt"), gt);
    writeText(path("pack/clips/walk/gt/scores.txt"), scores);
    writeText(path("pack/clips/walk/gt/reid.txt"), rows);
    writeText(path("pack/clips/walk/gt/reid.i8"), vectors);
    writeText(path("pack/manifest.json"), R"({"sequences": [{"name": "walk", "set": "clips", "identities": "linked",
        "exhaustive": "yes", "labels": "teacher", "split": "train"}]})");
}

SourcePtr TestClips::open() const
{
    const auto opened = openDataset(path("pack"), Split::Train);
    return opened && opened->sources.size() == 1 && opened->issues.empty() ? opened->sources.front() : nullptr;
}

void TestClips::labelledFramesAreThePictures()
{
    const SourcePtr source = open();
    QVERIFY(source);
    QCOMPARE(source->size(), std::size_t{kLabelled});
    QVERIFY(source->info().exhaustive && source->info().automatic && source->info().video);
    QVERIFY(source->info().identities == IdentityKind::Linked);
    QVERIFY(std::abs(source->info().frameRate - kRate / kEvery) < 1e-9); // of the pictures
    QVERIFY(std::abs(source->seconds(4) - 4 * kEvery / kRate) < 1e-9);
    QCOMPARE(source->labels(0).size(), std::size_t{3});
    // the sequence alone finds the manifest of its pack
    const auto alone = openDataset(path("pack/clips/walk"), Split::All);
    QVERIFY(alone && alone->sources.front()->info().set == "clips");
    QVERIFY(alone->sources.front()->labels(0)[0].box == source->labels(0)[0].box);
}

void TestClips::aBadLineOfLabelledFramesIsAnError()
{
    const std::string kept = *readFile(path("pack/clips/walk/labelled_frames.txt"));
    writeText(path("pack/clips/walk/labelled_frames.txt"), kept + "twelve\n");
    const auto opened = openDataset(path("pack"), Split::Train);
    QVERIFY(!opened);
    QVERIFY(opened.error().code == ErrorCode::Unreadable);
    QVERIFY(opened.error().detail.find("\"twelve\"") != std::string::npos);
    writeText(path("pack/clips/walk/labelled_frames.txt"), kept);
    QVERIFY(open());
}

// The list may be left out where every frame is labelled and seqinfo.ini says how many there are.
void TestClips::withoutTheListEveryFrameIsLabelled()
{
    const std::string kept = *readFile(path("pack/clips/walk/labelled_frames.txt"));
    const std::string info = *readFile(path("pack/clips/walk/seqinfo.ini"));
    QVERIFY(std::filesystem::remove(path("pack/clips/walk/labelled_frames.txt")));
    const auto unknown = openDataset(path("pack"), Split::Train);
    QVERIFY(!unknown && unknown.error().code == ErrorCode::NotFound);
    writeText(path("pack/clips/walk/seqinfo.ini"), info + "seqLength=" + std::to_string(kFrames) + "\n");
    const auto opened = openDataset(path("pack"), Split::Train);
    QVERIFY(opened);
    QCOMPARE(opened->sources.front()->size(), std::size_t{kFrames});
    QCOMPARE(opened->sources.front()->labels(kEvery).size(), std::size_t{3});
    QVERIFY(opened->sources.front()->labels(1).empty());
    writeText(path("pack/clips/walk/labelled_frames.txt"), kept);
    writeText(path("pack/clips/walk/seqinfo.ini"), info);
}

// In any order, and the same pixels when a picture is asked for again.
void TestClips::picturesAreTheirFrames()
{
    const SourcePtr source = open();
    QVERIFY(source);
    const video::DrawnScene scene(sceneOptions());
    for (const std::size_t index : {7U, 2U, 10U, 0U, 7U, 3U}) {
        const auto picture = source->picture(index), again = source->picture(index);
        QVERIFY(picture && again);
        QVERIFY((*picture)->bgr == (*again)->bgr);
        const auto frame = static_cast<FrameIndex>(index) * kEvery;
        const auto own = meanDifference(**picture, scene.draw(frame));
        const auto neighbour = meanDifference(**picture, scene.draw(frame == 0 ? 1 : frame - 1));
        QVERIFY2(own < neighbour, qPrintable(QStringLiteral("%1 %2").arg(own).arg(neighbour)));
    }
}

void TestClips::vectorsAndScores()
{
    const SourcePtr source = open();
    QVERIFY(source);
    for (std::size_t i = 0; i < source->size(); ++i)
        for (const Label& label : source->labels(i)) {
            QCOMPARE(label.score, 0.9);
            const auto vector = source->identityVector(label.vector);
            QCOMPARE(vector.size(), kIdentityVectorSize);
            QCOMPARE(vector[static_cast<std::size_t>(label.identity)], std::int8_t{127});
        }
    QVERIFY(source->identityVector(-1).empty() && source->identityVector(100000).empty());
}

void TestClips::damagedVectors()
{
    writeText(path("pack/clips/walk/gt/reid.i8"), std::string(100, 'x'));
    const auto opened = openDataset(path("pack"), Split::Train);
    QVERIFY(!opened && opened.error().code == ErrorCode::Unreadable);
    QVERIFY(opened.error().message().find("reid.i8") != std::string::npos);
}

void TestClips::completedLabels()
{
    const MadeData data{.pictures = 2};
    QVERIFY(writePictures(data, path("hall/img1")));
    writeText(path("hall/gt/gt.txt"), "1,1,11,21,10,30,1,1,1\n");
    writeText(path("hall/gt/gt_completed.txt"), "1,1,11,21,10,30,1,1,1\n1,2,61,21,10,30,1,1,1\n");
    writeText(path("hall/gt/scores_completed.txt"), "1,2,0.6\n");
    const auto completed = openDataset(path("hall"), Split::All);
    QVERIFY(completed.has_value());
    const auto& labels = completed->sources.front()->labels(0);
    QCOMPARE(labels.size(), std::size_t{2});
    QVERIFY(!labels[0].added && labels[1].added);
    QCOMPARE(labels[0].score, 1.0);
    QCOMPARE(labels[1].score, 0.6);
    const auto source = openDataset(path("hall"), DatasetOptions{.split = Split::All, .completedLabels = false});
    QVERIFY(source && source->sources.front()->labels(0).size() == 1);
}

void TestClips::videoThatIsNotThere()
{
    std::filesystem::remove(path("pack/clips/walk/video.mp4"));
    const auto opened = openDataset(path("pack"), Split::Train);
    QVERIFY(!opened && opened.error().code == ErrorCode::NotFound);
    QVERIFY(opened.error().message().find("video.mp4") != std::string::npos);
}

void TestClips::heldOutParts()
{
    std::vector<SourcePtr> train{open(), madeSource({.pictures = 4}, "out"), madeSource({.pictures = 4}, "in")};
    QVERIFY(train[0]);
    const SourcePtr whole = train[0];
    std::vector<SourcePtr> validation;
    TrainOptions options;
    options.leaveOut = {"out"};
    options.heldOut = {{"walk", 0.3}};
    QVERIFY(holdOut(options, train, validation).has_value());
    QCOMPARE(train.size(), std::size_t{2});
    QCOMPARE(validation.size(), std::size_t{1});
    QCOMPARE(train[0]->size() + validation[0]->size(), whole->size());
    QCOMPARE(validation[0]->size(), std::size_t{3});
    QCOMPARE(validation[0]->seconds(0), whole->seconds(kLabelled - 3)); // the end
    QCOMPARE(validation[0]->pictureName(2), whole->pictureName(kLabelled - 1));
    QCOMPARE(validation[0]->labels(0).size(), whole->labels(kLabelled - 3).size());
    QCOMPARE(train[0]->pictureName(0), whole->pictureName(0));
}

void TestClips::unknownNames()
{
    std::vector<SourcePtr> train{madeSource({.pictures = 4}, "in")}, validation;
    TrainOptions options;
    options.leaveOut = {"absent"};
    QVERIFY(!holdOut(options, train, validation));
    options.leaveOut.clear();
    options.heldOut = {{"absent", 0.5}};
    const auto held = holdOut(options, train, validation);
    QVERIFY(!held && held.error().message().find("absent") != std::string::npos);
    options.heldOut = {{"in", 1.0}}; // all of it validates
    QVERIFY(holdOut(options, train, validation).has_value());
    QVERIFY(train.empty() && validation.front()->size() == 4);
}

QTEST_GUILESS_MAIN(TestClips)
#include "tst_clips.moc"
