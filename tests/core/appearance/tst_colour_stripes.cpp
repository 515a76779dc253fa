// Colour stripes: known colours in known bins, the same numbers from packed and planar pixels, drawn people told apart.

#include "core/appearance/appearance.h"
#include "core/appearance/colour_stripes.h"
#include "core/appearance/coverage.h"
#include "core/appearance/likeness.h"
#include "core/math/rng.h"
#include "core/video/drawn_scene.h"

#include <QTest>

#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

using namespace tw;
using namespace tw::appearance;

namespace {

using Colours = std::array<std::uint8_t, FramePeaks::kColourBytes>;

struct Rgb {
    std::uint8_t r, g, b;
};

// Rows of one colour each, packed.
struct Painted {
    int width, height;
    std::vector<std::uint8_t> pixels;

    Painted(int w, int h, const std::function<Rgb(int x, int y)>& colour) : width(w), height(h)
    {
        for (int y = 0; y < h; ++y)
            for (int x = 0; x < w; ++x) {
                const Rgb c = colour(x, y);
                pixels.insert(pixels.end(), {c.b, c.g, c.r});
            }
    }
    Picture picture() const
    {
        Picture out;
        out.image = {pixels.data(), width, height, width * 3, PixelFormat::Bgr8};
        return out;
    }
};

// 4:2:0 of the same, full range BT.601, by the defining formula.
struct Planar {
    std::vector<std::uint8_t> y, u, v;
    int width, height;

    explicit Planar(const Painted& from) : width(from.width), height(from.height)
    {
        const auto at = [&](int px, int py) { return from.pixels.data() + (py * width + px) * 3; };
        const auto byte = [](double value) {
            return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
        };
        for (int py = 0; py < height; ++py)
            for (int px = 0; px < width; ++px) {
                const auto* c = at(px, py);
                y.push_back(byte(.299 * c[2] + .587 * c[1] + .114 * c[0]));
            }
        for (int py = 0; py < height; py += 2)
            for (int px = 0; px < width; px += 2) {
                const auto* c = at(px, py);
                const double luma = .299 * c[2] + .587 * c[1] + .114 * c[0];
                u.push_back(byte(128 + (c[0] - luma) / 1.772));
                v.push_back(byte(128 + (c[2] - luma) / 1.402));
            }
    }
    Picture picture() const
    {
        Picture out;
        out.planes = {y.data(), u.data(), v.data()};
        out.stride = {width, (width + 1) / 2, (width + 1) / 2};
        out.width = width;
        out.height = height;
        out.chromaShiftX = out.chromaShiftY = 1;
        out.fullRange = true;
        return out;
    }
};

Colours coloursOf(const Picture& picture, const Box& box)
{
    Colours out{};
    measureColours(picture, box, out);
    return out;
}

double lengthOf(std::span<const std::uint8_t> part)
{
    double sum = 0;
    for (const std::uint8_t value : part)
        sum += double(value) * value;
    return std::sqrt(sum);
}

std::span<const std::uint8_t> chromaOf(const Colours& colours, std::size_t stripe)
{
    return std::span(colours).subspan(stripe * kStripeBytes, kChromaBins);
}

std::span<const std::uint8_t> lightOf(const Colours& colours, std::size_t stripe)
{
    return std::span(colours).subspan(stripe * kStripeBytes + kChromaBins, kLightBins);
}

std::size_t largest(std::span<const std::uint8_t> part)
{
    return static_cast<std::size_t>(std::ranges::max_element(part) - part.begin());
}

} // namespace

class TestColourStripes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachStripeHoldsItsColour()
    {
        // red above, white in the middle, blue below
        const Painted painted(40, 100, [](int, int y) {
            return y < 36 ? Rgb{255, 0, 0} : y < 60 ? Rgb{255, 255, 255} : Rgb{0, 0, 255};
        });
        const Colours colours = coloursOf(painted.picture(), {0, 0, 40, 100});
        // a* and b* of red (80, 67) and blue (79, -108) lie beyond the reach: last row, last and first bin
        QCOMPARE(largest(chromaOf(colours, 0)), std::size_t{63});
        QCOMPARE(largest(chromaOf(colours, 2)), std::size_t{56});
        QCOMPARE(int(chromaOf(colours, 0)[63]), 255);
        // white has no colour: in the middle of the four central bins
        for (const std::size_t bin : {27U, 28U, 35U, 36U})
            QVERIFY(std::abs(chromaOf(colours, 1)[bin] - 127.5) < 3);
        QCOMPARE(largest(lightOf(colours, 1)), std::size_t{7});
        QCOMPARE(largest(lightOf(colours, 0)), std::size_t{4}); // L* 53.2
        QCOMPARE(largest(lightOf(colours, 2)), std::size_t{2}); // L* 32.3
    }

    void histogramsHaveUnitLength()
    {
        math::Rng rng(5);
        const Painted noise(64, 64, [&](int, int) {
            const auto value = [&] { return static_cast<std::uint8_t>(rng.below(256)); };
            return Rgb{value(), value(), value()};
        });
        const Colours colours = coloursOf(noise.picture(), {5.3, 2.7, 41, 57});
        for (std::size_t stripe = 0; stripe < kStripes; ++stripe) {
            QVERIFY(std::abs(lengthOf(chromaOf(colours, stripe)) - 255) < 3);
            QVERIFY(std::abs(lengthOf(lightOf(colours, stripe)) - 255) < 3);
        }
    }

    void planesGiveTheSameColours()
    {
        const std::array<Rgb, 4> palette{{{200, 40, 60}, {30, 90, 160}, {90, 140, 70}, {120, 120, 118}}};
        const Painted painted(64, 128, [&](int x, int y) { return palette[std::size_t((x / 8 + y / 16) % 4)]; });
        const Planar planar(painted);
        for (const Box& box : {Box{0, 0, 64, 128}, Box{10, 3, 30, 90}, Box{-20, 40, 60, 150}}) {
            const Colours a = coloursOf(painted.picture(), box);
            const Colours b = coloursOf(planar.picture(), box);
            for (std::size_t i = 0; i < a.size(); ++i)
                QVERIFY2(std::abs(a[i] - b[i]) <= 12, qPrintable(QString::number(i)));
        }
    }

    void greyPlanesHaveNoColour()
    {
        Planar planar(Painted(32, 64, [](int, int) { return Rgb{100, 100, 100}; }));
        Picture picture = planar.picture();
        picture.planes[1] = picture.planes[2] = nullptr;
        QCOMPARE(coloursOf(picture, {0, 0, 32, 64}), coloursOf(planar.picture(), {0, 0, 32, 64}));
    }

    void aSmallerPictureGivesTheSameColours()
    {
        const auto colour = [](double x, double y) {
            return Rgb{std::uint8_t(40 + 180 * y), std::uint8_t(60 + 100 * x), std::uint8_t(200 - 150 * y)};
        };
        const Painted large(200, 400, [&](int x, int y) { return colour(x / 200.0, y / 400.0); });
        const Painted small(100, 200, [&](int x, int y) { return colour(x / 100.0, y / 200.0); });
        Picture half = small.picture();
        half.scaleX = half.scaleY = .5;
        const Colours a = coloursOf(large.picture(), {20, 40, 120, 300});
        const Colours b = coloursOf(half, {20, 40, 120, 300});
        double dot = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            dot += double(a[i]) * b[i];
        QVERIFY(dot / (lengthOf(a) * lengthOf(b)) > .998);
    }

    void stripesOutsideThePictureAreEmpty()
    {
        const Painted painted(50, 50, [](int, int) { return Rgb{10, 200, 30}; });
        const Colours below = coloursOf(painted.picture(), {10, 10, 30, 100}); // legs from 70 on
        QVERIFY(lengthOf(lightOf(below, 0)) > 250);
        QCOMPARE(lengthOf(chromaOf(below, 2)), 0.0);
        QCOMPARE(lengthOf(lightOf(below, 2)), 0.0);
        for (const Box& box : {Box{200, 200, 10, 20}, Box{-90, 0, 40, 40}, Box{0, 0, 0, 0},
                               Box{0, 0, std::numeric_limits<double>::quiet_NaN(), 5}})
            QCOMPARE(lengthOf(coloursOf(painted.picture(), box)), 0.0);
        for (const Box& box : {Box{3, 3, .4, .4}, Box{-1e9, -1e9, 2e9, 2e9}}) // must not read outside
            coloursOf(painted.picture(), box);
    }

    // Random clothes, sizes, light and noise, with other people in front: halves of tracks against each other.
    void drawnPeopleAreToldApart()
    {
        video::SceneOptions options;
        options.seed = 11;
        options.width = 640;
        options.height = 360;
        options.frameCount = 100;
        options.people = 10;
        options.view = video::SceneOptions::View::Elevated;
        options.comeAndGo = false;
        const video::DrawnScene scene(options);
        AppearanceSum all;
        std::map<TrackId, std::array<AppearanceSum, 2>> people;
        for (FrameIndex frame = 0; frame < options.frameCount; frame += 10) {
            const auto pixels = scene.draw(frame);
            Picture picture;
            picture.image = {pixels.data(), options.width, options.height, options.width * 3, PixelFormat::Bgr8};
            const auto truth = scene.truth(frame);
            std::vector<Box> boxes;
            for (const auto& person : truth)
                boxes.push_back(person.box);
            const auto covered = coveredShares(boxes);
            for (std::size_t i = 0; i < truth.size(); ++i) {
                const Colours colours = coloursOf(picture, boxes[i]);
                all.add({}, colours, 1, double(covered[i]));
                people[truth[i].id][frame * 2 < options.frameCount ? 0 : 1].add(
                    {}, colours, sampleWeight(double(covered[i]), 1), double(covered[i]));
            }
        }
        const VideoMeans means = all.means();
        int right = 0, pairs = 0;
        for (const auto& [id, halves] : people) {
            const Appearance first = halves[0].appearance(means);
            const double own = likenessOf(first, halves[1].appearance(means)).colour;
            for (const auto& [other, otherHalves] : people) {
                if (other == id)
                    continue;
                ++pairs;
                right += own > likenessOf(first, otherHalves[1].appearance(means)).colour ? 1 : 0;
            }
        }
        QCOMPARE(pairs, 90);
        QVERIFY2(right >= 86, qPrintable(QString::number(right)));
    }
};

QTEST_GUILESS_MAIN(TestColourStripes)
#include "tst_colour_stripes.moc"
