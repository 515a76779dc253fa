#pragma once
// Fills in what stored peaks lack of their frames' pixels (frame_measurer.h): for projects of older programs, and when
// the definition of a measurement changed. Decodes the video, needs no network.
//
// Runs on the calling thread, where reader and sink are called. Memory: one block of 64 frames.

#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/base/result.h"
#include "core/pipeline/frame_measurer.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tw::pipeline {

struct MeasureRequest {
    std::filesystem::path video;
    FrameRange frames;         // that may have peaks
    std::string reid = "reid"; // as TrackRequest::reid
};

struct MeasureReport {
    FrameIndex measured = 0; // frames
    FrameIndex complete = 0; // that had everything before
    bool stopped = false;    // what was measured has gone to the sink
    double seconds = 0;
    CameraSummary camera;            // of the frames that were looked at
    std::vector<std::string> issues; // unreadable frames
};

// Stored peaks of a range, in order of frames.
using StoredPeaks = std::function<Result<std::vector<FramePeaks>>(FrameRange)>;
using PeakSink = std::function<void(std::vector<FramePeaks>)>;

// Only blocks with a frame that lacks something are decoded. Progress step "measure", in frames.
// Errors: those of opening the video and of the reader.
Result<MeasureReport> measureVideo(const MeasureRequest& request, const StoredPeaks& stored, const PeakSink& sink,
                                   const JobContext& job);

} // namespace tw::pipeline
