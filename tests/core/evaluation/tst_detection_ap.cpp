// Average precision of boxes and the embedding's ROC.

#include "core/evaluation/detection_ap.h"
#include "core/evaluation/embedding_roc.h"
#include "core/math/rng.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tw;
using namespace tw::evaluation;

namespace {

Box at(double x)
{
    return {x, 0, 10, 10};
}

bool near(double a, double b, double tolerance = 1e-12)
{
    return std::abs(a - b) <= tolerance;
}

// Images whose boxes are whole pixels, so that another program sees the very same numbers.
std::vector<ImageBoxes> randomImages()
{
    math::Rng rng(2024);
    std::vector<ImageBoxes> images(40);
    for (ImageBoxes& image : images) {
        for (int k = rng.integer(0, 8); k > 0; --k) {
            const Box box{static_cast<double>(rng.integer(0, 300)), static_cast<double>(rng.integer(0, 200)),
                          static_cast<double>(rng.integer(20, 60)), static_cast<double>(rng.integer(40, 120))};
            (rng.chance(0.15) ? image.ignored : image.truth).push_back(box);
            if (rng.chance(0.8))
                image.detections.push_back({{box.left + rng.integer(-6, 6), box.top + rng.integer(-6, 6),
                                             box.width + rng.integer(-5, 5), box.height + rng.integer(-8, 8)},
                                            static_cast<float>(rng.integer(1, 40)) / 40});
            if (rng.chance(0.3))
                image.detections.push_back({{static_cast<double>(rng.integer(0, 300)), 10, 40, 90},
                                            static_cast<float>(rng.integer(1, 30)) / 40});
        }
    }
    return images;
}

// The ROC with all pairs sorted, as the definition says.
double slowTpr(const std::vector<float>& embeddings, std::size_t size, const std::vector<std::int64_t>& ids,
               double level)
{
    std::vector<std::pair<double, bool>> pairs;
    for (std::size_t i = 0; i < ids.size(); ++i)
        for (std::size_t j = i + 1; j < ids.size(); ++j) {
            if (ids[i] < 0 || ids[j] < 0)
                continue;
            double dot = 0, a = 0, b = 0;
            for (std::size_t k = 0; k < size; ++k) {
                dot += static_cast<double>(embeddings[i * size + k]) * embeddings[j * size + k];
                a += static_cast<double>(embeddings[i * size + k]) * embeddings[i * size + k];
                b += static_cast<double>(embeddings[j * size + k]) * embeddings[j * size + k];
            }
            pairs.push_back({dot / std::sqrt(a * b), ids[i] == ids[j]});
        }
    std::sort(pairs.begin(), pairs.end(), [](const auto& x, const auto& y) { return x.first > y.first; });
    double positives = 0, negatives = 0;
    for (const auto& [similarity, same] : pairs)
        (same ? positives : negatives) += 1;
    double tp = 0, fp = 0;
    for (const auto& [similarity, same] : pairs) {
        if (same) {
            tp += 1;
            continue;
        }
        if (fp + 1 >= level * negatives)
            return (tp + 0) / positives;
        fp += 1;
    }
    return 1;
}

} // namespace

class TestDetectionAp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fairmotByHand()
    {
        // right, wrong, right of two: recall .5 at precision 1, recall 1 at 2/3
        const ImageBoxes image{{at(0), at(100)}, {}, {{at(0), 0.9F}, {at(50), 0.8F}, {at(101), 0.7F}}};
        const FairmotAp one = fairmotAp(std::vector{image});
        QVERIFY(near(one.ap, 0.5 * 1 + 0.5 * 2 / 3.0));
        QVERIFY(near(one.recall, 1) && near(one.precision, 2.0 / 3));
        // images without ground truth do not count, images without detections do
        const ImageBoxes empty{{}, {}, {{at(0), 0.9F}}};
        const ImageBoxes missed{{at(0)}, {}, {}};
        const FairmotAp all = fairmotAp(std::vector{image, empty, missed});
        QCOMPARE(all.images, std::int64_t{2});
        QVERIFY(near(all.ap, one.ap / 2));
        QCOMPARE(fairmotAp({}).ap, 0.0);
    }

    void fairmotPeculiarities()
    {
        // a detection only tries its nearest box: the second one is wrong although a free box is near enough
        const ImageBoxes greedy{{at(0), at(3)}, {}, {{at(1), 0.9F}, {at(1.2), 0.8F}}};
        QVERIFY(near(fairmotAp(std::vector{greedy}).recall, 0.5));
        // IoU must exceed the limit
        ImageBoxes half{{{0, 0, 10, 10}}, {}, {{{0, 0, 10, 5}, 0.9F}}};
        QCOMPARE(fairmotAp(std::vector{half}).ap, 0.0);
        half.detections[0].box.height = 5.001;
        QVERIFY(near(fairmotAp(std::vector{half}).ap, 1));
        // only the best are kept, with all that are as good as the last of them
        ImageBoxes many{{at(0)}, {}, {{at(500), 0.9F}, {at(600), 0.8F}, {at(700), 0.8F}, {at(0), 0.5F}}};
        QCOMPARE(fairmotAp(std::vector{many}, {.keep = 2}).ap, 0.0);
        QVERIFY(near(fairmotAp(std::vector{many}, {.keep = 2}).precision, 0));
        QVERIFY(near(fairmotAp(std::vector{many}, {.keep = 4}).ap, 0.25));
    }

    void cocoByHand()
    {
        const ImageBoxes perfect{{at(0), at(100)}, {}, {{at(0), 0.9F}, {at(100), 0.8F}}};
        QVERIFY(near(cocoAp(std::vector{perfect}).ap, 1, 1e-9));
        const ImageBoxes ignored{{at(0)}, {at(100)}, {{at(100), 0.95F}, {at(0), 0.9F}}};
        QVERIFY(near(cocoAp(std::vector{ignored}).ap, 1, 1e-9)); // the better one is on ignored ground
        ImageBoxes counted = ignored;
        counted.ignored.clear();
        QVERIFY(near(cocoAp(std::vector{counted}).ap, 0.5, 1e-9));
        QCOMPARE(cocoAp({}).ap, -1.0);
        QVERIFY(near(cocoAp(std::vector{perfect}, 1).ar, 0.5, 1e-12));
    }

    // Figures that pycocotools 2.0 printed for these images (ignored boxes given as boxes outside the area range).
    void cocoEqualsTheReference()
    {
        const CocoAp found = cocoAp(randomImages());
        QVERIFY2(near(found.ap, kReferenceAp), qPrintable(QString::number(found.ap, 'g', 17)));
        QVERIFY2(near(found.ap50, kReferenceAp50), qPrintable(QString::number(found.ap50, 'g', 17)));
        QVERIFY2(near(found.ap75, kReferenceAp75), qPrintable(QString::number(found.ap75, 'g', 17)));
        QVERIFY2(near(found.ar, kReferenceAr), qPrintable(QString::number(found.ar, 'g', 17)));
    }

    void embeddingsOfTwinsAndStrangers()
    {
        // two people, two looks each; strangers are at right angles except one pair
        const std::vector<float> embeddings{1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0};
        const auto roc = tprAtFar(embeddings, 3, std::vector<std::int64_t>{1, 1, 2, 2}, std::vector<double>{0.1, 1.0});
        // similarities of exactly 0 are dropped: there are no false pairs left
        QVERIFY(!roc && roc.error().code == ErrorCode::InvalidArgument);
        const std::vector<float> mixed{1, 0, 1, 0.1F, 0.1F, 1, 0, 1};
        const auto clear = tprAtFar(mixed, 2, std::vector<std::int64_t>{1, 1, 2, 2}, std::vector<double>{0.1, 1.0});
        QVERIFY(clear);
        QVERIFY(near(clear->tpr[0], 1) && near(clear->tpr[1], 1));
        QCOMPARE(clear->truePairs, std::int64_t{2});
        QCOMPARE(clear->falsePairs, std::int64_t{3}); // one of the four is exactly 0
    }

    void embeddingsEqualTheDefinition()
    {
        math::Rng rng(6);
        constexpr std::size_t kSize = 12;
        std::vector<float> embeddings;
        std::vector<std::int64_t> ids;
        for (int who = 0; who < 40; ++who) {
            std::vector<double> look(kSize);
            for (double& value : look)
                value = rng.normal();
            for (int k = rng.integer(1, 12); k > 0; --k) {
                for (const double value : look)
                    embeddings.push_back(static_cast<float>(value + rng.normal(0, 0.9)));
                ids.push_back(rng.chance(0.1) ? -1 : who);
            }
        }
        const std::vector<double> levels{1e-4, 1e-3, 1e-2, 0.1, 0.5, 1.0};
        const auto roc = tprAtFar(embeddings, kSize, ids, levels);
        QVERIFY(roc);
        QVERIFY(roc->falsePairs > 10000);
        for (std::size_t k = 0; k < levels.size(); ++k) {
            // between two points of the curve only the false share grows, so it is flat there up to rounding of floats
            const double expected = slowTpr(embeddings, kSize, ids, levels[k]);
            QVERIFY2(near(roc->tpr[k], expected, 1e-3), qPrintable(QString::number(roc->tpr[k] - expected)));
        }
        QVERIFY(roc->tpr[0] < roc->tpr[3] && roc->tpr[3] < 1.0);
        QCOMPARE(roc->tpr.back(), 1.0);
    }

    void badEmbeddingsAreRefused()
    {
        const std::vector<std::int64_t> ids{1, 1, 2};
        const std::vector<double> levels{0.1};
        QVERIFY(!tprAtFar(std::vector<float>{1, 2, 3, 4}, 2, ids, levels));
        QVERIFY(!tprAtFar(std::vector<float>{1, 2, 0, 0, 1, 1}, 2, ids, levels));
        QVERIFY(!tprAtFar(std::vector<float>{1, 2, std::nanf(""), 0, 1, 1}, 2, ids, levels));
        QVERIFY(!tprAtFar(std::vector<float>{1, 2, 3, 4, 1, 1}, 2, ids, std::vector<double>{0.0}));
        QVERIFY(!tprAtFar(std::vector<float>{1, 2, 3, 4, 1, 1}, 2, std::vector<std::int64_t>{1, 1, 1}, levels));
        QVERIFY(tprAtFar(std::vector<float>{1, 2, 3, 4, 1, 1}, 2, ids, levels));
    }

private:
    static constexpr double kReferenceAp = 0.31317530687753997;
    static constexpr double kReferenceAp50 = 0.7170968768015769;
    static constexpr double kReferenceAp75 = 0.1864677694020807;
    static constexpr double kReferenceAr = 0.4581196581196581;
};

QTEST_GUILESS_MAIN(TestDetectionAp)
#include "tst_detection_ap.moc"
