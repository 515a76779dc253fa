#pragma once
// How tracks look, to compare any two of them: embeddings, with the colours of clothes where every track has them, and
// mapped by an adaptation to this video where that tells people apart better (core/appearance).
//
// Pure functions of the evidence, one thread at a time.

#include "core/appearance/adaptation.h"
#include "core/base/job.h"
#include "core/review/evidence.h"

#include <optional>
#include <span>
#include <vector>

namespace tw::review {

struct Look {
    Appearance embedding;
    appearance::Appearance whole; // with colours, the video's means subtracted; unknown: not measured
    std::vector<float> adapted;   // empty: no adaptation
};

// Indices of the boxes that show one person only; at most so many of them, spread evenly.
std::vector<std::size_t> cleanBoxes(const TrackEvidence& track);
std::vector<std::size_t> spread(std::span<const std::size_t> all, int most);
// The boxes of a track that stand for it: clean, spread over its time, those unlike the others left out.
std::vector<std::size_t> typicalBoxes(const TrackEvidence& track, int maxSamples);

class TrackLooks
{
public:
    explicit TrackLooks(const Evidence& evidence) : m_evidence(evidence) {}

    // Means of these tracks, and the adaptation. Without it, or where colours are missing or too few people are seen at
    // once to tell what all have in common, embeddings alone are compared. Errors: Cancelled.
    Result<void> learn(std::span<const TrackEvidence* const> tracks, int maxSamples, double frameRate,
                       const JobContext& job);
    Look of(const TrackEvidence& track, const std::vector<std::size_t>& boxes) const;
    // -1..1; cosines of embeddings, of both, or adapted: comparable within one object only.
    double alike(const Look& a, const Look& b) const;
    bool centred() const { return m_coloured; } // people without likeness are near 0

private:
    appearance::AppearanceSum sumOf(const TrackEvidence& track, std::span<const std::size_t> boxes) const;
    std::vector<appearance::Piece> piecesOf(const TrackEvidence& track, double frameRate) const;

    const Evidence& m_evidence;
    appearance::VideoMeans m_means;
    bool m_coloured = false;
    std::optional<appearance::Adaptation> m_adaptation;
};

} // namespace tw::review
