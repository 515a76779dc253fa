#include "core/base/peaks.h"

#include <bit>

namespace tw {

std::uint16_t halfFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U)
        return static_cast<std::uint16_t>(sign | 0x7E00U); // NaN
    if (magnitude >= 0x47800000U)
        return static_cast<std::uint16_t>(sign | 0x7C00U); // 65536 and above
    if (magnitude < 0x33000001U)
        return sign; // rounds to zero: at most half of the smallest subnormal
    std::uint32_t mantissa = (magnitude & 0x7FFFFFU) | 0x800000U;
    const int exponent = static_cast<int>(magnitude >> 23) - 127;
    // Normal halves keep 10 bits; subnormal ones lose one more for every step below 2^-14.
    const int shift = exponent >= -14 ? 13 : 13 + (-14 - exponent);
    std::uint32_t half = mantissa >> shift;
    const std::uint32_t rest = mantissa & ((1U << shift) - 1U);
    const std::uint32_t tie = 1U << (shift - 1);
    if (rest > tie || (rest == tie && (half & 1U) != 0U))
        ++half;
    if (exponent >= -14)
        half += static_cast<std::uint32_t>(exponent + 14) << 10; // the hidden bit adds the last one
    return static_cast<std::uint16_t>(sign | half);
}

float floatFromHalf(std::uint16_t half)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16;
    const std::uint32_t exponent = (half >> 10) & 0x1FU;
    const std::uint32_t mantissa = half & 0x3FFU;
    if (exponent == 0) {
        const float magnitude = static_cast<float>(mantissa) * 0x1p-24F;
        return sign != 0U ? -magnitude : magnitude;
    }
    const std::uint32_t wide = exponent == 31 ? 0xFFU : exponent + 112U;
    return std::bit_cast<float>(sign | (wide << 23) | (mantissa << 13));
}

} // namespace tw
