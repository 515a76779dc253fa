#pragma once
// Gaps filled along what the network saw: the cheapest path through the stored peaks between the two ends of a gap, by
// motion, score and appearance. Frames in which no peak lies on the path are filled in a straight line between their
// neighbours, and the result says which frames are which.
//
// Shortest path over a graph without cycles: nodes are peaks near the straight line that no other track has, edges join
// peaks of later frames, a frame left out costs a fixed price. Pure functions, any thread; source pixels, 0-based.

#include "core/annotation/document.h"
#include "core/annotation/edits.h"
#include "core/base/result.h"
#include "core/review/evidence.h"

#include <span>
#include <vector>

namespace tw::review {

struct GapPathOptions {
    FrameIndex longest = 300;       // frames; longer gaps are filled in a straight line: no person is followed that far
    double minimumScore = 0.05;     // weaker peaks are noise
    double minimumSimilarity = 0.2; // cosine with the person's look, where both are known
    double takenOverlap = 0.5;      // a peak that overlaps another track's box this much is that person
    double leftOut = 1.0;           // price of a frame without a peak; the unit of the other prices
    double unlike = 1.4;            // times (1 - cosine)
    double weak = 0.3;              // times (1 - score)
    double motionSigma = 0.06;      // box heights a frame that a person strays from the mean motion of the gap
};

struct GapPath {
    std::vector<annotation::TrackBox> boxes; // one for every frame of the gap; on peaks with origin Tracker
    int onPeaks = 0;
    std::vector<FrameRange> straight; // the frames that no peak supports
};
// Between two boxes of one person. `look`: how the person looks, unit length; empty: unknown. `self`: tracks whose own
// boxes do not count as another track's.
GapPath gapPathBetween(const annotation::TrackBox& from, const annotation::TrackBox& to, const PeakSource& peaks,
                       const annotation::DocumentState& state, std::span<const TrackId> self,
                       std::span<const float> look, const GapPathOptions& options = {});

struct FillPlan {
    annotation::Edit edit;
    int frames = 0;  // filled
    int onPeaks = 0; // of them along peaks
    std::vector<FrameRange> straight;
};
// Fills every gap of a track that touches `frames`, within them. Errors: NotFound (no track, no gap there).
Result<FillPlan> planFill(const annotation::DocumentState& state, const PeakSource& peaks, TrackId track,
                          FrameRange frames, const GapPathOptions& options = {});
// Joins two tracks and fills the gap between them (only that one). Errors: NotFound. Tracks that stand in
// each other's gaps are joined by straight lines; whether they may be joined is the edit's business.
Result<FillPlan> planJoin(const annotation::DocumentState& state, const PeakSource& peaks, TrackId into, TrackId from,
                          const GapPathOptions& options = {});

} // namespace tw::review
