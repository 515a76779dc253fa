#pragma once
// Click selects, dragging a selected box moves it, its handles resize it, dragging beside everything pans,
// Shift+dragging anywhere else draws a box. Alt+click takes the next box beneath. Shift while resizing keeps the shape,
// while moving the direction.

#include "ui/canvas/tools/tool.h"

namespace tw::ui {

class SelectTool final : public Tool
{
public:
    using Tool::Tool;

    void press(const CanvasPointer& pointer) override;
    void move(const CanvasPointer& pointer) override;
    void release(const CanvasPointer& pointer) override;
    void cancel() override;
    bool busy() const override { return m_drag != Drag::None; }
    Qt::CursorShape cursor() const override { return m_cursor; }

private:
    enum class Drag { None, Armed, Box, Handle, Pan, Draw };

    const OverlayBox* editable() const; // the single selected box that may be changed
    int handleAt(QPointF widget) const; // -1: none
    TrackId trackAt(const CanvasPointer& pointer) const;
    void hover(const CanvasPointer& pointer);
    void click(const CanvasPointer& pointer);
    Box dragged(const CanvasPointer& pointer) const;
    Box drawn(const CanvasPointer& pointer) const;

    Drag m_drag = Drag::None;
    int m_handle = -1;
    TrackId m_track = TrackId::kInvalid;
    Box m_original;
    CanvasPointer m_pressed;
    QPointF m_lastWidget;
    Qt::CursorShape m_cursor = Qt::ArrowCursor;
};

// The box after handle `handle` (0 upper left, clockwise; -1: the whole box) moved by a delta, source pixels.
Box resized(const Box& box, int handle, QPointF delta, bool keepShape);

} // namespace tw::ui
