#pragma once
// Measures what FramePeaks keeps of a frame's pixels: colours and moving share of every peak, re-identification vectors
// of the people, and the camera's motion since the frame before. Needs no detector: the same for a run and for a
// project that lacks the measurements.
//
// One thread at a time; frames in rising order. A frame that is left out makes the next step of the camera longer, it
// does not interrupt it.

#include "core/base/peaks.h"
#include "core/pipeline/frame_pixels.h"
#include "core/pipeline/reid_measurer.h"
#include "core/video/camera_motion.h"
#include "core/video/moving_pixels.h"

#include <optional>
#include <string>

namespace tw::pipeline {

// Steps of the camera, for a line in a report.
struct CameraSummary {
    FrameIndex known = 0; // frames whose motion is known
    FrameIndex moved = 0; // of them

    // One frame in twenty may shake.
    bool still() const { return known > 0 && moved * 20 <= known; }
    std::string text() const; // "the camera stands still", "the camera moves in 83 % of the frames", ""
};

class FrameMeasurer
{
public:
    // `reid`: null for no re-identification vectors.
    explicit FrameMeasurer(std::shared_ptr<model::ReidEncoder> reid = nullptr);
    // Of the video, for how often people are looked at; before the first measure().
    void useFrameRate(double frameRate);

    // Empty pixels: `peaks` stays as it is.
    void measure(const FramePixels& pixels, FramePeaks& peaks);
    const CameraSummary& camera() const { return m_summary; }
    // Whether measure() was run on a frame, by the present definitions and with the same network.
    bool isMeasured(const FramePeaks& peaks) const;

private:
    video::SmallGrey m_grey, m_small;
    video::MovingPixels m_moving;
    video::CameraMotion m_camera;
    CameraSummary m_summary;
    std::optional<ReidMeasurer> m_reid;
};

// The network of a request: null for an empty name. Errors: those of ReidEncoder::load, and what to do.
Result<std::shared_ptr<model::ReidEncoder>> loadReid(const std::string& model);

} // namespace tw::pipeline
