// Rules of the tracker on made-up people: what must hold for any input, and the steps of the association one by one.

#include "core/math/assignment.h"
#include "core/math/rng.h"
#include "core/tracker/fairmot_tracker.h"
#include "core/tracker/track_filter.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <map>
#include <set>

using namespace tw;
using namespace tw::tracker;

namespace {

std::unique_ptr<FairmotTracker> makeTracker(const FairmotOptions& options = {})
{
    auto tracker = FairmotTracker::create(options);
    return tracker ? *std::move(tracker) : nullptr;
}

std::vector<float> feature(int person, int size = 16)
{
    math::Rng rng(static_cast<std::uint64_t>(person) + 1000);
    std::vector<float> values;
    for (int k = 0; k < size; ++k)
        values.push_back(static_cast<float>(rng.normal()));
    return values;
}

Detection person(int who, double x, double y = 100, float score = 0.9F, int embeddingSize = 16)
{
    Detection detection{{x, y, 40, 100}, score, ClassId::kPedestrian, {}};
    if (embeddingSize > 0)
        detection.embedding = feature(who, embeddingSize);
    return detection;
}

std::vector<int> idsOf(const FrameTracks& tracks)
{
    std::vector<int> ids;
    for (const TrackedBox& box : tracks.boxes)
        ids.push_back(number(box.id));
    return ids;
}

// People walking about, with misses, noise and false detections.
std::vector<std::vector<Detection>> crowd(std::uint64_t seed, int people, int frames, int embeddingSize)
{
    math::Rng rng(seed);
    struct Walker {
        double x, y, vx, vy, height;
        std::vector<float> look;
    };
    std::vector<Walker> walkers;
    for (int k = 0; k < people; ++k)
        walkers.push_back({rng.uniform(0, 1900), rng.uniform(0, 900), rng.normal(0, 5), rng.normal(0, 2),
                           rng.uniform(60, 200), feature(k, embeddingSize)});
    std::vector<std::vector<Detection>> result(static_cast<std::size_t>(frames));
    for (auto& detections : result) {
        for (Walker& w : walkers) {
            w.x += w.vx;
            w.y += w.vy;
            if (rng.chance(0.12))
                continue;
            Detection detection{{w.x + rng.normal(0, 2), w.y + rng.normal(0, 2), 0.4 * w.height, w.height},
                                static_cast<float>(rng.uniform(0.4, 1)),
                                ClassId::kPedestrian,
                                w.look};
            for (float& value : detection.embedding)
                value += static_cast<float>(rng.normal(0, 0.3));
            detections.push_back(detection);
        }
        if (rng.chance(0.3)) {
            Detection ghost = person(rng.integer(500, 999), rng.uniform(0, 1900), rng.uniform(0, 900), 0.5F, 0);
            if (embeddingSize > 0)
                ghost.embedding = feature(rng.integer(500, 999), embeddingSize);
            detections.push_back(ghost);
        }
    }
    return result;
}

} // namespace

class TestFairmotTracker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confirmsAfterTwoHits()
    {
        const auto tracker = makeTracker();
        QCOMPARE(idsOf(*tracker->update(0, std::vector{person(1, 100)})),
                 (std::vector<int>{1})); // first frame: at once
        QCOMPARE(idsOf(*tracker->update(1, std::vector{person(1, 102), person(2, 600)})), (std::vector<int>{1}));
        QCOMPARE(idsOf(*tracker->update(2, std::vector{person(1, 104), person(2, 602)})), (std::vector<int>{1, 2}));
        // a single hit leaves nothing but a used number
        QCOMPARE(idsOf(*tracker->update(3, std::vector{person(1, 106), person(2, 604), person(3, 1200)})),
                 (std::vector<int>{1, 2}));
        QCOMPARE(idsOf(*tracker->update(4, std::vector{person(1, 108), person(2, 606)})), (std::vector<int>{1, 2}));
        tracker->update(5, std::vector{person(1, 110), person(2, 608), person(4, 1500)}).value();
        QCOMPARE(idsOf(*tracker->update(6, std::vector{person(1, 112), person(2, 610), person(4, 1502)})),
                 (std::vector<int>{1, 2, 4}));
    }

    void findsAgainAsLongAsTheBufferLasts_data()
    {
        QTest::addColumn<int>("gap");
        QTest::addColumn<double>("frameRate");
        QTest::addColumn<int>("expected"); // id after the gap
        QTest::newRow("30 frames") << 30 << 30.0 << 1;
        QTest::newRow("31 frames: the extra one") << 31 << 30.0 << 1;
        QTest::newRow("32 frames") << 32 << 30.0 << 2;
        QTest::newRow("slow video") << 8 << 7.0 << 1;
        QTest::newRow("slow video, too long") << 9 << 7.0 << 2;
    }
    void findsAgainAsLongAsTheBufferLasts()
    {
        QFETCH(int, gap);
        QFETCH(double, frameRate);
        QFETCH(int, expected);
        FairmotOptions options;
        options.frameRate = frameRate;
        const auto tracker = makeTracker(options);
        FrameIndex frame = 0;
        for (int k = 0; k < 3; ++k)
            tracker->update(frame++, std::vector{person(1, 100)}).value();
        for (int k = 0; k < gap; ++k)
            QVERIFY(tracker->update(frame++, {})->boxes.empty());
        tracker->update(frame++, std::vector{person(1, 100)}).value();
        QCOMPARE(idsOf(*tracker->update(frame++, std::vector{person(1, 100)})), (std::vector<int>{expected}));
    }

    void keepsScoreOfTheLastMatchWhenFoundAgain()
    {
        const auto tracker = makeTracker();
        tracker->update(0, std::vector{person(1, 100, 100, 0.8F)}).value();
        tracker->update(1, {}).value();
        QCOMPARE(tracker->lostIds(), (std::vector<TrackId>{TrackId{1}}));
        const auto found = *tracker->update(2, std::vector{person(1, 100, 100, 0.6F)});
        QCOMPARE(found.boxes.at(0).score, 0.8F);
        QCOMPARE(tracker->update(3, std::vector{person(1, 100, 100, 0.6F)})->boxes.at(0).score, 0.6F);
    }

    void appearanceBeatsPosition()
    {
        // two people change places between frames; only the embedding knows
        const auto tracker = makeTracker();
        for (FrameIndex f = 0; f < 4; ++f)
            tracker->update(f, std::vector{person(1, 100), person(2, 110)}).value();
        const auto crossed = *tracker->update(4, std::vector{person(2, 100), person(1, 110)});
        std::map<int, int> detectionOf;
        for (const TrackedBox& box : crossed.boxes)
            detectionOf[number(box.id)] = box.detection;
        QCOMPARE(detectionOf, (std::map<int, int>{{1, 1}, {2, 0}}));
        // and without that cue position decides
        FairmotOptions blind;
        blind.useEmbedding = false;
        const auto other = makeTracker(blind);
        for (FrameIndex f = 0; f < 4; ++f)
            other->update(f, std::vector{person(1, 100), person(2, 110)}).value();
        detectionOf.clear();
        const auto uncrossed = *other->update(4, std::vector{person(2, 100), person(1, 110)});
        for (const TrackedBox& box : uncrossed.boxes)
            detectionOf[number(box.id)] = box.detection;
        QCOMPARE(detectionOf, (std::map<int, int>{{1, 0}, {2, 1}}));
    }

    void gateKeepsLookalikesAway()
    {
        FairmotOptions open;
        open.useMotion = false;
        for (const bool gated : {true, false}) {
            const auto tracker = makeTracker(gated ? FairmotOptions{} : open);
            for (FrameIndex f = 0; f < 3; ++f)
                tracker->update(f, std::vector{person(1, 100)}).value();
            tracker->update(3, std::vector{person(1, 900)}).value();
            const auto tracks = *tracker->update(4, std::vector{person(1, 900)});
            QCOMPARE(idsOf(tracks), gated ? std::vector<int>{2} : std::vector<int>{1});
        }
    }

    void classesDoNotMix()
    {
        for (const bool mixing : {false, true}) {
            FairmotOptions options;
            options.matchAcrossClasses = mixing;
            const auto tracker = makeTracker(options);
            tracker->update(0, std::vector{person(1, 100)}).value();
            Detection other = person(1, 100);
            other.classId = ClassId{3};
            tracker->update(1, std::vector{other}).value();
            const auto tracks = *tracker->update(2, std::vector{other});
            QCOMPARE(tracks.boxes.size(), std::size_t{1});
            QCOMPARE(number(tracks.boxes[0].id), mixing ? 1 : 2);
            QCOMPARE(number(tracks.boxes[0].classId), mixing ? 1 : 3);
        }
    }

    void thresholdsCutDetectionsAndBirths()
    {
        FairmotOptions options;
        options.detectionThreshold = 0.5;
        options.newTrackThreshold = 0.7;
        const auto tracker = makeTracker(options);
        const auto first =
            *tracker->update(0, std::vector{person(1, 100, 100, 0.5F), person(2, 500, 100, 0.6F), person(3, 900)});
        QCOMPARE(idsOf(first), (std::vector<int>{1}));
        QCOMPARE(first.boxes[0].detection, 2);
        // an existing track continues on a score that would not start one
        QCOMPARE(idsOf(*tracker->update(1, std::vector{person(3, 900, 100, 0.55F)})), (std::vector<int>{1}));
    }

    void duplicateOfALostTrackGoes()
    {
        const auto tracker = makeTracker();
        for (FrameIndex f = 0; f < 6; ++f)
            tracker->update(f, std::vector{person(1, 100)}).value();
        // another person, by appearance, exactly where the lost one is expected
        for (FrameIndex f = 6; f < 10; ++f)
            QVERIFY(tracker->update(f, std::vector{person(77, 100, 128)})->boxes.size() <= 1);
        FairmotOptions off;
        off.duplicateLimit = 0;
        QVERIFY(makeTracker(off) != nullptr);
    }

    void holdsForAnyCrowd_data()
    {
        QTest::addColumn<int>("embeddingSize");
        QTest::addColumn<bool>("motion");
        QTest::addColumn<bool>("iou");
        QTest::newRow("all cues") << 24 << true << true;
        QTest::newRow("no embeddings") << 0 << true << true;
        QTest::newRow("overlap only") << 0 << false << true;
        QTest::newRow("no motion") << 24 << false << true;
        QTest::newRow("no overlap") << 24 << true << false;
        QTest::newRow("appearance only") << 24 << false << false;
    }
    void holdsForAnyCrowd()
    {
        QFETCH(int, embeddingSize);
        QFETCH(bool, motion);
        QFETCH(bool, iou);
        FairmotOptions options;
        options.useMotion = motion;
        options.useIou = iou;
        const auto frames = crowd(11, 40, 80, embeddingSize);
        const auto forward = makeTracker(options);
        const auto shuffled = makeTracker(options);
        math::Rng rng(2);
        std::set<int> everSeen;
        std::size_t total = 0;
        for (std::size_t f = 0; f < frames.size(); ++f) {
            const auto& detections = frames[f];
            const auto tracks = *forward->update(static_cast<FrameIndex>(f), detections);
            const auto ids = idsOf(tracks);
            QCOMPARE(std::set<int>(ids.begin(), ids.end()).size(), ids.size());
            std::set<int> used;
            for (const TrackedBox& box : tracks.boxes) {
                QVERIFY(box.detection >= 0 && static_cast<std::size_t>(box.detection) < detections.size());
                QVERIFY(used.insert(box.detection).second);
                QVERIFY(box.box.valid());
                everSeen.insert(number(box.id));
            }
            total += tracks.boxes.size();

            // The order of the detections may change the numbers, never who is matched with what.
            std::vector<int> order(detections.size());
            for (std::size_t k = 0; k < order.size(); ++k)
                order[k] = static_cast<int>(k);
            rng.shuffle(std::span(order));
            std::vector<Detection> permuted;
            for (const int k : order)
                permuted.push_back(detections[static_cast<std::size_t>(k)]);
            const auto other = *shuffled->update(static_cast<FrameIndex>(f), permuted);
            std::map<int, Box> ours;
            std::map<int, Box> theirs;
            for (const TrackedBox& box : tracks.boxes)
                ours[box.detection] = box.box;
            for (const TrackedBox& box : other.boxes)
                theirs[order[static_cast<std::size_t>(box.detection)]] = box.box;
            QCOMPARE(ours.size(), theirs.size());
            QVERIFY(ours == theirs);
        }
        QVERIFY(total > 1500);
        QVERIFY(everSeen.size() >= 40);
    }

    void resetStartsAnew()
    {
        const auto frames = crowd(5, 10, 20, 8);
        const auto tracker = makeTracker();
        std::vector<std::vector<int>> first;
        std::vector<std::vector<int>> second;
        for (std::size_t f = 0; f < frames.size(); ++f)
            first.push_back(idsOf(*tracker->update(static_cast<FrameIndex>(f), frames[f])));
        tracker->reset();
        for (std::size_t f = 0; f < frames.size(); ++f)
            second.push_back(idsOf(*tracker->update(static_cast<FrameIndex>(f), frames[f])));
        QCOMPARE(first, second);
        tracker->reset();
        QVERIFY(tracker->update(0, std::vector{person(1, 5, 5, 0.9F, 3)})); // another embedding size is fine now
    }

    void refusesWhatItCannotUse()
    {
        const auto tracker = makeTracker();
        tracker->update(3, std::vector{person(1, 100)}).value();
        const auto code = [&](FrameIndex frame, std::vector<Detection> detections) {
            const auto result = tracker->update(frame, detections);
            return result ? ErrorCode::Internal : result.error().code;
        };
        QVERIFY(code(3, {}) == ErrorCode::InvalidArgument);
        QVERIFY(code(-1, {}) == ErrorCode::InvalidArgument);
        for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
            Detection detection = person(1, 100);
            detection.box.left = bad;
            QVERIFY(code(4, {detection}) == ErrorCode::InvalidArgument);
            detection = person(1, 100);
            detection.box.height = bad;
            QVERIFY(code(4, {detection}) == ErrorCode::InvalidArgument);
        }
        Detection flat = person(1, 100);
        flat.box.width = 0;
        QVERIFY(code(4, {flat}) == ErrorCode::InvalidArgument);
        QVERIFY(code(4, {person(1, 100, 100, std::nanf(""))}) == ErrorCode::InvalidArgument);
        QVERIFY(code(4, {person(1, 100), person(2, 300, 100, 0.9F, 8)}) == ErrorCode::InvalidArgument);
        QVERIFY(code(4, {person(1, 100, 100, 0.9F, 0)}) == ErrorCode::InvalidArgument);
        Detection zero = person(1, 100);
        zero.embedding.assign(zero.embedding.size(), 0.0F);
        QVERIFY(code(4, {zero}) == ErrorCode::InvalidArgument);
        // and nothing of it left a trace
        QCOMPARE(idsOf(*tracker->update(4, std::vector{person(1, 100)})), (std::vector<int>{1}));

        FairmotOptions noIou;
        noIou.useIou = false;
        const auto appearanceOnly = makeTracker(noIou);
        QVERIFY(!appearanceOnly->update(0, std::vector{person(1, 100, 100, 0.9F, 0)}));
    }

    void optionsAreChecked()
    {
        const auto refused = [](auto change) {
            FairmotOptions options;
            change(options);
            return !FairmotTracker::create(options).has_value();
        };
        QVERIFY(!refused([](FairmotOptions&) {}));
        QVERIFY(refused([](FairmotOptions& o) { o.useEmbedding = o.useIou = false; }));
        QVERIFY(refused([](FairmotOptions& o) { o.embeddingLimit = -0.1; }));
        QVERIFY(refused([](FairmotOptions& o) { o.iouLimit = 1.5; }));
        QVERIFY(refused([](FairmotOptions& o) { o.lambda = std::nan(""); }));
        QVERIFY(refused([](FairmotOptions& o) { o.frameRate = 0; }));
        QVERIFY(refused([](FairmotOptions& o) { o.gate = 0; }));
        QVERIFY(refused([](FairmotOptions& o) { o.trackBuffer = -1; }));
        QVERIFY(refused([](FairmotOptions& o) { o.featureMemory = 2; }));
    }

    void filterDropsFlatAndSmallPeople()
    {
        const FilterOptions options;
        const auto kept = [&](Box box, ClassId classId = ClassId::kPedestrian, FilterOptions with = {}) {
            return isKept({TrackId{1}, box, 0.9F, classId, 0}, with);
        };
        QVERIFY(kept({0, 0, 160, 100}));
        QVERIFY(!kept({0, 0, 160.1, 100}));
        QVERIFY(!kept({0, 0, 10, 10})); // the area must be exceeded
        QVERIFY(kept({0, 0, 10, 10.1}));
        QVERIFY(kept({0, 0, 300, 100}, ClassId{3}));
        QVERIFY(!kept({0, 0, 300, 100}, ClassId{3}, {.otherClasses = true}));
        QVERIFY(kept({0, 0, 300, 100}, ClassId::kPedestrian, {.enabled = false}));
        QVERIFY(kept({0, 0, 300, 100}, ClassId::kPedestrian, {.maxAspect = 0}));
        const FrameTracks tracks{3, {{TrackId{1}, {0, 0, 300, 100}}, {TrackId{2}, {0, 0, 40, 100}}}};
        QCOMPARE(idsOf(filtered(tracks, options)), (std::vector<int>{2}));
        QVERIFY(options.check());
        QVERIFY(!(FilterOptions{.maxAspect = -1}.check()));
    }
};

QTEST_GUILESS_MAIN(TestFairmotTracker)
#include "tst_fairmot_tracker.moc"
