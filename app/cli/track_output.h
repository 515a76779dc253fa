#pragma once
// Tracks to files: what track, export and convert do at their end.

#include "app/cli/console.h"
#include "core/pipeline/export_tracks.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace tw::cli {

// Where an export to `out` goes. A folder (it is there, or ends with a slash, or does not look like a file) takes a
// MOTChallenge sequence as it is, and a file named after the sequence for other formats. Folders on the way are made.
// Errors: Io.
Result<std::filesystem::path> exportPath(const std::string& out, const formats::Format& format,
                                         const std::string& name);

// Issues to stderr; what was written, and what the check said, as JSON or text.
void listIssues(const pipeline::ExportReport& report, const pipeline::ExportRequest& request, Console& console);
nlohmann::ordered_json exportJson(const pipeline::ExportReport& report, const pipeline::ExportRequest& request);
std::string exportText(const pipeline::ExportReport& report, const pipeline::ExportRequest& request);
// All of it. Failed when the file read back is not what was written.
ExitCode showExport(const pipeline::ExportReport& report, const pipeline::ExportRequest& request, Console& console);
// Done, or Failed with the reason when the check failed.
ExitCode endOfExport(const pipeline::ExportReport& report, const pipeline::ExportRequest& request, Console& console);

} // namespace tw::cli
