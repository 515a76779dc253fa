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
        TW_TRY(evaluator.replace(f, {truth.begin(), truth.end()}, {result.begin(), result.end()}));
    }
    return evaluator;
}

Result<void> IncrementalEvaluator::setResult(FrameIndex frame, std::span<const ResultBox> boxes)
{
    TW_EXPECTS(frame >= 0 && frame < frameCount());
    return replace(frame, m_frames[at(frame)].truthBoxes, {boxes.begin(), boxes.end()});
}

Result<void> IncrementalEvaluator::setTruth(FrameIndex frame, std::span<const TruthBox> boxes)
{
    TW_EXPECTS(frame >= 0 && frame < frameCount());
    return replace(frame, {boxes.begin(), boxes.end()}, m_frames[at(frame)].resultBoxes);
}

Result<void> IncrementalEvaluator::replace(FrameIndex index, std::vector<TruthBox> truth, std::vector<ResultBox> result)
{
    if (auto prepared = m_preprocessor.prepare(truth, result, m_prepared); !prepared) {
        Error error = std::move(prepared).error();
        error.where = m_name + ", frame number " + toText(std::int64_t{index} + 1) + ", " + error.where;
        return error;
    }
    Frame& frame = m_frames[at(index)];
    count(frame, -1);
    frame.truthBoxes = std::move(truth);
    frame.resultBoxes = std::move(result);
    take(frame);
    count(frame, +1);
    m_current = false;
    return {};
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
    m_rowCount.assign(frame.truth.size(), 0);
    m_columnCount.assign(frame.result.size(), 0);
    for (Overlap& overlap : frame.overlaps) {
        overlap.pair = m_pairs.numberOf(frame.truth[at(overlap.truth)], frame.result[at(overlap.result)]);
        ++m_rowCount[at(overlap.truth)];
        ++m_columnCount[at(overlap.result)];
    }
    frame.shares.clear();
    frame.reached.clear();
    frame.contested.clear();
    m_alignment.visit(frame.view(), [&](std::int32_t, double share) { frame.shares.push_back(share); });
    for (const Overlap& overlap : frame.overlaps) {
        frame.reached.push_back(static_cast<std::uint8_t>(alphasReached(overlap.similarity)));
        frame.contested.push_back(m_rowCount[at(overlap.truth)] > 1 || m_columnCount[at(overlap.result)] > 1);
    }
    frame.clearMatches.clear();
    frame.hotaMatches.clear();
    frame.changed = true;

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
                m_shareSum[pair] += frame.shares[k];
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
            again = (frame.contested[k] || frame.dense) && m_weightChanged[at(frame.overlaps[k].pair)];
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
            const std::uint8_t reached = frame.reached[at(index)];
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
