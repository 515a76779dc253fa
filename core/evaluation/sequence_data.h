#pragma once
// What is evaluated: ground truth and result of one sequence, first as boxes (SequenceInput), then reduced to what the
// metrics need (SequenceData): dense indices for identities, and the pairs of boxes that overlap. Knows no files.
//
// Frames are indices from 0; texts for people say "frame number", which is index + 1. Thread: values.

#include "core/base/box.h"
#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tw::evaluation {

struct TruthBox {
    TrackId id = TrackId::kInvalid; // any number; unique in a frame
    Box box;
    ClassId classId = ClassId::kPedestrian;
    bool counted = true; // flag column of gt.txt; not counted: dropped after it could excuse a result
};

struct ResultBox {
    TrackId id = TrackId::kInvalid;
    Box box;
    ClassId classId = ClassId::kPedestrian;
    float score = 1;
};

// Boxes of all frames, one frame after the other. Inside a frame the order is the one they were added in; it decides
// between matchings of equal cost.
template <class T>
class FrameTable
{
public:
    FrameTable() = default;
    explicit FrameTable(FrameIndex frameCount) : m_first(static_cast<std::size_t>(frameCount) + 1, 0) {}

    // `items` in any order of frames. Errors: InvalidArgument for a frame outside 0..frameCount-1.
    static Result<FrameTable> build(FrameIndex frameCount, std::span<const std::pair<FrameIndex, T>> items);

    FrameIndex frameCount() const { return m_first.empty() ? 0 : static_cast<FrameIndex>(m_first.size() - 1); }
    std::size_t size() const { return m_items.size(); }
    std::span<const T> frame(FrameIndex frame) const
    {
        const auto f = static_cast<std::size_t>(frame);
        return {m_items.data() + m_first[f], m_items.data() + m_first[f + 1]};
    }
    std::span<const T> all() const { return m_items; }

private:
    std::vector<T> m_items;
    std::vector<std::size_t> m_first; // frameCount + 1
};

extern template class FrameTable<TruthBox>;
extern template class FrameTable<ResultBox>;

struct SequenceInput {
    std::string name;
    FrameTable<TruthBox> truth;
    FrameTable<ResultBox> result; // as many frames as truth
};

// Two boxes of one frame that overlap.
struct Overlap {
    std::int32_t truth = 0;  // position in the frame
    std::int32_t result = 0; // position in the frame
    std::int32_t pair = 0;   // number of the (truth identity, result identity) pair, see PairNumbers
    double similarity = 0;   // above 0, at most 1
};

// Numbers (truth identity, result identity) pairs in the order in which they are first seen.
class PairNumbers
{
public:
    struct Pair {
        std::int32_t truth = 0;
        std::int32_t result = 0;
    };
    std::int32_t numberOf(std::int32_t truth, std::int32_t result);
    std::span<const Pair> pairs() const { return m_pairs; }
    std::size_t size() const { return m_pairs.size(); }

private:
    void grow();
    std::vector<Pair> m_pairs;
    std::vector<std::int32_t> m_slots; // open addressing, -1 empty
};

// Identities as 0, 1, 2, ... in the order in which they are first seen.
class IdNumbers
{
public:
    std::int32_t numberOf(TrackId id);
    std::span<const TrackId> ids() const { return m_ids; }

private:
    std::vector<TrackId> m_ids;
    std::vector<std::int32_t> m_small; // by id, for ids 0 .. 65535: nearly all there are
    std::unordered_map<std::int32_t, std::int32_t> m_other;
};

// One frame as the metrics see it.
struct FrameView {
    std::span<const std::int32_t> truth;  // identity numbers
    std::span<const std::int32_t> result; // identity numbers
    std::span<const Overlap> overlaps;    // by truth, then result
};

// A sequence ready to be scored: distractors and other classes are gone, similarities are there.
class SequenceData
{
public:
    explicit SequenceData(std::string sequenceName = {}) : name(std::move(sequenceName)) {}

    // `overlaps` by truth, then result, similarity above 0; their pair numbers are filled in here.
    // Errors: InvalidArgument when an identity occurs twice in the frame, or a similarity is not in (0, 1].
    Result<void> addFrame(std::span<const TrackId> truth, std::span<const TrackId> result,
                          std::span<const Overlap> overlaps);

    FrameIndex frameCount() const { return static_cast<FrameIndex>(m_firstTruth.size()) - 1; }
    FrameView frame(FrameIndex frame) const;
    std::int32_t truthCount() const { return static_cast<std::int32_t>(m_truthIds.ids().size()); }
    std::int32_t resultCount() const { return static_cast<std::int32_t>(m_resultIds.ids().size()); }
    std::int64_t truthBoxes() const { return static_cast<std::int64_t>(m_truth.size()); }
    std::int64_t resultBoxes() const { return static_cast<std::int64_t>(m_result.size()); }
    TrackId truthId(std::int32_t number) const { return m_truthIds.ids()[static_cast<std::size_t>(number)]; }
    TrackId resultId(std::int32_t number) const { return m_resultIds.ids()[static_cast<std::size_t>(number)]; }
    std::span<const PairNumbers::Pair> pairs() const { return m_pairs.pairs(); }

    std::string name;

private:
    Result<void> number(std::span<const TrackId> ids, IdNumbers& numbers, std::vector<std::int32_t>& out,
                        std::vector<FrameIndex>& lastSeen, const char* side) const;

    IdNumbers m_truthIds, m_resultIds;
    PairNumbers m_pairs;
    std::vector<std::int32_t> m_truth, m_result;
    std::vector<Overlap> m_overlaps;
    std::vector<std::size_t> m_firstTruth{0}, m_firstResult{0}, m_firstOverlap{0};
    std::vector<FrameIndex> m_lastTruth, m_lastResult; // where an identity was seen last, to find duplicates
};

} // namespace tw::evaluation
