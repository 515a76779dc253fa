#include "ui/timeline/appearance_colours.h"

#include <QColor>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

// Largest distance from grey that sRGB can show at these lightnesses for every hue, nearly.
constexpr double kChroma = 0.125;
constexpr double kDarkLightness = 0.70, kLightLightness = 0.58, kLightnessReach = 0.13;

double gamma(double linear)
{
    const double value = std::clamp(linear, 0.0, 1.0);
    return value <= 0.0031308 ? 12.92 * value : 1.055 * std::pow(value, 1 / 2.4) - 0.055;
}

QRgb rgbFromOklab(double lightness, double a, double b)
{
    const double l = std::pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
    const double m = std::pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
    const double s = std::pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
    const auto byte = [](double linear) { return static_cast<int>(std::lround(255 * gamma(linear))); };
    return qRgb(byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
}

} // namespace

QRgb appearanceColor(const std::array<float, 3>& at, bool dark)
{
    double a = kChroma * double(at[0]);
    double b = kChroma * double(at[1]);
    if (const double chroma = std::hypot(a, b); chroma > kChroma) { // corners of the square
        a *= kChroma / chroma;
        b *= kChroma / chroma;
    }
    return rgbFromOklab((dark ? kDarkLightness : kLightLightness) + kLightnessReach * double(at[2]), a, b);
}

void AppearanceColours::set(const review::TrackColours& colours)
{
    m_tracks.clear();
    for (const auto& [id, chunks] : colours) {
        std::vector<ColourStretch>& stretches = m_tracks[id];
        stretches.reserve(chunks.size());
        for (const review::ColourChunk& chunk : chunks)
            stretches.push_back({chunk.frames.last, appearanceColor(chunk.at, true), appearanceColor(chunk.at, false)});
    }
}

const std::vector<ColourStretch>* AppearanceColours::of(TrackId id) const
{
    const auto it = m_tracks.find(id);
    return it == m_tracks.end() || it->second.empty() ? nullptr : &it->second;
}

std::size_t AppearanceColours::at(const std::vector<ColourStretch>& stretches, FrameIndex frame)
{
    const auto it =
        std::lower_bound(stretches.begin(), stretches.end(), frame,
                         [](const ColourStretch& stretch, FrameIndex wanted) { return stretch.last < wanted; });
    return it == stretches.end() ? stretches.size() - 1 : static_cast<std::size_t>(it - stretches.begin());
}

} // namespace tw::ui
