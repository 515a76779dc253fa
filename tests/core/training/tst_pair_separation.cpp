// Whether features tell people apart after some time, on features and numbers that are known.

#include "core/math/rng.h"
#include "core/training/pair_separation.h"

#include <QTest>

#include <cmath>
#include <vector>

using namespace tw;
using namespace tw::training;

namespace {

constexpr std::size_t kSize = 8;
constexpr int kPeople = 5, kPictures = 12;

struct Made {
    std::vector<PairSample> samples;
    std::vector<float> features;
};

// Everyone in every picture, one a second; person p looks like axis p plus noise. `common` is added to all people.
Made made(double noise, double common = 0, bool numberPerPicture = false)
{
    Made data;
    math::Rng rng(4);
    for (int picture = 0; picture < kPictures; ++picture)
        for (int p = 0; p < kPeople; ++p) {
            const std::int64_t number = numberPerPicture ? picture * kPeople + p : p;
            data.samples.push_back({number, picture, static_cast<double>(picture)});
            for (std::size_t k = 0; k < kSize; ++k)
                data.features.push_back(
                    static_cast<float>((static_cast<int>(k) == p ? 1 : 0) + common + noise * rng.uniform(-1, 1)));
        }
    return data;
}

std::optional<double> tpr(const Made& data, const PairOptions& options)
{
    return tprOfDistantPairs(data.samples, data.features, kSize, options);
}

} // namespace

class TestPairSeparation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void clearFeatures();
    void whatAllHaveInCommonIsRemoved();
    void noiseIsChance();
    void onlyDistantPairsCount();
    void linkedNumbers();
    void tooFewPairs();
};

void TestPairSeparation::clearFeatures()
{
    for (const bool real : {true, false})
        QCOMPARE(tpr(made(0.05), {.realNumbers = real}), std::optional(1.0));
}

void TestPairSeparation::whatAllHaveInCommonIsRemoved()
{
    QCOMPARE(tpr(made(0.05, 20), {}), std::optional(1.0));
}

// Features that say nothing accept as many true pairs as false ones.
void TestPairSeparation::noiseIsChance()
{
    Made data = made(0);
    math::Rng rng(9);
    for (float& value : data.features)
        value = static_cast<float>(rng.uniform(-1, 1));
    const auto share = tpr(data, {.apartSeconds = 0, .falseAcceptRate = 0.2});
    QVERIFY(share && std::abs(*share - 0.2) < 0.08);
}

// Looks that drift: alike within two seconds, other people's looks after that.
void TestPairSeparation::onlyDistantPairsCount()
{
    Made data = made(0.01);
    for (std::size_t i = 0; i < data.samples.size(); ++i) {
        float* row = &data.features[i * kSize];
        std::fill(row, row + kSize, 0.0F);
        const auto turn = static_cast<std::size_t>(data.samples[i].picture / 3);
        row[(static_cast<std::size_t>(data.samples[i].identity) + turn) % kPeople] = 1;
    }
    const auto near = tpr(data, {.apartSeconds = 0, .falseAcceptRate = 0.5}), far = tpr(data, {.falseAcceptRate = 0.5});
    QVERIFY(near && far && *far == 0.0);
}

// Numbers of different pictures are not known to differ; with a new number in every picture nothing can be measured.
void TestPairSeparation::linkedNumbers()
{
    const Made data = made(0.05, 0, true);
    QVERIFY(!tpr(data, {.apartSeconds = 0, .realNumbers = false}));
    Made renamed = made(0.05); // person 0 is called 77 from the middle on: no false pair of 0 and 77
    for (PairSample& sample : renamed.samples)
        if (sample.identity == 0 && sample.picture >= kPictures / 2)
            sample.identity = 77;
    QCOMPARE(tpr(renamed, {.realNumbers = false}), std::optional(1.0));
    const auto taken = tpr(renamed, {.realNumbers = true}); // taken for two people, they fill the false pairs
    QVERIFY(taken && *taken < 1.0);
}

void TestPairSeparation::tooFewPairs()
{
    QVERIFY(!tpr(made(0.05), {.apartSeconds = 60}));
    QVERIFY(!tpr(made(0.05), {.fewestFalse = 100000}));
    QVERIFY(!tprOfDistantPairs({}, {}, kSize, {}));
}

QTEST_GUILESS_MAIN(TestPairSeparation)
#include "tst_pair_separation.moc"
