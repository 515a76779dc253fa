#pragma once
// The appearance of sightings (core/appearance), relative to everybody in the scene.
//
// Thread: const functions from any.

#include "core/appearance/likeness.h"
#include "core/tracker/offline/scene.h"
#include "core/tracker/track_state.h"

#include <span>

namespace tw::tracker {

// Embedding of a sighting as the network gave it, unit length; empty without one.
Feature featureOf(const Scene& scene, int sighting);

class SceneLikeness
{
public:
    explicit SceneLikeness(const Scene& scene);

    appearance::Appearance of(std::span<const int> sightings) const;
    // Natural log of P(looks | one person) / P(looks | two people). 0 when there is nothing to compare.
    double logRatio(const appearance::Appearance& a, const appearance::Appearance& b) const;

private:
    appearance::AppearanceSum sumOf(std::span<const int> sightings) const;

    const Scene& m_scene;
    appearance::VideoMeans m_means;
};

} // namespace tw::tracker
