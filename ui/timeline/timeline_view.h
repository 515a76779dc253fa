#pragma once
// Tracks over time. Click selects and seeks, dragging scrubs, Shift+drag marks a range (whose ends can be dragged) and,
// from one bar to another, selects both (X then swaps them in these frames), the wheel zooms about the pointer (Shift
// or a sideways wheel pans, Ctrl scrolls the lanes), dragging the end of a bar trims or extends it and dropping it on
// another bar joins the two. Asks for edits by signals. GUI thread.

#include "ui/timeline/timeline_scene.h"

#include <QAbstractScrollArea>

#include <optional>
#include <vector>

namespace tw::ui {

class TrackThumbnails;

class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    // Both must outlive the view.
    TimelineView(DocumentView& document, ViewState& view, QWidget* parent = nullptr);

    // The band above the lanes: what the tracker was asked for and has finished.
    void setProgress(FrameRange asked, FrameRange finished);
    // Shows these tracks alone, whatever the view's filter; nothing: those of the filter.
    void setPinned(std::optional<std::vector<TrackId>> tracks);
    void showFrames(FrameRange frames); // zooms to them
    // While a partner is asked for, a click on a bar only names it and does not seek.
    void setPicking(bool picking) { m_picking = picking; }
    // Marks on the lanes and the risk curve. `reach`: frames about a finding that share its risk.
    void setEvents(const std::vector<review::Event>& open, FrameIndex reach);
    void setCurrentEvent(const std::optional<review::Event>& event);
    // Shown until others are set.
    void setChanges(std::vector<SpanChange> changes);
    void setAppearanceColours(const review::TrackColours& colours);
    // For lanes and their tooltips; must outlive the view.
    void setThumbnails(TrackThumbnails& thumbnails);
    void fit();
    void zoomBy(double factor); // about the playhead
    const TimeScale& scale() const { return m_scale; }
    TimelineScene scene() const;
    QSize sizeHint() const override { return {800, 240}; }
    QSize minimumSizeHint() const override { return {240, kLanesTop + 2 * kLaneHeight}; }

Q_SIGNALS:
    void trackClicked(tw::TrackId id, Qt::KeyboardModifiers modifiers);
    void trimWanted(tw::TrackId id, bool end, tw::FrameIndex frame);
    void joinWanted(tw::TrackId into, tw::TrackId from, bool fill);
    void menuWanted(tw::TrackId id, const QPoint& globalPosition);
    void scrubbingChanged(bool scrubbing);
    void eventClicked(const std::string& key); // the mark of an open finding

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    enum class Drag { None, Scrub, Range, Pan, Edge };

    void rebuild();
    bool hasLane(TrackId id) const;
    void documentChanged(const DocumentDiff& diff);
    void frameChanged(FrameIndex frame);
    void updateScrollBars();
    int lanesRoom() const;
    void scaleChanged();
    void paintOverview(QPainter& painter, const QRectF& area) const;
    void revealSelection();
    void revealLane(int lane);
    void hoverAt(QPointF position);
    void dragEdge(QPointF position);
    void endDrag(QPointF position, Qt::KeyboardModifiers modifiers);
    void endRange(QPointF position, Qt::KeyboardModifiers modifiers);
    QString tipFor(const EventMark& mark) const;

    DocumentView& m_document;
    TrackThumbnails* m_thumbnails = nullptr;
    ViewState& m_view;
    LaneLayout m_lanes;
    TimeScale m_scale;
    EventMarks m_events;
    std::vector<SpanChange> m_changes;
    AppearanceColours m_appearance;
    std::optional<std::vector<TrackId>> m_pinned;
    FrameRange m_asked;
    FrameRange m_finished;
    FrameIndex m_paintedFrame = 0;
    Drag m_drag = Drag::None;
    TimelineDrag m_edge;
    FrameIndex m_rangeAnchor = 0;
    TrackId m_rangeTrack = TrackId::kInvalid; // whose bar the marking began on
    QPointF m_last;
    bool m_updatingBars = false;
    bool m_packed = true;
    bool m_picking = false;
};

} // namespace tw::ui
