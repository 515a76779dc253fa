#include "core/evaluation/clear.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tw::evaluation {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon(); // slack of the threshold, part of the definition
constexpr double kContinuation = 1000; // weight of a match of the frame before; any number above all similarities
constexpr double kMostly = 0.8;        // tracked for more than this share of a life
constexpr double kPartly = 0.2;        // tracked for at least this share

double ratio(double numerator, double denominator)
{
    return numerator / std::max(1.0, denominator);
}

} // namespace

ClearWalk::ClearWalk(std::int32_t truthCount, double threshold)
    : m_threshold(threshold), m_present(static_cast<std::size_t>(truthCount), 0), m_matched(m_present),
      m_starts(m_present), m_lastResult(static_cast<std::size_t>(truthCount), -1), m_frameResult(m_lastResult)
{}

void ClearWalk::matchFrame(const FrameView& frame)
{
    m_pairs.clear();
    m_overlapOfPair.clear();
    for (std::size_t k = 0; k < frame.overlaps.size(); ++k) {
        const Overlap& overlap = frame.overlaps[k];
        if (overlap.similarity < m_threshold - kEpsilon)
            continue;
        const bool continues = m_frameResult[frame.truth[overlap.truth]] == frame.result[overlap.result];
        m_pairs.push_back({overlap.truth, overlap.result, (continues ? kContinuation : 0.0) + overlap.similarity});
        m_overlapOfPair.push_back(static_cast<std::int32_t>(k));
    }
    m_matches.clear();
    for (const std::int32_t index : m_matcher.match(static_cast<std::int32_t>(frame.truth.size()),
                                                    static_cast<std::int32_t>(frame.result.size()), m_pairs))
        m_matches.push_back({m_overlapOfPair[index], -1, false, false});
}

// A frame with boxes on one side at most leaves the matches of the frame before as they are.
bool ClearWalk::skipOneSided(const FrameView& frame)
{
    m_matches.clear();
    for (const std::int32_t truth : frame.truth)
        ++m_present[truth];
    if (!frame.truth.empty() && !frame.result.empty())
        return false;
    m_scores.fp += static_cast<std::int64_t>(frame.result.size());
    m_scores.fn += static_cast<std::int64_t>(frame.truth.size());
    return true;
}

std::span<const ClearMatch> ClearWalk::next(const FrameView& frame)
{
    if (skipOneSided(frame))
        return m_matches;
    matchFrame(frame);
    account(frame);
    return m_matches;
}

std::span<const ClearMatch> ClearWalk::next(const FrameView& frame, std::span<const std::int32_t> matchedOverlaps)
{
    if (skipOneSided(frame))
        return m_matches;
    for (const std::int32_t overlap : matchedOverlaps)
        m_matches.push_back({overlap, -1, false, false});
    account(frame);
    return m_matches;
}

void ClearWalk::account(const FrameView& frame)
{
    for (ClearMatch& match : m_matches) {
        const Overlap& overlap = frame.overlaps[match.overlap];
        const std::int32_t truth = frame.truth[overlap.truth];
        const std::int32_t result = frame.result[overlap.result];
        match.previousResult = m_lastResult[truth];
        match.switched = match.previousResult >= 0 && match.previousResult != result;
        const bool starts = m_frameResult[truth] < 0;
        match.resumed = starts && m_starts[truth] > 0;
        m_scores.switches += match.switched ? 1 : 0;
        m_starts[truth] += starts ? 1 : 0;
        ++m_matched[truth];
        m_lastResult[truth] = result;
        m_scores.similaritySum += overlap.similarity;
    }
    for (const std::int32_t truth : m_inFrame)
        m_frameResult[truth] = -1;
    m_inFrame.clear();
    for (const ClearMatch& match : m_matches) {
        const Overlap& overlap = frame.overlaps[match.overlap];
        m_frameResult[frame.truth[overlap.truth]] = frame.result[overlap.result];
        m_inFrame.push_back(frame.truth[overlap.truth]);
    }
    const auto matches = static_cast<std::int64_t>(m_matches.size());
    m_scores.tp += matches;
    m_scores.fn += static_cast<std::int64_t>(frame.truth.size()) - matches;
    m_scores.fp += static_cast<std::int64_t>(frame.result.size()) - matches;
}

ClearScores ClearWalk::finish(std::int64_t frames) const
{
    ClearScores scores = m_scores;
    std::int64_t atLeastPartly = 0;
    std::int64_t alive = 0;
    for (std::size_t truth = 0; truth < m_present.size(); ++truth) {
        if (m_present[truth] == 0)
            continue; // possible while a project is edited
        ++alive;
        const double share = static_cast<double>(m_matched[truth]) / static_cast<double>(m_present[truth]);
        scores.mostlyTracked += share > kMostly ? 1 : 0;
        atLeastPartly += share >= kPartly ? 1 : 0;
        scores.fragments += std::max<std::int64_t>(0, m_starts[truth] - 1);
    }
    scores.partlyTracked = atLeastPartly - scores.mostlyTracked;
    scores.mostlyLost = alive - atLeastPartly;
    scores.frames = frames;
    // The reference gives up early on a sequence without boxes on one side: no frames and no ratios but this one.
    if (scores.tp + scores.fn == 0 || scores.tp + scores.fp == 0) {
        scores.frames = 0;
        scores.mostlyLostShare = 1;
        return scores;
    }
    finishClear(scores);
    return scores;
}

void finishClear(ClearScores& s)
{
    const auto tp = static_cast<double>(s.tp);
    const auto fn = static_cast<double>(s.fn);
    const auto fp = static_cast<double>(s.fp);
    const auto switches = static_cast<double>(s.switches);
    const auto lives = static_cast<double>(s.mostlyTracked + s.partlyTracked + s.mostlyLost);
    s.mostlyTrackedShare = ratio(static_cast<double>(s.mostlyTracked), lives);
    s.partlyTrackedShare = ratio(static_cast<double>(s.partlyTracked), lives);
    s.mostlyLostShare = ratio(static_cast<double>(s.mostlyLost), lives);
    s.recall = ratio(tp, tp + fn);
    s.precision = ratio(tp, tp + fp);
    s.moda = ratio(tp - fp, tp + fn);
    s.mota = ratio(tp - fp - switches, tp + fn);
    s.motp = ratio(s.similaritySum, tp);
    s.smota = ratio(s.similaritySum - fp - switches, tp + fn);
    s.f1 = ratio(tp, tp + 0.5 * fn + 0.5 * fp);
    s.fpPerFrame = ratio(fp, static_cast<double>(s.frames));
    s.motal = ratio(tp - fp - (s.switches > 0 ? std::log10(switches) : 0.0), tp + fn);
}

ClearScores scoreClear(const SequenceData& data, double threshold)
{
    ClearWalk walk(data.truthCount(), threshold);
    for (FrameIndex f = 0; f < data.frameCount(); ++f)
        walk.next(data.frame(f));
    return walk.finish(data.frameCount());
}

ClearScores combineClear(std::span<const ClearScores> sequences)
{
    ClearScores sum;
    for (const ClearScores& s : sequences) {
        sum.tp += s.tp;
        sum.fn += s.fn;
        sum.fp += s.fp;
        sum.switches += s.switches;
        sum.mostlyTracked += s.mostlyTracked;
        sum.partlyTracked += s.partlyTracked;
        sum.mostlyLost += s.mostlyLost;
        sum.fragments += s.fragments;
        sum.frames += s.frames;
        sum.similaritySum += s.similaritySum;
    }
    finishClear(sum);
    return sum;
}

} // namespace tw::evaluation
