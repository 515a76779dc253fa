#pragma once
// What the detectors look at: for every box of every track the peak of the network it stands on, its embedding, and how
// much other people cover it. Built once from a snapshot and the stored peaks, then kept up to date track by track.
//
// A value for one thread at a time. Source pixels, 0-based frames. Embeddings have unit length.

#include "core/annotation/change_set.h"
#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/base/result.h"

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace tw::review {

// The peaks of a frame; null where the network did not look.
using PeakSource = std::function<std::shared_ptr<const FramePeaks>(FrameIndex)>;

struct TrackEvidence {
    annotation::TrackPtr track;
    int dim = 0;
    // One entry a box of the track:
    std::vector<float> overlap;  // largest IoU with another track's box in the frame
    std::vector<int> peak;       // index of the peak under the box, -1: none with IoU >= 0.5
    std::vector<int> sample;     // row of `features`, -1: no embedding
    std::vector<float> features; // rows of dim floats

    std::span<const float> feature(std::size_t box) const
    {
        const int row = sample[box];
        if (row < 0)
            return {};
        return std::span(features).subspan(static_cast<std::size_t>(row) * static_cast<std::size_t>(dim),
                                           static_cast<std::size_t>(dim));
    }
    // Shows one person only: hardly covered, on a peak, not interpolated.
    bool clean(std::size_t box) const;
    // Index of the first box with frame >= the given one.
    std::size_t lowerBound(FrameIndex frame) const;
};

// Mean of clean embeddings, unit length; empty when there are none.
struct Appearance {
    std::vector<float> mean;
    int samples = 0;
    double spread = 0; // 1 - mean cosine of the samples to the mean
    bool known() const { return samples > 0; }
};
double cosine(std::span<const float> a, std::span<const float> b);

class Evidence
{
public:
    // Cost: boxes x peaks of their frame. Errors: Cancelled.
    static Result<Evidence> build(annotation::Snapshot snapshot, PeakSource peaks, const JobContext& job = {});
    // Only the tracks that differ from the snapshot it has, and the neighbours of changed boxes.
    void update(annotation::Snapshot snapshot);

    const annotation::DocumentState& state() const { return *m_snapshot; }
    const annotation::Snapshot& snapshot() const { return m_snapshot; }
    const std::map<TrackId, TrackEvidence>& tracks() const { return m_tracks; }
    const TrackEvidence* find(TrackId id) const;
    const PeakSource& peaks() const { return m_peaks; }
    FrameRange frames() const; // from the first to the last box

    // Up to maxSamples clean embeddings at or before / at or after a frame, within `reach` frames.
    Appearance before(const TrackEvidence& track, FrameIndex frame, FrameIndex reach = 90, int maxSamples = 24) const;
    Appearance after(const TrackEvidence& track, FrameIndex frame, FrameIndex reach = 90, int maxSamples = 24) const;

    // Weights of the embedding's dimensions, learnt from verdicts on this video; empty: all 1.
    void setMetric(std::vector<float> weights);
    double similarity(const Appearance& a, const Appearance& b) const;

private:
    void sample(TrackEvidence& track);
    void measureOverlap(TrackEvidence& track);
    void indexFrames();

    annotation::Snapshot m_snapshot;
    PeakSource m_peaks;
    std::map<TrackId, TrackEvidence> m_tracks;
    std::vector<float> m_metric;
    // Boxes by frame, for overlap and contacts: (track, index of its box).
    std::map<FrameIndex, std::vector<std::pair<TrackId, std::uint32_t>>> m_byFrame;
    friend class ContactFinder;
};

} // namespace tw::review
