#include "core/pipeline/peaks.h"

#include <algorithm>

namespace tw::pipeline {

FramePeaks peaksFromDetections(FrameIndex frame, std::span<const Detection> detections)
{
    FramePeaks out;
    out.frame = frame;
    const bool embedded =
        !detections.empty() && std::all_of(detections.begin(), detections.end(), [&](const Detection& detection) {
            return !detection.embedding.empty() && detection.embedding.size() == detections.front().embedding.size();
        });
    out.embeddingSize = embedded ? static_cast<int>(detections.front().embedding.size()) : 0;
    out.peaks.reserve(detections.size());
    out.embeddings.reserve(detections.size() * static_cast<std::size_t>(out.embeddingSize));
    for (const Detection& detection : detections) {
        out.peaks.push_back({static_cast<float>(detection.box.left), static_cast<float>(detection.box.top),
                             static_cast<float>(detection.box.width), static_cast<float>(detection.box.height),
                             detection.score, detection.classId});
        if (embedded)
            for (const float value : detection.embedding)
                out.embeddings.push_back(halfFromFloat(value));
    }
    return out;
}

std::vector<Detection> detectionsFromPeaks(const FramePeaks& peaks, float threshold)
{
    std::vector<Detection> out;
    for (std::size_t i = 0; i < peaks.peaks.size(); ++i) {
        const Peak& peak = peaks.peaks[i];
        if (!(peak.score > threshold))
            continue;
        Detection detection{peak.box(), peak.score, peak.classId, {}};
        if (peaks.embeddingSize > 0) {
            const auto halves = peaks.embedding(i);
            detection.embedding.resize(halves.size());
            std::transform(halves.begin(), halves.end(), detection.embedding.begin(), floatFromHalf);
        }
        out.push_back(std::move(detection));
    }
    return out;
}

} // namespace tw::pipeline
