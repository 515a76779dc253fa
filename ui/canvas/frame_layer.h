#pragma once
// The video picture, scaled once per frame and view and kept: moving the pointer or a box over it costs a copy, not a
// scaling. GUI thread.

#include "core/video/frame.h"
#include "ui/canvas/viewport.h"

#include <QColor>
#include <QImage>

class QPainter;

namespace tw::ui {

// The pixels of a frame as an image, not copied: the image keeps the frame alive.
QImage imageOf(const video::FramePtr& frame);

class FrameLayer
{
public:
    void setFrame(video::FramePtr frame);
    const video::FramePtr& frame() const { return m_frame; }
    // Fills the widget: picture and backdrop.
    void paint(QPainter& painter, const Viewport& viewport, qreal devicePixelRatio, const QColor& backdrop);

private:
    void render(const Viewport& viewport, qreal devicePixelRatio, const QColor& backdrop);

    video::FramePtr m_frame;
    QImage m_rendered; // device pixels of the whole widget
    QTransform m_renderedTransform;
    QColor m_renderedBackdrop;
    bool m_dirty = true;
};

} // namespace tw::ui
