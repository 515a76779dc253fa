#pragma once
// (private to model) The horizontal half of area_rows for processors with AVX-512: four target pixels at a time,
// straight from the bytes of the source row. The numbers are those of the plain loops: products and sums in the same
// order, no fused multiply-add.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tw::model {

class AreaAcross
{
public:
    AreaAcross() = default;
    // firstTap, weights (target pixels x taps): as AreaRows computes them.
    AreaAcross(int width, int taps, const std::vector<int>& firstTap, const std::vector<float>& weights);

    // Whether this processor has the instructions and the shrinking is moderate enough (up to about 1 : 4).
    bool serves() const { return m_serves; }
    // `source`: 4 x width bytes. `out` has room for target pixels rounded up to four, four floats each.
    void run(const std::uint8_t* source, float* out) const;

    static constexpr int kTogether = 4; // target pixels

private:
    static constexpr int kSeen = 16; // source pixels that four target pixels may lie in: one vector

    bool m_serves = false;
    int m_taps = 0;
    std::vector<int> m_base;           // a group of four: its first source pixel
    std::vector<std::int32_t> m_place; // group x taps x four: the source pixel, counted from the base
    std::vector<float> m_weights;      // likewise
};

} // namespace tw::model
