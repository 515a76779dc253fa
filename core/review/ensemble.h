#pragma once
// Retracking ensemble: the association, which costs little, repeated over the stored peaks in other ways (backwards,
// with weak detections, without appearance, with detections left out). Where the runs disagree with a track's
// identity, it is uncertain, also far from any contact.
//
// A function of the peaks alone: edits of the document do not change it. Immutable after build(); any thread.

#include "core/base/box.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/review/evidence.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <vector>

namespace tw::review {

struct EnsembleOptions {
    double frameRate = 30;
    double threshold = 0.4;     // score of a detection that starts a track
    double weakThreshold = 0.2; // of one that only continues it, in the runs that take weak ones
    double dropped = 0.15;      // share of detections left out in the perturbed runs
};

class Ensemble
{
public:
    // Frames that have peaks, at most `frames`. Errors: Cancelled.
    static Result<std::shared_ptr<const Ensemble>> build(const PeakSource& peaks, FrameRange frames,
                                                         const EnsembleOptions& options, const JobContext& job = {});

    int runs() const { return static_cast<int>(m_runs.size()); }
    // Identity that each run gives to a box (IoU >= 0.5 with one of its own): runs() numbers, 0: none.
    void identities(FrameIndex frame, const Box& box, std::span<std::int32_t> out) const;

private:
    struct Placed {
        Box box;
        std::int32_t id = 0;
    };
    std::vector<std::map<FrameIndex, std::vector<Placed>>> m_runs;
};

// What the runs say about whether two stretches show one person.
struct Votes {
    int same = 0;
    int different = 0; // the run knows both, as two people

    double value() const; // -1 .. 1, 0: nothing known
};
// `a` before a frame and `b` from a frame on, by the boxes nearest to these frames within `reach` frames. Zero-sized
// evidence (no ensemble): no votes.
Votes votesFor(const TrackEvidence& a, FrameIndex before, const TrackEvidence& b, FrameIndex from, FrameIndex reach);

// Frames at which at least two runs see another person from there on in a track, runs that agree within `together`
// frames counted once.
struct Disagreement {
    FrameIndex frame = kNoFrame; // first box of the other person, in most of them
    int runs = 0;
};
std::vector<Disagreement> disagreements(const TrackEvidence& track, FrameIndex together);

// A run sees another person in a track from a frame on.
struct IdentityChange {
    std::size_t run = 0;
    FrameIndex frame = kNoFrame;
    std::int32_t from = 0, to = 0; // identities of that run
};
// Of all runs, run by run; changes that last less than `together` frames are left out.
std::vector<IdentityChange> identityChanges(const TrackEvidence& track, FrameIndex together);

struct ChangingTrack {
    const TrackEvidence* track = nullptr;
    std::vector<IdentityChange> changes; // identityChanges() of it
};
// Frame ranges in which runs see two tracks exchange people or one go on with the person of the other. Depends on the
// two tracks alone; nothing where neither changes.
std::vector<FrameRange> exchangesSeen(const ChangingTrack& a, const ChangingTrack& b, FrameIndex together);

} // namespace tw::review
