#include "core/training/pair_separation.h"

#include "core/base/contract.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace tw::training {

namespace {

std::vector<float> centredUnitRows(std::span<const float> features, std::size_t size)
{
    const std::size_t count = features.size() / size;
    std::vector<double> mean(size, 0);
    for (std::size_t i = 0; i < features.size(); ++i)
        mean[i % size] += static_cast<double>(features[i]) / static_cast<double>(count);
    std::vector<float> rows(features.begin(), features.end());
    for (std::size_t r = 0; r < count; ++r) {
        double squares = 0;
        for (std::size_t k = 0; k < size; ++k) {
            float& value = rows[r * size + k];
            value -= static_cast<float>(mean[k]);
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        const float scale = squares > 0 ? static_cast<float>(1 / std::sqrt(squares)) : 0.0F;
        for (std::size_t k = 0; k < size; ++k)
            rows[r * size + k] *= scale;
    }
    return rows;
}

// Pairs of numbers (smaller first) that some picture shows together.
std::set<std::pair<std::int64_t, std::int64_t>> seenTogether(std::span<const PairSample> samples)
{
    std::map<std::int32_t, std::set<std::int64_t>> pictures;
    for (const PairSample& sample : samples)
        pictures[sample.picture].insert(sample.identity);
    std::set<std::pair<std::int64_t, std::int64_t>> pairs;
    for (const auto& [picture, identities] : pictures)
        for (auto a = identities.begin(); a != identities.end(); ++a)
            for (auto b = std::next(a); b != identities.end(); ++b)
                pairs.emplace(*a, *b);
    return pairs;
}

} // namespace

std::optional<double> tprOfDistantPairs(std::span<const PairSample> samples, std::span<const float> features,
                                        std::size_t size, const PairOptions& options)
{
    TW_EXPECTS(features.size() == samples.size() * size);
    if (samples.empty() || size == 0)
        return std::nullopt;
    const std::vector<float> rows = centredUnitRows(features, size);
    const auto together = options.realNumbers ? decltype(seenTogether(samples)){} : seenTogether(samples);
    std::vector<float> same, different;
    for (std::size_t a = 0; a < samples.size(); ++a) {
        for (std::size_t b = a + 1; b < samples.size(); ++b) {
            if (std::abs(samples[a].seconds - samples[b].seconds) < options.apartSeconds)
                continue;
            const auto numbers = std::minmax(samples[a].identity, samples[b].identity);
            const bool isSame = numbers.first == numbers.second;
            if (!isSame && !options.realNumbers && !together.contains({numbers.first, numbers.second}))
                continue;
            float cosine = 0;
            for (std::size_t k = 0; k < size; ++k)
                cosine += rows[a * size + k] * rows[b * size + k];
            (isSame ? same : different).push_back(cosine);
        }
    }
    if (same.size() < options.fewestTrue || different.size() < options.fewestFalse)
        return std::nullopt;
    const auto passing =
        static_cast<std::size_t>(options.falseAcceptRate * static_cast<double>(different.size())); // rounded down
    const auto threshold = different.begin() + static_cast<std::ptrdiff_t>(passing);
    std::nth_element(different.begin(), threshold, different.end(), std::greater<>());
    const auto accepted = std::count_if(same.begin(), same.end(), [&](float cosine) { return cosine > *threshold; });
    return static_cast<double>(accepted) / static_cast<double>(same.size());
}

} // namespace tw::training
