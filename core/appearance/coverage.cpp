#include "core/appearance/coverage.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace tw::appearance {
namespace {

// Points of a box that are looked at.
constexpr int kColumns = 48;
constexpr int kCoverageRows = 48;

bool isNearer(const Box& a, const Box& b)
{
    const double slack = .01 * std::min(a.height, b.height);
    if (std::abs(a.bottom() - b.bottom()) > slack)
        return a.bottom() > b.bottom();
    return a.height > b.height;
}

// Points from..to of `count` whose centres lie in [low, high) of an extent [start, start + length).
std::pair<int, int> pointsWithin(double low, double high, double start, double length, int count)
{
    const auto firstAtOrAfter = [&](double at) {
        return static_cast<int>(std::clamp(std::ceil((at - start) / length * count - .5), 0.0, double(count)));
    };
    return {firstAtOrAfter(low), firstAtOrAfter(high)};
}

class CoveredPoints
{
public:
    explicit CoveredPoints(const Box& box) : m_box(box) {}
    void cover(const Box& by)
    {
        const auto [left, right] = pointsWithin(by.left, by.right(), m_box.left, m_box.width, kColumns);
        const auto [top, bottom] = pointsWithin(by.top, by.bottom(), m_box.top, m_box.height, kCoverageRows);
        const std::uint64_t columns = ((1ULL << right) - 1U) & ~((1ULL << left) - 1U);
        for (int row = top; row < bottom; ++row)
            m_rows[static_cast<std::size_t>(row)] |= columns;
    }
    float share() const
    {
        int points = 0;
        for (const std::uint64_t row : m_rows)
            points += std::popcount(row);
        return static_cast<float>(points) / (kColumns * kCoverageRows);
    }

private:
    const Box& m_box;
    std::array<std::uint64_t, kCoverageRows> m_rows{}; // a bit for each column
};

} // namespace

std::vector<float> coveredShares(std::span<const Box> boxes)
{
    std::vector<float> out(boxes.size(), 0.F);
    std::vector<std::size_t> byLeft(boxes.size());
    std::iota(byLeft.begin(), byLeft.end(), std::size_t{0});
    std::ranges::sort(byLeft, {}, [&](std::size_t i) { return std::pair(boxes[i].left, i); });
    double widest = 0;
    for (const Box& box : boxes)
        widest = std::max(widest, box.width);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Box& box = boxes[i];
        if (!box.valid())
            continue;
        CoveredPoints points(box);
        auto other =
            std::ranges::lower_bound(byLeft, box.left - widest, {}, [&](std::size_t j) { return boxes[j].left; });
        for (; other != byLeft.end() && boxes[*other].left < box.right(); ++other) {
            const Box& by = boxes[*other];
            if (*other != i && by.valid() && by.right() > box.left && by.top < box.bottom() && by.bottom() > box.top &&
                isNearer(by, box))
                points.cover(by);
        }
        out[i] = points.share();
    }
    return out;
}

} // namespace tw::appearance
