#pragma once
// Retracking ensemble: the association with the whole video in view, repeated over the stored peaks backwards in time
// and with other settings. Where its runs disagree with a track, the identity is uncertain, also far from any contact.
//
// A function of the peaks alone: edits of the document do not change it. Immutable after build(); any thread.
// Memory: 4 bytes a peak and run.

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/review/evidence.h"
#include "core/tracker/offline/offline.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tw::review {

struct EnsembleOptions {
    double frameRate = 30;
    double threshold = 0.4;       // score of a detection that starts a person
    tracker::PictureSize picture; // 0: not known
};

class Ensemble
{
public:
    // Frames that have peaks, at most `frames`. Errors: those of trackOffline().
    static Result<std::shared_ptr<const Ensemble>> build(const PeakSource& peaks, FrameRange frames,
                                                         const EnsembleOptions& options, const JobContext& job = {});

    int runs() const { return static_cast<int>(m_runs.size()); }
    // Number of the person that a run sees at a peak of a frame, 0: none. Numbers of two runs are unrelated.
    std::int32_t identity(int run, FrameIndex frame, int peak) const;

private:
    using ByPeak = std::vector<std::vector<std::int32_t>>; // by frame, then peak
    FrameIndex m_first = 0;
    std::vector<ByPeak> m_runs;
};

// The same peaks in a video played backwards: frame f becomes last - f, and the motion between frames is inverted.
std::vector<FramePeaks> backwards(std::vector<FramePeaks> frames, FrameIndex last);

// What the runs say about whether two stretches show one person.
struct Votes {
    int same = 0;
    int different = 0; // the run knows both, as two people

    double value() const; // -1 .. 1, 0: nothing known
};
// `a` before a frame and `b` from a frame on, by the boxes nearest to these frames within `reach` frames. Without an
// ensemble: no votes.
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
// Frame ranges in which runs see two tracks exchange people or one go on with the person of the other: at the same time
// within `together`, or within `gap` where the other one ended before or begins after. Depends on the two tracks alone;
// nothing where neither changes.
std::vector<FrameRange> exchangesSeen(const ChangingTrack& a, const ChangingTrack& b, FrameIndex together,
                                      FrameIndex gap);

} // namespace tw::review
