// Camera motion and moving pixels on drawn scenes seen by a camera whose path is known: still, pan, zoom, turn, shake,
// cut.

#include "core/math/affine.h"
#include "core/math/rng.h"
#include "core/video/camera_motion.h"
#include "core/video/drawn_scene.h"
#include "core/video/moving_pixels.h"
#include "core/video/small_grey.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

using namespace tw;
using namespace tw::video;
using math::Affine2;
using math::Point;

namespace {

constexpr int kSceneWidth = 1200, kSceneHeight = 720;
constexpr int kWidth = 960, kHeight = 540;
constexpr FrameIndex kFrames = 30;
constexpr double kPi = std::numbers::pi;

DrawnScene scene(FrameIndex frames, int people = 8)
{
    SceneOptions options;
    options.seed = 3;
    options.width = kSceneWidth;
    options.height = kSceneHeight;
    options.frameCount = frames;
    options.people = people;
    return DrawnScene(options);
}

// The camera's view of a drawn frame: `sceneFromView` says where each pixel lies.
std::vector<std::uint8_t> viewOf(const std::vector<std::uint8_t>& drawn, const Affine2& sceneFromView)
{
    std::vector<std::uint8_t> out(std::size_t{kWidth} * kHeight);
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x) {
            const Point at = sceneFromView(Point{x + .5, y + .5});
            const double px = std::clamp(at.x - .5, 0.0, kSceneWidth - 1.001);
            const double py = std::clamp(at.y - .5, 0.0, kSceneHeight - 1.001);
            const auto ix = static_cast<std::size_t>(px), iy = static_cast<std::size_t>(py);
            const double fx = px - double(ix), fy = py - double(iy);
            const std::uint8_t* a = drawn.data() + iy * kSceneWidth + ix;
            const std::uint8_t* b = a + kSceneWidth;
            out[std::size_t(y) * kWidth + std::size_t(x)] = static_cast<std::uint8_t>(
                std::lround((1 - fy) * ((1 - fx) * a[0] + fx * a[1]) + fy * ((1 - fx) * b[0] + fx * b[1])));
        }
    return out;
}

std::vector<std::uint8_t> greyFrame(const DrawnScene& drawn, FrameIndex frame)
{
    const auto pixels = drawn.draw(frame, PixelFormat::Bgr8);
    std::vector<std::uint8_t> out(pixels.size() / 3);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>((pixels[3 * i] + 2 * pixels[3 * i + 1] + pixels[3 * i + 2]) / 4);
    return out;
}

const std::vector<std::uint8_t>& walkingScene(FrameIndex frame) // drawn once for all paths
{
    static const std::vector<std::vector<std::uint8_t>> kDrawn = [] {
        std::vector<std::vector<std::uint8_t>> frames;
        const DrawnScene drawn = scene(kFrames);
        for (FrameIndex i = 0; i < kFrames; ++i)
            frames.push_back(greyFrame(drawn, i));
        return frames;
    }();
    return kDrawn[static_cast<std::size_t>(frame)];
}

// A view turned and scaled about its centre, which looks at (x, y) of the scene.
Affine2 lookingAt(double x, double y, double scale = 1, double turn = 0)
{
    const double c = scale * std::cos(turn), s = scale * std::sin(turn);
    return {c, -s, x - c * kWidth / 2 + s * kHeight / 2, s, c, y - s * kWidth / 2 - c * kHeight / 2};
}

struct Outcome {
    int unknown = 0;
    int still = 0;    // exactly the identity
    double worst = 0; // distance of a corner of the picture from where it should be, source pixels
    double drift = 0; // of all steps together
};

using Path = std::function<Affine2(FrameIndex)>; // sceneFromView

Outcome follow(FrameIndex frames, const Path& path, bool masked = true)
{
    const DrawnScene drawn = scene(frames);
    CameraMotion motion;
    SmallGrey small;
    Outcome out;
    Affine2 measured, truth;
    for (FrameIndex frame = 0; frame < frames; ++frame) {
        const auto view = viewOf(walkingScene(frame), path(frame));
        reduceToGrey({view.data(), kWidth, kHeight, kWidth, PixelFormat::Gray8}, 1, 1, CameraMotion::kLongestSide,
                     small);
        std::vector<Box> people;
        if (masked)
            for (const DrawnPerson& person : drawn.truth(frame))
                people.push_back(path(frame).inverse()(person.box));
        const auto map = motion.add(frame, small, people);
        if (frame == 0)
            continue;
        if (!map) {
            ++out.unknown;
            continue;
        }
        const Affine2 step{(*map)[0], (*map)[1], (*map)[2], (*map)[3], (*map)[4], (*map)[5]};
        const Affine2 true_ = path(frame).inverse().after(path(frame - 1));
        out.still += *map == CameraMotion::Map{1, 0, 0, 0, 1, 0} ? 1 : 0;
        measured = step.after(measured);
        truth = true_.after(truth);
        for (const Point corner : {Point{0, 0}, Point{kWidth, 0}, Point{0, kHeight}, Point{kWidth, kHeight}}) {
            const Point is = step(corner), should = true_(corner);
            const Point all = measured(corner), allShould = truth(corner);
            out.worst = std::max(out.worst, std::hypot(is.x - should.x, is.y - should.y));
            out.drift = std::max(out.drift, std::hypot(all.x - allShould.x, all.y - allShould.y));
        }
    }
    return out;
}

} // namespace

class TestCameraMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCameraThatStandsIsStill()
    {
        const Outcome outcome = follow(kFrames, [](FrameIndex) { return lookingAt(600, 360); });
        QCOMPARE(outcome.unknown, 0);
        QCOMPARE(outcome.still, kFrames - 1);
        // people who walk are a minority of the corners, masked or not
        QVERIFY(follow(
                    30, [](FrameIndex) { return lookingAt(600, 360); }, false)
                    .still >= 27);
    }

    void paths_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("pan") << 0;
        QTest::newRow("slow pan") << 1;
        QTest::newRow("zoom") << 2;
        QTest::newRow("turn") << 3;
        QTest::newRow("shake") << 4;
        QTest::newRow("shake, pan and zoom") << 5;
    }
    void paths()
    {
        QFETCH(int, kind);
        math::Rng rng(7);
        std::vector<double> jitter(200);
        for (double& value : jitter)
            value = rng.normal(0, 4);
        const auto path = [&](FrameIndex frame) {
            const double t = frame;
            const auto j = static_cast<std::size_t>(frame) * 3;
            switch (kind) {
            case 0: return lookingAt(500 + 5 * t, 360);
            case 1: return lookingAt(600 + .15 * t, 360);
            case 2: return lookingAt(600, 360, 1 - .006 * t);
            case 3: return lookingAt(600, 360, .9, .01 * t);
            case 4: return lookingAt(600 + jitter[j], 360 + jitter[j + 1], 1, .0005 * jitter[j + 2]);
            default:
                return lookingAt(520 + 4 * t + jitter[j], 360 + jitter[j + 1], .95 - .004 * t, .0005 * jitter[j + 2]);
            }
        };
        const Outcome outcome = follow(kFrames, path);
        qInfo("worst %.2f px, drift %.2f px", outcome.worst, outcome.drift);
        QCOMPARE(outcome.unknown, 0);
        QVERIFY2(outcome.worst < .6, qPrintable(QString::number(outcome.worst)));
        QVERIFY2(outcome.drift < 2, qPrintable(QString::number(outcome.drift)));
    }

    // A run that begins at the frame before a block measures from there on what one from the first frame does.
    void blocksDoNotDependOnWhatWasBefore()
    {
        constexpr FrameIndex kFirst = CameraMotion::kBlock - 20; // of the video, so that a block begins on the way
        const auto maps = [&](FrameIndex from) {
            CameraMotion motion;
            SmallGrey small;
            std::vector<std::optional<CameraMotion::Map>> out;
            for (FrameIndex frame = from; frame < kFirst + kFrames; ++frame) {
                const double at = frame - kFirst;
                const auto view = viewOf(walkingScene(frame - kFirst), lookingAt(500 + 3.3 * at, 360, 1 - .002 * at));
                reduceToGrey({view.data(), kWidth, kHeight, kWidth, PixelFormat::Gray8}, 1, 1,
                             CameraMotion::kLongestSide, small);
                out.push_back(motion.add(frame, small, {}));
            }
            return out;
        };
        const auto all = maps(kFirst);
        const auto later = maps(CameraMotion::kBlock - 1);
        QVERIFY(later.size() > 5 && later.size() < all.size());
        QVERIFY(!later.front());
        const auto same = all.end() - static_cast<std::ptrdiff_t>(later.size());
        QVERIFY(std::equal(later.begin() + 1, later.end(), same + 1));
        QVERIFY(*later[1] != (CameraMotion::Map{1, 0, 0, 0, 1, 0}));
        // within a block they follow an anchor that is older
        const auto within = maps(CameraMotion::kBlock + 3);
        QVERIFY(!std::equal(within.begin() + 1, within.end(), all.end() - std::ptrdiff_t(within.size()) + 1));
    }

    void aCutIsUnknown()
    {
        const DrawnScene first = scene(2);
        SceneOptions other = first.options();
        other.seed = 77;
        other.place = SceneOptions::Place::Hall;
        const DrawnScene second(other);
        CameraMotion motion;
        SmallGrey small;
        std::vector<bool> known;
        for (const auto& [drawn, frame] :
             {std::pair(&first, 0), std::pair(&first, 1), std::pair(&second, 0), std::pair(&second, 1)}) {
            const auto view = viewOf(greyFrame(*drawn, frame), lookingAt(600, 360));
            reduceToGrey({view.data(), kWidth, kHeight, kWidth, PixelFormat::Gray8}, 1, 1, CameraMotion::kLongestSide,
                         small);
            known.push_back(motion.add(FrameIndex(known.size()), small, {}).has_value());
        }
        QCOMPARE(known, (std::vector<bool>{false, true, false, true}));
    }

    void picturesWithoutDetailAreUnknown()
    {
        const std::vector<std::uint8_t> flat(std::size_t{kWidth} * kHeight, 90);
        CameraMotion motion;
        SmallGrey small;
        for (int i = 0; i < 3; ++i) {
            reduceToGrey({flat.data(), kWidth, kHeight, kWidth, PixelFormat::Gray8}, 1, 1, CameraMotion::kLongestSide,
                         small);
            QVERIFY(!motion.add(i, small, {}));
        }
        SmallGrey tiny; // another size, and too small for a patch
        reduceToGrey({flat.data(), 5, 3, kWidth, PixelFormat::Gray8}, 1, 1, CameraMotion::kLongestSide, tiny);
        QVERIFY(!motion.add(3, tiny, {}));
        QVERIFY(!motion.add(4, tiny, {}));
    }

    void brightnessDoesNotMatter()
    {
        const DrawnScene drawn = scene(8, 0);
        CameraMotion motion;
        SmallGrey small;
        for (FrameIndex frame = 0; frame < 8; ++frame) {
            auto view = viewOf(greyFrame(drawn, 0), lookingAt(600, 360));
            for (std::uint8_t& value : view)
                value = static_cast<std::uint8_t>(20 + value * (.7 + .02 * frame));
            reduceToGrey({view.data(), kWidth, kHeight, kWidth, PixelFormat::Gray8}, 1, 1, CameraMotion::kLongestSide,
                         small);
            const auto map = motion.add(frame, small, {});
            QCOMPARE(map.has_value(), frame > 0);
            if (map)
                QCOMPARE(*map, (CameraMotion::Map{1, 0, 0, 0, 1, 0}));
        }
    }

    // A bright block that moves before a noisy ground: known shares.
    void movingPixelsAreCounted()
    {
        constexpr int kBig = 1920, kTall = 1080;
        math::Rng rng(2);
        MovingPixels moving;
        SmallGrey small;
        const Box person{400, 200, 200, 400}, poster{1200, 300, 200, 400};
        for (FrameIndex frame = 0; frame < 6; ++frame) {
            std::vector<std::uint8_t> pixels(std::size_t{kBig} * kTall);
            for (int y = 0; y < kTall; ++y)
                for (int x = 0; x < kBig; ++x) {
                    const bool block = y >= 200 && y < 600 && x >= 400 + 20 * frame && x < 500 + 20 * frame;
                    pixels[std::size_t(y) * kBig + std::size_t(x)] =
                        static_cast<std::uint8_t>((block ? 200 : 80) + rng.integer(-4, 4));
                }
            reduceToGrey({pixels.data(), kBig, kTall, kBig, PixelFormat::Gray8}, 1, 1, MovingPixels::kLongestSide,
                         small);
            QCOMPARE(small.width, 960);
            moving.add(frame, small);
            QCOMPARE(moving.share(person).has_value(), frame >= 3);
            if (frame < 3)
                continue;
            // 60 of 200 columns changed at either side of the block, and one or two more at each edge by the blur
            if (frame == 3)
                QVERIFY(std::abs(*moving.share(person) - .63) < .03);
            QCOMPARE(*moving.share(poster), 0.0);
            QVERIFY(!moving.share(Box{-300, 0, 100, 100}));
        }
        moving.add(20, small); // frames that were left out: the newest one that is old enough
        QVERIFY(moving.share(person).has_value());
    }

    void coloursAndSizesAreReduced()
    {
        std::vector<std::uint8_t> pixels;
        for (int i = 0; i < 101 * 51; ++i)
            pixels.insert(pixels.end(), {200, 100, 50, 255});
        SmallGrey small;
        reduceToGrey({pixels.data(), 101, 51, 101 * 4, PixelFormat::Bgra8}, .5, .5, 40, small);
        QCOMPARE(small.width, 33);
        QCOMPARE(small.height, 17);
        QCOMPARE(small.scaleX, .5 / 3);
        QVERIFY(std::abs(small.row(8)[16] - (.114 * 200 + .587 * 100 + .299 * 50)) <= 1);
    }
};

QTEST_GUILESS_MAIN(TestCameraMotion)
#include "tst_camera_motion.moc"
