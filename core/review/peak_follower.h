#pragma once
// Follows one person through the stored peaks of the network, from a box in one direction: what a click on a ghost or a
// drawn box grows into. The caller hands in one frame after the other, so that it can stop, and so that a window can do
// a few frames between two events.
//
// Owned by the caller, one thread at a time. Source pixels.

#include "core/annotation/document.h"
#include "core/base/peaks.h"
#include "core/review/evidence.h"

#include <optional>
#include <vector>

namespace tw::review {

struct FollowOptions {
    double minimumScore = 0.08;     // weaker peaks are noise
    double minimumOverlap = 0.3;    // IoU of a peak with the predicted box
    double minimumSimilarity = 0.3; // cosine with the person's embedding, where there are embeddings
    double takenOverlap = 0.6;      // a peak that overlaps a box of the document this much belongs to another person
    FrameIndex patience = 12;       // frames in a row without a match before it gives up
    double memory = 0.9;            // share of the past in the person's embedding
};

class PeakFollower
{
public:
    // `step`: 1 forward, -1 backward. `start` holds the peaks of the first frame: the one nearest to the box gives the
    // person's embedding.
    PeakFollower(const FramePeaks& start, const Box& box, int step, FollowOptions options = {});

    // The frame whose peaks advance() wants.
    FrameIndex nextFrame() const { return m_next; }
    // False when the person is lost or a box of the track itself is reached. `state`: whose boxes are taken; `self` is
    // the track that is being extended, kInvalid for a new one.
    bool advance(const FramePeaks& peaks, const annotation::DocumentState& state, TrackId self = TrackId::kInvalid);

    // By frame, without the first one; frames in which the person was not seen for a moment are interpolated.
    std::vector<annotation::TrackBox> boxes() const;

private:
    std::optional<std::size_t> bestPeak(const FramePeaks& peaks, const std::vector<Box>& taken) const;
    double similarity(const FramePeaks& peaks, std::size_t peak) const;
    void remember(const FramePeaks& peaks, std::size_t peak, double memory);
    Box predicted() const;
    void accept(const FramePeaks& peaks, std::size_t peak);

    FollowOptions m_options;
    int m_step;
    FrameIndex m_next;
    FrameIndex m_lastFrame;
    Box m_last;
    double m_velocityX = 0; // source pixels a frame, in the direction of travel
    double m_velocityY = 0;
    std::vector<double> m_embedding;           // unit length; empty when there is none
    std::vector<annotation::TrackBox> m_boxes; // in the order of travel
};

// The whole stretch around a box, by frame, `first` among it. `self`: the track it belongs to, or kInvalid.
std::vector<annotation::TrackBox> followedBothWays(const PeakSource& peaks, const annotation::DocumentState& state,
                                                   const annotation::TrackBox& first, TrackId self,
                                                   FrameIndex frameCount);

} // namespace tw::review
