// Pictures of people kept while a video is tracked: they show what a reviewer will want to see, within the bytes that
// are allowed, and as often as promised.
#include "core/math/rng.h"
#include "core/pipeline/picture_keeper.h"
#include "core/video/image_reader.h"

#include <QTest>

#include <cmath>

using namespace tw;
using namespace tw::pipeline;

namespace {

constexpr int kWidth = 320, kHeight = 200;

// Red grows to the right, green downwards, blue is everywhere the same.
struct Gradient {
    std::vector<std::uint8_t> bgr;

    Gradient() : bgr(std::size_t{3} * kWidth * kHeight)
    {
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) {
                std::uint8_t* pixel = &bgr[static_cast<std::size_t>((y * kWidth + x) * 3)];
                pixel[0] = 90;
                pixel[1] = static_cast<std::uint8_t>(y * 255 / kHeight);
                pixel[2] = static_cast<std::uint8_t>(x * 255 / kWidth);
            }
    }
    FramePixels pixels() const
    {
        FramePixels out;
        out.picture.image = {bgr.data(), kWidth, kHeight, std::ptrdiff_t{3} * kWidth, PixelFormat::Bgr8};
        out.picture.width = kWidth;
        out.picture.height = kHeight;
        return out;
    }
};

tracker::FrameTracks crowd(FrameIndex frame, int people)
{
    tracker::FrameTracks tracks{frame, {}};
    for (int i = 0; i < people; ++i) {
        tracker::TrackedBox box;
        box.id = TrackId{i + 1};
        box.box = {60.0 + 20 * (i % 10), 10.0 + 90 * (i / 10 % 2), 22, 70};
        box.detection = 0;
        tracks.boxes.push_back(box);
    }
    return tracks;
}

PictureKeeper::Options options(std::size_t bytes, FrameIndex frames)
{
    PictureKeeper::Options out;
    out.bytes = bytes;
    out.frames = frames;
    out.frameRate = 20;
    out.video = {kWidth, kHeight};
    return out;
}

} // namespace

class TestPictureKeeper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keptAreasShowWhatIsWantedLater();
    void pixelsAreMeansOfTheArea();
    void everyPersonIsKeptAsOftenAsPromised();
    void bytesAreBounded();
    void whoIsHiddenWaits();
    void nothingWithoutPixels();
};

void TestPictureKeeper::keptAreasShowWhatIsWantedLater()
{
    math::Rng rng(11);
    const PictureFrame frame{1920, 1080};
    int moved = 0;
    for (int i = 0; i < 5000; ++i) {
        const double height = rng.uniform(20, 500), width = height * rng.uniform(0.25, 0.7);
        const Box box{rng.uniform(-0.3 * width, 1920 - 0.7 * width), rng.uniform(-0.3 * height, 1080 - 0.7 * height),
                      width, height};
        const Box kept = keptArea(box, frame);
        QVERIFY(kept.left >= 0 && kept.top >= 0 && kept.right() <= 1920 && kept.bottom() <= 1080);
        QVERIFY(kept.left == std::floor(kept.left) && kept.width == std::floor(kept.width));
        QVERIFY(showsArea(kept, pictureArea(box, frame), frame));
        // the detection instead of the tracker's estimate
        const Box near{box.left + 0.02 * width, box.top - 0.02 * height, width * 1.03, height * 0.98};
        QVERIFY(showsArea(kept, pictureArea(near, frame), frame));
        // another person beside: not theirs
        const Box far{box.left + 1.5 * height, box.top, width, height};
        if (far.right() < 1920 - height) {
            QVERIFY(!showsArea(kept, pictureArea(far, frame), frame));
            ++moved;
        }
    }
    QVERIFY(moved > 1000);
    // a picture of a whole group is no picture of a child in it
    QVERIFY(!showsArea(keptArea({100, 100, 200, 500}, frame), pictureArea({180, 300, 40, 100}, frame), frame));
}

void TestPictureKeeper::pixelsAreMeansOfTheArea()
{
    const Gradient gradient;
    const Box area{40, 20, 160, 160};
    for (const int height : {160, 80, 40, 400}) {
        const SmallPicture small = cutPicture(gradient.pixels().picture, area, height);
        QCOMPARE(small.height, std::min(height, 160)); // never enlarged
        QCOMPARE(small.width, small.height);
        for (int y = 0; y < small.height; y += 7)
            for (int x = 0; x < small.width; x += 7) {
                const std::uint8_t* pixel = &small.bgr[static_cast<std::size_t>((y * small.width + x) * 3)];
                QCOMPARE(int(pixel[0]), 90);
                const double red = (area.left + (x + 0.5) * area.width / small.width) * 255 / kWidth;
                const double green = (area.top + (y + 0.5) * area.height / small.height) * 255 / kHeight;
                QVERIFY(std::abs(pixel[2] - red) < 2 && std::abs(pixel[1] - green) < 2);
            }
    }
    QVERIFY(cutPicture(gradient.pixels().picture, {10, 10, 0, 0}, 100).bgr.empty());
}

void TestPictureKeeper::everyPersonIsKeptAsOftenAsPromised()
{
    const Gradient gradient;
    PictureKeeper keeper(options(std::size_t{100} << 20, 200));
    std::map<double, std::vector<FrameIndex>> kept; // by the left edge of the area
    for (FrameIndex frame = 0; frame < 200; ++frame)
        for (const storage::KeptPicture& picture : keeper.take(gradient.pixels(), crowd(frame, 5))) {
            QCOMPARE(picture.frame, frame);
            const auto image = video::decodeImage(picture.jpeg);
            QVERIFY(image.has_value());
            QVERIFY(image->view.height <= 256);
            kept[picture.area.left].push_back(frame);
        }
    QCOMPARE(kept.size(), std::size_t{5});
    for (const auto& [left, frames] : kept) {
        QCOMPARE(frames.front(), 0); // when they appear
        for (std::size_t i = 1; i < frames.size(); ++i)
            QCOMPARE(frames[i] - frames[i - 1], 10); // half a second
        QVERIFY(frames.back() >= 190);
    }
}

void TestPictureKeeper::bytesAreBounded()
{
    const Gradient gradient;
    math::Rng rng(3);
    for (const std::size_t bytes : {std::size_t{0}, std::size_t{20'000}, std::size_t{200'000}}) {
        PictureKeeper keeper(options(bytes, 400));
        std::size_t spent = 0;
        std::size_t early = 0;
        std::map<int, int> pictures;
        for (FrameIndex frame = 0; frame < 400; ++frame)
            for (const storage::KeptPicture& picture : keeper.take(gradient.pixels(), crowd(frame, 20))) {
                spent += picture.jpeg.size();
                early += frame < 200 ? picture.jpeg.size() : 0;
                ++pictures[static_cast<int>(picture.area.left + 1000 * picture.area.top)];
            }
        QVERIFY2(spent <= bytes, qPrintable(QStringLiteral("%1 of %2").arg(spent).arg(bytes)));
        QCOMPARE(keeper.bytesSpent(), spent);
        if (bytes < 200'000)
            continue;
        // the beginning does not take what belongs to the end, and no person is passed over
        QVERIFY2(early < bytes * 7 / 10, qPrintable(QString::number(early)));
        QVERIFY(spent > bytes / 2);
        QCOMPARE(pictures.size(), std::size_t{20});
    }
}

void TestPictureKeeper::whoIsHiddenWaits()
{
    const Gradient gradient;
    PictureKeeper keeper(options(std::size_t{100} << 20, 100));
    std::vector<FrameIndex> behind;
    for (FrameIndex frame = 0; frame < 60; ++frame) {
        tracker::FrameTracks tracks = crowd(frame, 1);
        if (frame >= 5 && frame < 40) { // another person walks in front
            tracker::TrackedBox front = tracks.boxes.front();
            front.id = TrackId{9};
            front.box.left += 4;
            front.box.top += 10;
            tracks.boxes.push_back(front);
        }
        const Box hidden = keptArea(tracks.boxes.front().box, {kWidth, kHeight});
        for (const storage::KeptPicture& picture : keeper.take(gradient.pixels(), tracks))
            if (picture.area == hidden)
                behind.push_back(frame);
    }
    QCOMPARE(behind, (std::vector<FrameIndex>{0, 20, 40, 50})); // at the latest after a second; then as usual
}

void TestPictureKeeper::nothingWithoutPixels()
{
    PictureKeeper keeper(options(std::size_t{1} << 20, 10));
    QVERIFY(keeper.take({}, crowd(0, 3)).empty());
}

QTEST_GUILESS_MAIN(TestPictureKeeper)
#include "tst_picture_keeper.moc"
