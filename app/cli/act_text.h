#pragma once
// Reports of the ACT benchmark as a table, as JSON and as a picture of the curves.

#include "core/base/result.h"
#include "core/pipeline/act.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <span>
#include <string>

namespace tw::cli {

// Goals of the product, for the distance that stands beside each figure.
struct ActFigure {
    const char* name;
    double goal;
    bool atMost; // otherwise at least
    std::optional<double> value;
};
// Over all reports together: sums of actions, errors, events, boxes; not means of ratios.
std::vector<ActFigure> actFigures(std::span<const pipeline::ActReport> reports);

std::string actTable(std::span<const pipeline::ActReport> reports);
// The figures of all together on top, a list "sequences" with each one and its curve.
nlohmann::ordered_json actJson(std::span<const pipeline::ActReport> reports);
// IDF1 over actions, one line a sequence. Errors: Io, Unsupported (suffix is not .png).
Result<void> writeActCurves(const std::filesystem::path& path, std::span<const pipeline::ActReport> reports);

} // namespace tw::cli
