#pragma once
// The appearance of sightings (core/appearance), relative to all people of the scene, and adapted to them.
//
// Thread: const functions from any.

#include "core/appearance/adaptation.h"
#include "core/tracker/offline/scene.h"
#include "core/tracker/track_state.h"

#include <optional>
#include <span>
#include <vector>

namespace tw::tracker {

// Embedding of a sighting as the network gave it, unit length; empty without one.
Feature featureOf(const Scene& scene, int sighting);

// Mean appearance of some sightings.
struct SceneAppearance {
    appearance::Appearance plain;
    std::vector<float> adapted; // by the adaptation to the scene, unit length; empty: none was kept

    bool known() const { return plain.known(); }
    int samples() const { return plain.samples; }
};

class SceneLikeness
{
public:
    explicit SceneLikeness(const Scene& scene);

    // Learns from tracks that hold one person each, as far as known, how to tell the people of this scene apart
    // (appearance::Adaptation); changes nothing when that does not help on tracks held back. Appearances made before
    // stay plain. Errors: Cancelled.
    Result<void> adapt(std::span<const std::vector<int>> tracks, const OfflineOptions& options,
                       const JobContext& job = {});
    bool adapted() const { return m_adaptation.has_value(); }

    // How far appearance can be trusted in this video, 0..1: how much more often than not the two halves of an
    // uncovered track look like one person. Near 0 where only one person is there (what all people have in common is
    // subtracted) or where the network cannot tell people apart.
    void measureTrust(std::span<const std::vector<int>> tracks, const OfflineOptions& options);
    double trust() const { return m_trust; }

    SceneAppearance of(std::span<const int> sightings) const;
    // Natural log of P(appearances | one person) / P(appearances | two people). 0 when there is nothing to compare.
    double logRatio(const SceneAppearance& a, const SceneAppearance& b) const;

private:
    appearance::AppearanceSum sumOf(std::span<const int> sightings) const;
    std::vector<appearance::Piece> lessonsOf(const std::vector<int>& track, const OfflineOptions& options) const;
    double fullyTrustedLogRatio(const SceneAppearance& a, const SceneAppearance& b) const;

    const Scene& m_scene;
    appearance::VideoMeans m_means;
    std::optional<appearance::Adaptation> m_adaptation;
    double m_trust = 1;
};

} // namespace tw::tracker
