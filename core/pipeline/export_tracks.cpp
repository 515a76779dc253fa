#include "core/pipeline/export_tracks.h"

#include "core/base/number_text.h"
#include "core/formats/mot_check.h"

#include <optional>

namespace tw::pipeline {

namespace {

std::optional<formats::MotLayout> motLayoutOf(const std::string& formatId)
{
    if (formatId == "mot")
        return formats::MotLayout::Gt;
    if (formatId == "mot15")
        return formats::MotLayout::Gt15;
    if (formatId == "mot-result")
        return formats::MotLayout::Result;
    if (formatId == "mot-det")
        return formats::MotLayout::Det;
    return std::nullopt;
}

// Against the rules of the field and the document, by a reader that shares no code with the writer.
Result<void> checkMot(const annotation::Snapshot& snapshot, const ExportRequest& request, formats::MotLayout layout,
                      ExportReport& report)
{
    TW_TRY_ASSIGN(const formats::MotCheck check,
                  formats::checkMotExport(request.path, *snapshot, request.options, layout));
    report.checked = true;
    report.tracksReadBack = check.tracks;
    report.boxesReadBack = check.rows;
    report.largestDeviationPx = check.largestDeviationPx;
    report.problems = check.problems;
    return {};
}

// Other formats by their own reader: every box that was written must come back.
Result<void> checkOther(const ExportRequest& request, const formats::Format& format, ExportReport& report)
{
    TW_TRY_ASSIGN(const formats::Imported back, format.read(request.path, request.options.info));
    report.checked = true;
    report.tracksReadBack = back.tracks.size();
    for (const annotation::TrackPtr& track : back.tracks)
        report.boxesReadBack += track->boxes.size();
    report.boxesReadBack += back.detections.size();
    report.problems = back.issues;
    if (report.boxesReadBack < report.written.rows)
        report.problems.push_back({0, toText(static_cast<std::int64_t>(report.written.rows)) + " boxes written, " +
                                          toText(static_cast<std::int64_t>(report.boxesReadBack)) + " read back"});
    return {};
}

} // namespace

Result<ExportReport> exportTracks(const annotation::Snapshot& snapshot, const ExportRequest& request,
                                  const JobContext& job)
{
    const formats::Format* format = formats::findFormat(request.formatId);
    if (format == nullptr || !format->canWrite || format->write == nullptr)
        return Error{ErrorCode::InvalidArgument, "no writer for the format \"" + request.formatId + "\"",
                     request.path.string()};
    ExportReport report;
    job.report("write", 0, 2);
    TW_TRY_ASSIGN(report.written, format->write(request.path, *snapshot, request.options));
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped before the file was checked", request.path.string()};
    job.report("check", 1, 2);
    if (const auto layout = motLayoutOf(request.formatId))
        TW_TRY(checkMot(snapshot, request, *layout, report));
    else if (format->canRead)
        TW_TRY(checkOther(request, *format, report));
    job.report("check", 2, 2);
    return report;
}

} // namespace tw::pipeline
