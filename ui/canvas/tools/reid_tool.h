#pragma once
// Asks about the place that is clicked; dragging moves the view, so that a question does not get in the way of looking.

#include "ui/canvas/tools/tool.h"

namespace tw::ui {

class ReidTool final : public Tool
{
public:
    using Tool::Tool;

    void press(const CanvasPointer& pointer) override;
    void move(const CanvasPointer& pointer) override;
    void release(const CanvasPointer& pointer) override;
    void cancel() override;
    bool busy() const override { return m_pressed; }
    Qt::CursorShape cursor() const override { return m_panning ? Qt::ClosedHandCursor : Qt::WhatsThisCursor; }

private:
    bool m_pressed = false;
    bool m_panning = false;
    QPointF m_start;
    QPointF m_last;
};

} // namespace tw::ui
