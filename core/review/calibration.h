#pragma once
// From evidence to probability. The weights are fitted by `trackwright-cli benchmark act --calibrate` on tracked
// sequences with truth; README.md tells on which, and shows the reliability curve that a test guards.

#include "core/review/event.h"

namespace tw::review {

struct SwapFeatures {
    double appearance = 0; // cosine: exchange minus keep
    double motion = 0;     // box heights: keep minus exchange, -1.5..1.5
    int terms = 0;         // similarities compared, 2..4
};
double swapLogit(double appearance, double motion, int terms);

struct FragmentFeatures {
    double similarity = 0; // cosine of the end of one and the begin of the other
    double margin = 0;     // to the best rival of either
    double distance = 0;   // boxDistance of the prediction, per second of gap + 0.25
    double gapSeconds = 0;
    bool embedded = true; // false: the similarity is unknown
};
double fragmentLogit(const FragmentFeatures& features);

// Probability that an event of this kind with this evidence is a real error (temperature scaling per kind).
double calibrated(EventKind kind, double logit);

} // namespace tw::review
