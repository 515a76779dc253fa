#pragma once
// How time and memory grow with the length of a video: a document of made-up tracks at four sizes, and what is done
// with it. Processor time, since it says the same on a busy machine. Nothing is shown: painting is in
// tests/benchmarks/bench_ui.
//
// Thread: any; one at a time. Files lie in a folder of their own and are removed.

#include "core/base/job.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tw::laboratory {

struct ScaleRequest {
    std::int64_t boxes = 1'000'000; // of the largest document; the others have half, a quarter and an eighth
    std::int64_t perTrack = 1000;   // boxes of a track; one track more holds a tenth of all boxes
    std::filesystem::path folder;   // on the disk to measure; empty: the system's temporary folder

    // Errors: InvalidArgument.
    Result<void> check() const;
};

struct ScaleStep {
    std::string name;           // "save", "edit of the long track, p99", ...
    std::vector<double> values; // of each size, smallest first
    bool isBytes = false;       // bytes a box; otherwise milliseconds
    double exponent = 0;        // of values over boxes: 1 is proportional; 0 for bytes
};

struct ScaleReport {
    std::vector<std::int64_t> boxes; // of each size
    std::vector<std::int64_t> tracks;
    std::vector<std::int64_t> frames;
    std::vector<ScaleStep> steps;
};

// Errors: InvalidArgument, Io (the folder), Cancelled.
Result<ScaleReport> benchmarkScale(const ScaleRequest& request, const JobContext& job = {});

// The slope of log value over log size by least squares; values and sizes above 0, at least two. For tests, too.
double growthExponent(const std::vector<std::int64_t>& sizes, const std::vector<double>& values);

} // namespace tw::laboratory
