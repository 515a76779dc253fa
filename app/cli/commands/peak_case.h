#pragma once
// (private) A project with ground truth as input of measurements that work on its stored peaks.

#include "app/cli/project.h"
#include "core/laboratory/association_benchmark.h"

#include <memory>
#include <string>

namespace tw::cli {

// A case and the project that its peaks are read from.
struct PeakCase {
    OpenProject project;
    laboratory::AssociationCase content;
};
Result<std::unique_ptr<PeakCase>> openPeakCase(const std::string& project, const std::string& truth,
                                               const JobContext& job);

} // namespace tw::cli
