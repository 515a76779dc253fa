// Crops of people: which pixels they hold, shrunk, enlarged and beyond the edge; packed and planar pictures alike.

#include "core/appearance/person_crop.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace tw;
using namespace tw::appearance;

namespace {

// Red grows to the right, green downwards.
struct Ramp {
    static constexpr int kWidth = 200, kHeight = 240;
    std::vector<std::uint8_t> rgb = std::vector<std::uint8_t>(std::size_t{3} * kWidth * kHeight);

    Ramp()
    {
        for (int y = 0; y < kHeight; ++y)
            for (int x = 0; x < kWidth; ++x) {
                rgb[std::size_t(3 * (y * kWidth + x))] = static_cast<std::uint8_t>(x);
                rgb[std::size_t(3 * (y * kWidth + x) + 1)] = static_cast<std::uint8_t>(y);
                rgb[std::size_t(3 * (y * kWidth + x) + 2)] = 7;
            }
    }
    Picture picture() const
    {
        Picture out;
        out.image = {rgb.data(), kWidth, kHeight, std::ptrdiff_t{3} * kWidth, PixelFormat::Rgb8};
        return out;
    }
};

std::vector<std::uint8_t> cut(const Picture& picture, const Box& box, CropSize size = {})
{
    std::vector<std::uint8_t> out(size.bytes());
    cropPerson(picture, box, size, out);
    return out;
}

} // namespace

class TestPersonCrop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofItsOwnSizeItIsThePixels()
    {
        const Ramp ramp;
        const auto crop = cut(ramp.picture(), {20, 30, 64, 128});
        for (int y = 0; y < 128; ++y)
            for (int x = 0; x < 64; ++x) {
                const std::uint8_t* pixel = &crop[std::size_t(3 * (y * 64 + x))];
                QCOMPARE(int(pixel[0]), 20 + x);
                QCOMPARE(int(pixel[1]), 30 + y);
                QCOMPARE(int(pixel[2]), 7);
            }
    }

    void shrinkingTakesMeans()
    {
        const Ramp ramp;
        const auto crop = cut(ramp.picture(), {20, 40, 120, 180}, {40, 60}); // 3 x 3 pixels each
        QCOMPARE(int(crop[0]), 21);
        QCOMPARE(int(crop[1]), 41);
        const std::uint8_t* last = &crop[crop.size() - 3];
        QCOMPARE(int(last[0]), 20 + 120 - 2);
        QCOMPARE(int(last[1]), 40 + 180 - 2);
    }

    void enlargingRepeats()
    {
        const Ramp ramp;
        const auto crop = cut(ramp.picture(), {50, 60, 2, 2}, {4, 4});
        for (int x = 0; x < 4; ++x)
            QCOMPARE(int(crop[std::size_t(3 * x)]), 50 + x / 2);
    }

    void theEdgeGoesOn()
    {
        const Ramp ramp;
        const auto crop = cut(ramp.picture(), {-64, -128, 64, 128}); // wholly outside
        QVERIFY(std::all_of(crop.begin(), crop.end(), [](std::uint8_t v) { return v == 0 || v == 7; }));
        const auto corner = cut(ramp.picture(), {Ramp::kWidth - 32.0, Ramp::kHeight - 64.0, 64, 128});
        QCOMPARE(int(corner[corner.size() - 3]), Ramp::kWidth - 1);
        QCOMPARE(int(corner[corner.size() - 2]), Ramp::kHeight - 1);
        QCOMPARE(cut(ramp.picture(), {10, 10, 0, 0}).size(), CropSize{}.bytes()); // nothing read out of bounds
    }

    void boxesAreSourcePixels()
    {
        const Ramp ramp;
        Picture half = ramp.picture();
        half.scaleX = half.scaleY = .5; // the picture is a copy at half the size
        QCOMPARE(cut(half, {40, 60, 128, 256}), cut(ramp.picture(), {20, 30, 64, 128}));
    }

    // Grey: luma of full range is the value itself.
    void planesGiveTheSame()
    {
        std::vector<std::uint8_t> luma(std::size_t{100} * 100), rgb;
        for (std::size_t i = 0; i < luma.size(); ++i) {
            luma[i] = static_cast<std::uint8_t>(i * 31 % 251);
            rgb.insert(rgb.end(), 3, luma[i]);
        }
        const std::vector<std::uint8_t> chroma(std::size_t{50} * 50, 128);
        Picture planar, packed;
        planar.planes = {luma.data(), chroma.data(), chroma.data()};
        planar.stride = {100, 50, 50};
        planar.width = planar.height = 100;
        planar.chromaShiftX = planar.chromaShiftY = 1;
        planar.fullRange = true;
        packed.image = {rgb.data(), 100, 100, 300, PixelFormat::Rgb8};
        QCOMPARE(cut(planar, {7.3, 4.8, 51.5, 90.2}), cut(packed, {7.3, 4.8, 51.5, 90.2}));
    }
};

QTEST_APPLESS_MAIN(TestPersonCrop)
#include "tst_person_crop.moc"
