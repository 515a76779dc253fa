#pragma once
// The scores of a sequence that is being edited: after some frames were replaced, only what they touch is done again.
//
// Kept per frame: identities, overlaps, and the matches of CLEAR and HOTA. After an edit
//   overlaps    of the replaced frames are computed anew, unless only identities or the order of the boxes changed, as
//               with swaps, joins and splits
//   HOTA        weights of identity pairs are summed anew where a replaced frame has them; frames are matched again
//   only
//               where a weight changed that competes with another one
//   CLEAR       matching starts at the first replaced frame and ends where it falls back into the old matches
//   Identity    common boxes are counted up and down, then the global matching is solved again
//   counts      are added up from the kept matches, which is cheap
// So the result is that of a full evaluation, not an approximation of it; a test compares the two after random edits.
//
// Thread: one at a time. Owner: whoever shows the scores; fed with the frames of a change set.

#include "core/evaluation/clear.h"
#include "core/evaluation/error_list.h"
#include "core/evaluation/hota.h"
#include "core/evaluation/preprocessing.h"
#include "core/evaluation/scores.h"
#include "core/evaluation/sequence_data.h"

#include <span>
#include <vector>

namespace tw::evaluation {

class IncrementalEvaluator
{
public:
    // Errors: as prepare().
    static Result<IncrementalEvaluator> create(const SequenceInput& input, Benchmark benchmark,
                                               double threshold = kClearThreshold);

    FrameIndex frameCount() const { return static_cast<FrameIndex>(m_frames.size()); }

    // Replaces the boxes of one frame. Errors: InvalidArgument as prepare(); the frame is unchanged then.
    Result<void> setResult(FrameIndex frame, std::span<const ResultBox> boxes);
    Result<void> setTruth(FrameIndex frame, std::span<const TruthBox> boxes);

    // Brings everything up to date.
    const Scores& scores();
    ErrorList errors();

private:
    struct Frame {
        std::vector<TruthBox> truthBoxes;
        std::vector<ResultBox> resultBoxes;
        std::vector<std::int32_t> truth, result; // identity numbers
        std::vector<Overlap> overlaps;
        std::vector<std::int32_t> resultPositions; // in resultBoxes, of those that count
        struct Detail {
            double share = 0;         // for HOTA's weights
            std::uint8_t reached = 0; // thresholds
            bool contested = false;   // its row or column has another one
        };
        std::vector<Detail> details;                         // of the overlaps
        std::vector<std::int32_t> clearMatches, hotaMatches; // indices of overlaps
        bool changed = true;
        bool dense = false; // HOTA's matching was not plain: any weight may decide

        FrameView view() const { return {truth, result, overlaps}; }
    };

    IncrementalEvaluator(std::string name, FrameIndex frames, Benchmark benchmark, double threshold);

    // One of the two may be what the frame has already.
    Result<void> replace(FrameIndex frame, std::span<const TruthBox> truth, std::span<const ResultBox> result);
    Result<void> check(FrameIndex frame, const Result<void>& result) const; // adds the place
    void take(Frame& frame);                                                // m_prepared
    bool sameBoxes(const Frame& frame, std::span<const ResultBox> boxes);
    void relabel(Frame& frame, std::span<const ResultBox> boxes);
    void growTables();
    void count(const Frame& frame, int sign);
    void updateWeights();
    void matchHota();
    void walkClear(ErrorCollector* collector);
    void sumUp();

    std::string m_name;
    double m_threshold;
    Preprocessor m_preprocessor;
    PreparedFrame m_prepared;
    IdNumbers m_truthIds, m_resultIds;
    PairNumbers m_pairs;
    std::vector<Frame> m_frames;
    bool m_current = false;

    // by identity
    std::vector<std::int64_t> m_truthBoxes, m_resultBoxes;
    // by pair
    std::vector<std::int32_t> m_common;
    std::vector<double> m_shareSum, m_weight;
    std::vector<char> m_sumStale, m_weightChanged;

    AlignmentSums m_alignment;
    HotaMatcher m_hotaMatcher;
    std::vector<std::int32_t> m_rowCount, m_columnCount;
    std::vector<std::int32_t> m_newPosition; // of the boxes of a frame that is relabelled
    std::vector<std::pair<Overlap, Frame::Detail>> m_moved;
    ClearScores m_clear;
    Scores m_scores;
};

} // namespace tw::evaluation
