#include "app/cli/track_output.h"

#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tw::cli {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

bool isFolderFormat(const formats::Format& format)
{
    return format.suffixes.front() == "/";
}

// "mot" writes a file too.
bool canBeFolder(const formats::Format& format)
{
    return std::find(format.suffixes.begin(), format.suffixes.end(), "/") != format.suffixes.end();
}

Result<void> makeFolder(const fs::path& folder)
{
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error))
        return {};
    fs::create_directories(folder, error);
    if (error)
        return Error{ErrorCode::Io, "the folder cannot be made: " + error.message(), folder.string()};
    return {};
}

} // namespace

Result<fs::path> exportPath(const std::string& out, const formats::Format& format, const std::string& name)
{
    std::error_code error;
    const fs::path path(out);
    // "clip.v2" is a folder for a sequence; only .txt makes it gt.txt alone
    const bool fileSuffix = canBeFolder(format) ? path.extension() == ".txt" : path.has_extension();
    const bool folder = isFolderFormat(format) || fs::is_directory(path, error) || !path.has_filename() || !fileSuffix;
    if (!folder) {
        TW_TRY(makeFolder(path.parent_path()));
        return path;
    }
    if (fs::is_regular_file(path, error))
        return Error{ErrorCode::Refused,
                     "is a file and is not written over; this format is written into a folder" +
                         std::string(canBeFolder(format) ? ", or into a name that ends in .txt" : ""),
                     out};
    TW_TRY(makeFolder(path));
    if (canBeFolder(format))
        return path;
    return path / ((name.empty() ? std::string("tracks") : name) + format.suffixes.front());
}

void listIssues(const pipeline::ExportReport& report, const pipeline::ExportRequest& request, Console& console)
{
    console.list(report.written.issues, request.path.string());
    console.list(report.problems, request.path.string());
}

Json exportJson(const pipeline::ExportReport& report, const pipeline::ExportRequest& request)
{
    constexpr std::size_t kNamed = 100; // a folder of labels has a file a frame
    Json files = Json::array();
    for (std::size_t i = 0; i < std::min(report.written.files.size(), kNamed); ++i)
        files.push_back(report.written.files[i].string());
    return Json{{"out", request.path.string()},
                {"format", request.formatId},
                {"boxes", report.written.rows},
                {"tracks", report.tracksReadBack},
                {"files", std::move(files)},
                {"checked", report.checked},
                {"check_passed", report.checked && report.passed()},
                {"largest_deviation_px", report.largestDeviationPx}};
}

std::string exportText(const pipeline::ExportReport& report, const pipeline::ExportRequest& request)
{
    std::string text =
        "wrote " + request.path.string() + ": " + toText(static_cast<std::int64_t>(report.written.rows)) + " boxes\n";
    if (report.checked && report.passed())
        text += "read back: " + toText(static_cast<std::int64_t>(report.tracksReadBack)) +
                " tracks, every box as it should be (largest difference " + toText(report.largestDeviationPx, 6) +
                " px)\n";
    return text;
}

ExitCode endOfExport(const pipeline::ExportReport& report, const pipeline::ExportRequest& request, Console& console)
{
    if (!report.passed())
        return console.fail({ErrorCode::Internal, "the file read back is not what was written", request.path.string()});
    return console.done();
}

ExitCode showExport(const pipeline::ExportReport& report, const pipeline::ExportRequest& request, Console& console)
{
    listIssues(report, request, console);
    if (console.json())
        console.printJson(exportJson(report, request));
    else
        console.print(exportText(report, request));
    return endOfExport(report, request, console);
}

} // namespace tw::cli
