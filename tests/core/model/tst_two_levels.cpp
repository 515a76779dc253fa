// People at two scales: the halved image against a literal mean, and which level a person is taken from.

#include "core/model/two_levels.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace tw;
using namespace tw::model;

namespace {

// A person of that height in pixels of the fine level's input, which has two pixels for a source pixel here.
constexpr double kScale = 2;

Detection person(double x, double heightInInput, float score, float mark)
{
    Detection d;
    d.box = {x, 10, heightInInput / kScale / 2.5, heightInInput / kScale};
    d.score = score;
    d.embedding = {mark};
    return d;
}

} // namespace

class TestTwoLevels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sizes();
    void halvedIsTheMean_data();
    void halvedIsTheMean();
    void levelFollowsTheHeight();
    void nothingIsLostOrDoubled();
};

void TestTwoLevels::sizes()
{
    QVERIFY((sizeForTwoLevels({576, 320}) == NetworkSize{896, 512}));
    QVERIFY((halfOf(sizeForTwoLevels({576, 320})) == NetworkSize{448, 256}));
    for (int side = 32; side <= 2048; side += 32) {
        const NetworkSize two = sizeForTwoLevels({side, side});
        QVERIFY(two.width % 64 == 0 && two.width == two.height);
        QVERIFY(two.width >= side * 3 / 2 && two.width < side * 3 / 2 + 64);
    }
}

void TestTwoLevels::halvedIsTheMean_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("4 bytes") << int(PixelFormat::Bgra8);
    QTest::newRow("3 bytes") << int(PixelFormat::Bgr8);
    QTest::newRow("1 byte") << int(PixelFormat::Gray8);
}

void TestTwoLevels::halvedIsTheMean()
{
    QFETCH(const int, format);
    std::mt19937 random(4);
    ImageView image{nullptr, 38, 14, 0, static_cast<PixelFormat>(format)};
    const int step = bytesPerPixel(image.format);
    image.stride = image.width * step + 7; // rows with a gap
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(image.stride) * image.height);
    for (std::uint8_t& value : pixels)
        value = static_cast<std::uint8_t>(random());
    image.data = pixels.data();
    std::vector<std::uint8_t> buffer;
    const ImageView half = halved(image, buffer);
    QCOMPARE(half.width, 19);
    QCOMPARE(half.height, 7);
    QVERIFY(half.format == image.format);
    for (int y = 0; y < half.height; ++y) {
        for (int x = 0; x < half.width; ++x) {
            for (int c = 0; c < step; ++c) {
                int sum = 0;
                for (const auto& [dx, dy] : {std::pair(0, 0), {1, 0}, {0, 1}, {1, 1}})
                    sum += image.row(2 * y + dy)[(2 * x + dx) * step + c];
                QCOMPARE(int(half.row(y)[x * step + c]), int(std::floor(sum / 4.0 + 0.5)));
            }
        }
    }
}

void TestTwoLevels::levelFollowsTheHeight()
{
    const auto of = [](double height, float fineScore, float coarseScore) {
        return mergeLevels({person(10, height, fineScore, 1)}, {person(11, height, coarseScore, 2)}, kScale);
    };
    for (const double height : {20.0, 50.0, 70.0, 110.0}) {
        const auto small = of(height, 0.5F, 0.3F);
        QCOMPARE(small.size(), std::size_t(1));
        QCOMPARE(small[0].embedding[0], 1.0F);
    }
    for (const double height : {130.0, 180.0, 300.0, 600.0}) {
        const auto tall = of(height, 0.3F, 0.5F);
        QCOMPARE(tall.size(), std::size_t(1));
        QCOMPARE(tall[0].embedding[0], 2.0F);
        QCOMPARE(tall[0].score, 0.5F);
    }
    // the better score of both counts where both levels may see the person
    QCOMPARE(of(100, 0.3F, 0.6F)[0].score, 0.6F);
    QCOMPARE(of(150, 0.6F, 0.3F)[0].score, 0.6F);
    // out of reach of one level, only the other one counts
    QCOMPARE(of(40, 0.3F, 0.6F)[0].score, 0.3F);
    QCOMPARE(of(400, 0.6F, 0.3F)[0].score, 0.3F);
}

// Random people far apart, each seen by one or both levels: each comes out once, best first.
void TestTwoLevels::nothingIsLostOrDoubled()
{
    std::mt19937 random(9);
    std::uniform_real_distribution<double> height(70, 190); // where both levels look
    std::uniform_real_distribution<float> score(0.1F, 1);
    for (int trial = 0; trial < 200; ++trial) {
        std::vector<Detection> fine, coarse;
        const int people = static_cast<int>(random() % 30);
        for (int i = 0; i < people; ++i) {
            const double h = height(random);
            const auto seen = random() % 3;
            if (seen != 0)
                fine.push_back(person(1000.0 * i, h, score(random), static_cast<float>(i)));
            if (seen != 1)
                coarse.push_back(person(1000.0 * i + 2, h, score(random), static_cast<float>(i)));
        }
        const auto merged = mergeLevels(fine, coarse, kScale);
        QCOMPARE(merged.size(), std::size_t(people));
        std::vector<int> count(static_cast<std::size_t>(people), 0);
        for (std::size_t i = 0; i < merged.size(); ++i) {
            ++count[static_cast<std::size_t>(merged[i].embedding[0])];
            QVERIFY(i == 0 || merged[i].score <= merged[i - 1].score);
        }
        QVERIFY(std::ranges::all_of(count, [](int n) { return n == 1; }));
    }
}

QTEST_GUILESS_MAIN(TestTwoLevels)
#include "tst_two_levels.moc"
