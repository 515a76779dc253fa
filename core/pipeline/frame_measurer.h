#pragma once
// Measures what FramePeaks keeps of a frame's pixels: colours and moving share of every peak, re-identification vectors
// of the people, and the camera's motion since the frame before. Needs no detector: the same for a run and for a
// project that lacks the measurements.
//
// One thread at a time; frames in rising order. A frame that is left out makes the next step of the camera longer, it
// does not interrupt it. A measurement depends on the frame and some before it, never on where a run began: a resumed
// run leads in with the frames that firstNeeded() tells, and then measures what an uninterrupted one does.

#include "core/base/peaks.h"
#include "core/pipeline/frame_pixels.h"
#include "core/pipeline/reid_measurer.h"
#include "core/video/camera_motion.h"
#include "core/video/moving_pixels.h"

#include <optional>
#include <span>
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
    // A frame that was measured before: what the following ones are compared with.
    void leadIn(const FramePixels& pixels, const FramePeaks& peaks);
    // Measurements of `frame` depend on the newest frame at or before this one, and on all from there.
    static FrameIndex firstNeeded(FrameIndex frame);
    // Those of the frames before it, in rising order.
    static std::span<const FramePeaks> leadInOf(FrameIndex frame, std::span<const FramePeaks> before);
    const CameraSummary& camera() const { return m_summary; }
    // Whether measure() was run on a frame, by the present definitions and with the same network.
    bool isMeasured(const FramePeaks& peaks) const;

private:
    std::optional<video::CameraMotion::Map> compare(const FramePixels& pixels, const FramePeaks& peaks);

    video::SmallGrey m_grey, m_small;
    video::MovingPixels m_moving;
    video::CameraMotion m_camera;
    CameraSummary m_summary;
    std::optional<ReidMeasurer> m_reid;
};

// The network of a request: null for an empty name. Its precision: fp32 where the detector's has to be fp32, otherwise
// the faster one of this processor. Errors: those of ReidEncoder::load, and what to do.
Result<std::shared_ptr<model::ReidEncoder>> loadReid(const std::string& model,
                                                     model::Precision detector = model::Precision::Auto);

} // namespace tw::pipeline
