#pragma once
// Reports of the correction benchmark as a table, as JSON and as a picture of the curves.

#include "core/base/result.h"
#include "core/laboratory/correction_benchmark.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <span>
#include <string>

namespace tw::cli {

// Goals of the product, for the distance that stands beside each figure.
struct CorrectionFigure {
    const char* name;
    double goal;
    bool atMost; // otherwise at least
    std::optional<double> value;
};
// Over all reports together: sums of actions, errors, events, boxes; not means of ratios.
std::vector<CorrectionFigure> correctionFigures(std::span<const laboratory::CorrectionReport> reports);

std::string correctionTable(std::span<const laboratory::CorrectionReport> reports);
// Per type of true error: how many, which finding was there, how many were corrected; then those missed, with frames.
std::string correctionExplanation(std::span<const laboratory::CorrectionReport> reports);
// The figures of all together on top, a list "sequences" with each one and its curve.
nlohmann::ordered_json correctionJson(std::span<const laboratory::CorrectionReport> reports);
// IDF1 over actions, one line a sequence. Errors: Io, Unsupported (suffix is not .png).
Result<void> writeCorrectionCurves(const std::filesystem::path& path,
                                   std::span<const laboratory::CorrectionReport> reports);

} // namespace tw::cli
