#pragma once
// How a video is tracked, as arguments: what `track` and `batch` share.

#include "app/cli/command.h"
#include "core/base/result.h"
#include "core/pipeline/track_video.h"

#include <string>
#include <vector>

namespace tw::cli {

struct TrackOptions {
    std::string model = "auto";
    std::string reid = "reid";
    std::string size;
    std::string detail = "auto";
    std::string device = "auto";
    std::string precision = "auto";
    std::string tracker = "offline";
    std::string preset; // file that `tune` wrote
    std::vector<std::string> trackerOptions;
    double threshold = -1; // not given
    int framesAtOnce = 0;
    int every = 1;
    bool noFilter = false;
};

void addTrackOptions(CLI::App& app, TrackOptions& options);
// The request without video, frames and device: the device is parsed when the run starts, on the machine that runs it.
// Errors: InvalidArgument.
Result<pipeline::TrackRequest> requestOf(const TrackOptions& options);

} // namespace tw::cli
