#pragma once
// The look of every track along time as colours: three appearance coordinates (core/review/appearance_colour.h) become
// hue, chroma and lightness in OKLab, where equal steps look equally large. Two tables, for dark and for light
// surfaces, made once when the looks arrive. GUI thread.
//
// Source of the colour space: Ottosson 2020, A perceptual color space for image processing.

#include "core/review/appearance_colour.h"

#include <QRgb>

#include <map>
#include <vector>

namespace tw::ui {

QRgb appearanceColor(const std::array<float, 3>& at, bool dark);

struct ColourStretch {
    FrameIndex last = 0; // from the end of the one before
    QRgb dark = 0;
    QRgb light = 0;
};

class AppearanceColours
{
public:
    void set(const review::TrackColours& colours);
    void clear() { m_tracks.clear(); }
    bool empty() const { return m_tracks.empty(); }
    // Null when the look of the track is not known.
    const std::vector<ColourStretch>* of(TrackId id) const;
    // Index of the stretch a frame lies in; beyond the end the last one.
    static std::size_t at(const std::vector<ColourStretch>& stretches, FrameIndex frame);

private:
    std::map<TrackId, std::vector<ColourStretch>> m_tracks;
};

} // namespace tw::ui
