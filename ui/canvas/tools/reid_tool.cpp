#include "ui/canvas/tools/reid_tool.h"

#include <cmath>
#include <utility>

namespace tw::ui {

namespace {

constexpr double kReidDragDistance = 3; // widget pixels before a press becomes a drag

} // namespace

void ReidTool::press(const CanvasPointer& pointer)
{
    m_pressed = true;
    m_panning = false;
    m_start = m_last = pointer.widget;
}

void ReidTool::move(const CanvasPointer& pointer)
{
    if (!m_pressed) {
        const std::vector<TrackId> under = boxesUnder(m_host.overlay(), pointer.source);
        m_host.hover(under.empty() ? TrackId::kInvalid : under.front());
        return;
    }
    const QPointF moved = pointer.widget - m_start;
    m_panning = m_panning || std::hypot(moved.x(), moved.y()) >= kReidDragDistance;
    if (m_panning)
        m_host.panBy(pointer.widget - m_last);
    m_last = pointer.widget;
}

void ReidTool::release(const CanvasPointer& pointer)
{
    const bool clicked = std::exchange(m_pressed, false) && !std::exchange(m_panning, false);
    if (clicked)
        m_host.askAbout(pointer.source);
}

void ReidTool::cancel()
{
    m_pressed = m_panning = false;
}

} // namespace tw::ui
