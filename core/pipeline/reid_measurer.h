#pragma once
// Vectors of the re-identification network for the people of a frame, 15 times a second: frames that follow each other
// show nearly the same pixels, and the time is that of the association's thread.
//
// One thread at a time; frames in rising order.

#include "core/base/peaks.h"
#include "core/model/reid_encoder.h"
#include "core/pipeline/frame_pixels.h"

#include <memory>

namespace tw::pipeline {

class ReidMeasurer
{
public:
    static constexpr double kPerSecond = 15;
    static constexpr float kLeastScore = .3F;      // weaker peaks have no vector
    static constexpr std::size_t kMostPeople = 40; // in a frame; of more people others have their turn in the next ones

    // Not null.
    explicit ReidMeasurer(std::shared_ptr<model::ReidEncoder> encoder);
    void useFrameRate(double frameRate); // of the video; 30 until then

    // Fills reidWeights and, in the frames that are sampled, reid. Pixels are not empty.
    void measure(const FramePixels& pixels, FramePeaks& peaks);
    // A frame that was measured before.
    void skip(FrameIndex frame) { m_previous = frame; }
    // Whether measure() of these weights was run on a frame.
    bool isMeasured(const FramePeaks& peaks) const { return peaks.reidWeights == m_encoder->weights(); }

private:
    std::shared_ptr<model::ReidEncoder> m_encoder;
    double m_step = 2; // frames; the first frame at or after each multiple is sampled
    FrameIndex m_previous = kNoFrame;
    std::vector<std::uint8_t> m_crop;
};

} // namespace tw::pipeline
