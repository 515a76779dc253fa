// Folders in MOTChallenge's layout, labels_with_ids lists, frames from memory, drawn scenes.

#include "core/training/drawn_source.h"
#include "core/training/picture_cache.h"
#include "tests/core/training/training_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::training;
using namespace tw::training::test;

class TestDataset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void motSequence();
    void classesAndFlags();
    void badLinesAreIssues();
    void manifest();
    void splitByName();
    void nothingThere();
    void labelList();
    void memoryFrames();
    void drawnScenes();
    void cacheIsBounded();
    void damagedPicture();
    void realPack();

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    MadeData m_data{.pictures = 3};
};

void TestDataset::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestDataset::motSequence()
{
    QVERIFY(writePictures(m_data, path("walk/img1")));
    writeText(path("walk/gt/gt.txt"), "1,7,11,21,10,30,1,1,0.5\r\n3,7,12.5,21,10,30,1,1,1\n\n3,-1,40,21,10,30\n");
    writeText(path("walk/seqinfo.ini"), "[Sequence]\nname=walk\nframeRate=12.5\n");
    const auto opened = openDataset(path("walk"), Split::All);
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message().c_str());
    QCOMPARE(opened->sources.size(), std::size_t{1});
    QVERIFY(opened->issues.empty());
    const DatasetSource& source = *opened->sources.front();
    QCOMPARE(source.size(), std::size_t{3});
    QCOMPARE(source.info().frameRate, 12.5);
    QCOMPARE(source.labels(0).size(), std::size_t{1});
    QVERIFY(source.labels(1).empty());
    QCOMPARE(source.labels(2).size(), std::size_t{2});
    QVERIFY((source.labels(0)[0].box == Box{10, 20, 10, 30})); // the file's first pixel is (1,1)
    QCOMPARE(source.labels(0)[0].visibility, 0.5);
    QCOMPARE(source.labels(0)[0].identity, std::int64_t{7});
    QCOMPARE(source.labels(2)[1].identity, std::int64_t{-1});
    const auto picture = source.picture(2);
    QVERIFY(picture.has_value());
    QCOMPARE((*picture)->width, m_data.width);
    QCOMPARE((*picture)->bgr, makePersonPicture(m_data, 2)->bgr);
}

void TestDataset::classesAndFlags()
{
    QVERIFY(writePictures(m_data, path("walk/img1")));
    writeText(path("walk/gt/gt.txt"), "1,1,11,21,10,30,1,1,1\n"   // person
                                      "1,2,31,21,10,30,0,1,1\n"   // not counted
                                      "1,3,51,21,10,30,1,7,1\n"   // static person
                                      "1,4,71,21,10,30,0,8,1\n"   // distractor
                                      "1,5,91,21,10,30,1,3,1\n"); // car: background
    const auto opened = openDataset(path("walk"), Split::All);
    QVERIFY(opened.has_value());
    const auto& labels = opened->sources.front()->labels(0);
    QCOMPARE(labels.size(), std::size_t{4});
    QVERIFY(!labels[0].ignore);
    QVERIFY(labels[1].ignore && labels[2].ignore && labels[3].ignore);
    const DatasetCounts counts = count(opened->sources);
    QCOMPARE(counts.boxes, std::size_t{1});
    QCOMPARE(counts.ignored, std::size_t{3});
    QCOMPARE(counts.identities, std::size_t{1});
    QCOMPARE(counts.pictures, std::size_t{3});
}

void TestDataset::badLinesAreIssues()
{
    QVERIFY(writePictures(m_data, path("walk/img1")));
    writeText(path("walk/gt/gt.txt"),
              "1,1,11,21,10,30,1,1,1\nnonsense\n1,2,x,21,10,30\n9,3,11,21,10,30\n1,4,11,21,0,30\n");
    const auto opened = openDataset(path("walk"), Split::All);
    QVERIFY(opened.has_value());
    QCOMPARE(opened->issues.size(), std::size_t{4});
    QVERIFY(opened->issues[0].find("gt.txt:2:") != std::string::npos);
    QVERIFY(opened->issues[2].find("no picture") != std::string::npos);
    QCOMPARE(opened->sources.front()->labels(0).size(), std::size_t{1});
}

void TestDataset::manifest()
{
    QVERIFY(writePictures(m_data, path("pack/square/one/img1")));
    writeText(path("pack/square/one/gt/gt.txt"), "1,1,11,21,10,30,1,1,1\n");
    QVERIFY(writePictures(m_data, path("pack/square/two/img1")));
    writeText(path("pack/square/two/gt/gt.txt"), "");
    writeText(path("pack/manifest.json"), R"({"sequences": [
        {"name": "one", "set": "square", "identities": "linked", "exhaustive": "yes", "labels": "automatic", "split": "train"},
        {"name": "two", "set": "square", "identities": "per-box", "exhaustive": "no", "split": "val"}]})");
    const auto train = openDataset(path("pack"), Split::Train);
    QVERIFY(train.has_value());
    QCOMPARE(train->sources.size(), std::size_t{1});
    const SourceInfo& info = train->sources.front()->info();
    QCOMPARE(info.name, std::string("one"));
    QCOMPARE(info.set, std::string("square"));
    QVERIFY(info.identities == IdentityKind::Linked);
    QVERIFY(!info.exhaustive);                                                  // automatic labels are never complete
    QVERIFY((train->sources.front()->labels(0)[0].box == Box{11, 21, 10, 30})); // packs count from (0,0)
    const auto validation = openDataset(path("pack"), Split::Validation);
    QVERIFY(validation.has_value());
    QCOMPARE(validation->sources.front()->info().name, std::string("two"));
    QVERIFY(!validation->sources.front()->info().video);
    writeText(path("pack/manifest.json"), "{");
    const auto damaged = openDataset(path("pack"), Split::Train);
    QVERIFY(!damaged && damaged.error().code == ErrorCode::Unreadable);
}

void TestDataset::splitByName()
{
    for (const char* name : {"data/a", "data/a-val"}) {
        QVERIFY(writePictures(m_data, path(name) / "img1"));
        writeText(path(name) / "gt/gt.txt", "");
    }
    QCOMPARE(openDataset(path("data"), Split::Train)->sources.front()->info().name, std::string("a"));
    QCOMPARE(openDataset(path("data"), Split::Validation)->sources.front()->info().name, std::string("a-val"));
    QCOMPARE(openDataset(path("data"), Split::All)->sources.size(), std::size_t{2});
}

void TestDataset::nothingThere()
{
    std::filesystem::create_directories(path("empty/img1"));
    writeText(path("empty/gt/gt.txt"), "");
    for (const char* name : {"missing", ".", "empty"}) {
        const auto opened = openDataset(path(name), Split::Validation);
        QVERIFY2(!opened, name);
        QVERIFY(opened.error().code == ErrorCode::NotFound);
    }
}

void TestDataset::labelList()
{
    QVERIFY(writePictures(m_data, path("images/walk")));
    writeText(path("labels_with_ids/walk/000001.txt"),
              "0 4 0.5 0.5 0.25 0.5\n0 -1 0.1 0.2 0.1 0.2\n2 1 0.5 0.5 0.1 0.1\nbad\n");
    writeText(path("labels_with_ids/walk/000002.txt"), "");
    writeText(path("walk.train"), "images/walk/000001.png\nimages/walk/000002.png\r\nimages/walk/000003.png\n");
    const auto opened = openDataset(path("walk.train"), Split::Train);
    QVERIFY2(opened.has_value(), opened ? "" : opened.error().message().c_str());
    const DatasetSource& source = *opened->sources.front();
    QCOMPARE(source.size(), std::size_t{3});
    QCOMPARE(source.info().name, std::string("walk"));
    QCOMPARE(source.labels(0).size(), std::size_t{2});
    const Box& box = source.labels(0)[0].box; // of a picture of 160 x 96
    QVERIFY(std::abs(box.left - 60) < 1e-9 && std::abs(box.top - 24) < 1e-9 && std::abs(box.width - 40) < 1e-9 &&
            std::abs(box.height - 48) < 1e-9);
    QCOMPARE(source.labels(0)[0].identity, std::int64_t{4});
    QCOMPARE(source.labels(0)[1].identity, std::int64_t{-1});
    QCOMPARE(opened->issues.size(), std::size_t{2}); // the bad line and the missing file of picture 3
}

void TestDataset::memoryFrames()
{
    const SourcePtr source = madeSource(m_data);
    QCOMPARE(source->size(), std::size_t{3});
    QCOMPARE(source->labels(1).size(), std::size_t{3});
    QCOMPARE(source->pictureName(1), std::string("made picture 1"));
    QVERIFY(source->picture(1).has_value());
}

void TestDataset::drawnScenes()
{
    DrawnOptions options;
    options.scenes = 2;
    options.framesPerScene = 2;
    options.width = 160;
    options.height = 96;
    const SourcePtr source = makeDrawnSource(options);
    QCOMPARE(source->size(), std::size_t{4});
    std::size_t labels = 0;
    for (std::size_t i = 0; i < source->size(); ++i)
        labels += source->labels(i).size();
    QVERIFY(labels > 0);
    const auto first = source->picture(1), again = makeDrawnSource(options)->picture(1);
    QVERIFY(first && again);
    QCOMPARE((*first)->bgr, (*again)->bgr);
    QCOMPARE((*first)->width, 160);
    for (const Label& label : source->labels(3)) // identities of two scenes never meet
        for (const Label& other : source->labels(0))
            QVERIFY(label.identity != other.identity);
}

void TestDataset::cacheIsBounded()
{
    int reads = 0;
    SourceInfo info;
    const SourcePtr source = makeMemorySource(info, madeFrames(m_data), [&](std::size_t index) -> Result<PicturePtr> {
        ++reads;
        return makePersonPicture(m_data, static_cast<int>(index));
    });
    PictureCache cache(makePersonPicture(m_data, 0)->bytes() * 2); // room for two
    for (int round = 0; round < 3; ++round)
        for (std::size_t i = 0; i < 3; ++i)
            QVERIFY(cache.get(*source, i).has_value());
    QCOMPARE(reads, 2 + 3); // two kept, the third read each time
}

void TestDataset::damagedPicture()
{
    QVERIFY(writePictures(m_data, path("walk/img1")));
    writeText(path("walk/img1/000002.png"), "not a picture");
    writeText(path("walk/gt/gt.txt"), "1,1,11,21,10,30,1,1,1\n");
    const auto opened = openDataset(path("walk"), Split::All);
    QVERIFY(opened.has_value());
    const auto picture = opened->sources.front()->picture(1);
    QVERIFY(!picture);
    QVERIFY(picture.error().message().find("000002.png") != std::string::npos);
}

// The counts that the pack's own description gives.
void TestDataset::realPack()
{
    const std::filesystem::path pack = qEnvironmentVariable("TW_SHARED").toStdString() + "/data/train";
    if (!std::filesystem::exists(pack))
        QSKIP("training pack not found: set TW_SHARED");
    const auto train = openDataset(pack, Split::Train), validation = openDataset(pack, Split::Validation);
    QVERIFY(train && validation);
    QVERIFY(train->issues.empty() && validation->issues.empty());
    QFile file(QString::fromStdString((pack / "manifest.json").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject manifest = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject totals = manifest[QLatin1String("totals")].toObject();
    const auto total = [&](const char* name) {
        return static_cast<std::size_t>(totals[QLatin1String(name)].toInteger(-1));
    };
    QCOMPARE(count(train->sources).pictures, total("train_frames"));
    QCOMPARE(count(train->sources).boxes, total("train_boxes"));
    const auto plain = openDataset(pack, DatasetOptions{.split = Split::Validation, .completedLabels = false});
    QVERIFY(plain.has_value());
    QCOMPARE(count(plain->sources).pictures, total("val_frames"));
    QCOMPARE(count(plain->sources).boxes, total("val_boxes"));
    QVERIFY(count(validation->sources).boxes > count(plain->sources).boxes);
    std::size_t vectors = 0, clips = 0;
    for (const auto* sources : {&train->sources, &plain->sources})
        for (const SourcePtr& source : *sources)
            for (std::size_t i = 0; i < source->size(); ++i)
                for (const Label& label : source->labels(i))
                    vectors += source->identityVector(label.vector).empty() ? 0 : 1;
    QCOMPARE(vectors, total("reid_vectors"));
    for (const SourcePtr& source : train->sources) {
        if (source->info().set != "clips")
            continue;
        ++clips;
        const auto first = source->picture(0);
        QVERIFY2(first.has_value(), first ? "" : first.error().message().c_str());
        for (const Label& label : source->labels(0))
            QVERIFY(label.box.right() <= (*first)->width + 1 && label.box.bottom() <= (*first)->height + 1);
    }
    QVERIFY(clips > 0);
}

QTEST_GUILESS_MAIN(TestDataset)
#include "tst_dataset.moc"
