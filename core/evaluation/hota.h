#pragma once
// HOTA: detection and association accuracy at 19 localisation thresholds.
//
// Two passes. The first weighs how well each pair of identities goes together over the whole sequence; the second
// matches each frame by (weight of the pair) x (similarity). A frame's matching is the same for all thresholds: a match
// counts at those that its similarity reaches. So matches are counted per pair of identities and number of thresholds
// reached, and all 19 figures come from these counts; nothing has the size truths x results. Source: Luiten et al.,
// IJCV 2021; TrackEval 12c8791 (MIT), metrics HOTA; equal to it to 1e-9.

#include "core/evaluation/score_matcher.h"
#include "core/evaluation/scores.h"
#include "core/evaluation/sequence_data.h"

#include <array>
#include <span>
#include <vector>

namespace tw::evaluation {

HotaScores scoreHota(const SequenceData& data);

HotaScores combineHota(std::span<const HotaScores> sequences);
// DetA, HOTA and the like from tp, fn, fp, assA, assRe, assPr, locA.
void finishHota(HotaScores& scores);

// How many of the thresholds a similarity reaches, 0..19.
int alphasReached(double similarity);

// The parts, shared with the incremental evaluator.

// Adds each overlap's share: similarity / (sums of its row and column - similarity).
class AlignmentSums
{
public:
    // Calls add(pair, share) for every overlap of the frame, in their order.
    template <class Add>
    void visit(const FrameView& frame, const Add& add);

private:
    std::vector<double> m_rowSum, m_columnSum;
};

// Number of matches of one pair of identities that reach exactly k thresholds, k = 0..19.
using ReachCounts = std::array<std::int32_t, kAlphaCount + 1>;

struct HotaCounts {
    std::vector<std::int64_t> truthCount, resultCount; // boxes of each identity
    std::vector<ReachCounts> reached;                  // by pair number
    std::array<double, kAlphaCount + 1> similarity{};  // of all matches, by thresholds reached
    std::int64_t truthBoxes = 0, resultBoxes = 0;
};
HotaScores hotaFrom(const HotaCounts& counts, std::span<const PairNumbers::Pair> pairs);

// Matches one frame; `alignment` by pair number. Indices into the frame's overlaps, valid until the next call.
class HotaMatcher
{
public:
    std::span<const std::int32_t> match(const FrameView& frame, std::span<const double> alignment);
    // Frames so far whose matching was not plain, see ScoreMatcher.
    std::int64_t denseFrames() const { return m_matcher.denseFrames(); }

private:
    ScoreMatcher m_matcher;
    std::vector<ScoredPair> m_pairs;
    std::vector<std::int32_t> m_overlapOfPair, m_matches;
};

template <class Add>
void AlignmentSums::visit(const FrameView& frame, const Add& add)
{
    constexpr double kEpsilon = 2.220446049250313e-16; // no share below it, as in the reference
    m_rowSum.assign(frame.truth.size(), 0.0);
    m_columnSum.assign(frame.result.size(), 0.0);
    for (const Overlap& overlap : frame.overlaps) {
        m_rowSum[static_cast<std::size_t>(overlap.truth)] += overlap.similarity;
        m_columnSum[static_cast<std::size_t>(overlap.result)] += overlap.similarity;
    }
    for (const Overlap& overlap : frame.overlaps) {
        const double all = m_columnSum[static_cast<std::size_t>(overlap.result)] +
                           m_rowSum[static_cast<std::size_t>(overlap.truth)] - overlap.similarity;
        add(overlap.pair, all > kEpsilon ? overlap.similarity / all : 0.0);
    }
}

} // namespace tw::evaluation
