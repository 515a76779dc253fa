#include "ui/canvas/tools/select_tool.h"

#include "ui/bridge/qt_convert.h"
#include "ui/canvas/overlay_painter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tw::ui {

namespace {

constexpr double kDragDistance = 3; // widget pixels before a press becomes a drag
constexpr double kHandleReach = 8;  // widget pixels around a handle

// Which edges a handle moves: -1 the low one, 1 the high one, 0 neither.
struct HandleAxes {
    int x, y;
};
constexpr std::array<HandleAxes, 8> kHandleAxes{{{-1, -1}, {0, -1}, {1, -1}, {1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}}};

constexpr std::array<Qt::CursorShape, 8> kHandleCursors{Qt::SizeFDiagCursor, Qt::SizeVerCursor,   Qt::SizeBDiagCursor,
                                                        Qt::SizeHorCursor,   Qt::SizeFDiagCursor, Qt::SizeVerCursor,
                                                        Qt::SizeBDiagCursor, Qt::SizeHorCursor};

// One axis of a resize: the moved edge stops before the box turns inside out.
void moveEdge(double& low, double& length, int side, double delta)
{
    if (side < 0) {
        const double moved = std::min(delta, length - kSmallestBox);
        low += moved;
        length -= moved;
    } else if (side > 0) {
        length = std::max(length + delta, kSmallestBox);
    }
}

} // namespace

Box resized(const Box& box, int handle, QPointF delta, bool keepShape)
{
    Box result = box;
    if (handle < 0) {
        if (keepShape)
            std::abs(delta.x()) > std::abs(delta.y()) ? delta.setY(0) : delta.setX(0);
        result.left += delta.x();
        result.top += delta.y();
        return result;
    }
    const HandleAxes axes = kHandleAxes[static_cast<std::size_t>(handle)];
    if (keepShape && axes.x != 0 && axes.y != 0)
        delta.setX(delta.y() * axes.y * axes.x * box.width / box.height);
    moveEdge(result.left, result.width, axes.x, delta.x());
    moveEdge(result.top, result.height, axes.y, delta.y());
    return result;
}

const OverlayBox* SelectTool::editable() const
{
    const OverlayBox* found = nullptr;
    for (const OverlayBox& box : m_host.overlay().boxes) {
        if (!box.selected)
            continue;
        if (found)
            return nullptr;
        found = &box;
    }
    return found && !found->locked ? found : nullptr;
}

int SelectTool::handleAt(QPointF widget) const
{
    const OverlayBox* box = editable();
    if (!box)
        return -1;
    const auto points = handlePoints(m_host.viewport().widgetFromSource(toQt(box->box)));
    int nearest = -1;
    double reach = kHandleReach;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const QPointF d = points[i] - widget;
        const double distance = std::max(std::abs(d.x()), std::abs(d.y()));
        if (distance < reach) {
            reach = distance;
            nearest = static_cast<int>(i);
        }
    }
    return nearest;
}

TrackId SelectTool::trackAt(const CanvasPointer& pointer) const
{
    const std::vector<TrackId> under = boxesUnder(m_host.overlay(), pointer.source);
    if (under.empty())
        return TrackId::kInvalid;
    if (pointer.modifiers.testFlag(Qt::AltModifier)) {
        const auto selected = std::find_if(under.begin(), under.end(), [this](TrackId id) {
            const OverlayBox* box = m_host.overlay().find(id);
            return box && box->selected;
        });
        if (selected != under.end())
            return std::next(selected) == under.end() ? under.front() : *std::next(selected);
    }
    return under.front();
}

void SelectTool::press(const CanvasPointer& pointer)
{
    m_pressed = pointer;
    m_lastWidget = pointer.widget;
    m_handle = handleAt(pointer.widget);
    if (m_handle >= 0) {
        m_track = editable()->id;
        m_original = editable()->box;
        m_drag = Drag::Handle;
        return;
    }
    m_track = trackAt(pointer);
    m_drag = Drag::Armed;
    if (const OverlayBox* box = m_host.overlay().find(m_track))
        m_original = box->box;
}

void SelectTool::move(const CanvasPointer& pointer)
{
    if (m_drag == Drag::None) {
        hover(pointer);
        return;
    }
    const QPointF moved = pointer.widget - m_pressed.widget;
    if (m_drag == Drag::Armed && std::hypot(moved.x(), moved.y()) >= kDragDistance) {
        // only a box that is selected already follows: a quick click with a shaky hand must not move anybody
        const OverlayBox* box = editable();
        const bool drawing = m_pressed.modifiers.testFlag(Qt::ShiftModifier);
        m_drag = box && box->id == m_track ? Drag::Box : drawing ? Drag::Draw : Drag::Pan;
    }
    if (m_drag == Drag::Box || m_drag == Drag::Handle)
        m_host.showDraft(m_track, dragged(pointer));
    else if (m_drag == Drag::Draw)
        m_host.showDraft(TrackId::kInvalid, drawn(pointer));
    else if (m_drag == Drag::Pan)
        m_host.panBy(pointer.widget - m_lastWidget);
    m_cursor = m_drag == Drag::Pan ? Qt::ClosedHandCursor : m_drag == Drag::Draw ? Qt::CrossCursor : m_cursor;
    m_lastWidget = pointer.widget;
}

void SelectTool::release(const CanvasPointer& pointer)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Armed) {
        click(pointer);
    } else if (drag == Drag::Box || drag == Drag::Handle) {
        const Box box = dragged(pointer);
        m_host.showDraft(TrackId::kInvalid, std::nullopt);
        if (box != m_original)
            m_host.editBox(m_track, box);
    } else if (drag == Drag::Draw) {
        const Box box = drawn(pointer);
        m_host.showDraft(TrackId::kInvalid, std::nullopt);
        if (box.width >= kSmallestBox && box.height >= kSmallestBox)
            m_host.drawBox(box);
    }
    hover(pointer);
}

void SelectTool::cancel()
{
    if (m_drag == Drag::Box || m_drag == Drag::Handle || m_drag == Drag::Draw)
        m_host.showDraft(TrackId::kInvalid, std::nullopt);
    m_drag = Drag::None;
    m_cursor = Qt::ArrowCursor;
}

void SelectTool::hover(const CanvasPointer& pointer)
{
    const int handle = handleAt(pointer.widget);
    const TrackId under = trackAt(pointer);
    m_host.hover(under);
    const OverlayBox* box = editable();
    if (handle >= 0)
        m_cursor = kHandleCursors[static_cast<std::size_t>(handle)];
    else if (box && box->id == under)
        m_cursor = Qt::SizeAllCursor;
    else
        m_cursor = under != TrackId::kInvalid || ghostUnder(m_host.overlay(), pointer.source) ? Qt::PointingHandCursor
                                                                                              : Qt::ArrowCursor;
}

void SelectTool::click(const CanvasPointer& pointer)
{
    const TrackId id = trackAt(m_pressed);
    const OverlayGhost* ghost = ghostUnder(m_host.overlay(), pointer.source);
    const OverlayBox* box = m_host.overlay().find(id);
    if (ghost && (!box || ghost->box.area() < box->box.area()))
        m_host.clickGhost(ghost->box);
    else
        m_host.clickTrack(id, pointer.modifiers);
}

Box SelectTool::dragged(const CanvasPointer& pointer) const
{
    return resized(m_original, m_handle, pointer.source - m_pressed.source,
                   pointer.modifiers.testFlag(Qt::ShiftModifier));
}

Box SelectTool::drawn(const CanvasPointer& pointer) const
{
    return fromQt(QRectF(m_pressed.source, pointer.source).normalized());
}

} // namespace tw::ui
