#include "ui/canvas/video_canvas.h"

#include "ui/bridge/qt_convert.h"
#include "ui/canvas/magnifier.h"
#include "ui/canvas/overlay_painter.h"
#include "ui/widgets/theme.h"

#include <QContextMenuEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr double kWheelStep = 1.2; // zoom per notch
// Until a picture of another frame says its number; one from nearby looks nearly alike and has more time.
constexpr int kLateMs = 200, kLateNearbyMs = 600;
constexpr FrameIndex kNearby = 10;

} // namespace

VideoCanvas::VideoCanvas(DocumentView& document, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view)
{
    setObjectName(QStringLiteral("videoCanvas"));
    setAccessibleName(tr("Video"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(160, 120);
    connect(&document, &DocumentView::changed, this, &VideoCanvas::invalidate);
    connect(&document, &DocumentView::wasReset, this, &VideoCanvas::invalidate);
    connect(&view, &ViewState::selectionChanged, this, [this] {
        followSelection();
        invalidate();
    });
    connect(&view, &ViewState::hoveredChanged, this, &VideoCanvas::invalidate);
    connect(&view, &ViewState::displayChanged, this, &VideoCanvas::invalidate);
    connect(&view, &ViewState::shownChanged, this, &VideoCanvas::invalidate);
    connect(&view, &ViewState::frameChanged, this, [this] {
        m_selectTool.cancel();
        if (m_mark && m_mark->frame != m_view.frame()) {
            m_mark.reset();
            update();
        }
        if (!m_layer.frame())
            invalidate(); // without pictures the overlay follows the playhead by itself
        else if (!m_late)
            m_lateTimer.start(std::abs(shownFrame() - m_view.frame()) > kNearby ? kLateMs : kLateNearbyMs); // anew
    });
    m_lateTimer.setSingleShot(true);
    connect(&m_lateTimer, &QTimer::timeout, this, [this] {
        m_late = shownFrame() != m_view.frame();
        update();
    });
}

void VideoCanvas::setSource(QSizeF size)
{
    m_sourceSize = size;
    m_layer.setFrame(nullptr);
    m_peaks = {};
    m_heat.set({});
    m_mark.reset();
    m_viewport.setSourceSize(size);
    viewportChanged();
}

QImage VideoCanvas::picture() const
{
    return imageOf(m_layer.frame());
}

void VideoCanvas::setFrame(video::FramePtr frame)
{
    m_layer.setFrame(std::move(frame));
    m_late = m_late && std::abs(shownFrame() - m_view.frame()) > kNearby;
    followSelection();
    invalidate();
    Q_EMIT pictureShown(shownFrame());
}

void VideoCanvas::setNotice(const QString& notice)
{
    m_notice = notice;
    update();
}

void VideoCanvas::setPending(const PendingCommand& pending)
{
    tool().cancel();
    m_pending = pending;
    setCursor(tool().cursor());
    invalidate();
}

void VideoCanvas::setHeat(HeatMapOverlay heat)
{
    m_heat.set(std::move(heat));
    update();
}

void VideoCanvas::setMark(FrameIndex frame, const Box& box, const QString& label)
{
    m_mark = box.valid() ? std::optional(OverlayMark{frame, box, label}) : std::nullopt;
    update();
}

Tool& VideoCanvas::tool()
{
    switch (m_pending.kind) {
    case PendingCommand::Kind::Draw:
    case PendingCommand::Kind::AddBox: return m_drawTool;
    case PendingCommand::Kind::Ask: return m_reidTool;
    default: return m_selectTool;
    }
}

void VideoCanvas::setPeakSource(std::function<FramePeaks(FrameIndex)> source)
{
    m_peakSource = std::move(source);
    m_peaks = {};
}

FrameIndex VideoCanvas::shownFrame() const
{
    return m_layer.frame() ? m_layer.frame()->index : m_view.frame();
}

const OverlayModel& VideoCanvas::overlay() const
{
    if (!m_overlay) {
        const FrameIndex frame = shownFrame();
        const bool wanted = m_view.display().ghosts && m_peakSource;
        if (wanted && (m_peaks.frame != frame || m_peaks.peaks.empty()))
            m_peaks = m_peakSource(frame);
        static const FramePeaks kNone;
        m_overlay = buildOverlay({m_document, m_view, m_pending, wanted ? m_peaks : kNone, frame});
    }
    return *m_overlay;
}

void VideoCanvas::fit()
{
    m_viewport.fit();
    viewportChanged();
}

void VideoCanvas::setZoom(double zoom)
{
    m_viewport.setZoom(zoom);
    viewportChanged();
}

void VideoCanvas::showRegion(const QRectF& source)
{
    const double zoom = std::min(width() / source.width(), height() / source.height());
    if (source.isEmpty() || zoom <= m_viewport.fittedZoom()) {
        fit();
        return;
    }
    m_viewport.setZoom(zoom);
    m_viewport.centerOn(source.center());
    viewportChanged();
}

void VideoCanvas::zoomBy(double factor)
{
    const QPointF pointer = mapFromGlobal(QCursor::pos());
    m_viewport.zoomAt(rect().contains(pointer.toPoint()) ? pointer : QRectF(rect()).center(), factor);
    viewportChanged();
}

void VideoCanvas::invalidate()
{
    m_overlay.reset();
    describe();
    update();
}

// For people who hear the program instead of seeing it.
void VideoCanvas::describe()
{
    const int people = static_cast<int>(m_document.boxesAt(shownFrame()).size());
    QString text = tr("Frame %1, %n people", nullptr, people).arg(shownFrame() + 1);
    if (m_view.primary() != TrackId::kInvalid)
        text += tr("; person %1 is selected").arg(number(m_view.primary()));
    setAccessibleDescription(text);
}

void VideoCanvas::followSelection()
{
    if (!m_view.display().follow || m_viewport.isFitted())
        return;
    const annotation::TrackBox* box = m_document.boxAt(m_view.primary(), shownFrame());
    if (box)
        m_viewport.reveal(toQt(box->box), 0.25);
}

void VideoCanvas::viewportChanged()
{
    Q_EMIT zoomChanged(m_viewport.zoom());
    update();
}

void VideoCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    m_layer.paint(painter, m_viewport, devicePixelRatioF(), palette().color(QPalette::Dark));
    if (!m_layer.frame() && !m_notice.isEmpty())
        paintNotice(painter);
    if (m_heat.frame() == shownFrame())
        m_heat.paint(painter, m_viewport, devicePixelRatioF());
    // while a partner is asked for, handles would only hide the people
    const OverlayStyle style{smallFont(font()), m_labels, !m_pending.active()};
    if (m_draft && m_draftTrack != TrackId::kInvalid) {
        OverlayModel moved = overlay();
        std::erase_if(moved.boxes, [this](const OverlayBox& box) { return box.id == m_draftTrack; });
        paintOverlay(painter, moved, m_viewport, style);
    } else {
        paintOverlay(painter, overlay(), m_viewport, style);
    }
    if (m_foreground && m_sourceSize.isValid())
        m_foreground(painter, m_viewport, shownFrame(), font());
    // an answer may lie there
    if (m_heat.frame() == shownFrame() && m_pending.kind != PendingCommand::Kind::Ask)
        m_heat.paintLegend(painter, style.labelFont);
    if (m_mark && m_mark->frame == shownFrame())
        paintMark(painter, *m_mark, m_viewport, style.labelFont);
    if (m_draft)
        paintDraft(painter, *m_draft, m_viewport, style.labelFont);
    if (m_draft && m_pointer)
        paintMagnifier(painter, imageOf(m_layer.frame()), m_viewport, *m_pointer, QColor(kSelectionColor));
    if (saysItsNumber())
        paintNumber(painter);
    if (m_keyboardFocus) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void VideoCanvas::paintNumber(QPainter& painter)
{
    const QString text = tr("still frame %1").arg(shownFrame() + 1);
    const QFontMetrics metrics(font());
    const QRect chip(3 * kGrid, 3 * kGrid, metrics.horizontalAdvance(text) + 5 * kGrid, metrics.height() + 2 * kGrid);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 190));
    painter.drawRoundedRect(chip, kGrid, kGrid);
    painter.setPen(Qt::white);
    painter.drawText(chip, Qt::AlignCenter, text);
}

void VideoCanvas::paintNotice(QPainter& painter)
{
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DashLine));
    painter.drawRect(m_viewport.widgetFromSource(QRectF({}, m_sourceSize)));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, m_notice);
}

void VideoCanvas::resizeEvent(QResizeEvent*)
{
    m_viewport.setWidgetSize(size());
    viewportChanged();
}

CanvasPointer VideoCanvas::pointerFrom(const QMouseEvent& event) const
{
    return {event.position(), m_viewport.sourceFromWidget(event.position()), event.button(), event.modifiers()};
}

void VideoCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton) {
        m_middlePan = event->position();
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        tool().press(pointerFrom(*event));
        setCursor(tool().cursor());
    }
}

void VideoCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_middlePan) {
        panBy(event->position() - *m_middlePan);
        m_middlePan = event->position();
        return;
    }
    m_pointer = event->position();
    tool().move(pointerFrom(*event));
    setCursor(tool().cursor());
}

void VideoCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::MiddleButton)
        m_middlePan.reset();
    else if (event->button() == Qt::LeftButton)
        tool().release(pointerFrom(*event));
    setCursor(tool().cursor());
}

void VideoCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton &&
        boxesUnder(overlay(), m_viewport.sourceFromWidget(event->position())).empty())
        fit();
    else
        mousePressEvent(event);
}

void VideoCanvas::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / 120.0;
    if (notches != 0) {
        m_viewport.zoomAt(event->position(), std::pow(kWheelStep, notches));
        viewportChanged();
    }
    event->accept();
}

bool VideoCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        auto* gesture = static_cast<QNativeGestureEvent*>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            m_viewport.zoomAt(gesture->position(), 1 + gesture->value());
            viewportChanged();
            return true;
        }
    }
    return QWidget::event(event);
}

void VideoCanvas::leaveEvent(QEvent*)
{
    if (!tool().busy())
        m_view.setHovered(TrackId::kInvalid);
}

void VideoCanvas::focusInEvent(QFocusEvent* event)
{
    m_keyboardFocus = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
}

void VideoCanvas::focusOutEvent(QFocusEvent*)
{
    m_keyboardFocus = false;
    update();
}

void VideoCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    const auto under = boxesUnder(overlay(), m_viewport.sourceFromWidget(QPointF(event->pos())));
    Q_EMIT menuWanted(under.empty() ? TrackId::kInvalid : under.front(), event->globalPos());
}

void VideoCanvas::showDraft(TrackId track, std::optional<Box> box)
{
    m_draftTrack = track;
    m_draft = box;
    update();
}

void VideoCanvas::panBy(QPointF widgetDelta)
{
    m_viewport.panBy(widgetDelta);
    viewportChanged();
}

void VideoCanvas::hover(TrackId id)
{
    m_view.setHovered(id);
}

void VideoCanvas::clickTrack(TrackId id, Qt::KeyboardModifiers modifiers)
{
    Q_EMIT trackClicked(id, modifiers);
}

void VideoCanvas::clickGhost(const Box& box)
{
    Q_EMIT ghostClicked(box);
}

void VideoCanvas::editBox(TrackId id, const Box& box)
{
    Q_EMIT boxEdited(id, shownFrame(), box);
}

void VideoCanvas::drawBox(const Box& box)
{
    Q_EMIT boxDrawn(shownFrame(), box);
}

void VideoCanvas::askAbout(QPointF source)
{
    Q_EMIT placeAsked(shownFrame(), source);
}

} // namespace tw::ui
