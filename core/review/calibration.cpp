#include "core/review/calibration.h"

#include "core/base/contract.h"
#include "core/review/detectors.h"
#include "core/review/fitted_weights.h" // made by CMake from resources/review/calibration.json
#include "core/review/kinds.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::review {
namespace {

std::size_t indexOf(EventKind kind)
{
    return static_cast<std::size_t>(kind);
}

} // namespace

std::span<const std::string_view> featureNames(EventKind kind)
{
    return infoOf(kind).features;
}

const KindWeights& priorWeights(EventKind kind)
{
    return infoOf(kind).prior;
}

const KindWeights& fittedWeights(EventKind kind)
{
    static const std::array<KindWeights, kEventKinds> kFitted = [] {
        std::array<KindWeights, kEventKinds> out;
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = priorWeights(static_cast<EventKind>(i));
        for (const FittedRow& row : kFittedRows) {
            const auto fitted = eventKind(row.kind);
            TW_EXPECTS(fitted && row.weights.size() == priorWeights(*fitted).weights.size());
            out[indexOf(*fitted)] = {{row.weights.begin(), row.weights.end()}, row.bias};
        }
        return out;
    }();
    return kFitted[indexOf(kind)];
}

double logitOf(const KindWeights& model, std::span<const double> features)
{
    TW_EXPECTS(model.weights.size() == features.size());
    double sum = model.bias;
    for (std::size_t i = 0; i < features.size(); ++i)
        sum += model.weights[i] * features[i];
    return sum;
}

double probabilityOf(double logit)
{
    return 1.0 / (1.0 + std::exp(-logit));
}

void judge(Event& event, std::vector<double> features)
{
    event.features = std::move(features);
    event.logit = logitOf(fittedWeights(event.kind), event.features);
    event.probability = probabilityOf(event.logit);
}

std::vector<double> featuresOf(const FragmentFeatures& features)
{
    return {features.embedded ? likenessFeature(features.likeness) : 0.0,
            features.embedded ? likenessFeature(std::min(features.margin, kMostMargin)) : 0.0,
            std::min(features.distance, 4.0),
            std::min(features.gapSeconds, 20.0),
            features.embedded ? 0.0 : 1.0,
            features.covered ? 1.0 : 0.0,
            features.woven ? 1.0 : 0.0,
            features.chosen ? 0.0 : 1.0,
            features.runs,
            std::log(std::max(features.rivals, 1))};
}

} // namespace tw::review
