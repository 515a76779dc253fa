#include "core/evaluation/sequence_data.h"

#include "core/base/number_text.h"

namespace tw::evaluation {
namespace {

std::string frameText(FrameIndex frame)
{
    return "frame number " + toText(std::int64_t{frame} + 1);
}

} // namespace

template <class T>
Result<FrameTable<T>> FrameTable<T>::build(FrameIndex frameCount, std::span<const std::pair<FrameIndex, T>> items)
{
    if (frameCount < 0)
        return Error{ErrorCode::InvalidArgument, "negative number of frames", {}};
    FrameTable table(frameCount);
    for (const auto& [frame, item] : items) {
        if (frame < 0 || frame >= frameCount)
            return Error{ErrorCode::InvalidArgument,
                         "lies outside the sequence of " + toText(std::int64_t{frameCount}) + " frames",
                         frameText(frame) + ", id " + toText(std::int64_t{tw::number(item.id)})};
        ++table.m_first[static_cast<std::size_t>(frame) + 1];
    }
    for (std::size_t f = 1; f < table.m_first.size(); ++f)
        table.m_first[f] += table.m_first[f - 1];
    std::vector<std::size_t> next(table.m_first.begin(), table.m_first.end());
    table.m_items.resize(items.size());
    for (const auto& [frame, item] : items)
        table.m_items[next[static_cast<std::size_t>(frame)]++] = item;
    return table;
}

template class FrameTable<TruthBox>;
template class FrameTable<ResultBox>;

std::int32_t PairNumbers::numberOf(std::int32_t truth, std::int32_t result)
{
    if (2 * (m_pairs.size() + 1) > m_slots.size())
        grow();
    const std::size_t mask = m_slots.size() - 1;
    const auto key =
        (static_cast<std::uint64_t>(static_cast<std::uint32_t>(truth)) << 32) | static_cast<std::uint32_t>(result);
    for (std::size_t slot = (key * 0x9E3779B97F4A7C15ULL >> 32) & mask;; slot = (slot + 1) & mask) {
        const std::int32_t number = m_slots[slot];
        if (number < 0) {
            m_slots[slot] = static_cast<std::int32_t>(m_pairs.size());
            m_pairs.push_back({truth, result});
            return m_slots[slot];
        }
        const Pair& pair = m_pairs[static_cast<std::size_t>(number)];
        if (pair.truth == truth && pair.result == result)
            return number;
    }
}

void PairNumbers::grow()
{
    m_slots.assign(m_slots.empty() ? 256 : 2 * m_slots.size(), -1);
    const std::vector<Pair> pairs = std::move(m_pairs);
    m_pairs.clear();
    m_pairs.reserve(pairs.size() + 1);
    for (const Pair& pair : pairs)
        numberOf(pair.truth, pair.result);
}

std::int32_t IdNumbers::numberOf(TrackId id)
{
    constexpr std::int32_t kSmall = 1 << 16;
    const std::int32_t value = tw::number(id);
    const auto fresh = static_cast<std::int32_t>(m_ids.size());
    if (value >= 0 && value < kSmall) {
        const auto at = static_cast<std::size_t>(value);
        if (at >= m_small.size())
            m_small.resize(at + 64, -1);
        if (m_small[at] < 0) {
            m_small[at] = fresh;
            m_ids.push_back(id);
        }
        return m_small[at];
    }
    const auto [entry, added] = m_other.try_emplace(value, fresh);
    if (added)
        m_ids.push_back(id);
    return entry->second;
}

Result<void> SequenceData::number(std::span<const TrackId> ids, IdNumbers& numbers, std::vector<std::int32_t>& out,
                                  std::vector<FrameIndex>& lastSeen, const char* side) const
{
    const FrameIndex frame = frameCount();
    for (const TrackId id : ids) {
        const auto index = static_cast<std::size_t>(numbers.numberOf(id));
        if (index >= lastSeen.size())
            lastSeen.resize(index + 1, kNoFrame);
        if (lastSeen[index] == frame)
            return Error{ErrorCode::InvalidArgument,
                         "id " + toText(std::int64_t{tw::number(id)}) + " occurs more than once in the " + side,
                         name + ", " + frameText(frame)};
        lastSeen[index] = frame;
        out.push_back(static_cast<std::int32_t>(index));
    }
    return {};
}

Result<void> SequenceData::addFrame(std::span<const TrackId> truth, std::span<const TrackId> result,
                                    std::span<const Overlap> overlaps)
{
    TW_TRY(number(truth, m_truthIds, m_truth, m_lastTruth, "ground truth"));
    TW_TRY(number(result, m_resultIds, m_result, m_lastResult, "result"));
    const std::int32_t* truthNumbers = m_truth.data() + m_firstTruth.back();
    const std::int32_t* resultNumbers = m_result.data() + m_firstResult.back();
    for (Overlap overlap : overlaps) {
        TW_EXPECTS(overlap.truth >= 0 && static_cast<std::size_t>(overlap.truth) < truth.size());
        TW_EXPECTS(overlap.result >= 0 && static_cast<std::size_t>(overlap.result) < result.size());
        if (!(overlap.similarity > 0 && overlap.similarity <= 1))
            return Error{ErrorCode::InvalidArgument, "similarity outside (0, 1]",
                         name + ", " + frameText(frameCount())};
        overlap.pair = m_pairs.numberOf(truthNumbers[overlap.truth], resultNumbers[overlap.result]);
        m_overlaps.push_back(overlap);
    }
    m_firstTruth.push_back(m_truth.size());
    m_firstResult.push_back(m_result.size());
    m_firstOverlap.push_back(m_overlaps.size());
    return {};
}

FrameView SequenceData::frame(FrameIndex frame) const
{
    const auto f = static_cast<std::size_t>(frame);
    return {{m_truth.data() + m_firstTruth[f], m_truth.data() + m_firstTruth[f + 1]},
            {m_result.data() + m_firstResult[f], m_result.data() + m_firstResult[f + 1]},
            {m_overlaps.data() + m_firstOverlap[f], m_overlaps.data() + m_firstOverlap[f + 1]}};
}

} // namespace tw::evaluation
