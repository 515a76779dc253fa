#pragma once
// Boxes that are turned about their centre, for formats that have them: a document's boxes are upright.

#include "core/base/box.h"

#include <cmath>
#include <numbers>

namespace tw::formats {

// The smallest upright box around `box` turned by `degrees`.
inline Box turned(const Box& box, double degrees)
{
    const double angle = degrees * std::numbers::pi / 180;
    const double c = std::abs(std::cos(angle)), s = std::abs(std::sin(angle));
    const double width = box.width * c + box.height * s, height = box.width * s + box.height * c;
    return {box.centerX() - width / 2, box.centerY() - height / 2, width, height};
}

} // namespace tw::formats
