#include "core/appearance/colour_stripes.h"

#include "core/appearance/picture_pixels.h"
#include "core/base/contract.h"

#include <algorithm>
#include <cmath>

namespace tw::appearance {
namespace {

constexpr std::array<std::array<double, 2>, kStripes> kRows{{{.12, .36}, {.36, .60}, {.60, .92}}}; // of the height
constexpr double kSide = .20;   // of the width, left out on either side
constexpr int kMostColumns = 9; // pixels read of a stripe
constexpr int kMostRows = 10;
constexpr int kChromaSide = 8;
constexpr float kChromaReach = 20; // a* and b* beyond count as this
constexpr int kRootSteps = 4096;   // of the table of cube roots
constexpr float kLargestShare = 1.1F;

struct Tables {
    std::array<float, 256> linear{};
    std::array<float, kRootSteps + 1> root{};

    Tables()
    {
        for (std::size_t i = 0; i < linear.size(); ++i) {
            const double v = static_cast<double>(i) / 255;
            linear[i] = static_cast<float>(v <= .04045 ? v / 12.92 : std::pow((v + .055) / 1.055, 2.4));
        }
        for (std::size_t i = 0; i < root.size(); ++i) {
            const double t = static_cast<double>(i) * kLargestShare / kRootSteps;
            root[i] = static_cast<float>(t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116);
        }
    }
    float rootOf(float t) const
    {
        return root[static_cast<std::size_t>(std::clamp(t * (kRootSteps / kLargestShare), 0.F, float(kRootSteps)))];
    }
};

const Tables& tables()
{
    static const Tables kTables;
    return kTables;
}

struct Lab {
    float l = 0, a = 0, b = 0;
};

// sRGB, D65 (CIE 1976).
Lab labOf(Rgb rgb, const Tables& t)
{
    const float r = t.linear[static_cast<std::size_t>(rgb.r)];
    const float g = t.linear[static_cast<std::size_t>(rgb.g)];
    const float b = t.linear[static_cast<std::size_t>(rgb.b)];
    const float x = t.rootOf((.4124564F * r + .3575761F * g + .1804375F * b) / .95047F);
    const float y = t.rootOf(.2126729F * r + .7151522F * g + .0721750F * b);
    const float z = t.rootOf((.0193339F * r + .1191920F * g + .9503041F * b) / 1.08883F);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

// A value between two neighbouring bins is shared by them.
struct Bin {
    int first = 0;
    float second = 0; // share of the bin behind `first`

    Bin(float value, float low, float high, int bins)
    {
        const float at = std::clamp((value - low) / (high - low) * float(bins) - .5F, 0.F, float(bins - 1));
        first = std::min(static_cast<int>(at), bins - 2);
        second = at - float(first);
    }
};

struct Histograms {
    std::array<float, kChromaBins> chroma{};
    std::array<float, kLightBins> light{};
    int pixels = 0;

    void add(const Lab& lab)
    {
        const Bin a(lab.a, -kChromaReach, kChromaReach, kChromaSide);
        const Bin b(lab.b, -kChromaReach, kChromaReach, kChromaSide);
        const Bin l(lab.l, 0, 100, int(kLightBins));
        float* cell = chroma.data() + a.first * kChromaSide + b.first;
        cell[0] += (1 - a.second) * (1 - b.second);
        cell[1] += (1 - a.second) * b.second;
        cell[kChromaSide] += a.second * (1 - b.second);
        cell[kChromaSide + 1] += a.second * b.second;
        light[static_cast<std::size_t>(l.first)] += 1 - l.second;
        light[static_cast<std::size_t>(l.first) + 1] += l.second;
        ++pixels;
    }
    void write(std::span<std::uint8_t> out) const
    {
        const float scale = pixels > 0 ? 1.F / float(pixels) : 0.F;
        const auto byte = [scale](float sum) {
            return static_cast<std::uint8_t>(std::lround(255 * std::sqrt(sum * scale)));
        };
        std::transform(chroma.begin(), chroma.end(), out.begin(), byte);
        std::transform(light.begin(), light.end(), out.begin() + kChromaBins, byte);
    }
};

// Positions of at most `most` pixels, spread evenly over those whose centres lie in [from, to) and in the picture.
struct Positions {
    int first = 0, count = 0;
    double step = 1;

    Positions(double from, double to, int size, int most)
    {
        first = static_cast<int>(std::clamp(std::ceil(from - .5), 0.0, double(size)));
        const int end = static_cast<int>(std::clamp(std::ceil(to - .5), 0.0, double(size)));
        const int there = std::max(end - first, 0);
        count = std::min(there, most);
        step = count > 0 ? double(there) / count : 1;
    }
    int at(int i) const { return first + static_cast<int>((i + .5) * step); }
};

template <class Pixels>
void measure(const Pixels& pixels, int width, int height, double scaleX, double scaleY, const Box& box,
             std::span<std::uint8_t> out)
{
    const Tables& t = tables();
    const Positions columns((box.left + kSide * box.width) * scaleX, (box.right() - kSide * box.width) * scaleX, width,
                            kMostColumns);
    std::array<int, kMostColumns> xs{};
    for (int i = 0; i < columns.count; ++i)
        xs[static_cast<std::size_t>(i)] = columns.at(i);
    for (std::size_t stripe = 0; stripe < kStripes; ++stripe) {
        const Positions rows((box.top + kRows[stripe][0] * box.height) * scaleY,
                             (box.top + kRows[stripe][1] * box.height) * scaleY, height, kMostRows);
        Histograms histograms;
        for (int row = 0; row < rows.count; ++row) {
            const int y = rows.at(row);
            for (int i = 0; i < columns.count; ++i)
                histograms.add(labOf(pixels.at(xs[static_cast<std::size_t>(i)], y), t));
        }
        histograms.write(out.subspan(stripe * kStripeBytes, kStripeBytes));
    }
}

} // namespace

void measureColours(const Picture& picture, const Box& box, std::span<std::uint8_t> out)
{
    TW_EXPECTS(out.size() == FramePeaks::kColourBytes && !picture.empty());
    if (!box.valid()) {
        std::ranges::fill(out, std::uint8_t{0});
        return;
    }
    const auto [width, height] = sizeOf(picture);
    withPixels(picture, [&, width = width, height = height](const auto& pixels) {
        measure(pixels, width, height, picture.scaleX, picture.scaleY, box, out);
    });
}

void measureColours(const Picture& picture, FramePeaks& peaks)
{
    peaks.colours.resize(peaks.peaks.size() * FramePeaks::kColourBytes);
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i)
        measureColours(picture, peaks.peaks[i].box(),
                       std::span(peaks.colours).subspan(i * FramePeaks::kColourBytes, FramePeaks::kColourBytes));
    peaks.colourVersion = kColourVersion;
}

} // namespace tw::appearance
