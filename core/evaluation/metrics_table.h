#pragma once
// The figures by name, in the order of reports: what tables, files and the window's panel are made from.

#include "core/evaluation/scores.h"

#include <span>
#include <string_view>

namespace tw::evaluation {

enum class MetricKind {
    Percent, // a fraction, shown times 100
    Count,
    Real
};

struct Metric {
    std::string_view name; // "HOTA"
    MetricKind kind = MetricKind::Percent;
    bool main = false; // belongs into a narrow table
    bool lowerIsBetter = false;
    double (*get)(const Scores&) = nullptr; // fraction, count or number; HOTA's are means over alpha
    std::string_view help;                  // one sentence
};

std::span<const Metric> metrics();
// Nothing when there is no such name.
const Metric* findMetric(std::string_view name);

// HOTA's figures as curves over alpha.
struct AlphaCurve {
    std::string_view name;
    PerAlpha HotaScores::*values = nullptr;
};
std::span<const AlphaCurve> alphaCurves();

} // namespace tw::evaluation
