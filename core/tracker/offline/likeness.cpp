#include "core/tracker/offline/likeness.h"

#include <algorithm>
#include <numeric>

namespace tw::tracker {

Feature featureOf(const Scene& scene, int index)
{
    const Sighting& sighting = scene[index];
    const FramePeaks& frame = scene.frames[std::size_t(sighting.time)];
    if (sighting.peak < 0 || frame.embeddingSize == 0)
        return {};
    const auto halves = frame.embedding(static_cast<std::size_t>(sighting.peak));
    std::vector<float> values(halves.size());
    std::transform(halves.begin(), halves.end(), values.begin(), floatFromHalf);
    return unitFeature(std::move(values));
}

SceneLikeness::SceneLikeness(const Scene& scene) : m_scene(scene)
{
    std::vector<int> all(scene.sightings.size());
    std::iota(all.begin(), all.end(), 0);
    m_means = sumOf(all).means();
}

void SceneLikeness::measureTrust(std::span<const std::vector<int>> tracks, const OfflineOptions& options)
{
    constexpr double kShortestSeconds = 1.2;
    constexpr double kPart = 0.4; // of either end
    constexpr int kPrior = 4;     // tracks that speak for trust before any is seen
    int alike = kPrior, all = kPrior;
    for (const std::vector<int>& track : tracks) {
        if (m_scene.frameOf(track.back()) - m_scene.frameOf(track.front()) < options.frames(kShortestSeconds))
            continue;
        const std::span<const int> whole(track);
        const auto part = static_cast<std::size_t>(kPart * static_cast<double>(track.size()));
        const auto first = of(whole.first(part));
        const auto last = of(whole.last(part));
        if (!first.known() || !last.known())
            continue;
        ++all;
        alike += appearance::logLikelihoodRatio(appearance::likenessOf(first, last)) > 0;
    }
    m_trust = std::clamp(2.0 * alike / all - 1, 0.0, 1.0);
}

appearance::AppearanceSum SceneLikeness::sumOf(std::span<const int> sightings) const
{
    appearance::AppearanceSum sum;
    for (const int index : sightings)
        if (const Sighting& sighting = m_scene[index]; sighting.peak >= 0)
            sum.add(m_scene.frames[std::size_t(sighting.time)], static_cast<std::size_t>(sighting.peak),
                    sighting.covered);
    return sum;
}

appearance::Appearance SceneLikeness::of(std::span<const int> sightings) const
{
    return sumOf(sightings).appearance(m_means);
}

double SceneLikeness::logRatio(const appearance::Appearance& a, const appearance::Appearance& b) const
{
    return m_trust * appearance::logLikelihoodRatio(appearance::likenessOf(a, b));
}

} // namespace tw::tracker
