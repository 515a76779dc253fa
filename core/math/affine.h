#pragma once
// Affine maps of the plane and the two that join a video frame and the network's input. Names say targetFromSource.
// Points are continuous: (0,0) is the upper-left corner of the upper-left pixel.

#include "core/base/box.h"
#include "core/math/box_ops.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::math {

struct Point {
    double x = 0;
    double y = 0;
    friend constexpr bool operator==(const Point&, const Point&) = default;
};

// x' = xx x + xy y + tx,  y' = yx x + yy y + ty
struct Affine2 {
    double xx = 1, xy = 0, tx = 0;
    double yx = 0, yy = 1, ty = 0;

    static constexpr Affine2 scaleThenShift(double scaleX, double scaleY, double shiftX, double shiftY)
    {
        return {scaleX, 0, shiftX, 0, scaleY, shiftY};
    }

    constexpr Point operator()(Point p) const { return {xx * p.x + xy * p.y + tx, yx * p.x + yy * p.y + ty}; }
    constexpr double determinant() const { return xx * yy - xy * yx; }

    // This map after `first`.
    constexpr Affine2 after(const Affine2& first) const
    {
        return {xx * first.xx + xy * first.yx, xx * first.xy + xy * first.yy, xx * first.tx + xy * first.ty + tx,
                yx * first.xx + yy * first.yx, yx * first.xy + yy * first.yy, yx * first.tx + yy * first.ty + ty};
    }

    // Needs determinant() != 0.
    constexpr Affine2 inverse() const
    {
        const double d = determinant();
        return {yy / d, -xy / d, (xy * ty - yy * tx) / d, -yx / d, xx / d, (yx * tx - xx * ty) / d};
    }

    // Axis-aligned hull of the mapped corners.
    constexpr Box operator()(const Box& box) const
    {
        const std::array<Point, 4> corners{(*this)(Point{box.left, box.top}), (*this)(Point{box.right(), box.top}),
                                           (*this)(Point{box.left, box.bottom()}),
                                           (*this)(Point{box.right(), box.bottom()})};
        double left = corners[0].x, right = left, top = corners[0].y, bottom = top;
        for (const Point& p : corners) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
        return boxFromCorners(left, top, right, bottom);
    }
};

// Half to even, whatever the rounding mode of the thread: 0.5 -> 0, 1.5 -> 2.
inline double roundHalfToEven(double value)
{
    const double down = std::floor(value);
    const double rest = value - down;
    if (rest != 0.5)
        return rest < 0.5 ? down : down + 1;
    return std::fmod(down, 2.0) == 0.0 ? down : down + 1;
}

// How an image is fitted into the network's input: scaled by `ratio`, rounded to whole pixels, centred in grey.
// Source: FairMOT's letterbox; an odd rest goes to the right and the bottom.
struct Letterbox {
    double ratio = 1;                             // network pixels per source pixel, before rounding
    int scaledWidth = 0, scaledHeight = 0;        // pixels of the scaled image
    int left = 0, right = 0, top = 0, bottom = 0; // pixels of border
    double halfX = 0, halfY = 0;                  // unrounded border: what labels are shifted by
};

inline Letterbox letterbox(int sourceWidth, int sourceHeight, int networkWidth, int networkHeight)
{
    Letterbox fit;
    fit.ratio =
        std::min(static_cast<double>(networkHeight) / sourceHeight, static_cast<double>(networkWidth) / sourceWidth);
    fit.scaledWidth = static_cast<int>(roundHalfToEven(sourceWidth * fit.ratio));
    fit.scaledHeight = static_cast<int>(roundHalfToEven(sourceHeight * fit.ratio));
    fit.halfX = (networkWidth - fit.scaledWidth) / 2.0;
    fit.halfY = (networkHeight - fit.scaledHeight) / 2.0;
    fit.left = static_cast<int>(roundHalfToEven(fit.halfX - 0.1));
    fit.right = static_cast<int>(roundHalfToEven(fit.halfX + 0.1));
    fit.top = static_cast<int>(roundHalfToEven(fit.halfY - 0.1));
    fit.bottom = static_cast<int>(roundHalfToEven(fit.halfY + 0.1));
    return fit;
}

// From cells of the output map to source pixels. Not the inverse of the letterbox: FairMOT maps by a scale about the
// centres, up to 0.1 px beside it, and published results are in these coordinates.
// Source: CenterNet's affine transform with rotation 0.
inline Affine2 sourceFromOutputMap(int sourceWidth, int sourceHeight, int networkWidth, int networkHeight, int stride)
{
    const double extent =
        std::max(static_cast<double>(networkWidth) / networkHeight * sourceHeight, static_cast<double>(sourceWidth));
    const int mapWidth = networkWidth / stride;
    const int mapHeight = networkHeight / stride;
    const double scale = extent / mapWidth;
    return Affine2::scaleThenShift(scale, scale, sourceWidth / 2.0 - mapWidth / 2.0 * scale,
                                   sourceHeight / 2.0 - mapHeight / 2.0 * scale);
}

} // namespace tw::math
