#pragma once
// Between the detector's values and what is stored of them.

#include "core/base/detection.h"
#include "core/base/peaks.h"

#include <span>
#include <vector>

namespace tw::pipeline {

// Boxes as float, embeddings as halves; order kept. Detections without embedding make a frame without embeddings.
FramePeaks peaksFromDetections(FrameIndex frame, std::span<const Detection> detections);
// The peaks with score > threshold as a tracker takes them. Exactly what a live run feeds its tracker.
std::vector<Detection> detectionsFromPeaks(const FramePeaks& peaks, float threshold);

} // namespace tw::pipeline
