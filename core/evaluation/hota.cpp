#include "core/evaluation/hota.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tw::evaluation {
namespace {

constexpr double kEpsilon = std::numeric_limits<double>::epsilon(); // slack of the thresholds, part of the definition
constexpr double kTiny = 1e-10; // keeps LocA at 1 where nothing is matched, as in the reference

constexpr auto kThresholds = [] {
    std::array<double, kAlphaCount> thresholds{};
    for (int k = 0; k < kAlphaCount; ++k)
        thresholds[static_cast<std::size_t>(k)] = alphaAt(k) - kEpsilon;
    return thresholds;
}();

} // namespace

double mean(const PerAlpha& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / kAlphaCount;
}

int alphasReached(double similarity)
{
    // The thresholds are evenly spaced up to rounding, which moves the guess by one at most.
    int reached = std::clamp(static_cast<int>(similarity * 20), 0, kAlphaCount);
    while (reached < kAlphaCount && similarity >= kThresholds[static_cast<std::size_t>(reached)])
        ++reached;
    while (reached > 0 && similarity < kThresholds[static_cast<std::size_t>(reached) - 1])
        --reached;
    return reached;
}

std::span<const std::int32_t> HotaMatcher::match(const FrameView& frame, std::span<const double> alignment)
{
    m_pairs.clear();
    m_overlapOfPair.clear();
    m_matches.clear();
    for (std::size_t k = 0; k < frame.overlaps.size(); ++k) {
        const Overlap& overlap = frame.overlaps[k];
        const double score = alignment[static_cast<std::size_t>(overlap.pair)] * overlap.similarity;
        if (score <= 0)
            continue;
        m_pairs.push_back({overlap.truth, overlap.result, score});
        m_overlapOfPair.push_back(static_cast<std::int32_t>(k));
    }
    for (const std::int32_t index : m_matcher.match(static_cast<std::int32_t>(frame.truth.size()),
                                                    static_cast<std::int32_t>(frame.result.size()), m_pairs))
        m_matches.push_back(m_overlapOfPair[static_cast<std::size_t>(index)]);
    return m_matches;
}

HotaScores scoreHota(const SequenceData& data)
{
    HotaCounts counts;
    counts.truthCount.assign(static_cast<std::size_t>(data.truthCount()), 0);
    counts.resultCount.assign(static_cast<std::size_t>(data.resultCount()), 0);
    counts.reached.assign(data.pairs().size(), {});
    counts.truthBoxes = data.truthBoxes();
    counts.resultBoxes = data.resultBoxes();

    std::vector<double> alignment(data.pairs().size(), 0.0);
    AlignmentSums sums;
    for (FrameIndex f = 0; f < data.frameCount(); ++f) {
        const FrameView frame = data.frame(f);
        for (const std::int32_t truth : frame.truth)
            ++counts.truthCount[static_cast<std::size_t>(truth)];
        for (const std::int32_t result : frame.result)
            ++counts.resultCount[static_cast<std::size_t>(result)];
        sums.visit(frame, [&](std::int32_t pair, double share) { alignment[static_cast<std::size_t>(pair)] += share; });
    }
    for (std::size_t k = 0; k < alignment.size(); ++k) {
        const PairNumbers::Pair& pair = data.pairs()[k];
        const auto boxes = static_cast<double>(counts.truthCount[static_cast<std::size_t>(pair.truth)] +
                                               counts.resultCount[static_cast<std::size_t>(pair.result)]);
        alignment[k] /= boxes - alignment[k];
    }

    HotaMatcher matcher;
    for (FrameIndex f = 0; f < data.frameCount(); ++f) {
        const FrameView frame = data.frame(f);
        for (const std::int32_t index : matcher.match(frame, alignment)) {
            const Overlap& overlap = frame.overlaps[static_cast<std::size_t>(index)];
            const auto reached = static_cast<std::size_t>(alphasReached(overlap.similarity));
            ++counts.reached[static_cast<std::size_t>(overlap.pair)][reached];
            counts.similarity[reached] += overlap.similarity;
        }
    }
    return hotaFrom(counts, data.pairs());
}

HotaScores hotaFrom(const HotaCounts& counts, std::span<const PairNumbers::Pair> pairs)
{
    HotaScores scores;
    std::array<double, kAlphaCount> similarity{};
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        std::int64_t matches = 0; // of this pair, at the threshold at hand
        const auto truthBoxes = counts.truthCount[static_cast<std::size_t>(pairs[k].truth)];
        const auto resultBoxes = counts.resultCount[static_cast<std::size_t>(pairs[k].result)];
        for (std::size_t a = kAlphaCount; a-- > 0;) {
            matches += counts.reached[k][a + 1];
            if (matches == 0)
                continue;
            const auto common = static_cast<double>(matches);
            scores.tp[a] += matches;
            scores.assA[a] += common * common / static_cast<double>(truthBoxes + resultBoxes - matches);
            scores.assRe[a] += common * common / static_cast<double>(truthBoxes);
            scores.assPr[a] += common * common / static_cast<double>(resultBoxes);
        }
    }
    double sum = 0;
    for (std::size_t a = kAlphaCount; a-- > 0;) {
        sum += counts.similarity[a + 1];
        similarity[a] = sum;
    }
    for (std::size_t a = 0; a < kAlphaCount; ++a) {
        const auto matches = static_cast<double>(scores.tp[a]);
        scores.fn[a] = counts.truthBoxes - scores.tp[a];
        scores.fp[a] = counts.resultBoxes - scores.tp[a];
        scores.assA[a] /= std::max(1.0, matches);
        scores.assRe[a] /= std::max(1.0, matches);
        scores.assPr[a] /= std::max(1.0, matches);
        scores.locA[a] = std::max(kTiny, similarity[a]) / std::max(kTiny, matches);
    }
    if (counts.truthBoxes == 0 || counts.resultBoxes == 0) {
        scores.locA.fill(1.0); // the reference returns here, before any ratio
        scores.locA0 = 1.0;
        return scores;
    }
    finishHota(scores);
    return scores;
}

void finishHota(HotaScores& s)
{
    for (std::size_t a = 0; a < kAlphaCount; ++a) {
        const auto tp = static_cast<double>(s.tp[a]);
        const auto fn = static_cast<double>(s.fn[a]);
        const auto fp = static_cast<double>(s.fp[a]);
        s.detRe[a] = tp / std::max(1.0, tp + fn);
        s.detPr[a] = tp / std::max(1.0, tp + fp);
        s.detA[a] = tp / std::max(1.0, tp + fn + fp);
        s.hota[a] = std::sqrt(s.detA[a] * s.assA[a]);
        s.owta[a] = std::sqrt(s.detRe[a] * s.assA[a]);
    }
    s.hota0 = s.hota[0];
    s.locA0 = s.locA[0];
    s.hotaLocA0 = s.hota0 * s.locA0;
}

HotaScores combineHota(std::span<const HotaScores> sequences)
{
    HotaScores sum;
    for (std::size_t a = 0; a < kAlphaCount; ++a) {
        double localisation = 0;
        for (const HotaScores& s : sequences) {
            const auto weight = static_cast<double>(s.tp[a]);
            sum.tp[a] += s.tp[a];
            sum.fn[a] += s.fn[a];
            sum.fp[a] += s.fp[a];
            sum.assA[a] += weight * s.assA[a];
            sum.assRe[a] += weight * s.assRe[a];
            sum.assPr[a] += weight * s.assPr[a];
            localisation += weight * s.locA[a];
        }
        const auto tp = static_cast<double>(sum.tp[a]);
        sum.assA[a] /= std::max(1.0, tp);
        sum.assRe[a] /= std::max(1.0, tp);
        sum.assPr[a] /= std::max(1.0, tp);
        sum.locA[a] = std::max(kTiny, localisation) / std::max(kTiny, tp);
    }
    finishHota(sum);
    return sum;
}

} // namespace tw::evaluation
