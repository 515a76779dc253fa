#pragma once
// The appearance of sightings (core/appearance), relative to everybody in the scene.
//
// Thread: const functions from any.

#include "core/appearance/likeness.h"
#include "core/tracker/offline/scene.h"
#include "core/tracker/track_state.h"

#include <span>
#include <vector>

namespace tw::tracker {

// Embedding of a sighting as the network gave it, unit length; empty without one.
Feature featureOf(const Scene& scene, int sighting);

class SceneLikeness
{
public:
    explicit SceneLikeness(const Scene& scene);

    // How far looks can be trusted in this video, 0..1: how much more often than not the two halves of an uncovered
    // track look like one person. Near 0 where only one person is there (what everybody has in common is taken out) or
    // where the network cannot tell people apart.
    void measureTrust(std::span<const std::vector<int>> tracks, const OfflineOptions& options);
    double trust() const { return m_trust; }

    appearance::Appearance of(std::span<const int> sightings) const;
    // Natural log of P(looks | one person) / P(looks | two people). 0 when there is nothing to compare.
    double logRatio(const appearance::Appearance& a, const appearance::Appearance& b) const;

private:
    appearance::AppearanceSum sumOf(std::span<const int> sightings) const;

    const Scene& m_scene;
    appearance::VideoMeans m_means;
    double m_trust = 1;
};

} // namespace tw::tracker
