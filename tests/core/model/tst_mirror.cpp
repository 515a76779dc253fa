// The mirror image of letterboxed pixels and of planes, pixel by pixel, and what both images show of one person.

#include "core/model/mirror.h"

#include <QTest>

#include <cmath>
#include <cstdint>
#include <vector>

using namespace tw;
using namespace tw::model;

namespace {

Detection person(double left, float score, std::vector<float> embedding = {1, 0})
{
    Detection d;
    d.box = {left, 20, 40, 100};
    d.score = score;
    d.embedding = std::move(embedding);
    return d;
}

std::vector<std::uint8_t> rising(std::size_t size)
{
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    return bytes;
}

} // namespace

class TestMirror : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pixelsChangeSides()
    {
        for (const PixelFormat format : {PixelFormat::Bgra8, PixelFormat::Bgr8, PixelFormat::Rgb8, PixelFormat::Gray8})
            for (const int width : {1, 6, 7}) {
                constexpr int kHeight = 3;
                const int step = bytesPerPixel(format);
                const std::ptrdiff_t stride = width * step + 5; // rows have gaps
                const auto bytes = rising(static_cast<std::size_t>(stride * kHeight));
                PreparedImage image;
                image.letterboxed = {bytes.data(), width, kHeight, stride, format};
                image.sourceWidth = 70;
                image.sourceHeight = 30;
                const PreparedImage other = mirrored(image);
                QCOMPARE(other.sourceWidth, 70);
                QCOMPARE(other.sourceHeight, 30);
                QVERIFY(other.letterboxed.format == format && other.letterboxed.width == width);
                for (int y = 0; y < kHeight; ++y)
                    for (int x = 0; x < width; ++x)
                        for (int i = 0; i < step; ++i)
                            QCOMPARE(other.letterboxed.row(y)[x * step + i],
                                     image.letterboxed.row(y)[(width - 1 - x) * step + i]);
            }
        QVERIFY(mirrored(PreparedImage()).letterboxed.empty());
    }

    void planesChangeSides()
    {
        constexpr int kWidth = 8, kHeight = 4;
        for (const auto layout : {PlanarImage::Layout::I420, PlanarImage::Layout::Nv12}) {
            const bool pairs = layout == PlanarImage::Layout::Nv12;
            const auto bytes = rising(400);
            PreparedImage image;
            image.planes.layout = layout;
            image.planes.data = {bytes.data(), bytes.data() + 100, pairs ? nullptr : bytes.data() + 200};
            image.planes.stride = {kWidth + 3, kWidth + 1, pairs ? 0 : kWidth + 1};
            image.planes.width = kWidth;
            image.planes.height = kHeight;
            image.planes.fullRange = true;
            const PreparedImage other = mirrored(image);
            QVERIFY(other.planes.fullRange && other.planes.layout == layout && other.letterboxed.empty());
            const auto compare = [&](std::size_t plane, int count, int rows, int step) {
                for (int y = 0; y < rows; ++y)
                    for (int x = 0; x < count; ++x)
                        for (int i = 0; i < step; ++i)
                            QCOMPARE(
                                other.planes.data[plane][y * other.planes.stride[plane] + x * step + i],
                                image.planes.data[plane][y * image.planes.stride[plane] + (count - 1 - x) * step + i]);
            };
            compare(0, kWidth, kHeight, 1);
            compare(1, kWidth / 2, kHeight / 2, pairs ? 2 : 1);
            if (!pairs)
                compare(2, kWidth / 2, kHeight / 2, 1);
        }
    }

    // The picture is 200 wide: a box at 150 in the mirror is one at 10.
    void onePersonIsTheMeanOfBoth()
    {
        const auto merged = mergeMirrored({person(10, .9F, {1, 0})}, {person(200 - 40 - 14, .6F, {0, 1})}, 200, .05F);
        QCOMPARE(merged.size(), std::size_t{1});
        QVERIFY(std::abs(merged[0].score - .75F) < 1e-6);
        QVERIFY(std::abs(merged[0].box.left - (10 + 4 * .6 / 1.5)) < 1e-6);
        QCOMPARE(merged[0].box.width, 40.0);
        QCOMPARE(merged[0].box.height, 100.0);
        QVERIFY(merged[0].embedding == (std::vector<float>{1, 0}));
    }

    void aPersonOfOneImageCountsHalf()
    {
        const auto merged =
            mergeMirrored({person(10, .8F), person(100, .09F)}, {person(0, .9F), person(60, .06F)}, 200, .05F);
        QCOMPARE(merged.size(), std::size_t{3}); // .06 and .09 are of one place
        QVERIFY(std::abs(merged[0].score - .45F) < 1e-6 && merged[0].box.left == 160);
        QVERIFY(std::abs(merged[1].score - .4F) < 1e-6 && merged[1].box.left == 10);
        QVERIFY(std::abs(merged[2].score - .075F) < 1e-6);
        QVERIFY(mergeMirrored({person(10, .09F)}, {}, 200, .05F).empty()); // .045
        QVERIFY(mergeMirrored({}, {person(10, .09F)}, 200, .05F).empty());
        QVERIFY(mergeMirrored({}, {}, 200, .05F).empty());
    }

    void aPartnerIsTakenOnce()
    {
        const auto merged = mergeMirrored({person(10, .8F), person(12, .7F)}, {person(149, .6F)}, 200, .05F);
        QCOMPARE(merged.size(), std::size_t{2});
        QVERIFY(std::abs(merged[0].score - .7F) < 1e-6); // the better of the two has it
        QVERIFY(std::abs(merged[1].score - .35F) < 1e-6);
    }

    void classesStayApart()
    {
        Detection other = person(150, .6F);
        other.classId = ClassId{2};
        QCOMPARE(mergeMirrored({person(10, .8F)}, {other}, 200, .05F).size(), std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestMirror)
#include "tst_mirror.moc"
