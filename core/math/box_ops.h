#pragma once
// Arithmetic of boxes. Source pixels in, source pixels out; nothing here clamps a box unless its name says so.

#include "core/base/box.h"

#include <algorithm>

namespace tw::math {

constexpr Box boxFromCorners(double left, double top, double right, double bottom)
{
    return {left, top, right - left, bottom - top};
}

constexpr Box boxFromCenter(double x, double y, double width, double height)
{
    return {x - 0.5 * width, y - 0.5 * height, width, height};
}

constexpr double intersectionArea(const Box& a, const Box& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    return width > 0 && height > 0 ? width * height : 0.0;
}

// The part inside an image of width x height; width or height 0 when it lies outside.
constexpr Box clippedTo(const Box& box, double width, double height)
{
    const double left = std::clamp(box.left, 0.0, width);
    const double top = std::clamp(box.top, 0.0, height);
    return boxFromCorners(left, top, std::clamp(box.right(), left, width), std::clamp(box.bottom(), top, height));
}

// Smallest box around both.
constexpr Box hull(const Box& a, const Box& b)
{
    return boxFromCorners(std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right(), b.right()),
                          std::max(a.bottom(), b.bottom()));
}

// a at t = 0, b at t = 1; exact at both ends.
constexpr Box interpolated(const Box& a, const Box& b, double t)
{
    const auto mix = [t](double from, double to) { return t >= 1.0 ? to : from + t * (to - from); };
    return {mix(a.left, b.left), mix(a.top, b.top), mix(a.width, b.width), mix(a.height, b.height)};
}

constexpr bool containsPoint(const Box& box, double x, double y)
{
    return x >= box.left && y >= box.top && x < box.right() && y < box.bottom();
}

} // namespace tw::math
