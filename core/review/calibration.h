#pragma once
// From evidence to probability: a logistic model for each kind of event. The weights are fitted by
// `trackwright-cli review --calibrate` (resources/review/calibration.json, built into the program); README.md tells on
// what, and what came of it. priorWeights() are what was set by hand and what the fit starts from and is drawn towards,
// so that a kind with few examples stays sensible.

#include "core/review/event.h"

#include <span>
#include <string_view>
#include <vector>

namespace tw::review {

struct KindWeights {
    std::vector<double> weights; // one a feature
    double bias = 0;
};

std::span<const std::string_view> featureNames(EventKind kind);
const KindWeights& priorWeights(EventKind kind);
const KindWeights& fittedWeights(EventKind kind); // in use

double logitOf(const KindWeights& model, std::span<const double> features);
double probabilityOf(double logit);
// Sets features, logit and probability.
void judge(Event& event, std::vector<double> features);

// What fragments and re-entries are judged by.
struct FragmentFeatures {
    double likeness = 0; // Evidence::likeness() of the end of one and the beginning of the other
    double margin = 0;   // of the likeness to that of the best rival of either
    double distance = 0; // boxDistance of the prediction, per second of gap + 0.25
    double gapSeconds = 0;
    bool embedded = true; // false: the likeness is unknown
    bool covered = false; // no clean embedding: the likeness is of boxes that others cover
    bool woven = false;   // the tracks take turns
    bool chosen = true;   // belongs to the best set of pairs, in which every end and beginning is used once
    double runs = 0;      // Votes::value() of the ensemble
    int rivals = 1;       // pairs that the end or the beginning could be part of, this one included: the base rate
};
inline constexpr double kMostMargin = 3; // no rival at all
std::vector<double> featuresOf(const FragmentFeatures& features);

} // namespace tw::review
