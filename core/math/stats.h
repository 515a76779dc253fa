#pragma once
// Small statistics over samples. Empty input gives NaN where a number has no meaning.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <vector>

namespace tw::math {

inline double mean(std::span<const double> values)
{
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Linear between order statistics (Hyndman and Fan, type 7). fraction 0..1.
inline double quantile(std::vector<double> values, double fraction)
{
    if (values.empty())
        return std::numeric_limits<double>::quiet_NaN();
    const double position = std::clamp(fraction, 0.0, 1.0) * static_cast<double>(values.size() - 1);
    const auto index = static_cast<std::size_t>(position);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(index);
    std::nth_element(values.begin(), at, values.end());
    const double low = *at;
    if (index + 1 == values.size())
        return low;
    const double high = *std::min_element(at + 1, values.end());
    return low + (position - static_cast<double>(index)) * (high - low);
}

inline double median(std::vector<double> values)
{
    return quantile(std::move(values), 0.5);
}

// Mean and variance in one pass (Welford).
class RunningStats
{
public:
    void add(double value)
    {
        ++m_count;
        const double delta = value - m_mean;
        m_mean += delta / static_cast<double>(m_count);
        m_squares += delta * (value - m_mean);
    }
    std::int64_t count() const { return m_count; }
    double mean() const { return m_count > 0 ? m_mean : std::numeric_limits<double>::quiet_NaN(); }
    // Of the sample (divided by n - 1).
    double variance() const
    {
        return m_count > 1 ? m_squares / static_cast<double>(m_count - 1) : std::numeric_limits<double>::quiet_NaN();
    }
    double deviation() const { return std::sqrt(variance()); }

private:
    std::int64_t m_count = 0;
    double m_mean = 0;
    double m_squares = 0;
};

inline double logistic(double x)
{
    return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x));
}

} // namespace tw::math
