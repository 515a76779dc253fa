#pragma once
// The largest numbers that a document takes. They leave room: for identities that are made later, and for sums and
// products of coordinates that stay finite in every file format.

#include "core/base/box.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace tw::annotation {

inline constexpr std::int32_t kLargestTrackId = 2'000'000'000;
inline constexpr double kLargestCoordinatePx = 1e9;

inline bool withinLimits(const Box& box)
{
    return std::max({std::abs(box.left), std::abs(box.top), box.width, box.height}) <= kLargestCoordinatePx;
}

} // namespace tw::annotation
