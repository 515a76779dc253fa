#include "core/evaluation/error_list.h"

#include "core/math/iou.h"

#include <algorithm>
#include <tuple>

namespace tw::evaluation {
namespace {

constexpr double kSamePlace = 0.5; // IoU from which two false positives are the same one

auto orderKey(const TrackingError& error)
{
    return std::tuple(error.frame, error.kind, number(error.truthId), number(error.resultId));
}

bool before(const TrackingError& a, const TrackingError& b)
{
    return orderKey(a) < orderKey(b);
}

Box boxOf(const SequenceInput& input, const TrackingError& error)
{
    for (const ResultBox& box : input.result.frame(error.frame))
        if (box.id == error.resultId)
            return box.box;
    return {};
}

// Marks the false positives of one frame that lie in the same place in both runs. Pairs of highest IoU first.
void pairFalsePositives(std::span<const TrackingError> first, const SequenceInput& firstInput,
                        std::span<const TrackingError> second, const SequenceInput& secondInput,
                        std::vector<char>& inFirst, std::vector<char>& inSecond)
{
    struct Pair {
        std::size_t i, j;
        double iou;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < first.size(); ++i)
        for (std::size_t j = 0; j < second.size(); ++j)
            if (const double iou = math::iou(boxOf(firstInput, first[i]), boxOf(secondInput, second[j]));
                iou >= kSamePlace)
                pairs.push_back({i, j, iou});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.iou > b.iou; });
    inFirst.assign(first.size(), 0);
    inSecond.assign(second.size(), 0);
    for (const Pair& pair : pairs)
        if (!inFirst[pair.i] && !inSecond[pair.j])
            inFirst[pair.i] = inSecond[pair.j] = 1;
}

} // namespace

std::string_view toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::FalsePositive: return "false positive";
    case ErrorKind::Miss: return "miss";
    case ErrorKind::Switch: return "switch";
    case ErrorKind::Fragment: return "fragment";
    }
    TW_UNREACHABLE();
}

ErrorCollector::ErrorCollector(std::int32_t truthCount, std::int32_t resultCount, IdOf truthId, IdOf resultId)
    : m_truthId(std::move(truthId)), m_resultId(std::move(resultId)),
      m_lastMatch(static_cast<std::size_t>(truthCount), kNoFrame), m_truthMatched(m_lastMatch.size(), 0),
      m_resultMatched(static_cast<std::size_t>(resultCount), 0)
{}

void ErrorCollector::add(const FrameView& frame, std::span<const ClearMatch> matches)
{
    const auto index = static_cast<FrameIndex>(m_list.frames.size());
    FrameErrors counts;
    const std::size_t firstOfFrame = m_list.errors.size();
    const auto report = [&](ErrorKind kind, TrackId truth, TrackId result, TrackId previous, FrameIndex previousFrame,
                            std::int32_t& counter) {
        m_list.errors.push_back({index, kind, truth, result, previous, previousFrame});
        ++counter;
    };
    for (const ClearMatch& match : matches) {
        const Overlap& overlap = frame.overlaps[static_cast<std::size_t>(match.overlap)];
        const std::int32_t truth = frame.truth[static_cast<std::size_t>(overlap.truth)];
        const std::int32_t result = frame.result[static_cast<std::size_t>(overlap.result)];
        m_truthMatched[static_cast<std::size_t>(truth)] = 1;
        m_resultMatched[static_cast<std::size_t>(result)] = 1;
        FrameIndex& last = m_lastMatch[static_cast<std::size_t>(truth)];
        const auto previous = [&] { return m_resultId(match.previousResult); };
        if (match.switched)
            report(ErrorKind::Switch, m_truthId(truth), m_resultId(result), previous(), last, counts.switches);
        if (match.resumed)
            report(ErrorKind::Fragment, m_truthId(truth), m_resultId(result), previous(), last, counts.fragments);
        last = index;
        ++counts.matches;
    }
    for (const std::int32_t truth : frame.truth)
        if (std::exchange(m_truthMatched[static_cast<std::size_t>(truth)], 0) == 0)
            report(ErrorKind::Miss, m_truthId(truth), TrackId::kInvalid, TrackId::kInvalid, kNoFrame, counts.misses);
    for (const std::int32_t result : frame.result)
        if (std::exchange(m_resultMatched[static_cast<std::size_t>(result)], 0) == 0)
            report(ErrorKind::FalsePositive, TrackId::kInvalid, m_resultId(result), TrackId::kInvalid, kNoFrame,
                   counts.falsePositives);
    std::sort(m_list.errors.begin() + static_cast<std::ptrdiff_t>(firstOfFrame), m_list.errors.end(), before);
    m_list.frames.push_back(counts);
}

ErrorList ErrorCollector::take()
{
    return std::exchange(m_list, {});
}

ErrorList listErrors(const SequenceData& data, double threshold)
{
    ClearWalk walk(data.truthCount(), threshold);
    ErrorCollector collector(
        data.truthCount(), data.resultCount(), [&](std::int32_t truth) { return data.truthId(truth); },
        [&](std::int32_t result) { return data.resultId(result); });
    for (FrameIndex f = 0; f < data.frameCount(); ++f) {
        const FrameView frame = data.frame(f);
        collector.add(frame, walk.next(frame));
    }
    return collector.take();
}

Result<RunDifference> compareRuns(const SequenceInput& first, const SequenceInput& second, Benchmark benchmark,
                                  double threshold)
{
    TW_TRY_ASSIGN(const SequenceData firstData, prepare(first, benchmark));
    TW_TRY_ASSIGN(const SequenceData secondData, prepare(second, benchmark));
    if (firstData.frameCount() != secondData.frameCount())
        return Error{ErrorCode::InvalidArgument, "the two runs have different numbers of frames", first.name};
    const std::vector<TrackingError> a = listErrors(firstData, threshold).errors;
    const std::vector<TrackingError> b = listErrors(secondData, threshold).errors;

    // Both lists are ordered by frame and kind; each such group is compared on its own.
    const auto groupEnd = [](const std::vector<TrackingError>& list, std::size_t from) {
        std::size_t to = from;
        while (to < list.size() && list[to].frame == list[from].frame && list[to].kind == list[from].kind)
            ++to;
        return to;
    };
    const auto group = [](const TrackingError& error) { return std::tuple(error.frame, error.kind); };
    RunDifference difference;
    std::vector<char> inBoth, inBothToo;
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        const bool fromA = i < a.size() && (j == b.size() || group(a[i]) <= group(b[j]));
        const bool fromB = j < b.size() && (i == a.size() || group(b[j]) <= group(a[i]));
        const std::size_t endA = fromA ? groupEnd(a, i) : i;
        const std::size_t endB = fromB ? groupEnd(b, j) : j;
        const std::span<const TrackingError> partA(a.data() + i, a.data() + endA);
        const std::span<const TrackingError> partB(b.data() + j, b.data() + endB);
        inBoth.assign(partA.size(), 0);
        inBothToo.assign(partB.size(), 0);
        if (fromA && fromB && partA.front().kind == ErrorKind::FalsePositive)
            pairFalsePositives(partA, first, partB, second, inBoth, inBothToo);
        else
            for (std::size_t k = 0; k < partA.size(); ++k)
                for (std::size_t l = 0; l < partB.size(); ++l)
                    if (partA[k].truthId == partB[l].truthId)
                        inBoth[k] = inBothToo[l] = 1;
        for (std::size_t k = 0; k < partA.size(); ++k)
            if (inBoth[k])
                ++difference.common;
            else
                difference.onlyFirst.push_back(partA[k]);
        for (std::size_t l = 0; l < partB.size(); ++l)
            if (!inBothToo[l])
                difference.onlySecond.push_back(partB[l]);
        i = endA;
        j = endB;
    }
    return difference;
}

} // namespace tw::evaluation
