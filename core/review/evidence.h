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
#include "core/review/frame_boxes.h"
#include "core/review/peak_source.h"
#include "core/review/video_likeness.h"

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <vector>

namespace tw::review {

class Ensemble;

struct TrackEvidence {
    annotation::TrackPtr track;
    // Changes whenever something below does, or what is near the track; never the same for two states of anything.
    std::uint64_t revision = 0;
    int dim = 0;
    // One entry a box of the track:
    std::vector<float> overlap;           // largest IoU with another track's box in the frame
    std::vector<float> covered;           // share of the box's middle that nearer people stand in front of
    std::vector<int> peak;                // index of the peak under the box, -1: none with IoU >= 0.5
    std::vector<int> sample;              // row of `features`, -1: no embedding
    std::vector<float> features;          // rows of dim floats
    std::vector<std::uint8_t> colours;    // a row of kColourBytes for each of these; empty: not measured
    std::vector<std::int32_t> identities; // one row a box: identity that each run of the ensemble gives to it, 0: none

    std::size_t runs() const { return track->boxes.empty() ? 0 : identities.size() / track->boxes.size(); }
    std::int32_t identity(std::size_t box, std::size_t run) const { return identities[box * runs() + run]; }

    std::span<const float> feature(std::size_t box) const
    {
        const int row = sample[box];
        if (row < 0)
            return {};
        return std::span(features).subspan(static_cast<std::size_t>(row) * static_cast<std::size_t>(dim),
                                           static_cast<std::size_t>(dim));
    }
    std::span<const std::uint8_t> colour(std::size_t box) const
    {
        const int row = sample[box];
        if (row < 0 || colours.empty())
            return {};
        return std::span(colours).subspan(static_cast<std::size_t>(row) * FramePeaks::kColourBytes,
                                          FramePeaks::kColourBytes);
    }
    // Shows one person only: none in front of its middle, on a peak, not interpolated.
    bool clean(std::size_t box) const;
    // Index of the first box with frame >= the given one.
    std::size_t lowerBound(FrameIndex frame) const;
};

// Mean of clean embeddings, unit length; empty when there are none.
struct Appearance {
    std::vector<float> mean;
    appearance::AppearanceSum sum; // with colours, where measured
    int samples = 0;
    double spread = 0; // 1 - mean cosine of the samples to the mean
    bool clean = true; // false: no box shows one person only, so boxes that are covered by others had to do
    bool known() const { return samples > 0; }
};
double cosine(std::span<const float> a, std::span<const float> b);
// Mean direction of the boxes (indices, each with an embedding); unknown when there are none or they cancel each other.
Appearance meanOf(const TrackEvidence& track, const std::vector<std::size_t>& boxes);

class Evidence
{
public:
    // Cost: boxes x peaks of their frame. Errors: Cancelled.
    // `ensemble`: repeated runs over the same peaks (ensemble.h), or null. `video`: what a likeness is worth there;
    // null: as everywhere.
    static Result<Evidence> build(annotation::Snapshot snapshot, PeakSource peaks, const JobContext& job = {},
                                  std::shared_ptr<const Ensemble> ensemble = nullptr,
                                  std::shared_ptr<const VideoLikeness> video = nullptr);
    // Only the tracks that differ from the snapshot it has, and the neighbours of boxes that came or went.
    void update(annotation::Snapshot snapshot);

    const annotation::DocumentState& state() const { return *m_snapshot; }
    const annotation::Snapshot& snapshot() const { return m_snapshot; }
    const std::map<TrackId, TrackEvidence>& tracks() const { return m_tracks; }
    const TrackEvidence* find(TrackId id) const;
    const PeakSource& peaks() const { return m_peaks; }
    FrameRange frames() const; // from the first to the last box
    // Every box of a frame, by track.
    std::span<const SeenBox> at(FrameIndex frame) const;
    // Every box of a frame that shares an area with `box`, until `visit` returns false.
    void touching(FrameIndex frame, const Box& box, const std::function<bool(const SeenBox&)>& visit) const;
    // Whether a box of another track than `except` covers this one by more than `iou` (>= 0).
    bool taken(FrameIndex frame, const Box& box, double iou, TrackId except) const;

    // Up to maxSamples clean embeddings at or before / at or after a frame, within `reach` frames.
    Appearance before(const TrackEvidence& track, FrameIndex frame, FrameIndex reach = 90, int maxSamples = 24) const;
    Appearance after(const TrackEvidence& track, FrameIndex frame, FrameIndex reach = 90, int maxSamples = 24) const;
    // The same, and where nothing is clean from the few boxes that are covered least.
    Appearance anyBefore(const TrackEvidence& track, FrameIndex frame, FrameIndex reach, int maxSamples) const;
    Appearance anyAfter(const TrackEvidence& track, FrameIndex frame, FrameIndex reach, int maxSamples) const;

    // Weights of the embedding's dimensions, learnt from verdicts on this video; empty: all 1.
    void setMetric(std::vector<float> weights);
    const std::vector<float>& metric() const { return m_metric; }
    // Natural log of the odds that looks alone give for one person against two, as far as they mean something in this
    // video (video_likeness.h); 0: nothing known.
    double likeness(const Appearance& a, const Appearance& b) const;
    double likeness(const appearance::Appearance& a, const appearance::Appearance& b) const;
    appearance::Appearance relative(const appearance::AppearanceSum& sum) const { return m_video->of(sum); }

    double similarity(const Appearance& a, const Appearance& b) const;
    double similarity(std::span<const float> a, std::span<const float> b) const; // of any length but 0

private:
    using Old = std::map<TrackId, TrackEvidence>;
    void sample(TrackEvidence& track, const Old& old) const;
    void index(const TrackEvidence& track, bool there);
    void arrange();
    void measure(TrackEvidence& track, std::size_t box) const;
    void disturb(FrameIndex frame, const Box& box);

    annotation::Snapshot m_snapshot;
    PeakSource m_peaks;
    std::shared_ptr<const Ensemble> m_ensemble;
    std::shared_ptr<const VideoLikeness> m_video = std::make_shared<const VideoLikeness>();
    std::map<TrackId, TrackEvidence> m_tracks;
    std::vector<float> m_metric;
    std::map<FrameIndex, FrameBoxes> m_byFrame;
    std::set<FrameIndex> m_unarranged; // frames whose boxes changed since arrange()
};

} // namespace tw::review
