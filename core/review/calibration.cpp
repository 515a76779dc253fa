#include "core/review/calibration.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::review {
namespace {

// Per kind: probability = 1 / (1 + exp(-(logit * slope + offset))).
struct Temperature {
    double slope;
    double offset;
};
constexpr std::array<Temperature, kEventKinds> kTemperature{{
    {1, 0}, // Swap
    {1, 0}, // Fragment
    {1, 0}, // Reentry
    {1, 0}, // Jump
    {1, 0}, // Duplicate
    {1, 0}, // FalseTrack
    {1, 0}, // Missed
    {1, 0}, // Border
    {1, 0}, // Drift
    {1, 0}, // LowConfidence
    {1, 0}, // Merge
}};

} // namespace

double swapLogit(double appearance, double motion, int terms)
{
    return -2.2 + 9.0 * appearance + 1.2 * motion + (terms >= 4 ? 0.0 : -0.6);
}

double fragmentLogit(const FragmentFeatures& features)
{
    const double seen =
        features.embedded ? 9.0 * (features.similarity - 0.6) + 3.0 * std::min(features.margin, 0.4) : -0.5;
    return 0.8 + seen - 1.6 * std::min(features.distance, 4.0) - 0.15 * std::min(features.gapSeconds, 20.0);
}

double calibrated(EventKind kind, double logit)
{
    const Temperature& t = kTemperature[static_cast<std::size_t>(kind)];
    return 1.0 / (1.0 + std::exp(-(logit * t.slope + t.offset)));
}

} // namespace tw::review
