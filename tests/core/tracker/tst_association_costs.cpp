// The short cuts of the association against full matrices: same pairs, same costs, same matching.

#include "core/math/assignment.h"
#include "core/math/rng.h"
#include "core/tracker/cost.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tw;
using namespace tw::tracker;
using tw::math::PairCost;

namespace {

struct Scene {
    std::vector<Track> tracks;
    std::vector<Candidate> candidates;
    std::vector<Track*> rows;
    std::vector<const Candidate*> columns;
};

std::unique_ptr<Scene> makeScene(std::uint64_t seed, int count, double area)
{
    math::Rng rng(seed);
    auto scene = std::make_unique<Scene>();
    const auto look = [&](int who) {
        math::Rng of(static_cast<std::uint64_t>(who));
        std::vector<float> values(37);
        for (float& value : values)
            value = static_cast<float>(of.normal() + rng.normal(0, 0.4));
        return unitFeature(values);
    };
    for (int k = 0; k < count; ++k) {
        const Box box{rng.uniform(0, area), rng.uniform(0, area), rng.uniform(20, 80), rng.uniform(60, 200)};
        Track track;
        track.id = TrackId{k + 1};
        track.filter = KalmanBox(measurementOf(box), {});
        for (int step = rng.integer(0, 5); step >= 0; --step) {
            track.filter.predict({});
            if (rng.chance(0.5))
                track.filter.update(measurementOf(box), {});
        }
        track.feature = look(k);
        scene->tracks.push_back(track);
        if (rng.chance(0.85)) {
            const Box seen{box.left + rng.normal(0, 6), box.top + rng.normal(0, 6), box.width * rng.uniform(0.9, 1.1),
                           box.height * rng.uniform(0.9, 1.1)};
            scene->candidates.push_back({seen, measurementOf(seen), 0.9F, ClassId::kPedestrian, k, look(k)});
        }
    }
    for (Track& track : scene->tracks)
        scene->rows.push_back(&track);
    for (const Candidate& candidate : scene->candidates)
        scene->columns.push_back(&candidate);
    return scene;
}

// As the formulas say, every pair, no thought given to speed.
std::vector<PairCost> allPairs(const Scene& scene, const AppearanceCost& cost)
{
    std::vector<PairCost> pairs;
    for (std::size_t i = 0; i < scene.rows.size(); ++i)
        for (std::size_t j = 0; j < scene.columns.size(); ++j) {
            const Track& track = *scene.rows[i];
            const Candidate& candidate = *scene.columns[j];
            double dot = 0, a = 0, b = 0;
            for (std::size_t k = 0; k < track.feature.values.size(); ++k) {
                const double x = track.feature.values[k];
                const double y = candidate.feature.values[k];
                dot += x * y;
                a += x * x;
                b += y * y;
            }
            double total = std::max(0.0, 1 - dot / (std::sqrt(a) * std::sqrt(b)));
            if (!cost.useEmbedding)
                total = 1 - math::iouOfPixels(math::cornersOf(track.filter.box()), math::cornersOf(candidate.box));
            if (cost.useMotion) {
                const auto deviation = track.filter.innovationDeviation(cost.noise);
                double distance = 0;
                for (std::size_t k = 0; k < 4; ++k)
                    distance += std::pow((candidate.measurement[k] - track.filter.position()[k]) / deviation[k], 2);
                if (distance > cost.gate)
                    continue;
                if (cost.useEmbedding)
                    total = cost.lambda * total + (1 - cost.lambda) * distance;
            }
            if (total <= cost.limit)
                pairs.push_back({static_cast<int>(i), static_cast<int>(j), total});
        }
    return pairs;
}

bool same(std::span<const PairCost> found, std::vector<PairCost> expected)
{
    std::vector<PairCost> ours(found.begin(), found.end());
    const auto order = [](const PairCost& a, const PairCost& b) {
        return a.row != b.row ? a.row < b.row : a.column < b.column;
    };
    std::sort(ours.begin(), ours.end(), order);
    std::sort(expected.begin(), expected.end(), order);
    return std::equal(ours.begin(), ours.end(), expected.begin(), expected.end(),
                      [](const PairCost& a, const PairCost& b) {
                          return a.row == b.row && a.column == b.column && std::abs(a.cost - b.cost) < 1e-12;
                      });
}

// Through the dense (n + m)^2 matrix that defines the association.
std::vector<int> assignDense(const Scene& scene, const std::vector<PairCost>& pairs, double limit)
{
    const std::size_t n = scene.rows.size();
    const std::size_t m = scene.columns.size();
    const std::size_t size = n + m;
    std::vector<double> square(size * size, limit / 2);
    for (std::size_t i = 0; i < n; ++i)
        std::fill_n(square.begin() + static_cast<std::ptrdiff_t>(i * size), m, 1e6);
    for (std::size_t i = n; i < size; ++i)
        std::fill_n(square.begin() + static_cast<std::ptrdiff_t>(i * size + m), n, 0.0);
    for (const PairCost& pair : pairs)
        square[static_cast<std::size_t>(pair.row) * size + static_cast<std::size_t>(pair.column)] = pair.cost;
    math::LinearSumAssignment solver;
    const auto columns = solver.solve(square, static_cast<int>(size), static_cast<int>(size));
    std::vector<int> result(columns.begin(), columns.begin() + static_cast<std::ptrdiff_t>(n));
    for (int& column : result)
        column = column < static_cast<int>(m) ? column : -1;
    return result;
}

} // namespace

class TestAssociationCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsFullMatrices_data()
    {
        QTest::addColumn<bool>("embedding");
        QTest::addColumn<bool>("motion");
        QTest::newRow("embedding and motion") << true << true;
        QTest::newRow("embedding") << true << false;
        QTest::newRow("overlap and motion") << false << true;
    }
    void equalsFullMatrices()
    {
        QFETCH(bool, embedding);
        QFETCH(bool, motion);
        AppearanceCost cost;
        cost.useEmbedding = embedding;
        cost.useMotion = motion;
        cost.limit = embedding ? 0.4 : 0.5;
        AppearancePairs finder;
        math::LimitedAssignment sparse;
        std::size_t total = 0;
        for (std::uint64_t seed = 1; seed <= 12; ++seed) {
            const auto scene = makeScene(seed, seed % 2 == 0 ? 60 : 25, seed % 3 == 0 ? 300 : 1500);
            const auto expected = allPairs(*scene, cost);
            const auto found = finder.find(scene->rows, scene->columns, cost);
            QVERIFY(same(found, expected));
            total += expected.size();
            const auto matched = sparse.solve(static_cast<int>(scene->rows.size()),
                                              static_cast<int>(scene->columns.size()), found, cost.limit);
            QCOMPARE(std::vector<int>(matched.begin(), matched.end()), assignDense(*scene, expected, cost.limit));
        }
        QVERIFY(total > 100);
    }

    void overlapsEqualFullMatrices()
    {
        math::Rng rng(8);
        IouPairs finder;
        std::size_t total = 0;
        for (const double limit : {0.15, 0.5, 0.7, 1.0}) {
            for (int round = 0; round < 10; ++round) {
                std::vector<Box> rows;
                std::vector<Box> columns;
                for (int k = 0; k < 50; ++k) {
                    const Box box{rng.uniform(-20, 300), rng.uniform(-20, 300), rng.uniform(1, 90),
                                  rng.uniform(1, 150)};
                    rows.push_back(box);
                    columns.push_back(rng.chance(0.5)
                                          ? Box{box.left + rng.integer(-3, 3), box.top, box.width, box.height}
                                          : Box{rng.uniform(0, 300), rng.uniform(0, 300), 40, 80});
                }
                std::vector<PairCost> expected;
                for (int i = 0; i < 50; ++i)
                    for (int j = 0; j < 50; ++j) {
                        const double overlap =
                            1 - math::iouOfPixels(math::cornersOf(rows[static_cast<std::size_t>(i)]),
                                                  math::cornersOf(columns[static_cast<std::size_t>(j)]));
                        if (overlap <= limit)
                            expected.push_back({i, j, overlap});
                    }
                QVERIFY(same(finder.find(rows, columns, limit), expected));
                total += expected.size();
            }
        }
        QVERIFY(total > 1000);
    }

    void featuresStayUnitLong()
    {
        Feature blended = unitFeature({3, 4});
        QCOMPARE(blended.values, (std::vector<float>{0.6F, 0.8F}));
        QCOMPARE(cosineDistance(blended, unitFeature({30, 40})), 0.0);
        QVERIFY(std::abs(cosineDistance(blended, unitFeature({-4, 3})) - 1) < 1e-7);
        QVERIFY(std::abs(cosineDistance(blended, unitFeature({-3, -4})) - 2) < 1e-7);
        blendFeature(blended, unitFeature({-4, 3}), 0.9);
        QVERIFY(std::abs(blended.norm - 1) < 1e-6);
        QVERIFY(blended.values[0] < 0.6F && blended.values[1] > 0.8F);
        const Feature before = blended;
        blendFeature(blended, {}, 0.9); // nothing seen, nothing learnt
        QCOMPARE(blended.values, before.values);
    }

    void emptySidesGiveNoPairs()
    {
        const auto scene = makeScene(1, 3, 100);
        AppearancePairs finder;
        QVERIFY(finder.find(scene->rows, {}, {}).empty());
        QVERIFY(finder.find({}, scene->columns, {}).empty());
        IouPairs overlaps;
        QVERIFY(overlaps.find({}, {}, 0.5).empty());
    }
};

QTEST_GUILESS_MAIN(TestAssociationCosts)
#include "tst_association_costs.moc"
