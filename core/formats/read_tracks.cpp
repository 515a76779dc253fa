#include "core/formats/read_tracks.h"

#include "core/base/number_text.h"
#include "core/formats/csv.h"

#include <algorithm>

namespace tw::formats {
namespace {

namespace fs = std::filesystem;

Result<Imported> readFile(const fs::path& path, const ReadRequest& request, const ReadHint& hint, const Format*& format)
{
    if (!request.columns.empty())
        return readCsvMapped(path, request.columns, hint);
    if (request.formatId.empty()) {
        TW_TRY_ASSIGN(format, detectFormat(path));
    } else {
        format = findFormat(request.formatId);
    }
    if (format == nullptr || format->read == nullptr)
        return Error{ErrorCode::InvalidArgument, "there is no format '" + request.formatId + "' that can be read",
                     path.string()};
    return format->read(path, hint);
}

void tell(Imported& imported, const std::string& text, Severity severity)
{
    imported.issues.insert(imported.issues.begin(), Issue{0, text, severity});
}

Result<void> fitSize(ReadTracks& read, const ReadRequest& request, const fs::path& path)
{
    if (request.fit.scale != Fit::Convert)
        return {};
    const auto from = request.fit.scaleFrom.value_or(std::pair(read.imported.info.width, read.imported.info.height));
    const SequenceInfo& video = request.video;
    if (from.first <= 0 || from.second <= 0 || video.width <= 0 || video.height <= 0)
        return Error{ErrorCode::InvalidArgument,
                     "the boxes cannot be scaled: the file does not say for which picture size they are made; name it",
                     path.string()};
    scaleBoxes(read.imported, double{1} * video.width / from.first, double{1} * video.height / from.second);
    read.imported.info.width = video.width;
    read.imported.info.height = video.height;
    tell(read.imported,
         "the boxes are scaled from " + toText(std::int64_t{from.first}) + "x" + toText(std::int64_t{from.second}) +
             " to " + toText(std::int64_t{video.width}) + "x" + toText(std::int64_t{video.height}),
         Severity::Note);
    return {};
}

// The boxes after the end of the video, which the reader could not leave out before the times were converted.
void cutAtEnd(Imported& imported, FrameIndex length)
{
    if (length <= 0)
        return;
    std::size_t outside = 0;
    for (auto& track : imported.tracks) {
        auto copy = std::make_shared<annotation::Track>(*track);
        outside += std::erase_if(copy->boxes, [&](const auto& box) { return box.frame >= length; });
        track = std::move(copy);
    }
    std::erase_if(imported.tracks, [](const auto& track) { return track->boxes.empty(); });
    outside += std::erase_if(imported.detections, [&](const auto& item) { return item.first >= length; });
    if (outside == 0)
        return;
    imported.rows -= outside;
    imported.refused += outside;
    tell(imported,
         toText(static_cast<std::int64_t>(outside)) + " boxes lie after the last of " + toText(std::int64_t{length}) +
             " frames",
         Severity::Problem);
}

Result<void> fitTimes(ReadTracks& read, const ReadRequest& request, const fs::path& path)
{
    if (request.fit.times != Fit::Convert)
        return {};
    const FrameRate from = request.fit.timesFrom.value_or(read.imported.info.frameRate);
    const FrameRate to = request.video.frameRate;
    if (!from.positive() || !to.positive())
        return Error{ErrorCode::InvalidArgument,
                     "the times cannot be converted: the file does not say how many frames a second it counts; name it",
                     path.string()};
    convertTimes(read.imported, from, to);
    read.imported.info.frameRate = to;
    read.imported.info.length = 0;
    tell(read.imported,
         "the frames are converted from " + toText(from.value(), 3) + " to " + toText(to.value(), 3) + " a second",
         Severity::Note);
    cutAtEnd(read.imported, request.video.length);
    return {};
}

} // namespace

Result<ReadTracks> readTracks(const fs::path& path, const ReadRequest& request)
{
    ReadTracks out;
    ReadHint hint = request.video;
    if (request.fit.times == Fit::Convert)
        hint.length = 0; // frames are not the video's yet
    TW_TRY_ASSIGN(out.imported, readFile(path, request, hint, out.format));
    out.difference = differenceOf(out.imported.info, request.video);
    TW_TRY(fitSize(out, request, path));
    TW_TRY(fitTimes(out, request, path));
    VideoDifference left = differenceOf(out.imported.info, request.video);
    const auto severity = [](Fit fit) { return fit == Fit::AsTheyAre ? Severity::Note : Severity::Problem; };
    VideoDifference size = left, rest = left;
    size.rate = size.length = false;
    rest.size = false;
    for (const std::string& text : describe(rest))
        tell(out.imported, text, severity(request.fit.times));
    for (const std::string& text : describe(size))
        tell(out.imported, text, severity(request.fit.scale));
    return out;
}

} // namespace tw::formats
