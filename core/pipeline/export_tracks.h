#pragma once
// Snapshot -> file, then the proof: what was written is read back and compared with the snapshot. Window and CLI alike.
// Any thread; the snapshot does not change meanwhile.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/formats/format.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tw::pipeline {

struct ExportRequest {
    // A file; for formats that can write a folder, anything that does not end like one of their files is a folder.
    std::filesystem::path path;
    std::string formatId = "mot"; // see formats::formats()
    formats::WriteOptions options;
    // Video, project, track file: they are not written over, nor is a file of another kind.
    std::vector<std::filesystem::path> inputs;
    bool force = false; // written over all the same
};

struct ExportReport {
    formats::Written written;
    bool checked = false; // false: the format cannot be read back
    std::size_t tracksReadBack = 0;
    std::size_t boxesReadBack = 0;
    double largestDeviationPx = 0;        // between file and document, over all coordinates
    std::vector<formats::Issue> problems; // what the check found; empty when everything is right

    bool passed() const { return problems.empty(); }
};

// Errors: InvalidArgument (unknown format, or one that is only read), Refused (an input, or a file of another kind),
// those of writing and of reading back, Cancelled.
Result<ExportReport> exportTracks(const annotation::Snapshot& snapshot, const ExportRequest& request,
                                  const JobContext& job = {});

} // namespace tw::pipeline
