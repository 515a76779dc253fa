#pragma once
// What the pointer does on the canvas. A tool previews while the button is down and gives one result on release; it
// never touches the document. GUI thread; owned by the canvas.

#include "core/base/box.h"
#include "ui/canvas/overlay_model.h"
#include "ui/canvas/viewport.h"

#include <QCursor>
#include <QPointF>
#include <Qt>

#include <optional>

namespace tw::ui {

struct CanvasPointer {
    QPointF widget;
    QPointF source;
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
};

// What a tool can see and where its results go; the canvas implements it.
class ToolHost
{
public:
    virtual ~ToolHost() = default;
    virtual const Viewport& viewport() const = 0;
    virtual const OverlayModel& overlay() const = 0;
    virtual QSizeF sourceSize() const = 0;
    // Shown instead of the box of `track` (kInvalid: beside the others) until the next call; nothing ends it.
    virtual void showDraft(TrackId track, std::optional<Box> box) = 0;
    virtual void panBy(QPointF widgetDelta) = 0;
    virtual void hover(TrackId id) = 0;

    virtual void clickTrack(TrackId id, Qt::KeyboardModifiers modifiers) = 0; // kInvalid: beside everything
    virtual void clickGhost(const Box& box) = 0;
    virtual void editBox(TrackId id, const Box& box) = 0;
    virtual void drawBox(const Box& box) = 0;
    virtual void askAbout(QPointF source) = 0;
};

class Tool
{
public:
    explicit Tool(ToolHost& host) : m_host(host) {}
    virtual ~Tool() = default;
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    virtual void press(const CanvasPointer& pointer) = 0;
    virtual void move(const CanvasPointer& pointer) = 0; // with and without a button
    virtual void release(const CanvasPointer& pointer) = 0;
    virtual void cancel() = 0;
    virtual bool busy() const = 0; // between press and release
    virtual Qt::CursorShape cursor() const = 0;

protected:
    ToolHost& m_host;
};

// Smallest box that a drag may leave behind, source pixels.
inline constexpr double kSmallestBox = 2;

} // namespace tw::ui
