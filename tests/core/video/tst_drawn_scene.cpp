// The drawn scene: the same every time, and its truth is what the pixels show. Also what the test support makes of it.

#include "core/video/drawn_scene.h"
#include "tests/support/synthetic_scene.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

using namespace tw;
using namespace tw::video;

namespace {

SceneOptions quiet(std::uint64_t seed)
{
    SceneOptions options;
    options.seed = seed;
    options.width = 640;
    options.height = 360;
    options.frameCount = 120;
    options.people = 6;
    options.noise = 0;
    options.softness = 0;
    return options;
}

} // namespace

class TestDrawnScene : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameSeedSameScene()
    {
        const SceneOptions options = SceneOptions::varied(31, 480, 270, 60);
        const DrawnScene a(options), b(options);
        // frames in any order
        (void)b.draw(10);
        QVERIFY(a.draw(40) == b.draw(40));
        QVERIFY(a.draw(10) == b.draw(10));
        QVERIFY(a.draw(10) != a.draw(11));
        const auto left = a.truth(33), right = b.truth(33);
        QCOMPARE(left.size(), right.size());
        for (std::size_t i = 0; i < left.size(); ++i)
            QVERIFY(left[i].id == right[i].id && left[i].box == right[i].box &&
                    left[i].visibility == right[i].visibility);
        const DrawnScene other(SceneOptions::varied(32, 480, 270, 60));
        QVERIFY(other.draw(10) != a.draw(10));
    }

    // Where the picture differs from the empty scene there is a person (or a shadow), and a visible person's box holds
    // changed pixels up to its edges.
    void boxesFitThePixels_data()
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<int>("seed");
        for (int view = 0; view < 3; ++view) {
            for (int seed = 1; seed <= 3; ++seed)
                QTest::addRow("view %d seed %d", view, seed) << view << seed;
        }
    }
    void boxesFitThePixels()
    {
        QFETCH(int, view);
        QFETCH(int, seed);
        SceneOptions options = quiet(static_cast<std::uint64_t>(seed));
        options.view = static_cast<SceneOptions::View>(view);
        options.obstacles = 0;
        SceneOptions noPeople = options;
        noPeople.people = 0;
        const DrawnScene scene(options), empty(noPeople);
        int checked = 0;
        for (const FrameIndex frame : {0, 40, 80, 119}) {
            const auto full = scene.draw(frame), background = empty.draw(frame);
            for (const DrawnPerson& person : scene.truth(frame)) {
                if (person.visibility < 0.999)
                    continue;
                const Box& box = person.box;
                const auto changedIn = [&](double left, double top, double right, double bottom) {
                    int changed = 0;
                    for (int y = std::max(0, static_cast<int>(top)); y < std::min(360.0, bottom); ++y) {
                        for (int x = std::max(0, static_cast<int>(left)); x < std::min(640.0, right); ++x) {
                            const std::size_t at =
                                (static_cast<std::size_t>(y) * 640 + static_cast<std::size_t>(x)) * 3;
                            changed += std::memcmp(&full[at], &background[at], 3) != 0 ? 1 : 0;
                        }
                    }
                    return changed;
                };
                QVERIFY(changedIn(box.left, box.top, box.right(), box.bottom()) > 0.15 * box.area());
                // the outermost tenth on each side is touched
                const double w = 0.1 * box.width + 1, h = 0.1 * box.height + 1;
                QVERIFY(changedIn(box.left, box.top, box.left + w, box.bottom()) > 0);
                QVERIFY(changedIn(box.right() - w, box.top, box.right(), box.bottom()) > 0);
                QVERIFY(changedIn(box.left, box.top, box.right(), box.top + h) > 0);
                QVERIFY(changedIn(box.left, box.bottom() - h, box.right(), box.bottom()) > 0);
                ++checked;
            }
            // nothing of a person above all boxes
            double highest = 360;
            for (const DrawnPerson& person : scene.truth(frame))
                highest = std::min(highest, person.box.top);
            for (std::size_t y = 0; y + 2 < static_cast<std::size_t>(std::max(0.0, highest)); ++y)
                QCOMPARE(std::memcmp(&full[y * 640 * 3], &background[y * 640 * 3], 640 * 3), 0);
        }
        QVERIFY(checked > 0);
    }

    void visibilityFallsWhenPeopleCross()
    {
        SceneOptions options = quiet(5);
        options.people = 12;
        const DrawnScene scene(options);
        int hidden = 0, whole = 0, cutOff = 0, people = 0;
        std::set<int> ids;
        for (FrameIndex frame = 0; frame < options.frameCount; ++frame) {
            TrackId before = TrackId::kInvalid;
            for (const DrawnPerson& person : scene.truth(frame)) {
                QVERIFY(number(person.id) > number(before));
                before = person.id;
                QVERIFY(person.box.valid());
                QVERIFY(person.visibility >= 0 && person.visibility <= 1);
                QVERIFY(person.distance > 0);
                const bool outside = person.box.left < 0 || person.box.right() > 640;
                cutOff += outside ? 1 : 0;
                hidden += !outside && person.visibility < 0.5 ? 1 : 0;
                whole += person.visibility == 1 ? 1 : 0;
                ids.insert(number(person.id));
                ++people;
            }
        }
        QVERIFY(hidden > 0 && cutOff > 0);
        QVERIFY(whole > people / 4);
        QVERIFY(ids.size() >= 12);
        QVERIFY(*ids.rbegin() <= scene.identityCount());
    }

    void tracksAreSmooth()
    {
        const DrawnScene scene(quiet(9));
        std::map<int, Box> before;
        for (FrameIndex frame = 0; frame < 120; ++frame) {
            std::map<int, Box> now;
            for (const DrawnPerson& person : scene.truth(frame)) {
                now[number(person.id)] = person.box;
                if (const auto it = before.find(number(person.id)); it != before.end()) {
                    QVERIFY(std::abs(it->second.centerX() - person.box.centerX()) < 0.25 * person.box.height);
                    QVERIFY(std::abs(it->second.bottom() - person.box.bottom()) < 0.15 * person.box.height);
                }
            }
            before = now;
        }
    }

    void allPeopleStay()
    {
        SceneOptions options = quiet(4);
        options.comeAndGo = false;
        options.people = 5;
        const DrawnScene scene(options);
        QCOMPARE(scene.identityCount(), 5);
        for (FrameIndex frame = 0; frame < 120; frame += 7)
            QCOMPARE(scene.truth(frame).size(), std::size_t{5});
    }

    void pixelFormatsAndStrides()
    {
        const DrawnScene scene(quiet(2));
        const auto bgr = scene.draw(3, PixelFormat::Bgr8), rgb = scene.draw(3, PixelFormat::Rgb8);
        const std::size_t stride = 640 * 4 + 52;
        std::vector<std::uint8_t> bgra(stride * 360, 7);
        scene.draw(3, bgra.data(), static_cast<std::ptrdiff_t>(stride), PixelFormat::Bgra8);
        for (std::size_t y = 0; y < 360; y += 17) {
            for (std::size_t x = 0; x < 640; x += 13) {
                const std::size_t at = (y * 640 + x) * 3;
                for (std::size_t c = 0; c < 3; ++c) {
                    QCOMPARE(bgra[y * stride + 4 * x + c], bgr[at + c]);
                    QCOMPARE(rgb[at + c], bgr[at + 2 - c]);
                }
                QCOMPARE(int(bgra[y * stride + 4 * x + 3]), 255);
            }
            QCOMPARE(int(bgra[y * stride + 640 * 4]), 7); // the padding is left alone
        }
    }

    void detectionsWithFaults()
    {
        const test::KnownTracks tracks = test::crossingPeople(8, 200);
        test::DetectorFaults faults;
        const auto frames = test::simulateDetections(tracks, faults, 3);
        QCOMPARE(frames.size(), std::size_t{200});
        int found = 0, alarms = 0;
        double error = 0;
        for (std::size_t frame = 0; frame < frames.size(); ++frame) {
            QCOMPARE(frames[frame].detections.size(), frames[frame].truth.size());
            for (std::size_t i = 0; i < frames[frame].truth.size(); ++i) {
                const Detection& detection = frames[frame].detections[i];
                double norm = 0;
                for (const float value : detection.embedding)
                    norm += static_cast<double>(value) * value;
                QVERIFY(std::abs(norm - 1) < 1e-4);
                QVERIFY(detection.score > 0 && detection.score < 1);
                const TrackId id = frames[frame].truth[i];
                if (id == TrackId::kInvalid) {
                    ++alarms;
                    continue;
                }
                ++found;
                const Box& box = tracks[frame][static_cast<std::size_t>(number(id) - 1)].box;
                error += std::abs(detection.box.centerX() - box.centerX()) / box.width;
                // nearest to its own identity
                const auto own = test::embeddingOf(id, 128, 3),
                           other = test::embeddingOf(static_cast<TrackId>(number(id) + 1), 128, 3);
                double toOwn = 0, toOther = 0;
                for (std::size_t k = 0; k < 128; ++k) {
                    toOwn += static_cast<double>(own[k]) * detection.embedding[k];
                    toOther += static_cast<double>(other[k]) * detection.embedding[k];
                }
                QVERIFY(toOwn > 0.85 && toOther < 0.6);
            }
        }
        QVERIFY(found > 1600 * 0.94 && found < 1600 * 0.99); // 3 % missed
        QVERIFY(alarms > 5 && alarms < 50);                  // 0.1 a frame
        QVERIFY(error / found > 0.01 && error / found < 0.025);
        const auto again = test::simulateDetections(tracks, faults, 3);
        QVERIFY(again[100].truth == frames[100].truth);
    }

    void trackFaults()
    {
        const test::KnownTracks tracks = test::crossingPeople(4, 50);
        const auto a = static_cast<TrackId>(1), b = static_cast<TrackId>(2), c = static_cast<TrackId>(9);
        const auto swapped = test::withSwap(tracks, a, b, 20);
        QVERIFY(swapped[19][0].id == a && swapped[20][0].id == b && swapped[20][1].id == a);
        QVERIFY(swapped[20][0].box == tracks[20][0].box);
        const auto broken = test::withFragment(tracks, a, 30, c);
        QVERIFY(broken[29][0].id == a && broken[30][0].id == c);
        const auto gap = test::withGap(tracks, b, 10, 12);
        QCOMPARE(gap[9].size(), std::size_t{4});
        QCOMPARE(gap[10].size(), std::size_t{3});
        QCOMPARE(gap[12].size(), std::size_t{3});
        QCOMPARE(gap[13].size(), std::size_t{4});
        // neighbours really meet in the middle
        QVERIFY(std::abs(tracks[24][0].box.centerX() - tracks[24][1].box.centerX()) < 40);
        const DrawnScene scene(quiet(1));
        QCOMPARE(test::tracksOf(scene).size(), std::size_t{120});
    }
};

QTEST_GUILESS_MAIN(TestDrawnScene)
#include "tst_drawn_scene.moc"
