#include "core/evaluation/embedding_roc.h"

#include <Eigen/Core>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace tw::evaluation {
namespace {

using RowMatrixF = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr Eigen::Index kBlock = 256; // rows and columns of the similarity matrix made at a time
constexpr std::size_t kBins = 1 << 16;

std::size_t binOf(float similarity)
{
    const double position = (static_cast<double>(similarity) + 1) * 0.5 * static_cast<double>(kBins);
    return static_cast<std::size_t>(std::clamp(position, 0.0, static_cast<double>(kBins - 1)));
}

struct People {
    RowMatrixF embeddings; // unit rows
    std::vector<std::int64_t> identities;
};

Result<People> peopleFrom(std::span<const float> embeddings, std::size_t size, std::span<const std::int64_t> identities)
{
    if (size == 0 || embeddings.size() != size * identities.size())
        return Error{ErrorCode::InvalidArgument, "embeddings and identities do not fit together", {}};
    People people;
    std::vector<std::size_t> chosen;
    for (std::size_t k = 0; k < identities.size(); ++k)
        if (identities[k] >= 0)
            chosen.push_back(k);
    people.embeddings.resize(static_cast<Eigen::Index>(chosen.size()), static_cast<Eigen::Index>(size));
    for (std::size_t k = 0; k < chosen.size(); ++k) {
        const Eigen::Map<const Eigen::RowVectorXf> row(embeddings.data() + chosen[k] * size,
                                                       static_cast<Eigen::Index>(size));
        const float length = row.norm();
        if (!(length > 0) || !std::isfinite(length))
            return Error{ErrorCode::InvalidArgument, "embedding is zero or not finite",
                         "embedding " + std::to_string(chosen[k])};
        people.embeddings.row(static_cast<Eigen::Index>(k)) = row / length;
        people.identities.push_back(identities[chosen[k]]);
    }
    return people;
}

// visit(similarity, samePerson) for all pairs i < j, block by block.
template <class Visit>
void forEachPair(const People& people, const Visit& visit)
{
    const Eigen::Index n = people.embeddings.rows();
    RowMatrixF block;
    for (Eigen::Index i0 = 0; i0 < n; i0 += kBlock)
        for (Eigen::Index j0 = i0; j0 < n; j0 += kBlock) {
            const Eigen::Index rows = std::min(kBlock, n - i0);
            const Eigen::Index columns = std::min(kBlock, n - j0);
            block.noalias() =
                people.embeddings.middleRows(i0, rows) * people.embeddings.middleRows(j0, columns).transpose();
            for (Eigen::Index i = 0; i < rows; ++i)
                for (Eigen::Index j = std::max<Eigen::Index>(0, i0 + i + 1 - j0); j < columns; ++j)
                    if (const float similarity = block(i, j); similarity != 0)
                        visit(similarity, people.identities[static_cast<std::size_t>(i0 + i)] ==
                                              people.identities[static_cast<std::size_t>(j0 + j)]);
        }
}

// Where the false pair of a rank (1 = most similar) lies.
struct Rank {
    std::size_t bin = 0;
    std::int64_t above = 0; // false pairs in better bins
};

Rank findRank(const std::vector<std::int64_t>& counts, std::int64_t rank)
{
    Rank found;
    for (found.bin = kBins; found.bin-- > 0;) {
        if (found.above + counts[found.bin] >= rank)
            return found;
        found.above += counts[found.bin];
    }
    TW_UNREACHABLE();
}

} // namespace

Result<EmbeddingRoc> tprAtFar(std::span<const float> embeddings, std::size_t size,
                              std::span<const std::int64_t> identities, std::span<const double> levels)
{
    for (const double level : levels)
        if (!(level > 0 && level <= 1))
            return Error{ErrorCode::InvalidArgument, "false accept rates lie in (0, 1]", {}};
    TW_TRY_ASSIGN(const People people, peopleFrom(embeddings, size, identities));

    EmbeddingRoc roc;
    std::vector<float> same;
    std::vector<std::int64_t> counts(kBins, 0);
    forEachPair(people, [&](float similarity, bool samePerson) {
        if (samePerson) {
            same.push_back(similarity);
        } else {
            ++counts[binOf(similarity)];
            ++roc.falsePairs;
        }
    });
    roc.truePairs = static_cast<std::int64_t>(same.size());
    if (roc.truePairs == 0 || roc.falsePairs == 0)
        return Error{ErrorCode::InvalidArgument, "there must be pairs of the same and of different people", {}};
    std::sort(same.begin(), same.end(), std::greater<>());

    // The false pair at which the curve reaches each level, and the bins in which they lie.
    std::vector<Rank> ranks;
    std::vector<char> wanted(kBins, 0);
    for (const double level : levels) {
        const auto rank = static_cast<std::int64_t>(std::ceil(level * static_cast<double>(roc.falsePairs)));
        ranks.push_back(findRank(counts, std::max<std::int64_t>(1, rank)));
        wanted[ranks.back().bin] = 1;
    }
    std::vector<float> different;
    forEachPair(people, [&](float similarity, bool samePerson) {
        if (!samePerson && wanted[binOf(similarity)])
            different.push_back(similarity);
    });
    std::sort(different.begin(), different.end(), std::greater<>());

    const auto above = [](const std::vector<float>& values, float limit) { // better than the limit
        return std::lower_bound(values.begin(), values.end(), limit, std::greater<>()) - values.begin();
    };
    const auto reaching = [](const std::vector<float>& values, float limit) {
        return std::upper_bound(values.begin(), values.end(), limit, std::greater<>()) - values.begin();
    };
    for (std::size_t k = 0; k < levels.size(); ++k) {
        const double target = levels[k] * static_cast<double>(roc.falsePairs);
        const auto rank = std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(target)));
        // values of this bin start after all collected ones of better bins
        const auto start =
            std::find_if(different.begin(), different.end(), [&](float value) { return binOf(value) == ranks[k].bin; });
        const float limit = *(start + (rank - ranks[k].above - 1));
        const auto bin = start - different.begin();
        const auto falseLow = static_cast<double>(ranks[k].above + above(different, limit) - bin);
        const auto falseHigh = static_cast<double>(ranks[k].above + reaching(different, limit) - bin);
        const auto trueLow = static_cast<double>(above(same, limit));
        const auto trueHigh = static_cast<double>(reaching(same, limit));
        const double share = (target - falseLow) / (falseHigh - falseLow);
        roc.tpr.push_back((trueLow + share * (trueHigh - trueLow)) / static_cast<double>(roc.truePairs));
    }
    return roc;
}

} // namespace tw::evaluation
