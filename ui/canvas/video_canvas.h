#pragma once
// The video with everything drawn over it. Paints with the raster engine, forwards the pointer to the tool in force and
// tells what the person asked for by signals; it changes nothing itself. GUI thread. Frames arrive decoded: painting
// never waits for the video.

#include "core/base/peaks.h"
#include "core/video/frame.h"
#include "ui/canvas/frame_layer.h"
#include "ui/canvas/heat_layer.h"
#include "ui/canvas/label_pictures.h"
#include "ui/canvas/overlay_model.h"
#include "ui/canvas/tools/draw_tool.h"
#include "ui/canvas/tools/reid_tool.h"
#include "ui/canvas/tools/select_tool.h"
#include "ui/canvas/viewport.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

namespace tw::ui {

class VideoCanvas final : public QWidget, private ToolHost
{
    Q_OBJECT
public:
    // Both must outlive the canvas.
    VideoCanvas(DocumentView& document, ViewState& view, QWidget* parent = nullptr);

    // Forgets the picture; the coordinate system of all boxes from now on.
    void setSource(QSizeF size);
    void setFrame(video::FramePtr frame);
    // Shown in the middle when there is no picture ("The video is missing").
    void setNotice(const QString& notice);
    void setPending(const PendingCommand& pending);
    // Painted over everything, for those who mark places in the video: the frame is the one whose picture is seen.
    using Foreground = std::function<void(QPainter&, const Viewport&, FrameIndex, const QFont&)>;
    void setForeground(Foreground foreground) { m_foreground = std::move(foreground); }
    // Where the ghosts of a frame come from.
    void setPeakSource(std::function<FramePeaks(FrameIndex)> source);
    // Lies over the picture while its frame is seen.
    void setHeat(HeatMapOverlay heat);
    const HeatLayer& heat() const { return m_heat; }
    // A box of the ground truth that was pointed at, until another frame is looked for; no valid box: none.
    void setMark(FrameIndex frame, const Box& box, const QString& label);

    // The frame whose picture is seen; lags behind ViewState::frame() while it is decoded.
    FrameIndex shownFrame() const;
    // The picture of another frame has been seen for a while instead of the wanted one: it says its own number.
    bool saysItsNumber() const { return m_late && shownFrame() != m_view.frame(); }
    bool hasPicture() const { return m_layer.frame() != nullptr; }
    QImage picture() const; // the frame that is seen, without anything over it; null: none
    const Viewport& viewport() const override { return m_viewport; }
    const OverlayModel& overlay() const override;
    std::optional<OverlayMark> mark() const { return m_mark; }

    bool isDragging() { return tool().busy(); }
    void cancelDrag() { tool().cancel(); } // nothing of it happens

    void fit();
    void setZoom(double zoom);
    void showRegion(const QRectF& source); // as large as fits; a region nearly as large as the picture: all of it
    void zoomBy(double factor);            // about the pointer when it is over the canvas

Q_SIGNALS:
    void trackClicked(tw::TrackId id, Qt::KeyboardModifiers modifiers); // kInvalid: on no track
    void ghostClicked(const tw::Box& box);
    void boxEdited(tw::TrackId id, tw::FrameIndex frame, const tw::Box& box);
    void boxDrawn(tw::FrameIndex frame, const tw::Box& box);
    void placeAsked(tw::FrameIndex frame, const QPointF& source);
    void menuWanted(tw::TrackId id, const QPoint& globalPosition);
    void zoomChanged(double zoom);
    void pictureShown(tw::FrameIndex frame); // another one is there; painted soon

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QSizeF sourceSize() const override { return m_sourceSize; }
    void showDraft(TrackId track, std::optional<Box> box) override;
    void panBy(QPointF widgetDelta) override;
    void hover(TrackId id) override;
    void clickTrack(TrackId id, Qt::KeyboardModifiers modifiers) override;
    void clickGhost(const Box& box) override;
    void editBox(TrackId id, const Box& box) override;
    void drawBox(const Box& box) override;
    void askAbout(QPointF source) override;

    Tool& tool();
    CanvasPointer pointerFrom(const QMouseEvent& event) const;
    void invalidate();
    void followSelection();
    void viewportChanged();
    void paintNotice(QPainter& painter);
    void paintNumber(QPainter& painter);
    void describe();

    DocumentView& m_document;
    ViewState& m_view;
    Viewport m_viewport;
    QSizeF m_sourceSize;
    FrameLayer m_layer;
    LabelPictures m_labels;
    PendingCommand m_pending;
    std::function<FramePeaks(FrameIndex)> m_peakSource;
    mutable FramePeaks m_peaks;                    // of m_peaks.frame
    mutable std::optional<OverlayModel> m_overlay; // built when asked for
    SelectTool m_selectTool{*this};
    DrawTool m_drawTool{*this};
    ReidTool m_reidTool{*this};
    HeatLayer m_heat;
    std::optional<OverlayMark> m_mark;
    TrackId m_draftTrack = TrackId::kInvalid;
    std::optional<Box> m_draft;
    std::optional<QPointF> m_middlePan;
    std::optional<QPointF> m_pointer; // where it was last, for the lens
    Foreground m_foreground;
    QString m_notice;
    QTimer m_lateTimer;
    bool m_late = false;
    bool m_keyboardFocus = false; // came here by Tab
};

} // namespace tw::ui
