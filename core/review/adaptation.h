#pragma once
// What verdicts on this video teach about it: how far the probabilities of a kind are off here, and which dimensions of
// the embedding tell its people apart. Pure functions; both are bounded and drawn towards "as calibrated", so that a
// few verdicts change little and many wrong ones cannot spoil the queue.
//
// Source of the shifts: the penalised likelihood of fit.h with one unknown, the bias. Of the metric: the ratio of the
// variance between people to that within a person, by dimension (Fisher's criterion), R. A. Fisher, The use of multiple
// measurements in taxonomic problems, Annals of Eugenics 7, 1936.

#include "core/review/event.h"
#include "core/review/verdict.h"

#include <array>
#include <span>
#include <vector>

namespace tw::review {

// Added to the logit of each kind.
struct Adaptation {
    std::array<double, kEventKinds> shift{};

    double of(EventKind kind) const { return shift[static_cast<std::size_t>(kind)]; }
    friend bool operator==(const Adaptation&, const Adaptation&) = default;
};
inline constexpr double kMaxShift = 1.5; // logits: odds 4.5 times higher or lower at most

// From accepted and dismissed verdicts, whose logits are those of the calibration alone; others do not count.
Adaptation adaptationFrom(std::span<const Verdict> verdicts);

// Two looks at people of whom a person said whether they are one.
struct LookPair {
    std::vector<float> a, b; // of unit length, equally long
    bool same = false;
};
struct Constraints;
class Evidence;
// The looks that statements of relink.h are about, where the boxes are still there and clean embeddings beside them.
std::vector<LookPair> lookPairs(const Evidence& evidence, const Constraints& constraints);

inline constexpr double kMaxMetric = 2;   // no dimension counts more than this
inline constexpr double kMinMetric = 0.5; // or less

// Weights of the dimensions, about 1 in the mean; empty (all 1) where the pairs say nothing: fewer than four of either
// sort, or of different lengths.
std::vector<float> metricFrom(std::span<const LookPair> pairs);

} // namespace tw::review
