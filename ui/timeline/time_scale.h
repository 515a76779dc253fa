#pragma once
// Frames along x: frame f occupies the pixels [xOf(f), xOf(f + 1)). Pure arithmetic; x in logical pixels from the left
// edge of the lanes.

#include "core/base/ids.h"

#include <vector>

namespace tw::ui {

class TimeScale
{
public:
    static constexpr double kLargestPixelsPerFrame = 48;

    void setWidth(double width);
    void setFrameCount(FrameIndex count);
    double width() const { return m_width; }
    FrameIndex frameCount() const { return m_count; }
    double pixelsPerFrame() const { return m_pixelsPerFrame; }
    double firstFrame() const { return m_first; } // at x = 0, with fraction
    double visibleFrames() const { return m_width / m_pixelsPerFrame; }
    bool isFitted() const { return m_fitted; }

    double xOf(double frame) const { return (frame - m_first) * m_pixelsPerFrame; }
    // The frame whose cell holds x, also outside of the video.
    FrameIndex frameAt(double x) const;
    FrameRange visible() const; // clamped to the video

    void fit(); // the whole video; stays so when the width changes
    void zoomAt(double x, double factor);
    void panBy(double dx);
    void setFirstFrame(double frame);
    void reveal(FrameIndex frame); // pages so that it is seen
    void showRange(FrameRange frames);

    // Distance of labelled ticks in frames: 1, 2 or 5 times a power of ten, at least `pixels` apart.
    FrameIndex tickStep(double pixels) const;

private:
    double fittedPixelsPerFrame() const;
    void clampFirst();

    double m_width = 1;
    FrameIndex m_count = 1;
    double m_pixelsPerFrame = 1;
    double m_first = 0;
    bool m_fitted = true;
};

} // namespace tw::ui
