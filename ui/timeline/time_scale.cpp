#include "ui/timeline/time_scale.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {

void TimeScale::setWidth(double width)
{
    m_width = std::max(width, 1.0);
    if (m_fitted)
        fit();
    else
        clampFirst();
}

void TimeScale::setFrameCount(FrameIndex count)
{
    m_count = std::max(count, FrameIndex{1});
    fit();
}

double TimeScale::fittedPixelsPerFrame() const
{
    return std::min(m_width / m_count, kLargestPixelsPerFrame);
}

FrameIndex TimeScale::frameAt(double x) const
{
    return static_cast<FrameIndex>(std::floor(m_first + x / m_pixelsPerFrame));
}

FrameRange TimeScale::visible() const
{
    return {std::clamp(frameAt(0), FrameIndex{0}, m_count - 1),
            std::clamp(frameAt(m_width), FrameIndex{0}, m_count - 1)};
}

void TimeScale::fit()
{
    m_fitted = true;
    m_pixelsPerFrame = fittedPixelsPerFrame();
    m_first = 0;
}

void TimeScale::zoomAt(double x, double factor)
{
    const double fixed = m_first + x / m_pixelsPerFrame;
    const double wanted = m_pixelsPerFrame * factor;
    m_fitted = wanted <= fittedPixelsPerFrame();
    m_pixelsPerFrame = std::clamp(wanted, fittedPixelsPerFrame(), kLargestPixelsPerFrame);
    m_first = fixed - x / m_pixelsPerFrame;
    clampFirst();
}

void TimeScale::panBy(double dx)
{
    m_first -= dx / m_pixelsPerFrame;
    clampFirst();
}

void TimeScale::setFirstFrame(double frame)
{
    m_first = frame;
    clampFirst();
}

void TimeScale::reveal(FrameIndex frame)
{
    if (xOf(frame) < 0 || xOf(frame + 1) > m_width) {
        m_first = frame - visibleFrames() * 0.1;
        clampFirst();
    }
}

void TimeScale::showRange(FrameRange frames)
{
    if (frames.empty())
        return;
    m_pixelsPerFrame = std::clamp(m_width / (frames.length() * 1.2), fittedPixelsPerFrame(), kLargestPixelsPerFrame);
    m_fitted = m_pixelsPerFrame <= fittedPixelsPerFrame();
    m_first = frames.first + frames.length() / 2.0 - visibleFrames() / 2;
    clampFirst();
}

FrameIndex TimeScale::tickStep(double pixels) const
{
    const double smallest = std::max(pixels / m_pixelsPerFrame, 1.0);
    const double power = std::pow(10.0, std::floor(std::log10(smallest)));
    for (const double factor : {1.0, 2.0, 5.0, 10.0}) {
        if (factor * power >= smallest)
            return static_cast<FrameIndex>(std::lround(factor * power));
    }
    return static_cast<FrameIndex>(std::lround(10 * power));
}

void TimeScale::clampFirst()
{
    m_first = std::clamp(m_first, 0.0, std::max(m_count - visibleFrames(), 0.0));
}

} // namespace tw::ui
