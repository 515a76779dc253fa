#include "core/evaluation/identity.h"

#include "core/math/assignment.h"

#include <algorithm>

namespace tw::evaluation {

IdentityScores identityFrom(std::span<const PairNumbers::Pair> pairs, std::span<const std::int32_t> common,
                            std::int32_t truthCount, std::int32_t resultCount, std::int64_t truthBoxes,
                            std::int64_t resultBoxes)
{
    std::vector<math::PairCost> costs;
    for (std::size_t k = 0; k < pairs.size(); ++k)
        if (common[k] > 0)
            costs.push_back({pairs[k].truth, pairs[k].result, -static_cast<double>(common[k])});
    math::LimitedAssignment assignment;
    const std::span<const int> resultOfTruth = assignment.solve(truthCount, resultCount, costs, 0.0);
    IdentityScores scores;
    for (const math::PairCost& pair : costs)
        if (resultOfTruth[static_cast<std::size_t>(pair.row)] == pair.column)
            scores.tp += static_cast<std::int64_t>(-pair.cost);
    scores.fn = truthBoxes - scores.tp;
    scores.fp = resultBoxes - scores.tp;
    // Without boxes on one side the reference leaves the ratios at 0, as they come out here.
    finishIdentity(scores);
    return scores;
}

IdentityScores scoreIdentity(const SequenceData& data, double threshold)
{
    std::vector<std::int32_t> common(data.pairs().size(), 0);
    for (FrameIndex f = 0; f < data.frameCount(); ++f)
        for (const Overlap& overlap : data.frame(f).overlaps)
            if (overlap.similarity >= threshold)
                ++common[static_cast<std::size_t>(overlap.pair)];
    return identityFrom(data.pairs(), common, data.truthCount(), data.resultCount(), data.truthBoxes(),
                        data.resultBoxes());
}

void finishIdentity(IdentityScores& s)
{
    const auto tp = static_cast<double>(s.tp);
    const auto fn = static_cast<double>(s.fn);
    const auto fp = static_cast<double>(s.fp);
    s.idr = tp / std::max(1.0, tp + fn);
    s.idp = tp / std::max(1.0, tp + fp);
    s.idf1 = tp / std::max(1.0, tp + 0.5 * fp + 0.5 * fn);
}

IdentityScores combineIdentity(std::span<const IdentityScores> sequences)
{
    IdentityScores sum;
    for (const IdentityScores& s : sequences) {
        sum.tp += s.tp;
        sum.fn += s.fn;
        sum.fp += s.fp;
    }
    finishIdentity(sum);
    return sum;
}

} // namespace tw::evaluation
