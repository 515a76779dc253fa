#pragma once
// How boxes are drawn, on the canvas and in exported videos. Widths in pixels of the screen.

#include "core/annotation/track_colors.h"

namespace tw::annotation {

inline constexpr double kTouchedWidth = 2.5;   // a person drew, moved or verified it
inline constexpr double kDetectedWidth = 1.75; // the tracker's
inline constexpr double kInterpolatedWidth = 1;
inline constexpr double kTrailWidth = 1.5;
inline constexpr int kTrailAlpha = 130; // of 255

// Nearly black or white, whichever reads better on the colour.
inline Rgb inkOn(Rgb color)
{
    const double luminance = (0.299 * (color >> 16 & 255) + 0.587 * (color >> 8 & 255) + 0.114 * (color & 255)) / 255;
    return luminance > 0.52 ? 0x101214 : 0xffffff;
}

} // namespace tw::annotation
