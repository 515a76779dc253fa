#pragma once
// What a likeness is worth in the video at hand, measured from its peaks alone: people seen at the same time are
// different people, the two halves of a short piece that boxes link without a rival are one. These distributions bound
// the log likelihood ratio of core/appearance: where every other pair of people looks alike, looks claim nothing.
//
// Edits change nothing here, so a review is the same whatever was looked at before. Immutable; any thread.

#include "core/appearance/likeness.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/review/peak_source.h"

#include <memory>
#include <vector>

namespace tw::review {

struct VideoLikenessOptions {
    double frameRate = 30;
    double threshold = 0.4;       // score of the peaks that take part
    int windows = 20;             // longer videos are sampled: stretches, evenly spread
    double windowSeconds = 8;     // of each
    double pieceSeconds = 2.4;    // longest piece: longer ones may hold two people
    double sightingSeconds = 0.2; // between two peaks of a piece that take part
};

class VideoLikeness
{
public:
    VideoLikeness() = default; // nothing measured: the likelihood ratio of core/appearance, no means subtracted

    // Errors: Cancelled.
    static Result<std::shared_ptr<const VideoLikeness>> measure(const PeakSource& peaks, FrameRange frames,
                                                                const VideoLikenessOptions& options,
                                                                const JobContext& job = {});

    appearance::Appearance of(const appearance::AppearanceSum& sum) const;
    // Natural log of P(looks | one person) / P(looks | two people), 0 where nothing is known.
    double logRatio(const appearance::Likeness& likeness) const;

    int samePairs() const { return static_cast<int>(m_same.size()); }
    int differentPairs() const { return static_cast<int>(m_different.size()); }

private:
    appearance::VideoMeans m_means;
    std::vector<double> m_same, m_different; // unbounded ratios of the pairs, sorted
};

} // namespace tw::review
