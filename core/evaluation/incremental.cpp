#include "core/evaluation/incremental.h"

#include "core/base/number_text.h"
#include "core/evaluation/identity.h"

#include <algorithm>
#include <utility>

namespace tw::evaluation {
namespace {

std::size_t at(std::int32_t index)
{
    return static_cast<std::size_t>(index);
}

// The same pairs of boxes, whatever positions they have.
bool samePairs(const FrameView& frame, std::span<const ClearMatch> found, std::span<const std::int32_t> kept)
{
    return std::equal(found.begin(), found.end(), kept.begin(), kept.end(),
                      [&](const ClearMatch& match, std::int32_t overlap) { return match.overlap == overlap; }) &&
           !frame.truth.empty() && !frame.result.empty();
}

} // namespace

IncrementalEvaluator::IncrementalEvaluator(std::string name, FrameIndex frames, Benchmark benchmark, double threshold)
    : m_name(std::move(name)), m_threshold(threshold), m_preprocessor(benchmark), m_frames(at(frames))
{}

Result<IncrementalEvaluator> IncrementalEvaluator::create(const SequenceInput& input, Benchmark benchmark,
                                                          double threshold)
{
    if (input.truth.frameCount() != input.result.frameCount())
        return Error{ErrorCode::InvalidArgument, "ground truth and result have different numbers of frames",
                     input.name};
    IncrementalEvaluator evaluator(input.name, input.truth.frameCount(), benchmark, threshold);
    for (FrameIndex f = 0; f < input.truth.frameCount(); ++f) {
        const auto truth = input.truth.frame(f);
        const auto result = input.result.frame(f);
        TW_TRY(evaluator.replace(f, truth, result));
    }
    return evaluator;
}

Result<void> IncrementalEvaluator::check(FrameIndex frame, const Result<void>& result) const
{
    if (result)
        return {};
    Error error = result.error();
    error.where = m_name + ", frame number " + toText(std::int64_t{frame} + 1) + ", " + error.where;
    return error;
}

Result<void> IncrementalEvaluator::setResult(FrameIndex index, std::span<const ResultBox> boxes)
{
    TW_EXPECTS(index >= 0 && index < frameCount());
    Frame& frame = m_frames[at(index)];
    if (!sameBoxes(frame, boxes))
        return replace(index, frame.truthBoxes, boxes);
    TW_TRY(check(index, m_preprocessor.check(frame.truthBoxes, boxes)));
    count(frame, -1);
    relabel(frame, boxes);
    count(frame, +1);
    m_current = false;
    return {};
}

Result<void> IncrementalEvaluator::setTruth(FrameIndex frame, std::span<const TruthBox> boxes)
{
    TW_EXPECTS(frame >= 0 && frame < frameCount());
    return replace(frame, boxes, m_frames[at(frame)].resultBoxes);
}

Result<void> IncrementalEvaluator::replace(FrameIndex index, std::span<const TruthBox> truth,
                                           std::span<const ResultBox> result)
{
    TW_TRY(check(index, m_preprocessor.prepare(truth, result, m_prepared)));
    Frame& frame = m_frames[at(index)];
    count(frame, -1);
    if (truth.data() != frame.truthBoxes.data())
        frame.truthBoxes.assign(truth.begin(), truth.end());
    if (result.data() != frame.resultBoxes.data())
        frame.resultBoxes.assign(result.begin(), result.end());
    take(frame);
    count(frame, +1);
    m_current = false;
    return {};
}

// True when only identities and the order differ; m_newPosition says where each box went. A changed order is taken only
// where no rule has dropped a box, since rules may depend on it.
bool IncrementalEvaluator::sameBoxes(const Frame& frame, std::span<const ResultBox> boxes)
{
    const std::vector<ResultBox>& old = frame.resultBoxes;
    if (old.size() != boxes.size() || old.empty())
        return false;
    const auto equal = [](const ResultBox& a, const ResultBox& b) { return a.box == b.box && a.classId == b.classId; };
    m_newPosition.assign(old.size(), -1);
    for (std::size_t k = 0; k < old.size(); ++k)
        if (equal(old[k], boxes[k]))
            m_newPosition[k] = static_cast<std::int32_t>(k);
    const bool mayMove = frame.resultPositions.size() == old.size();
    for (std::size_t j = 0; j < boxes.size(); ++j) {
        if (m_newPosition[j] == static_cast<std::int32_t>(j))
            continue; // stays
        std::size_t k = 0;
        while (k < old.size() && !(m_newPosition[k] < 0 && equal(old[k], boxes[j])))
            ++k;
        if (!mayMove || k == old.size())
            return false;
        m_newPosition[k] = static_cast<std::int32_t>(j);
    }
    return true;
}

void IncrementalEvaluator::relabel(Frame& frame, std::span<const ResultBox> boxes)
{
    frame.resultBoxes.assign(boxes.begin(), boxes.end());
    for (std::size_t k = 0; k < frame.result.size(); ++k)
        frame.result[k] = m_resultIds.numberOf(boxes[at(frame.resultPositions[k])].id);
    m_moved.clear();
    bool sorted = true;
    for (std::size_t k = 0; k < frame.overlaps.size(); ++k) {
        Overlap overlap = frame.overlaps[k];
        if (frame.resultPositions.size() == boxes.size())
            overlap.result = m_newPosition[at(overlap.result)];
        overlap.pair = m_pairs.numberOf(frame.truth[at(overlap.truth)], frame.result[at(overlap.result)]);
        sorted = sorted &&
                 (k == 0 || m_moved.back().first.truth < overlap.truth || m_moved.back().first.result < overlap.result);
        m_moved.push_back({overlap, frame.details[k]});
    }
    if (!sorted)
        std::sort(m_moved.begin(), m_moved.end(), [](const auto& a, const auto& b) {
            return a.first.truth != b.first.truth ? a.first.truth < b.first.truth : a.first.result < b.first.result;
        });
    for (std::size_t k = 0; k < m_moved.size(); ++k) {
        frame.overlaps[k] = m_moved[k].first;
        frame.details[k] = m_moved[k].second;
    }
    frame.clearMatches.clear();
    frame.hotaMatches.clear();
    frame.changed = true;
    growTables();
}

void IncrementalEvaluator::take(Frame& frame)
{
    const auto number = [](std::span<const TrackId> ids, IdNumbers& numbers, std::vector<std::int32_t>& out) {
        out.clear();
        for (const TrackId id : ids)
            out.push_back(numbers.numberOf(id));
    };
    number(m_prepared.truthIds, m_truthIds, frame.truth);
    number(m_prepared.resultIds, m_resultIds, frame.result);
    frame.overlaps = m_prepared.overlaps;
    frame.resultPositions = m_prepared.resultPositions;
    m_rowCount.assign(frame.truth.size(), 0);
    m_columnCount.assign(frame.result.size(), 0);
    for (Overlap& overlap : frame.overlaps) {
        overlap.pair = m_pairs.numberOf(frame.truth[at(overlap.truth)], frame.result[at(overlap.result)]);
        ++m_rowCount[at(overlap.truth)];
        ++m_columnCount[at(overlap.result)];
    }
    frame.details.clear();
    m_alignment.visit(frame.view(), [&](std::int32_t, double share) { frame.details.push_back({share, 0, false}); });
    for (std::size_t k = 0; k < frame.overlaps.size(); ++k) {
        const Overlap& overlap = frame.overlaps[k];
        frame.details[k].reached = static_cast<std::uint8_t>(alphasReached(overlap.similarity));
        frame.details[k].contested = m_rowCount[at(overlap.truth)] > 1 || m_columnCount[at(overlap.result)] > 1;
    }
    frame.clearMatches.clear();
    frame.hotaMatches.clear();
    frame.changed = true;
    growTables();
}

void IncrementalEvaluator::growTables()
{
    m_truthBoxes.resize(m_truthIds.ids().size(), 0);
    m_resultBoxes.resize(m_resultIds.ids().size(), 0);
    m_common.resize(m_pairs.size(), 0);
    m_shareSum.resize(m_pairs.size(), 0.0);
    m_weight.resize(m_pairs.size(), 0.0);
    m_sumStale.resize(m_pairs.size(), 0);
    m_weightChanged.resize(m_pairs.size(), 0);
}

void IncrementalEvaluator::count(const Frame& frame, int sign)
{
    for (const std::int32_t truth : frame.truth)
        m_truthBoxes[at(truth)] += sign;
    for (const std::int32_t result : frame.result)
        m_resultBoxes[at(result)] += sign;
    for (const Overlap& overlap : frame.overlaps) {
        m_sumStale[at(overlap.pair)] = 1;
        if (overlap.similarity >= m_threshold)
            m_common[at(overlap.pair)] += sign;
    }
}

// Sums are taken anew, frame by frame, rather than corrected: so they are those of a full evaluation to the last bit.
void IncrementalEvaluator::updateWeights()
{
    for (std::size_t pair = 0; pair < m_shareSum.size(); ++pair)
        if (m_sumStale[pair])
            m_shareSum[pair] = 0;
    for (const Frame& frame : m_frames)
        for (std::size_t k = 0; k < frame.overlaps.size(); ++k)
            if (const std::size_t pair = at(frame.overlaps[k].pair); m_sumStale[pair])
                m_shareSum[pair] += frame.details[k].share;
    std::fill(m_sumStale.begin(), m_sumStale.end(), char{0});
    for (std::size_t pair = 0; pair < m_weight.size(); ++pair) {
        const PairNumbers::Pair& ids = m_pairs.pairs()[pair];
        const double sum = m_shareSum[pair];
        const double boxes = static_cast<double>(m_truthBoxes[at(ids.truth)] + m_resultBoxes[at(ids.result)]);
        const double weight = sum > 0 ? sum / (boxes - sum) : 0;
        m_weightChanged[pair] = weight != m_weight[pair];
        m_weight[pair] = weight;
    }
}

void IncrementalEvaluator::matchHota()
{
    for (Frame& frame : m_frames) {
        bool again = frame.changed;
        for (std::size_t k = 0; !again && k < frame.overlaps.size(); ++k)
            again = (frame.details[k].contested || frame.dense) && m_weightChanged[at(frame.overlaps[k].pair)];
        if (!again)
            continue;
        const std::int64_t dense = m_hotaMatcher.denseFrames();
        const auto matches = m_hotaMatcher.match(frame.view(), m_weight);
        frame.dense = m_hotaMatcher.denseFrames() > dense;
        frame.hotaMatches.assign(matches.begin(), matches.end());
    }
}

void IncrementalEvaluator::walkClear(ErrorCollector* collector)
{
    ClearWalk walk(static_cast<std::int32_t>(m_truthIds.ids().size()), m_threshold);
    bool asBefore = true; // the matches a frame continues are the ones it continued before
    for (Frame& frame : m_frames) {
        const FrameView view = frame.view();
        if (asBefore && !frame.changed) {
            const auto matches = walk.next(view, frame.clearMatches);
            if (collector != nullptr)
                collector->add(view, matches);
            continue;
        }
        const auto matches = walk.next(view);
        asBefore = !frame.changed && samePairs(view, matches, frame.clearMatches);
        frame.clearMatches.clear();
        for (const ClearMatch& match : matches)
            frame.clearMatches.push_back(match.overlap);
        if (collector != nullptr)
            collector->add(view, matches);
    }
    m_clear = walk.finish(frameCount());
}

void IncrementalEvaluator::sumUp()
{
    HotaCounts counts;
    counts.truthCount = m_truthBoxes;
    counts.resultCount = m_resultBoxes;
    counts.reached.assign(m_pairs.size(), {});
    for (const Frame& frame : m_frames) {
        counts.truthBoxes += static_cast<std::int64_t>(frame.truth.size());
        counts.resultBoxes += static_cast<std::int64_t>(frame.result.size());
        for (const std::int32_t index : frame.hotaMatches) {
            const Overlap& overlap = frame.overlaps[at(index)];
            const std::uint8_t reached = frame.details[at(index)].reached;
            ++counts.reached[at(overlap.pair)][reached];
            counts.similarity[reached] += overlap.similarity;
        }
    }
    const auto alive = [](const std::vector<std::int64_t>& boxes) {
        return static_cast<std::int64_t>(
            std::count_if(boxes.begin(), boxes.end(), [](std::int64_t n) { return n > 0; }));
    };
    m_scores.hota = hotaFrom(counts, m_pairs.pairs());
    m_scores.clear = m_clear;
    m_scores.identity =
        identityFrom(m_pairs.pairs(), m_common, static_cast<std::int32_t>(m_truthBoxes.size()),
                     static_cast<std::int32_t>(m_resultBoxes.size()), counts.truthBoxes, counts.resultBoxes);
    m_scores.count = {counts.resultBoxes, counts.truthBoxes, alive(m_resultBoxes), alive(m_truthBoxes), frameCount()};
}

const Scores& IncrementalEvaluator::scores()
{
    if (m_current)
        return m_scores;
    updateWeights();
    matchHota();
    walkClear(nullptr);
    sumUp();
    for (Frame& frame : m_frames)
        frame.changed = false;
    m_current = true;
    return m_scores;
}

ErrorList IncrementalEvaluator::errors()
{
    scores();
    ErrorCollector collector(
        static_cast<std::int32_t>(m_truthIds.ids().size()), static_cast<std::int32_t>(m_resultIds.ids().size()),
        [this](std::int32_t truth) { return m_truthIds.ids()[at(truth)]; },
        [this](std::int32_t result) { return m_resultIds.ids()[at(result)]; });
    walkClear(&collector);
    return collector.take();
}

} // namespace tw::evaluation
