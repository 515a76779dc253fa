// Sums, means and likelihood ratios of appearances; covered shares against a fine raster.

#include "core/appearance/appearance.h"
#include "core/appearance/coverage.h"
#include "core/appearance/likeness.h"
#include "core/math/rng.h"
#include "core/math/stats.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tw;
using namespace tw::appearance;

namespace {

std::vector<std::uint8_t> randomColour(math::Rng& rng)
{
    std::vector<std::uint8_t> out(FramePeaks::kColourBytes);
    for (std::uint8_t& value : out)
        value = static_cast<std::uint8_t>(1 + rng.below(255));
    return out;
}

std::vector<float> randomEmbedding(math::Rng& rng, std::size_t size)
{
    std::vector<float> out(size);
    for (float& value : out)
        value = static_cast<float>(rng.uniform() - .5);
    return out;
}

double coveredByRaster(const std::vector<Box>& boxes, std::size_t self)
{
    constexpr int kSteps = 200;
    int hidden = 0;
    const Box& box = boxes[self];
    for (int row = 0; row < kSteps; ++row)
        for (int column = 0; column < kSteps; ++column) {
            const double x = box.left + (column + .5) / kSteps * box.width;
            const double y = box.top + (row + .5) / kSteps * box.height;
            for (std::size_t i = 0; i < boxes.size(); ++i)
                if (i != self && boxes[i].bottom() > box.bottom() && x >= boxes[i].left && x < boxes[i].right() &&
                    y >= boxes[i].top && y < boxes[i].bottom()) {
                    ++hidden;
                    break;
                }
        }
    return hidden / double(kSteps * kSteps);
}

} // namespace

class TestAppearance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reidVectorsTakeThePlaceOfEmbeddings()
    {
        FramePeaks peaks;
        peaks.embeddingSize = 2;
        for (int i = 0; i < 2; ++i)
            peaks.peaks.push_back({0, 0, 20, 50, .9F});
        peaks.embeddings = {halfFromFloat(.5F), halfFromFloat(1), halfFromFloat(0), halfFromFloat(1)};
        QCOMPARE(identityVector(peaks, 0), (std::vector<float>{.5F, 1}));
        AppearanceSum both;
        both.add(peaks, 0, 0); // before the network was run: the embedding
        peaks.reidWeights = 7;
        QVERIFY(identityVector(peaks, 0).empty()); // a frame that was not sampled
        peaks.reid.resize(2 * FramePeaks::kReidNumbers);
        peaks.reid[FramePeaks::kReidNumbers + 3] = 127; // of the second peak
        QVERIFY(identityVector(peaks, 0).empty());
        QVERIFY(isReidVector(identityVector(peaks, 1).size()));
        QCOMPARE(identityVector(peaks, 1)[3], 1.F);
        both.add(peaks, 1, 0); // replaces what came before ...
        QCOMPARE(both.means().embedding, identityVector(peaks, 1));
        peaks.reidWeights = 0;
        both.add(peaks, 0, 0); // ... and is not mixed with what comes after
        QCOMPARE(both.means().embedding, identityVector(([&] {
                                                            peaks.reidWeights = 7;
                                                            return peaks;
                                                        })(),
                                                        1));
        AppearanceSum other;
        peaks.reidWeights = 0;
        other.add(peaks, 0, 0);
        other.add(both);
        QCOMPARE(other.means().embedding, both.means().embedding);
    }

    void reidVectorsHaveWeightsOfTheirOwn()
    {
        Likeness likeness{.8, .5, true, true, false};
        const double detector = logLikelihoodRatio(likeness);
        likeness.reid = true;
        const LikenessWeights weights;
        const double expected =
            weights.temper * (weights.bothReid.embedding * .8 + weights.bothReid.colour * .5 + weights.bothReid.offset);
        QCOMPARE(logLikelihoodRatio(likeness), std::clamp(expected, weights.lowest, weights.highest));
        QVERIFY(logLikelihoodRatio(likeness) != detector);
        std::vector<LikenessExample> examples;
        for (int i = 0; i < 40; ++i)
            examples.push_back({{i % 2 == 0 ? .9 : .1, .5, true, true, true}, i % 2 == 0});
        const LikenessWeights fitted = fitLikeness(examples);
        QCOMPARE(fitted.both.embedding, weights.both.embedding); // no example of that kind
        QVERIFY(fitted.bothReid.embedding != weights.bothReid.embedding);
    }

    void coveredSharesAgreeWithARaster()
    {
        math::Rng rng(3);
        for (int round = 0; round < 20; ++round) {
            std::vector<Box> boxes;
            for (int i = 0; i < 12; ++i)
                boxes.push_back({rng.uniform() * 200, rng.uniform() * 100 + 7 * i, 20 + rng.uniform() * 60,
                                 60 + rng.uniform() * 120});
            const auto shares = coveredShares(boxes);
            for (std::size_t i = 0; i < boxes.size(); ++i) {
                bool close = false; // of the lower edges: who is nearer is then a question of size
                for (std::size_t j = 0; j < boxes.size(); ++j)
                    close = close || (j != i && std::abs(boxes[i].bottom() - boxes[j].bottom()) < 2);
                if (!close)
                    QVERIFY(std::abs(double(shares[i]) - coveredByRaster(boxes, i)) < .04);
            }
        }
    }

    void theNearerOfTwoCovers()
    {
        const std::vector<Box> boxes{{0, 0, 40, 100}, {0, 50, 40, 100}, {300, 0, 40, 100}};
        const auto shares = coveredShares(boxes);
        QCOMPARE(shares[0], .5F);
        QCOMPARE(shares[1], 0.F);
        QCOMPARE(shares[2], 0.F);
        QVERIFY(coveredShares({}).empty());
        QCOMPARE(coveredShares(std::vector<Box>{{0, 0, -1, 5}, {0, 0, 10, 10}})[0], 0.F);
    }

    void sumsAreWeightedMeans()
    {
        math::Rng rng(1);
        AppearanceSum sum;
        std::vector<double> expected(64, 0);
        double weights = 0;
        for (int i = 0; i < 30; ++i) {
            const auto embedding = randomEmbedding(rng, 64);
            const double weight = rng.uniform();
            sum.add(embedding, {}, weight, .5);
            for (std::size_t j = 0; j < 64; ++j)
                expected[j] += weight * double(embedding[j]);
            weights += weight;
        }
        const VideoMeans means = sum.means();
        for (std::size_t j = 0; j < 64; ++j)
            QVERIFY(std::abs(double(means.embedding[j]) - expected[j] / weights) < 1e-5);
        QVERIFY(means.colour.empty());
        QVERIFY(std::abs(sum.weight() - weights) < 1e-9);
        QCOMPARE(sum.appearance(means).covered, .5);
        QVERIFY(!sum.appearance(means).known()); // equal to the video's mean: says nothing
    }

    void sumsOfPartsAreTheSumOfAll()
    {
        math::Rng rng(2);
        AppearanceSum all, parts[2], video;
        for (int i = 0; i < 20; ++i) {
            const auto embedding = i == 7 ? std::vector<float>{} : randomEmbedding(rng, 16);
            const auto colour = i % 3 == 0 ? std::vector<std::uint8_t>{} : randomColour(rng);
            all.add(embedding, colour, .1 * i, .02 * i);
            parts[i % 2].add(embedding, colour, .1 * i, .02 * i);
            video.add(randomEmbedding(rng, 16), randomColour(rng), 1, 0);
        }
        parts[0].add(parts[1]);
        const VideoMeans means = video.means();
        const Appearance a = all.appearance(means);
        const Appearance b = parts[0].appearance(means);
        QCOMPARE(a.samples, b.samples);
        QVERIFY(std::abs(a.covered - b.covered) < 1e-9);
        const Likeness likeness = likenessOf(a, b);
        QVERIFY(likeness.embedding > .9999 && likeness.colour > .9999);
    }

    void peaksAreSamples()
    {
        math::Rng rng(9);
        FramePeaks peaks;
        peaks.embeddingSize = 8;
        peaks.peaks = {{0, 0, 10, 20, .9F}, {50, 0, 10, 20, .3F}};
        for (int i = 0; i < 16; ++i)
            peaks.embeddings.push_back(halfFromFloat(static_cast<float>(rng.uniform())));
        peaks.colourVersion = kColourVersion;
        for (int i = 0; i < 2; ++i) {
            const auto colour = randomColour(rng);
            peaks.colours.insert(peaks.colours.end(), colour.begin(), colour.end());
        }
        AppearanceSum sum;
        sum.add(peaks, 0, 0);
        sum.add(peaks, 1, .5);
        QVERIFY(std::abs(sum.weight() - (.7 + .1 * double(.3F))) < 1e-9);
        AppearanceSum first;
        first.add(peaks, 0, 0);
        const Appearance one = first.appearance(sum.means());
        QVERIFY(!one.embedding.empty() && !one.colour.empty());
        peaks.colourVersion = kColourVersion + 1; // measured by another definition
        AppearanceSum other;
        other.add(peaks, 0, 0);
        QVERIFY(other.appearance(sum.means()).colour.empty());
    }

    void stripesWithoutPixelsDoNotCount()
    {
        math::Rng rng(4);
        AppearanceSum video;
        for (int i = 0; i < 10; ++i)
            video.add({}, randomColour(rng), 1, 0);
        auto whole = randomColour(rng);
        auto cut = whole; // legs outside the picture
        std::fill(cut.begin() + 2 * kStripeBytes, cut.end(), std::uint8_t{0});
        AppearanceSum a, b;
        a.add({}, whole, 1, 0);
        b.add({}, cut, 1, 0);
        const VideoMeans means = video.means();
        const Appearance cutOff = b.appearance(means);
        QVERIFY(!cutOff.stripes[2] && cutOff.stripes[0]);
        QVERIFY(likenessOf(a.appearance(means), cutOff).colour > .9999);
    }

    void missingPartsAreSaid()
    {
        math::Rng rng(6);
        AppearanceSum video, embedded, coloured, otherNetwork;
        for (int i = 0; i < 10; ++i)
            video.add(randomEmbedding(rng, 8), randomColour(rng), 1, 0);
        embedded.add(randomEmbedding(rng, 8), {}, 1, 0);
        coloured.add({}, randomColour(rng), 1, 0);
        otherNetwork.add(randomEmbedding(rng, 12), {}, 1, 0);
        const VideoMeans means = video.means();
        const Likeness apart = likenessOf(embedded.appearance(means), coloured.appearance(means));
        QVERIFY(!apart.hasEmbedding && !apart.hasColour);
        QCOMPARE(logLikelihoodRatio(apart), 0.0);
        QVERIFY(!otherNetwork.appearance(means).known());
        QVERIFY(!AppearanceSum().appearance(means).known());
        QVERIFY(!embedded.appearance(VideoMeans{}).known());
    }

    void ratiosFollowTheirDefinition()
    {
        Likeness likeness{.5, .6, true, true};
        QVERIFY(std::abs(logLikelihoodRatio(likeness) - .7 * (1.5 * .5 + 10 * .6 - 4)) < 1e-12);
        likeness.colour = 1;
        likeness.embedding = 1;
        QCOMPARE(logLikelihoodRatio(likeness), 4.0);
        likeness.colour = likeness.embedding = -1;
        QCOMPARE(logLikelihoodRatio(likeness), -5.0);
        const LikenessWeights weights;
        likeness = {.3, 0, true, false};
        QVERIFY(std::abs(logLikelihoodRatio(likeness) -
                         .7 * (weights.embeddingAlone.cosine * .3 + weights.embeddingAlone.offset)) < 1e-12);
    }

    // Examples whose odds are known: the fit finds the weights, whatever the share of each kind.
    void fitFindsTheWeightsOfTheVideo()
    {
        math::Rng rng(8);
        std::vector<LikenessExample> examples;
        // cosines that are Gaussian about +-.3 and +-.2 with deviation .4: ratio 2 m x / s^2 = 3.75 e + 2.5 c
        while (examples.size() < 20000) {
            const bool same = rng.uniform() < .2;
            const double sign = same ? 1 : -1;
            examples.push_back({{sign * .3 + .4 * rng.normal(), sign * .2 + .4 * rng.normal(), true, true}, same});
        }
        const LikenessWeights weights = fitLikeness(examples);
        QVERIFY(std::abs(weights.both.embedding - 3.75) < .2);
        QVERIFY(std::abs(weights.both.colour - 2.5) < .2);
        QVERIFY(std::abs(weights.both.offset) < .1);
        QVERIFY(std::abs(weights.colourAlone.cosine - 2.5) < .2);
    }

    void fewExamplesStayNearThePrior()
    {
        const FitOptions options;
        std::vector<LikenessExample> examples(9, {{.9, .9, true, true}, true});
        examples.insert(examples.end(), 9, {{-.9, -.9, true, true}, false}); // separable: unbounded without the ridge
        const LikenessWeights weights = fitLikeness(examples, options);
        QVERIFY(std::abs(weights.both.colour - options.prior.both.colour) < 3);
        QVERIFY(std::abs(weights.both.embedding - options.prior.both.embedding) < 3);
        examples.resize(12); // three of one kind
        QCOMPARE(fitLikeness(examples).both.colour, LikenessWeights{}.both.colour);
        for (LikenessExample& example : examples)
            example.same = true;
        QCOMPARE(fitLikeness(examples).both.offset, LikenessWeights{}.both.offset);
    }

    void aLikenessNeverCountsAgainstItself()
    {
        std::vector<LikenessExample> examples;
        for (int i = 0; i < 2000; ++i) // labels that say the opposite
            examples.push_back({{i % 2 ? -.5 : .5, i % 2 ? -.5 : .5, true, true}, i % 2 == 1});
        const LikenessWeights weights = fitLikeness(examples);
        QVERIFY(weights.both.embedding >= 0 && weights.both.colour >= 0 && weights.colourAlone.cosine >= 0);
    }
};

QTEST_GUILESS_MAIN(TestAppearance)
#include "tst_appearance.moc"
