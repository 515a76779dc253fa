#pragma once
// The tracker without the network: detections of another detector, or stored ones, to tracks.
//
// Thread: runs on the calling one.

#include "core/annotation/document.h"
#include "core/base/detection.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/tracker/offline/offline.h"
#include "core/tracker/options.h"

#include <map>
#include <vector>

namespace tw::pipeline {

struct TrackDetectionsRequest {
    std::map<FrameIndex, std::vector<Detection>> detections;
    FrameRange frames;               // frames without an entry have no detections
    double threshold = 0;            // detections must score above it
    tracker::FairmotOptions tracker; // frameRate as given
    tracker::FilterOptions filter;
    bool wholeVideo = true;          // `offline` instead of `tracker`
    tracker::OfflineOptions offline; // frameRate as given, detectionThreshold is `threshold`
    tracker::PictureSize picture;
};

// Tracks by id, boxes of origin Tracker. Errors: InvalidArgument (options, embeddings of different sizes), Cancelled.
Result<std::vector<annotation::TrackPtr>> trackDetections(const TrackDetectionsRequest& request, const JobContext& job);

} // namespace tw::pipeline
