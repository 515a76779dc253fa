#include "core/annotation/track_colors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

namespace tw::annotation {

namespace {

constexpr std::size_t kTableSize = 40;
constexpr double kReservedDistance = 17; // from the selection and suspicion colours
constexpr double kLargestChroma = 74;    // brighter ones shout over the video
constexpr double kPi = std::numbers::pi;

// D65 white point, 2 degree observer.
constexpr double kWhiteX = 0.95047, kWhiteZ = 1.08883;

double linearFromSrgb(double c)
{
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double srgbFromLinear(double c)
{
    return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
}

double labF(double t)
{
    return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

double labInverse(double t)
{
    const double cube = t * t * t;
    return cube > 216.0 / 24389 ? cube : (116 * t - 16) / (24389.0 / 27);
}

// Nothing when the colour is outside of sRGB.
std::optional<Rgb> rgbFromLab(const Lab& lab)
{
    const double fy = (lab.l + 16) / 116;
    const double x = kWhiteX * labInverse(fy + lab.a / 500);
    const double y = labInverse(fy);
    const double z = kWhiteZ * labInverse(fy - lab.b / 200);
    const std::array linear{3.2404542 * x - 1.5371385 * y - 0.4985314 * z,
                            -0.9692660 * x + 1.8760108 * y + 0.0415560 * z,
                            0.0556434 * x - 0.2040259 * y + 1.0572252 * z};
    std::array<int, 3> channels{};
    for (std::size_t i = 0; i < 3; ++i) {
        if (linear[i] < 0 || linear[i] > 1)
            return std::nullopt;
        channels[i] = static_cast<int>(std::lround(srgbFromLinear(linear[i]) * 255));
    }
    return (Rgb(channels[0]) << 16) | (Rgb(channels[1]) << 8) | Rgb(channels[2]);
}

double hueDegrees(double a, double b)
{
    if (a == 0 && b == 0)
        return 0;
    const double degrees = std::atan2(b, a) * 180 / kPi;
    return degrees < 0 ? degrees + 360 : degrees;
}

double cosDegrees(double degrees)
{
    return std::cos(degrees * kPi / 180);
}

struct Candidate {
    Rgb rgb = 0;
    Lab lab;
    double distance = std::numeric_limits<double>::max();
};

std::vector<Candidate> candidates()
{
    const Lab selection = labFromRgb(kSelectionRgb);
    const Lab suspicion = labFromRgb(kSuspicionRgb);
    std::vector<Candidate> all;
    for (int l = 50; l <= 85; l += 5) {
        for (int a = -96; a <= 96; a += 8) {
            for (int b = -96; b <= 96; b += 8) {
                const Lab lab{double(l), double(a), double(b)};
                const double chroma = std::hypot(a, b);
                if (chroma < 38 || chroma > kLargestChroma)
                    continue;
                const auto rgb = rgbFromLab(lab);
                if (!rgb || ciede2000(lab, selection) < kReservedDistance ||
                    ciede2000(lab, suspicion) < kReservedDistance)
                    continue;
                all.push_back({*rgb, lab});
            }
        }
    }
    return all;
}

std::vector<Candidate> farthestFirst(std::vector<Candidate> all, std::size_t count)
{
    std::vector<Candidate> chosen;
    // A start that reads well on video: the candidate nearest to a warm orange red.
    const Lab start{65, 48, 48};
    auto next = std::min_element(all.begin(), all.end(), [&](const Candidate& x, const Candidate& y) {
        return ciede2000(x.lab, start) < ciede2000(y.lab, start);
    });
    while (chosen.size() < count) {
        chosen.push_back(*next);
        for (Candidate& candidate : all)
            candidate.distance = std::min(candidate.distance, ciede2000(candidate.lab, chosen.back().lab));
        next = std::max_element(all.begin(), all.end(),
                                [](const Candidate& x, const Candidate& y) { return x.distance < y.distance; });
    }
    return chosen;
}

// How badly an order does: neighbours must differ most, the ones after them too. The table is a ring.
double disorder(const std::vector<std::size_t>& order, const std::vector<std::vector<double>>& distance)
{
    constexpr double kNext = 32, kAfterNext = 22; // wanted differences
    double sum = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const double next = std::max(kNext - distance[order[i]][order[(i + 1) % order.size()]], 0.0);
        const double afterNext = std::max(kAfterNext - distance[order[i]][order[(i + 2) % order.size()]], 0.0);
        sum += next * next + afterNext * afterNext / 2;
    }
    return sum;
}

// Exchanges pairs as long as that brings more difference between neighbours; the first colour stays.
std::vector<Rgb> ordered(const std::vector<Candidate>& chosen)
{
    std::vector<std::vector<double>> distance(chosen.size(), std::vector<double>(chosen.size()));
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        for (std::size_t j = 0; j < chosen.size(); ++j)
            distance[i][j] = ciede2000(chosen[i].lab, chosen[j].lab);
        order.push_back(i);
    }
    double best = disorder(order, distance);
    for (bool better = true; better;) {
        better = false;
        for (std::size_t i = 1; i < order.size(); ++i) {
            for (std::size_t j = i + 1; j < order.size(); ++j) {
                std::swap(order[i], order[j]);
                const double now = disorder(order, distance);
                if (now < best) {
                    best = now;
                    better = true;
                } else {
                    std::swap(order[i], order[j]);
                }
            }
        }
    }
    std::vector<Rgb> colors;
    for (const std::size_t i : order)
        colors.push_back(chosen[i].rgb);
    return colors;
}

} // namespace

Lab labFromRgb(Rgb color)
{
    const double r = linearFromSrgb((color >> 16 & 255) / 255.0);
    const double g = linearFromSrgb((color >> 8 & 255) / 255.0);
    const double b = linearFromSrgb((color & 255) / 255.0);
    const double fx = labF((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / kWhiteX);
    const double fy = labF(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double fz = labF((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / kWhiteZ);
    return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

double ciede2000(const Lab& x, const Lab& y)
{
    const double meanChroma = (std::hypot(x.a, x.b) + std::hypot(y.a, y.b)) / 2;
    const double chroma7 = std::pow(meanChroma, 7);
    const double g = 0.5 * (1 - std::sqrt(chroma7 / (chroma7 + std::pow(25.0, 7))));
    const double a1 = (1 + g) * x.a, a2 = (1 + g) * y.a;
    const double c1 = std::hypot(a1, x.b), c2 = std::hypot(a2, y.b);
    const double h1 = hueDegrees(a1, x.b), h2 = hueDegrees(a2, y.b);

    double dh = 0, meanHue = h1 + h2;
    if (c1 * c2 != 0) {
        dh = h2 - h1;
        if (dh > 180)
            dh -= 360;
        else if (dh < -180)
            dh += 360;
        if (std::abs(h1 - h2) <= 180)
            meanHue /= 2;
        else
            meanHue = meanHue < 360 ? (meanHue + 360) / 2 : (meanHue - 360) / 2;
    }
    const double dL = y.l - x.l, dC = c2 - c1;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * kPi / 180);
    const double meanL = (x.l + y.l) / 2, meanC = (c1 + c2) / 2;

    const double t = 1 - 0.17 * cosDegrees(meanHue - 30) + 0.24 * cosDegrees(2 * meanHue) +
                     0.32 * cosDegrees(3 * meanHue + 6) - 0.20 * cosDegrees(4 * meanHue - 63);
    const double l50 = (meanL - 50) * (meanL - 50);
    const double sL = 1 + 0.015 * l50 / std::sqrt(20 + l50);
    const double sC = 1 + 0.045 * meanC;
    const double sH = 1 + 0.015 * meanC * t;
    const double c7 = std::pow(meanC, 7);
    const double rC = 2 * std::sqrt(c7 / (c7 + std::pow(25.0, 7)));
    const double theta = 30 * std::exp(-std::pow((meanHue - 275) / 25, 2));
    const double rT = -std::sin(2 * theta * kPi / 180) * rC;
    const double l = dL / sL, c = dC / sC, h = dH / sH;
    return std::sqrt(l * l + c * c + h * h + rT * c * h);
}

const std::vector<Rgb>& trackColorTable()
{
    static const std::vector<Rgb> kTable = ordered(farthestFirst(candidates(), kTableSize));
    return kTable;
}

Rgb rgbOf(TrackId id)
{
    const auto& table = trackColorTable();
    return table[static_cast<std::size_t>(std::max(number(id), 1) - 1) % table.size()];
}

Rgb rgbOf(const Track& track)
{
    return track.color ? *track.color & 0xffffffU : rgbOf(track.id);
}

std::span<const double> dashesOf(TrackId id)
{
    static constexpr std::array kLong{5.0, 3.0};
    static constexpr std::array kDots{1.5, 2.5};
    static constexpr std::array kDashDot{7.0, 2.5, 1.5, 2.5};
    switch (std::max(number(id), 0) % 4) {
    case 1: return {};
    case 2: return kLong;
    case 3: return kDots;
    default: return kDashDot;
    }
}

} // namespace tw::annotation
