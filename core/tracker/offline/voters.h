#pragma once
// The association repeated over the same peaks in other ways: backwards in time and with other thresholds. Where the
// runs disagree about whether two boxes show one person, the identity is uncertain there.
//
// How to use it: run() once for each run of the network (it costs as much as that many associations, under a
// millisecond a frame); then
//   - as a generator of places to look at: disagreements() of the places of a track (its boxes' peaks, boxes without a
//     peak left out) says for each pair of neighbours how many runs see two people; look where several do;
//   - as a feature of any finding about two stretches: vote() on the last peak of one and the first of the other.
// Depends on peaks and statements alone: edits of the document do not change it.
//
// Immutable after run(); any thread. Memory: 4 bytes a peak and run.

#include "core/tracker/offline/offline.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::tracker {

struct PeakPlace {
    FrameIndex frame = kNoFrame;
    int peak = -1; // of that frame
};

// What the runs say of two places; runs that put neither or only one of them into a track say nothing.
struct Vote {
    int same = 0;      // runs that see one person
    int different = 0; // runs that see two

    // -1 (all see two people) .. 1 (all see one); 0: nothing known.
    double value() const
    {
        const int all = same + different;
        return all == 0 ? 0 : static_cast<double>(same - different) / all;
    }
};

class Voters
{
public:
    // Errors: those of trackOffline().
    static Result<Voters> run(const PeakReader& read, FrameRange frames, PictureSize picture,
                              const Statements& statements, const OfflineOptions& options, const JobContext& job = {});

    int runs() const { return static_cast<int>(m_runs.size()); }
    // Number of the person that a run sees at a place, 0: none. Numbers of two runs have nothing to do with each other.
    std::int32_t identity(int run, PeakPlace place) const;
    Vote vote(PeakPlace a, PeakPlace b) const;
    // For each place of a track but the last: the vote on it and the next one.
    std::vector<Vote> disagreements(std::span<const PeakPlace> track) const;

private:
    using ByPeak = std::vector<std::vector<std::int32_t>>; // by frame, then peak
    FrameIndex m_first = 0;
    std::vector<ByPeak> m_runs;
};

// The same peaks as seen by someone who watches the video backwards: frame f becomes last - f. Used by the backward
// run.
std::vector<FramePeaks> backwards(std::vector<FramePeaks> frames, FrameIndex last);

} // namespace tw::tracker
