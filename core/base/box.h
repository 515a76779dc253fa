#pragma once
// An axis-aligned box in source pixels: (0,0) is the upper-left corner of the upper-left pixel, x to the right, y down.
// Amodal: may lie partly or wholly outside the image; nothing in the program clamps it.

#include <cmath>

namespace tw {

struct Box {
    double left = 0;
    double top = 0;
    double width = 0;
    double height = 0;

    constexpr double right() const { return left + width; }
    constexpr double bottom() const { return top + height; }
    constexpr double centerX() const { return left + 0.5 * width; }
    constexpr double centerY() const { return top + 0.5 * height; }
    constexpr double area() const { return width * height; }
    // False for empty, negative and not finite boxes; such boxes never enter a document.
    bool valid() const
    {
        return std::isfinite(left) && std::isfinite(top) && std::isfinite(width) && std::isfinite(height) &&
               width > 0 && height > 0;
    }
    friend constexpr bool operator==(const Box&, const Box&) = default;
};

} // namespace tw
