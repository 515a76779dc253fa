#include "core/pipeline/export_tracks.h"

#include "core/base/number_text.h"
#include "core/base/output_guard.h"
#include "core/formats/mot_check.h"

#include <algorithm>
#include <cmath>
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

bool writesFolder(const formats::Format& format, const std::filesystem::path& path)
{
    const auto& suffixes = format.suffixes;
    return std::find(suffixes.begin(), suffixes.end(), "/") != suffixes.end() &&
           std::find(suffixes.begin(), suffixes.end(), path.extension().string()) == suffixes.end();
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

double deviation(const Box& a, const Box& b)
{
    return std::max({std::abs(a.left - b.left), std::abs(a.top - b.top), std::abs(a.width - b.width),
                     std::abs(a.height - b.height)});
}

// The boxes that came back, against those of the document with the same identity and frame.
void compareBoxes(const annotation::DocumentState& state, const formats::Imported& back, double allowedPx,
                  ExportReport& report)
{
    std::size_t foreign = 0, moved = 0;
    for (const annotation::TrackPtr& track : back.tracks) {
        const auto original = state.tracks.find(track->id);
        for (const annotation::TrackBox& box : track->boxes) {
            const auto* expected = original == state.tracks.end() ? nullptr : original->second->at(box.frame);
            foreign += expected == nullptr;
            if (expected == nullptr)
                continue;
            const double px = deviation(box.box, expected->box);
            report.largestDeviationPx = std::max(report.largestDeviationPx, px);
            moved += px > allowedPx;
        }
    }
    if (foreign > 0)
        report.problems.push_back(
            {0, toText(static_cast<std::int64_t>(foreign)) + " boxes read back are not in the document"});
    if (moved > 0)
        report.problems.push_back({0, toText(static_cast<std::int64_t>(moved)) + " boxes read back lie elsewhere"});
}

// Other formats by their own reader: every box that was written must come back, where it was.
Result<void> checkOther(const annotation::DocumentState& state, const ExportRequest& request,
                        const formats::Format& format, ExportReport& report)
{
    TW_TRY_ASSIGN(const formats::Imported back, format.read(request.path, request.options.info));
    report.checked = true;
    report.tracksReadBack = back.tracks.size();
    for (const annotation::TrackPtr& track : back.tracks)
        report.boxesReadBack += track->boxes.size();
    report.boxesReadBack += back.detections.size();
    for (const formats::Issue& issue : back.issues) {
        if (issue.severity == formats::Severity::Problem)
            report.problems.push_back(issue);
    }
    if (report.boxesReadBack < report.written.rows)
        report.problems.push_back({0, toText(static_cast<std::int64_t>(report.written.rows)) + " boxes written, " +
                                          toText(static_cast<std::int64_t>(report.boxesReadBack)) + " read back"});
    // Corners and centres are rounded one by one: a side moves by up to one and a half units of the last digit
    const int decimals = request.options.decimals;
    compareBoxes(state, back, decimals < 0 ? 1e-6 : 1.6 * std::pow(10.0, -decimals), report);
    return {};
}

// Of a folder the files that a sequence has.
Result<void> checkTargets(const ExportRequest& request)
{
    std::vector<std::filesystem::path> targets{request.path};
    if (!request.path.has_filename())
        targets = {request.path / "gt" / "gt.txt", request.path / "seqinfo.ini"};
    for (const auto& target : targets)
        TW_TRY(checkOutput(target, OutputKind::Text, request.inputs));
    return {};
}

} // namespace

Result<ExportReport> exportTracks(const annotation::Snapshot& snapshot, const ExportRequest& wanted,
                                  const JobContext& job)
{
    ExportRequest request = wanted;
    const formats::Format* format = formats::findFormat(request.formatId);
    if (format == nullptr || !format->canWrite || format->write == nullptr)
        return Error{ErrorCode::InvalidArgument, "no writer for the format \"" + request.formatId + "\"",
                     request.path.string()};
    request.options.info.classNames.insert(snapshot->vocabulary.classes.begin(), snapshot->vocabulary.classes.end());
    if (writesFolder(*format, request.path))
        request.path /= "";
    if (!request.force)
        TW_TRY(checkTargets(request));
    ExportReport report;
    job.report("write", 0, 2);
    TW_TRY_ASSIGN(report.written, format->write(request.path, *snapshot, request.options));
    if (job.stopped())
        return Error{ErrorCode::Cancelled, "stopped before the file was checked", request.path.string()};
    job.report("check", 1, 2);
    if (const auto layout = motLayoutOf(request.formatId))
        TW_TRY(checkMot(snapshot, request, *layout, report));
    else if (format->canRead)
        TW_TRY(checkOther(*snapshot, request, *format, report));
    job.report("check", 2, 2);
    return report;
}

} // namespace tw::pipeline
