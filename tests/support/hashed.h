#pragma once
// Numbers that look random and are functions of two integers, so that other programs can make the same ones: the files
// of golden numbers were made with it.

#include <cstdint>

namespace tw::test {

// 0 <= value < 1.
inline double hashed(std::uint32_t k, std::uint32_t i)
{
    std::uint32_t x = k * 0x9E3779B9U + i;
    x ^= x >> 16;
    x *= 0x7FEB352DU;
    x ^= x >> 15;
    x *= 0x846CA68BU;
    x ^= x >> 16;
    return x / 4294967296.0;
}

} // namespace tw::test
