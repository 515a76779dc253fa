#include "core/pipeline/person_picture.h"

#include <algorithm>
#include <cmath>

namespace tw::pipeline {
namespace {

constexpr double kKeptMargin = 0.06;  // of the area, on every side
constexpr double kMayLack = 0.03;     // of the side
constexpr double kLargestRatio = 1.6; // of the sides

// The part of a box inside the frame.
Box clipped(const Box& box, const PictureFrame& frame)
{
    if (frame.width <= 0 || frame.height <= 0)
        return box;
    const double left = std::clamp(box.left, 0.0, frame.width), top = std::clamp(box.top, 0.0, frame.height);
    return {left, top, std::clamp(box.right(), left, frame.width) - left,
            std::clamp(box.bottom(), top, frame.height) - top};
}

} // namespace

double movedInside(double middle, double length, double whole)
{
    return length < whole ? std::clamp(middle, length / 2, whole - length / 2) : middle;
}

Box pictureArea(const Box& person, const PictureFrame& frame)
{
    const double height = std::max(person.height, person.width / kNarrowestPlace) * (1 + 2 * kPictureMargin);
    const double width = std::max(person.width, person.height * kWidestPlace) * (1 + 2 * kPictureMargin);
    return {movedInside(person.centerX(), width, frame.width) - width / 2,
            movedInside(person.centerY(), height, frame.height) - height / 2, width, height};
}

Box keptArea(const Box& person, const PictureFrame& frame)
{
    const Box area = pictureArea(person, frame);
    const double across = area.width * kKeptMargin, along = area.height * kKeptMargin;
    const Box whole =
        clipped({area.left - across, area.top - along, area.width + 2 * across, area.height + 2 * along}, frame);
    const double left = std::floor(whole.left), top = std::floor(whole.top);
    return clipped({left, top, std::ceil(whole.right()) - left, std::ceil(whole.bottom()) - top}, frame);
}

bool showsArea(const Box& kept, const Box& wanted, const PictureFrame& frame)
{
    const Box needed = clipped(wanted, frame);
    const double across = needed.width * kMayLack, along = needed.height * kMayLack;
    return needed.valid() && kept.left <= needed.left + across && kept.right() >= needed.right() - across &&
           kept.top <= needed.top + along && kept.bottom() >= needed.bottom() - along &&
           kept.width <= needed.width * kLargestRatio && kept.height <= needed.height * kLargestRatio;
}

} // namespace tw::pipeline
