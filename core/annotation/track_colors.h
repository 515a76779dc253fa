#pragma once
// The colour of a track: a fixed function of its number, so that it never changes when tracks come and go. Colours are
// picked farthest-first by CIEDE2000 among L* 50..85 with chroma 38..74, away from the two colours that mean something
// (selection, suspicion), and ordered so that neighbouring numbers differ most. Window and exported videos use the
// same. Source of the difference formula: Sharma, Wu, Dalal 2005, The CIEDE2000 Color-Difference Formula. Any thread.

#include "core/annotation/track.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::annotation {

using Rgb = std::uint32_t; // 0xRRGGBB; higher bits are ignored

inline constexpr Rgb kSelectionRgb = 0x00d5f5; // cyan
inline constexpr Rgb kSuspicionRgb = 0xffb020; // amber

struct Lab {
    double l = 0, a = 0, b = 0;
};
Lab labFromRgb(Rgb color);
double ciede2000(const Lab& x, const Lab& y);

// The whole table; number(id) - 1 modulo its size selects.
const std::vector<Rgb>& trackColorTable();
Rgb rgbOf(TrackId id);
// The person's own colour when there is one.
Rgb rgbOf(const Track& track);
// For people who cannot tell the colours apart: one of four dash patterns (line, space, ... in line widths; empty:
// solid), together with the colour unique for longer.
std::span<const double> dashesOf(TrackId id);

} // namespace tw::annotation
