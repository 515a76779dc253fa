#pragma once
// The association of FairMOT: appearance with motion first, overlap second, new tracks last, over a pool of tracked and
// lost tracks. Step by step in README.md. Ids belong to the object and start at 1; numbers of tracks that were never
// confirmed are used up, as in FairMOT.
//
// Detections without embeddings are tracked too: the first stage then compares overlap (inside the motion gate).
// Thread: one at a time. Cost of a frame: sorting plus the pairs that are close to each other.

#include "core/tracker/cost.h"
#include "core/tracker/options.h"
#include "core/tracker/tracker.h"

#include <memory>
#include <unordered_set>
#include <vector>

namespace tw::tracker {

class FairmotTracker final : public Tracker
{
public:
    // Errors: InvalidArgument naming the option.
    static Result<std::unique_ptr<FairmotTracker>> create(const FairmotOptions& options);

    Result<FrameTracks> update(FrameIndex frame, std::span<const Detection> detections) override;
    void reset() override;

    // What a test or a panel may ask.
    std::vector<TrackId> lostIds() const;
    std::int64_t removals() const { return m_removals; } // as FairMOT counts: a track given up can be counted twice
    std::int32_t lastId() const { return m_lastId; }
    const FairmotOptions& options() const { return m_options; }

private:
    using TrackPtr = std::shared_ptr<Track>;

    // The state of one update while it runs.
    struct Step {
        std::vector<Candidate> candidates;
        std::vector<const Candidate*> open; // not matched yet
        std::vector<Track*> rows;           // of the stage at hand
        std::vector<TrackPtr> pool, unconfirmed, activated, refound, newlyLost, removed;
        std::vector<char> poolMatched, unconfirmedMatched;
    };

    explicit FairmotTracker(const FairmotOptions& options);

    Result<void> take(FrameIndex frame, std::span<const Detection> detections, Step& step);
    void predictPool(Step& step);
    void matchByAppearance(Step& step);
    void matchByOverlap(Step& step);
    void matchUnconfirmed(Step& step);
    void startTracks(Step& step);
    void giveUpOld(Step& step);
    void settleLists(Step& step);
    void removeDuplicates();
    FrameTracks output(FrameIndex frame) const;

    std::span<const int> assignByAppearance(const Step& step);
    std::span<const int> assignByOverlap(const Step& step, double limit);
    std::span<const int> assign(const Step& step, std::span<const math::PairCost> pairs, double limit);
    void updateTrack(Track& track, const Candidate& candidate);
    void refind(Track& track, const Candidate& candidate);
    bool embeddingsInUse(const Step& step) const;

    FairmotOptions m_options;
    KalmanNoise m_noise;
    FrameIndex m_lastFrame = kNoFrame;
    int m_count = 0; // calls of update
    std::int32_t m_lastId = 0;
    std::size_t m_embeddingSize = 0;
    bool m_sizeKnown = false;
    std::int64_t m_removals = 0;
    std::vector<TrackPtr> m_tracked, m_lost;
    std::unordered_set<std::int32_t> m_removedIds; // only those that are still in a list

    math::LimitedAssignment m_assignment;
    AppearancePairs m_appearancePairs;
    IouPairs m_iouPairs;
    std::vector<Box> m_rowBoxes, m_columnBoxes;
    std::vector<math::PairCost> m_sameClass;
};

} // namespace tw::tracker
