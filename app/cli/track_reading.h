#pragma once
// How commands read files of tracks: the options that import and convert share.

#include "app/cli/command.h"
#include "core/formats/read_tracks.h"

#include <string>

namespace tw::cli {

struct ReadingOptions {
    std::string format, columns, sequence, encoding, scale, fps;
};

// `formatName`: what the option for the format is called.
void declareReading(CLI::App& app, ReadingOptions& options, const std::string& formatName);
// `video`: what is known about the video. Errors: InvalidArgument, for the usage line.
Result<formats::ReadRequest> readRequestOf(const ReadingOptions& options, const formats::SequenceInfo& video);
// What can be done about what a file says otherwise, as one more line for people; empty when it says nothing.
std::string adviceFor(const formats::ReadTracks& read, const ReadingOptions& options);

} // namespace tw::cli
