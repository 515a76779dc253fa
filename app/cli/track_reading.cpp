#include "app/cli/track_reading.h"

#include "app/cli/arguments.h"
#include "core/formats/seqinfo.h"

namespace tw::cli {

void declareReading(CLI::App& app, ReadingOptions& options, const std::string& formatName)
{
    app.add_option(formatName, options.format,
                   "Format of the tracks: " + formatNames(false) + "; by content when absent");
    app.add_option("--columns", options.columns, "Column map of a table: frame=0,id=2,left=3,top=4,width=5,height=6");
    app.add_option("--sequence", options.sequence, "Which of several videos of the file is read, by its name");
    app.add_option("--encoding", options.encoding,
                   "Encoding of the text when it is not UTF-8: EUC-KR, SHIFT_JIS, GB18030, ...");
    app.add_option("--scale", options.scale,
                   "Tracks made for another picture size: auto scales them from the size that the file names, "
                   "WIDTHxHEIGHT from this size, none takes them as they are");
    app.add_option("--fps", options.fps,
                   "Tracks counted at another frame rate: auto converts them from the rate that the file names, a "
                   "number (25, 30000/1001) from this rate, none takes them as they are");
}

Result<formats::ReadRequest> readRequestOf(const ReadingOptions& options, const formats::SequenceInfo& video)
{
    formats::ReadRequest request;
    if (!options.format.empty())
        TW_TRY(readableFormat(options.format));
    request.formatId = options.format;
    request.columns = options.columns;
    request.video = video;
    request.video.encoding = options.encoding;
    if (!options.sequence.empty())
        request.video.name = options.sequence;
    if (!options.scale.empty())
        request.fit.scale = options.scale == "none" ? formats::Fit::AsTheyAre : formats::Fit::Convert;
    if (!options.scale.empty() && options.scale != "none" && options.scale != "auto") {
        TW_TRY_ASSIGN(request.fit.scaleFrom, imageSizeOf(options.scale));
    }
    if (!options.fps.empty())
        request.fit.times = options.fps == "none" ? formats::Fit::AsTheyAre : formats::Fit::Convert;
    if (!options.fps.empty() && options.fps != "none" && options.fps != "auto") {
        request.fit.timesFrom = formats::frameRateOf(options.fps);
        if (!request.fit.timesFrom->positive())
            return Error{ErrorCode::InvalidArgument,
                         "--fps is auto, none or a frame rate like 25 or 30000/1001, not '" + options.fps + "'",
                         {}};
    }
    return request;
}

std::string adviceFor(const formats::ReadTracks& read, const ReadingOptions& options)
{
    std::string out;
    const auto add = [&out](const char* text) { out += (out.empty() ? "" : "; ") + std::string(text); };
    if (read.difference.size && options.scale.empty())
        add("--scale auto scales the boxes, --scale none says that they are right");
    if (read.difference.rate && options.fps.empty())
        add("--fps auto converts the frames, --fps none says that they are right");
    if (read.imported.videos.size() > 1 && !read.imported.videoNamed)
        add("--sequence NAME reads another video of the file");
    return out;
}

} // namespace tw::cli
