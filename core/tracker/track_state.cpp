#include "core/tracker/track_state.h"

#include <cmath>
#include <utility>

namespace tw::tracker {
namespace {

void scaleToUnit(Feature& feature)
{
    float sum = 0;
    for (const float value : feature.values)
        sum += value * value;
    const float length = std::sqrt(sum);
    double exact = 0;
    for (float& value : feature.values) {
        value /= length;
        exact += static_cast<double>(value) * value;
    }
    feature.norm = std::sqrt(exact);
}

} // namespace

Feature unitFeature(std::vector<float> values)
{
    Feature feature;
    feature.values = std::move(values);
    if (!feature.empty())
        scaleToUnit(feature);
    return feature;
}

void blendFeature(Feature& old, const Feature& fresh, double memory)
{
    if (fresh.empty())
        return;
    const auto keep = static_cast<float>(memory);
    const auto add = static_cast<float>(1 - memory);
    // The fresh one is scaled once more before it is mixed in, as in FairMOT; it differs in the last bit.
    Feature rescaled = fresh;
    scaleToUnit(rescaled);
    for (std::size_t k = 0; k < old.values.size(); ++k)
        old.values[k] = keep * old.values[k] + add * rescaled.values[k];
    scaleToUnit(old);
}

} // namespace tw::tracker
