#include "core/review/calibration.h"

#include "core/base/contract.h"
#include "core/review/fitted_weights.h" // made by CMake from resources/review/calibration.json

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::review {
namespace {

// Features in the order in which the detectors give them.
constexpr std::array<std::string_view, 6> kSwap{"appearance", "motion",  "few_similarities",
                                                "path",       "passing", "no_similarity"};
constexpr std::array<std::string_view, 8> kFragment{"similarity",   "margin",  "distance", "gap_seconds",
                                                    "not_embedded", "covered", "woven",    "not_chosen"};
constexpr std::array<std::string_view, 2> kJump{"leap", "unlike"};
constexpr std::array<std::string_view, 5> kDuplicate{"overlap", "frames", "share", "likeness", "one_peak"};
constexpr std::array<std::string_view, 7> kFalseTrack{"score",   "life",    "travelled", "unlike",
                                                      "cut_off", "covered", "gaps"};
constexpr std::array<std::string_view, 4> kMissed{"support", "score", "seconds", "step"};
constexpr std::array<std::string_view, 1> kBorder{"score"};
constexpr std::array<std::string_view, 2> kDrift{"likeness", "frames"};
constexpr std::array<std::string_view, 1> kLowConfidence{"seconds"};
constexpr std::array<std::string_view, 2> kMerge{"density", "frames"};

std::size_t indexOf(EventKind kind)
{
    return static_cast<std::size_t>(kind);
}

} // namespace

std::span<const std::string_view> featureNames(EventKind kind)
{
    switch (kind) {
    case EventKind::Swap: return kSwap;
    case EventKind::Fragment:
    case EventKind::Reentry: return kFragment;
    case EventKind::Jump: return kJump;
    case EventKind::Duplicate: return kDuplicate;
    case EventKind::FalseTrack: return kFalseTrack;
    case EventKind::Missed: return kMissed;
    case EventKind::Border: return kBorder;
    case EventKind::Drift: return kDrift;
    case EventKind::LowConfidence: return kLowConfidence;
    case EventKind::Merge: return kMerge;
    }
    TW_UNREACHABLE();
}

const KindWeights& priorWeights(EventKind kind)
{
    static const std::array<KindWeights, kEventKinds> kPrior{{
        {{9.0, 1.2, -0.6, 1.5, 0.5, 0.0}, -2.2},               // Swap
        {{9.0, 3.0, -1.6, -0.15, -0.5, -0.5, 0.5, -1.0}, 0.8}, // Fragment
        {{9.0, 3.0, -1.6, -0.15, -0.5, -0.5, 0.5, -1.0}, 0.8}, // Reentry
        {{2.5, 6.0}, -2.0},                                    // Jump
        {{6.0, 0.08, 1.0, 6.0, 2.0}, -1.5},                    // Duplicate
        {{-9.0, -1.4, -0.8, 3.0, -0.5, 1.0, 0.5}, 2.5},        // FalseTrack
        {{3.5, 2.0, -0.5, -1.0}, -1.0},                        // Missed
        {{1.5}, -1.2},                                         // Border
        {{5.0, 0.1}, -2.5},                                    // Drift
        {{0.5}, -1.5},                                         // LowConfidence
        {{2.0, 0.05}, -2.0},                                   // Merge
    }};
    return kPrior[indexOf(kind)];
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
    return {features.embedded ? features.similarity - 0.6 : 0.0,
            features.embedded ? std::min(features.margin, 0.4) : 0.0,
            std::min(features.distance, 4.0),
            std::min(features.gapSeconds, 20.0),
            features.embedded ? 0.0 : 1.0,
            features.covered ? 1.0 : 0.0,
            features.woven ? 1.0 : 0.0,
            features.chosen ? 0.0 : 1.0};
}

} // namespace tw::review
