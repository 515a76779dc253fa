#pragma once
// CLEAR MOT: matches frame by frame, keeping those of the frame before, and counts what goes wrong.
//
// Matching of a frame: pairs with IoU >= threshold; a pair that was matched in the last frame with boxes on both sides
// weighs 1000 more, then the sum of similarities decides. A switch is counted when an identity is matched with another
// result than the last time it was matched, however long ago. Frames where one side is empty do not end a match.
// Source: TrackEval 12c8791 (MIT), metrics CLEAR; equal to it in every count.

#include "core/evaluation/score_matcher.h"
#include "core/evaluation/scores.h"
#include "core/evaluation/sequence_data.h"

#include <functional>
#include <span>
#include <vector>

namespace tw::evaluation {

inline constexpr double kClearThreshold = 0.5;

ClearScores scoreClear(const SequenceData& data, double threshold = kClearThreshold);

// Sums, and the ratios of the sums.
ClearScores combineClear(std::span<const ClearScores> sequences);
// Ratios from the counts of `scores`.
void finishClear(ClearScores& scores);

// What happened to one match.
struct ClearMatch {
    std::int32_t overlap = 0;         // index into the frame's overlaps
    std::int32_t previousResult = -1; // the result identity it was matched with the last time; -1 none
    bool switched = false;            // that was another one
    bool resumed = false;             // the truth was matched before, but not in the frame before
};

// The walk through a sequence that the scores, the list of errors and the incremental evaluator share.
class ClearWalk
{
public:
    ClearWalk(std::int32_t truthCount, double threshold);

    // Matches of the next frame; valid until the next call.
    std::span<const ClearMatch> next(const FrameView& frame);
    // The same for a caller that knows which overlaps are matched.
    std::span<const ClearMatch> next(const FrameView& frame, std::span<const std::int32_t> matchedOverlaps);

    const ClearScores& counts() const { return m_scores; }
    // Counts of whole lives (mostly tracked ...), then the ratios.
    ClearScores finish(std::int64_t frames) const;

private:
    bool skipOneSided(const FrameView& frame);
    void matchFrame(const FrameView& frame);
    void account(const FrameView& frame);

    double m_threshold;
    ClearScores m_scores;
    ScoreMatcher m_matcher;
    std::vector<std::int64_t> m_present, m_matched, m_starts;
    std::vector<std::int32_t> m_lastResult;  // of each truth; -1
    std::vector<std::int32_t> m_frameResult; // in the last frame with boxes on both sides; -1
    std::vector<std::int32_t> m_inFrame;     // truths with an entry in m_frameResult
    std::vector<ScoredPair> m_pairs;
    std::vector<std::int32_t> m_overlapOfPair;
    std::vector<ClearMatch> m_matches;
};

} // namespace tw::evaluation
