#pragma once
// Drags a new box. Boxes are amodal: they may reach beyond the picture.

#include "ui/canvas/tools/tool.h"

namespace tw::ui {

class DrawTool final : public Tool
{
public:
    using Tool::Tool;

    void press(const CanvasPointer& pointer) override;
    void move(const CanvasPointer& pointer) override;
    void release(const CanvasPointer& pointer) override;
    void cancel() override;
    bool busy() const override { return m_drawing; }
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }

private:
    Box boxTo(QPointF source) const;

    bool m_drawing = false;
    QPointF m_start;
};

} // namespace tw::ui
