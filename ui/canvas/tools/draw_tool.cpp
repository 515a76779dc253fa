#include "ui/canvas/tools/draw_tool.h"

#include "ui/bridge/qt_convert.h"

namespace tw::ui {

void DrawTool::press(const CanvasPointer& pointer)
{
    m_drawing = true;
    m_start = pointer.source;
}

void DrawTool::move(const CanvasPointer& pointer)
{
    if (m_drawing)
        m_host.showDraft(TrackId::kInvalid, boxTo(pointer.source));
}

void DrawTool::release(const CanvasPointer& pointer)
{
    if (!m_drawing)
        return;
    m_drawing = false;
    m_host.showDraft(TrackId::kInvalid, std::nullopt);
    const Box box = boxTo(pointer.source);
    if (box.width >= kSmallestBox && box.height >= kSmallestBox)
        m_host.drawBox(box);
}

void DrawTool::cancel()
{
    m_drawing = false;
    m_host.showDraft(TrackId::kInvalid, std::nullopt);
}

Box DrawTool::boxTo(QPointF source) const
{
    return fromQt(QRectF(m_start, source).normalized());
}

} // namespace tw::ui
