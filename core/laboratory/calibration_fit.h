#pragma once
// Fitting of the logistic models, and how well probabilities hold: what `review --calibrate` does. Pure functions.
//
// Source of the fit: penalised maximum likelihood by Newton's method (iteratively reweighted least squares), Bishop,
// Pattern Recognition and Machine Learning, 4.3.3; the penalty draws towards review::priorWeights() instead of zero.

#include "core/review/calibration.h"

#include <span>
#include <utility>
#include <vector>

namespace tw::laboratory {

struct Judged { // an event whose truth is known
    review::EventKind kind = review::EventKind::Swap;
    std::vector<double> features;
    bool real = false;
    double weight = 1; // of the finding in the fit
};

struct Fit {
    review::KindWeights model;
    int events = 0;
    int real = 0;
};
// Of the samples of this kind. Without samples the prior comes back. No weight gets the sign opposite to its prior:
// what speaks for an error by its meaning (a short gap, looks that agree) never speaks against it, whatever the samples
// were.
Fit fitKind(review::EventKind kind, std::span<const Judged> samples);

// A finding of a sequence that was left out of the fit.
struct LeftOut {
    double logit = 0;
    bool real = false;
    double weight = 1;
};
// The model less (or more) sure of itself, so that what it says of sequences left out of the fit holds: logits times a
// slope plus an offset, both drawn towards no change (Platt scaling: J. Platt, Probabilistic outputs for support vector
// machines, 1999).
review::KindWeights rescaled(const review::KindWeights& model, std::span<const LeftOut> findings);

// Events whose probability lies in [from, to), and how many of them were real.
struct ReliabilityBin {
    double from = 0;
    double to = 1;
    int events = 0;
    int real = 0;
    double meanProbability = 0;
};
using Outcome = std::pair<double, bool>; // probability, and whether it was an error
std::vector<ReliabilityBin> reliability(std::span<const Outcome> outcomes, int bins = 10);
// Mean distance of the curve from the diagonal, weighted by events.
double calibrationError(std::span<const ReliabilityBin> curve);

} // namespace tw::laboratory
