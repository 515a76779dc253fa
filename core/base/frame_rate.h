#pragma once
// Exact rational numbers of time: frame rates and time bases.

#include <cstdint>

namespace tw {

struct Rational {
    std::int64_t num = 0;
    std::int64_t den = 1;

    constexpr bool positive() const { return num > 0 && den > 0; }
    constexpr double value() const { return den == 0 ? 0.0 : static_cast<double>(num) / static_cast<double>(den); }
    friend constexpr bool operator==(const Rational&, const Rational&) = default;
};

// Frames per second; {0,1} when unknown. Only for display and for seconds in reports: a frame's time is its pts.
using FrameRate = Rational;
// Seconds per tick of a pts.
using TimeBase = Rational;

} // namespace tw
