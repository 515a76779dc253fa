#pragma once
// A file of tracks read for a video: the one way in for the window and the command line.

#include "core/formats/video_fit.h"

namespace tw::formats {

struct ReadRequest {
    std::string formatId; // empty: by content
    std::string columns;  // column map of a table (csv.h); empty: by its header
    ReadHint video;       // what is known about the video; `name` chooses among several videos of the file
    FitOptions fit;
};

struct ReadTracks {
    Imported imported; // issues tell the differences and what was done about them
    VideoDifference difference;
    const Format* format = nullptr; // null: a table by its column map
};

// Errors: those of detectFormat and of the reader; InvalidArgument (no such format, or asked to convert from a size or
// rate that neither the file nor the request names).
Result<ReadTracks> readTracks(const std::filesystem::path& path, const ReadRequest& request);

} // namespace tw::formats
