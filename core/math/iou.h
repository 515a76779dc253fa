#pragma once
// Intersection over union, in the two conventions of the field. Matrices are N x M, row-major, double.

#include "core/math/box_ops.h"

#include <Eigen/Core>

#include <limits>
#include <span>

namespace tw::math {

using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Corners of a box, computed once when it meets many others.
struct Corners {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    constexpr double area() const { return (right - left) * (bottom - top); }
};

constexpr Corners cornersOf(const Box& box)
{
    return {box.left, box.top, box.right(), box.bottom()};
}

// Continuous boxes. 0 for boxes without area. The order of operations is the one of the MOTChallenge evaluators, so
// that thresholds fall the same way to the last bit.
inline double iou(const Corners& a, double areaA, const Corners& b, double areaB)
{
    constexpr double kEpsilon = std::numeric_limits<double>::epsilon(); // areas up to this count as none
    const double width = std::min(a.right, b.right) - std::max(a.left, b.left);
    const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    if (!(width > 0 && height > 0) || areaA <= kEpsilon || areaB <= kEpsilon)
        return 0.0;
    const double intersection = width * height;
    const double both = areaA + areaB - intersection;
    return both <= kEpsilon ? 0.0 : intersection / both;
}

inline double iou(const Box& a, const Box& b)
{
    const Corners ca = cornersOf(a);
    const Corners cb = cornersOf(b);
    return iou(ca, ca.area(), cb, cb.area());
}

// Boxes as sets of whole pixels, both ends included: one pixel is added to each extent.
// Source: the box overlap of py-faster-rcnn, which FairMOT's association uses.
inline double iouOfPixels(const Corners& a, const Corners& b)
{
    const double width = std::min(a.right, b.right) - std::max(a.left, b.left) + 1;
    const double height = std::min(a.bottom, b.bottom) - std::max(a.top, b.top) + 1;
    if (!(width > 0 && height > 0))
        return 0.0;
    const double areaA = (a.right - a.left + 1) * (a.bottom - a.top + 1);
    const double areaB = (b.right - b.left + 1) * (b.bottom - b.top + 1);
    return width * height / (areaA + areaB - width * height);
}

// rows.size() x columns.size()
inline RowMatrix iouMatrix(std::span<const Box> rows, std::span<const Box> columns)
{
    RowMatrix result(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(columns.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t j = 0; j < columns.size(); ++j)
            result(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = iou(rows[i], columns[j]);
    return result;
}

} // namespace tw::math
