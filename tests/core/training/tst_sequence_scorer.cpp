// The measures of a validation on results that are known: perfect, empty, with false alarms, exchanged people.

#include "core/training/sequence_scorer.h"
#include "tests/core/training/training_fixture.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::training;
using namespace tw::training::test;

namespace {

constexpr int kFrames = 12;
const MadeData kData{.pictures = kFrames, .people = 3, .width = 320, .height = 200, .steps = kFrames};

std::vector<Detection> perfect(int frame)
{
    std::vector<Detection> detections;
    for (int p = 0; p < kData.people; ++p) {
        Detection detection;
        detection.box = personBox(kData, frame, p);
        detection.score = 0.9F;
        detection.embedding.assign(4, 0.1F); // similarities of exactly 0 are left out by the measure
        detection.embedding[static_cast<std::size_t>(p)] = 1;
        detections.push_back(detection);
    }
    return detections;
}

std::vector<std::vector<float>> embeddingsOf(const std::vector<Detection>& detections)
{
    std::vector<std::vector<float>> embeddings;
    for (const Detection& detection : detections)
        embeddings.push_back(detection.embedding);
    return embeddings;
}

using Change = std::function<void(int frame, std::vector<Detection>& detections, std::vector<Label>& labels)>;

SequenceScores scored(const SourceInfo& info, const Change& change)
{
    auto scorer = SequenceScorer::create(info, {});
    TW_EXPECTS(scorer.has_value());
    const std::vector<MemoryFrame> frames = madeFrames(kData);
    for (int f = 0; f < kFrames; ++f) {
        std::vector<Detection> detections = perfect(f);
        std::vector<Label> labels = frames[static_cast<std::size_t>(f)].labels;
        const auto embeddings = embeddingsOf(detections);
        change(f, detections, labels);
        TW_EXPECTS(scorer->add(detections, labels, embeddings, f, makePersonPicture(kData, f)->view()).has_value());
    }
    auto scores = scorer->finish();
    TW_EXPECTS(scores.has_value());
    return *scores;
}

} // namespace

class TestSequenceScorer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void perfectDetections();
    void nothingFound();
    void falseAlarms();
    void ignoredRegions();
    void exchangedLooks();
    void picturesThatAreNoVideo();
    void peopleWithoutIdentity();
    void distantPairs();
    void addedPeople();
    void texts();
};

void TestSequenceScorer::perfectDetections()
{
    const SequenceScores s = scored({}, [](int, auto&, auto&) {});
    QCOMPARE(s.ap50, 100.0);
    QCOMPARE(s.ap50Picture, 100.0);
    QCOMPARE(s.boxes, std::size_t{kFrames * 3});
    QCOMPARE(s.pictures, std::size_t{kFrames});
    QVERIFY(s.tpr && *s.tpr == 100.0);
    QVERIFY(s.tracking.has_value());
    QCOMPARE(s.tracking->mota, 100.0);
    QCOMPARE(s.tracking->idf1, 100.0);
    QCOMPARE(s.tracking->switches, std::int64_t{0});
}

void TestSequenceScorer::nothingFound()
{
    const SequenceScores s = scored({}, [](int, auto& detections, auto&) { detections.clear(); });
    QCOMPARE(s.ap50, 0.0);
    QCOMPARE(s.tracking->mota, 0.0);
    QCOMPARE(s.tracking->misses, std::int64_t{kFrames * 3});
}

void TestSequenceScorer::falseAlarms()
{
    const SequenceScores s = scored({}, [](int, auto& detections, auto&) {
        Detection wrong = detections.front();
        wrong.box = {250, 20, 20, 50};
        wrong.embedding = {0, 0, 0, 1};
        wrong.score = 0.95F; // ahead of all right ones
        detections.push_back(wrong);
    });
    QVERIFY(s.ap50 > 60 && s.ap50 < 80); // 36 right of 48
    QCOMPARE(s.tracking->falsePositives, std::int64_t{kFrames});
    QVERIFY(std::abs(s.tracking->mota - 100.0 * 2 / 3) < 1e-9);
}

// What is found on an ignore region is neither right nor wrong.
void TestSequenceScorer::ignoredRegions()
{
    const SequenceScores s = scored({}, [](int, auto& detections, auto& labels) {
        Detection onRegion = detections.front();
        onRegion.box = {250, 20, 20, 50};
        onRegion.embedding = {0, 0, 0, 1};
        onRegion.score = 0.95F;
        detections.push_back(onRegion);
        Label region;
        region.box = onRegion.box;
        region.identity = 77;
        region.ignore = true;
        labels.push_back(region);
    });
    QCOMPARE(s.ap50, 100.0);
    QCOMPARE(s.tracking->mota, 100.0);
    QCOMPARE(s.boxes, std::size_t{kFrames * 3});
}

// Two people whose labels are exchanged half way: two switches, and boxes as before.
void TestSequenceScorer::exchangedLooks()
{
    const SequenceScores s = scored({}, [](int frame, auto&, auto& labels) {
        if (frame >= kFrames / 2)
            std::swap(labels[0].identity, labels[1].identity);
    });
    QCOMPARE(s.ap50, 100.0);
    QCOMPARE(s.tracking->switches, std::int64_t{2});
    QVERIFY(s.tracking->idf1 < 100);
    QVERIFY(s.tpr && *s.tpr < 100);
}

void TestSequenceScorer::picturesThatAreNoVideo()
{
    SourceInfo info;
    info.video = false;
    info.identities = IdentityKind::PerBox;
    const SequenceScores s = scored(info, [](int, auto&, auto&) {});
    QVERIFY(!s.tracking);
    QVERIFY(!s.tpr); // numbers that may be one person measure nothing
    QCOMPARE(s.ap50, 100.0);
}

void TestSequenceScorer::peopleWithoutIdentity()
{
    const SequenceScores s = scored({}, [](int, auto&, auto& labels) {
        for (Label& label : labels)
            label.identity = -1;
    });
    QVERIFY(!s.tpr);
    QCOMPARE(s.ap50, 100.0);
    QCOMPARE(s.tracking->misses, std::int64_t{0});
}

// Three people for twelve seconds whose looks and colours are clear; also where a program made the numbers.
void TestSequenceScorer::distantPairs()
{
    for (const IdentityKind kind : {IdentityKind::Real, IdentityKind::Linked}) {
        SourceInfo info;
        info.identities = kind;
        const SequenceScores s = scored(info, [](int, auto&, auto&) {});
        QCOMPARE(s.tpr.has_value(), kind == IdentityKind::Real);
        QVERIFY(s.tprApart && *s.tprApart == 100.0);
        QVERIFY(s.tprApartColours && *s.tprApartColours == 100.0);
    }
}

// A person whom the source left out must be found, but has no number to be followed or compared by.
void TestSequenceScorer::addedPeople()
{
    const auto swapped = [](int frame, auto&, auto& labels) {
        labels[2].added = true;
        labels[2].identity = 100 + frame;
    };
    const SequenceScores s = scored({}, swapped);
    QCOMPARE(s.ap50, 100.0);
    QCOMPARE(s.boxes, std::size_t{kFrames * 3});
    QCOMPARE(s.tracking->mota, 100.0);
    QCOMPARE(s.tracking->idf1, 100.0);
    QVERIFY(s.tpr && *s.tpr == 100.0);
}

void TestSequenceScorer::texts()
{
    ValidationScores scores;
    SourceInfo info;
    info.name = "one";
    info.set = "set";
    scores.sequences.push_back(scored(info, [](int, auto&, auto&) {}));
    scores.ap50 = 100;
    const std::string json = toJson(scores), table = toTable(scores);
    QVERIFY2(json.find("\"set/one\":{") != std::string::npos, json.c_str());
    QVERIFY(json.find("\"AP50\":100.0") != std::string::npos);
    QVERIFY(json.find("\"IDF1\":100.0") != std::string::npos);
    QVERIFY(json.find("\"switches\":0") != std::string::npos);
    QVERIFY(table.find("set/one") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestSequenceScorer)
#include "tst_sequence_scorer.moc"
