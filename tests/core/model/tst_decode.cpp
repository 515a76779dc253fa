// Peaks and boxes against slow, literal versions of the rules, on random maps.

#include "core/model/decode.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace tw;
using namespace tw::model;

namespace {

struct Map {
    int classes = 1;
    int height = 0;
    int width = 0;
    std::vector<float> logits;

    HeatMap view() const { return {logits.data(), classes, height, width}; }
    float& at(int c, int y, int x) { return logits[(static_cast<std::size_t>(c) * height + y) * width + x]; }
};

// `steps` > 0 quantises, so that plateaus and equal scores occur.
Map randomMap(std::mt19937& random, int classes, int height, int width, int steps)
{
    std::uniform_real_distribution<float> uniform(-6, 6);
    Map map{classes, height, width, std::vector<float>(static_cast<std::size_t>(classes) * height * width)};
    for (float& logit : map.logits) {
        logit = uniform(random);
        if (steps > 0)
            logit = std::round(logit * static_cast<float>(steps)) / static_cast<float>(steps);
    }
    return map;
}

float sigmoid(float x)
{
    return 1.0F / (1.0F + std::exp(-x));
}

std::vector<Peak> literalPeaks(const Map& map, int topK, float minScore)
{
    std::vector<Peak> peaks;
    const HeatMap heat = map.view();
    for (int c = 0; c < map.classes; ++c)
        for (int y = 0; y < map.height; ++y)
            for (int x = 0; x < map.width; ++x) {
                const float score = sigmoid(heat.row(c, y)[x]);
                float best = 0;
                for (int v = std::max(0, y - 1); v <= std::min(map.height - 1, y + 1); ++v)
                    for (int u = std::max(0, x - 1); u <= std::min(map.width - 1, x + 1); ++u)
                        best = std::max(best, sigmoid(heat.row(c, v)[u]));
                if (score == best && score > minScore)
                    peaks.push_back({{x, y}, c, score});
            }
    std::stable_sort(peaks.begin(), peaks.end(), [](const Peak& a, const Peak& b) { return a.score > b.score; });
    if (peaks.size() > static_cast<std::size_t>(topK))
        peaks.resize(static_cast<std::size_t>(topK));
    return peaks;
}

HeadValues valuesFor(std::mt19937& random, std::size_t count, int sizeChannels, int embedding)
{
    std::uniform_real_distribution<float> size(0.1F, 8);
    std::uniform_real_distribution<float> unit(0, 1);
    HeadValues heads;
    heads.sizeChannels = sizeChannels;
    heads.embeddingSize = embedding;
    for (std::size_t i = 0; i < count * static_cast<std::size_t>(sizeChannels); ++i)
        heads.size.push_back(size(random));
    for (std::size_t i = 0; i < count * 2; ++i)
        heads.offset.push_back(unit(random));
    for (std::size_t i = 0; i < count * static_cast<std::size_t>(embedding); ++i)
        heads.identity.push_back(unit(random) - 0.5F);
    return heads;
}

} // namespace

class TestDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peaksFollowTheRules();
    void moreAskedForThanThereAre();
    void thresholdIsStrict();
    void plateausKeepAllCells();
    void notFiniteHeatIsAnError();
    void boxesFromFourDistances();
    void boxesFromWidthAndHeight();
    void boxesMayLeaveTheImage();
    void boxesWithoutAreaAreLeftOut();
    void embeddingsHaveUnitLength();
    void notFiniteHeadsAreAnError();
    void mapOfKnownSizes();
    void mapCentresTheImage();
};

void TestDecode::peaksFollowTheRules()
{
    std::mt19937 random(1);
    for (int round = 0; round < 300; ++round) {
        const int classes = 1 + round % 3;
        Map map = randomMap(random, classes, 1 + static_cast<int>(random() % 24), 1 + static_cast<int>(random() % 24),
                            round % 4 == 0 ? 2 : 0);
        const int topK = 1 + static_cast<int>(random() % 60);
        const float minScore = std::array{-1.0F, 0.0F, 0.05F, 0.4F, 0.9F, 1.0F}[random() % 6];
        const auto peaks = findPeaks(map.view(), topK, minScore);
        QVERIFY(peaks);
        QVERIFY(*peaks == literalPeaks(map, topK, minScore));
    }
}

void TestDecode::moreAskedForThanThereAre()
{
    Map map{1, 2, 2, {1, 2, 3, 4}};
    const auto peaks = findPeaks(map.view(), 500, 0);
    QVERIFY(peaks);
    QCOMPARE(peaks->size(), std::size_t(1));
    QVERIFY(peaks->front().cell == (Cell{1, 1}));
    Map one{1, 1, 1, {0}};
    QCOMPARE(findPeaks(one.view(), 500, 0)->size(), std::size_t(1));
}

void TestDecode::thresholdIsStrict()
{
    Map map{1, 1, 1, {0}}; // sigmoid(0) is exactly one half
    QCOMPARE(findPeaks(map.view(), 1, 0.5F)->size(), std::size_t(0));
    QCOMPARE(findPeaks(map.view(), 1, std::nextafter(0.5F, 0.0F))->size(), std::size_t(1));
}

void TestDecode::plateausKeepAllCells()
{
    Map map{1, 3, 4, std::vector<float>(12, 2.0F)};
    QCOMPARE(findPeaks(map.view(), 500, 0)->size(), std::size_t(12));
    // beyond about 17 single precision cannot tell probabilities from 1
    Map saturated{1, 1, 3, {40, 50, 60}};
    QCOMPARE(findPeaks(saturated.view(), 500, 0)->size(), std::size_t(3));
}

void TestDecode::notFiniteHeatIsAnError()
{
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity(),
                            -std::numeric_limits<float>::infinity()}) {
        Map map{2, 3, 3, std::vector<float>(18, -5.0F)};
        map.at(1, 2, 0) = bad;
        const auto peaks = findPeaks(map.view(), 10, 0.4F);
        QVERIFY(!peaks);
        QVERIFY(peaks.error().code == ErrorCode::Unreadable);
    }
}

void TestDecode::boxesFromFourDistances()
{
    const SourceFromGrid map{.scaleX = 4, .scaleY = 4, .offsetX = 10, .offsetY = -2};
    const std::vector<Peak> peaks{{{7, 5}, 0, 0.75F}};
    const HeadValues heads{4, 2, {1, 2, 3, 4}, {0.25F, 0.5F}, {3, 4}};
    const auto detections = decodePeaks(peaks, heads, map);
    QVERIFY(detections);
    QCOMPARE(detections->size(), std::size_t(1));
    const Detection& d = detections->front();
    // x from 7.25 - 1 to 7.25 + 3, y from 5.5 - 2 to 5.5 + 4
    QVERIFY(d.box == (Box{6.25 * 4 + 10, 3.5 * 4 - 2, 16, 24}));
    QCOMPARE(d.score, 0.75F);
    QVERIFY(d.classId == ClassId::kPedestrian);
    QVERIFY((d.embedding == std::vector<float>{0.6F, 0.8F}));
}

void TestDecode::boxesFromWidthAndHeight()
{
    const std::vector<Peak> peaks{{{7, 5}, 2, 0.5F}};
    const HeadValues heads{2, 0, {6, 8}, {0.5F, 0.5F}, {}};
    const auto detections = decodePeaks(peaks, heads, SourceFromGrid());
    QVERIFY(detections);
    QVERIFY(detections->front().box == (Box{4.5, 1.5, 6, 8}));
    QCOMPARE(number(detections->front().classId), 3);
    QVERIFY(detections->front().embedding.empty());
}

void TestDecode::boxesMayLeaveTheImage()
{
    const std::vector<Peak> peaks{{{0, 0}, 0, 0.5F}};
    const HeadValues heads{4, 0, {5, 5, 100, 100}, {0, 0}, {}};
    const auto detections = decodePeaks(peaks, heads, SourceFromGrid());
    QVERIFY(detections);
    QVERIFY(detections->front().box == (Box{-5, -5, 105, 105}));
}

void TestDecode::boxesWithoutAreaAreLeftOut()
{
    const std::vector<Peak> peaks{{{1, 1}, 0, 0.9F}, {{5, 5}, 0, 0.8F}, {{9, 9}, 0, 0.7F}};
    const HeadValues heads{4, 0, {1, 1, -1, 1, /**/ 1, 1, 1, 1, /**/ 1, -3, 1, 1}, {0, 0, 0, 0, 0, 0}, {}};
    const auto detections = decodePeaks(peaks, heads, SourceFromGrid());
    QVERIFY(detections);
    QCOMPARE(detections->size(), std::size_t(1));
    QCOMPARE(detections->front().score, 0.8F);
}

void TestDecode::embeddingsHaveUnitLength()
{
    std::mt19937 random(2);
    const std::vector<Peak> peaks(50, Peak{{3, 4}, 0, 0.5F});
    const HeadValues heads = valuesFor(random, peaks.size(), 4, 128);
    const auto detections = decodePeaks(peaks, heads, SourceFromGrid());
    QVERIFY(detections);
    QCOMPARE(detections->size(), peaks.size());
    for (const Detection& d : *detections) {
        double squares = 0;
        for (const float v : d.embedding)
            squares += static_cast<double>(v) * v;
        QVERIFY(std::abs(squares - 1) < 1e-6);
    }
    // a vector of nothing stays one instead of becoming not-a-number
    std::vector<float> zero(4, 0.0F);
    QVERIFY(normalise(zero));
    QVERIFY((zero == std::vector<float>(4, 0.0F)));
}

void TestDecode::notFiniteHeadsAreAnError()
{
    std::mt19937 random(3);
    const std::vector<Peak> peaks(3, Peak{{3, 4}, 0, 0.5F});
    const HeadValues good = valuesFor(random, peaks.size(), 4, 8);
    QVERIFY(decodePeaks(peaks, good, SourceFromGrid()));
    for (std::vector<float> HeadValues::*member : {&HeadValues::size, &HeadValues::offset, &HeadValues::identity}) {
        HeadValues bad = good;
        (bad.*member)[4] = std::numeric_limits<float>::quiet_NaN();
        const auto result = decodePeaks(peaks, bad, SourceFromGrid());
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::Unreadable);
    }
}

void TestDecode::mapOfKnownSizes()
{
    // figures of the reference program
    const SourceFromGrid hd = SourceFromGrid::of(1920, 1080, {1088, 608});
    QVERIFY(std::abs(hd.scaleX - 7.105263) < 1e-6);
    QVERIFY(std::abs(hd.scaleY - 7.105263) < 1e-6);
    QVERIFY(std::abs(hd.offsetX - -6.315796) < 1e-6);
    QVERIFY(std::abs(hd.offsetY - -3.6e-6) < 1e-6);
    const SourceFromGrid vga = SourceFromGrid::of(640, 480, {1088, 608});
    QVERIFY(std::abs(vga.scaleX - 3.157895) < 1e-6);
    QVERIFY(std::abs(vga.offsetX - -109.473694) < 1e-6);
}

void TestDecode::mapCentresTheImage()
{
    std::mt19937 random(4);
    for (int round = 0; round < 1000; ++round) {
        const int width = 1 + static_cast<int>(random() % 4000);
        const int height = 1 + static_cast<int>(random() % 4000);
        const NetworkSize network{32 * (1 + static_cast<int>(random() % 40)),
                                  32 * (1 + static_cast<int>(random() % 40))};
        const SourceFromGrid map = SourceFromGrid::of(width, height, network);
        const double aspect = static_cast<double>(network.width) / network.height;
        const double scale = std::max(aspect * height, static_cast<double>(width)) / (network.width / 4);
        const double noise = 1e-5 * scale * network.width;
        QVERIFY(std::abs(map.scaleX / scale - 1) < 1e-5 && std::abs(map.scaleY / scale - 1) < 1e-5);
        QVERIFY(std::abs(map.x(network.width / 8.0) - width / 2.0) < noise);
        QVERIFY(std::abs(map.y(network.height / 8.0) - height / 2.0) < noise);
        QVERIFY(std::abs(map.gridX(map.x(3.25)) - 3.25) < 1e-9 && std::abs(map.gridY(map.y(7.5)) - 7.5) < 1e-9);
    }
}

QTEST_GUILESS_MAIN(TestDecode)
#include "tst_decode.moc"
