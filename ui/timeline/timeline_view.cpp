#include "ui/timeline/timeline_view.h"

#include "ui/bridge/qt_convert.h"
#include "ui/models/event_text.h"
#include "ui/models/track_thumbnails.h"
#include "ui/timeline/label_painter.h"
#include "ui/timeline/minimap_bar.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tw::ui {

namespace {

constexpr double kWheelStep = 1.25;
constexpr int kScrollUnits = 16; // scroll bar steps per frame: smooth panning when zoomed in

} // namespace

TimelineView::TimelineView(DocumentView& document, ViewState& view, QWidget* parent)
    : QAbstractScrollArea(parent), m_document(document), m_view(view)
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(
        tr("Tracks over time. Arrow keys step, Home and End go to the ends of the selected track."));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    auto* map = new MinimapBar([this](QPainter& painter, const QRectF& area) { paintOverview(painter, area); }, this);
    setHorizontalScrollBar(map);
    connect(&view, &ViewState::frameChanged, map, qOverload<>(&QWidget::update));
    connect(&view, &ViewState::selectionChanged, map, qOverload<>(&QWidget::update));
    connect(&document, &DocumentView::wasReset, this, &TimelineView::rebuild);
    connect(&document, &DocumentView::changed, this, &TimelineView::documentChanged);
    connect(&view, &ViewState::frameChanged, this, &TimelineView::frameChanged);
    connect(&view, &ViewState::selectionChanged, this, &TimelineView::revealSelection);
    connect(&view, &ViewState::hoveredChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&view, &ViewState::rangeChanged, viewport(), qOverload<>(&QWidget::update));
    connect(&view, &ViewState::shownChanged, this, [this] {
        if (!m_pinned)
            rebuild();
    });
    connect(qApp, &QApplication::focusChanged, viewport(), [this](const QWidget* before, const QWidget* now) {
        if (before == this || now == this)
            viewport()->update(0, 0, 1, viewport()->height());
    });
    m_lanes.setFilter([this](TrackId id) { return hasLane(id); });
    connect(&view, &ViewState::displayChanged, this, [this] {
        if (!m_pinned && m_packed != m_view.display().packLanes)
            rebuild();
        viewport()->update();
    });
}

TimelineScene TimelineView::scene() const
{
    return {m_document,
            m_view,
            m_lanes,
            m_scale,
            verticalScrollBar()->value(),
            m_asked,
            m_finished,
            m_edge,
            palette(),
            smallFont(font()),
            &m_events,
            &m_changes,
            m_view.display().appearanceLanes && !m_appearance.empty() ? &m_appearance : nullptr,
            m_thumbnails ? [this](TrackId id) { return m_thumbnails->of(id); } : std::function<QImage(TrackId)>()};
}

void TimelineView::setThumbnails(TrackThumbnails& thumbnails)
{
    m_thumbnails = &thumbnails;
    connect(&thumbnails, &TrackThumbnails::arrived, viewport(), qOverload<>(&QWidget::update));
}

void TimelineView::setEvents(const std::vector<review::Event>& open, FrameIndex reach)
{
    if (m_events.set(open, m_view.frameCount(), reach)) {
        viewport()->update();
        horizontalScrollBar()->update();
    }
}

void TimelineView::setCurrentEvent(const std::optional<review::Event>& event)
{
    if (m_events.setCurrent(event))
        viewport()->update();
}

void TimelineView::setChanges(std::vector<SpanChange> changes)
{
    if (m_changes.empty() && changes.empty())
        return;
    m_changes = std::move(changes);
    viewport()->update();
}

void TimelineView::setAppearanceColours(const review::TrackColours& colours)
{
    m_appearance.set(colours);
    if (m_view.display().appearanceLanes)
        viewport()->update();
}

void TimelineView::setProgress(FrameRange asked, FrameRange finished)
{
    if (asked == m_asked && finished == m_finished)
        return;
    m_asked = asked;
    m_finished = finished;
    viewport()->update(0, 0, viewport()->width(), kLanesTop);
}

// The whole video: risk as on the curve, the selected tracks, the playhead.
void TimelineView::paintOverview(QPainter& painter, const QRectF& area) const
{
    const double frames = std::max(m_view.frameCount(), FrameIndex{1});
    const auto at = [&](double frame) { return area.left() + area.width() * frame / frames; };
    const auto& risk = m_events.risk();
    QColor amber(kSuspicionColor);
    amber.setAlpha(150);
    const auto pixels = static_cast<std::size_t>(area.width());
    const double full = std::max(m_events.highestRisk(), 1.0F);
    for (std::size_t x = 0; x < pixels && !risk.empty(); ++x) {
        const std::size_t first = x * risk.size() / pixels;
        const std::size_t last = std::min(std::max((x + 1) * risk.size() / pixels, first + 1), risk.size());
        const float highest = *std::max_element(risk.begin() + static_cast<std::ptrdiff_t>(first),
                                                risk.begin() + static_cast<std::ptrdiff_t>(last));
        const double height = area.height() * highest / full;
        painter.fillRect(QRectF(area.left() + double(x), area.bottom() - height, 1, height), amber);
    }
    for (const TrackId id : m_view.selection())
        if (const TrackSummaryPtr track = m_document.find(id); track && !track->track().empty())
            painter.fillRect(QRectF(QPointF(at(track->track().firstFrame()), area.center().y() - 1.5),
                                    QPointF(at(track->track().lastFrame() + 1), area.center().y() + 1.5)),
                             m_document.colorOf(id));
    painter.fillRect(QRectF(at(m_view.frame() + 0.5) - 0.5, area.top(), 1.5, area.height()),
                     palette().color(QPalette::Text));
}

void TimelineView::setPinned(std::optional<std::vector<TrackId>> tracks)
{
    if (tracks == m_pinned)
        return;
    m_pinned = std::move(tracks);
    rebuild();
}

bool TimelineView::hasLane(TrackId id) const
{
    if (m_pinned)
        return std::find(m_pinned->begin(), m_pinned->end(), id) != m_pinned->end();
    return m_view.isShown(id);
}

void TimelineView::showFrames(FrameRange frames)
{
    m_scale.showRange(frames);
    scaleChanged();
}

void TimelineView::fit()
{
    m_scale.fit();
    scaleChanged();
}

void TimelineView::zoomBy(double factor)
{
    const double x = std::clamp(m_scale.xOf(m_view.frame() + 0.5), 0.0, m_scale.width());
    m_scale.zoomAt(x, factor);
    scaleChanged();
}

void TimelineView::rebuild()
{
    m_packed = m_view.display().packLanes && !m_pinned;
    if (m_scale.frameCount() != std::max(m_view.frameCount(), FrameIndex{1}))
        m_scale.setFrameCount(m_view.frameCount());
    // about a number's width stays free between two tracks of a lane while the whole video is in sight
    m_lanes.rebuild(m_document.tracks(), m_packed, std::max(m_view.frameCount() / 100, FrameIndex{4}));
    scaleChanged();
}

void TimelineView::documentChanged(const DocumentDiff& diff)
{
    m_lanes.apply(m_document, diff);
    updateScrollBars();
    viewport()->update();
}

void TimelineView::frameChanged(FrameIndex frame)
{
    const double first = m_scale.firstFrame();
    if (m_drag == Drag::None)
        m_scale.reveal(frame);
    if (m_scale.firstFrame() != first) {
        scaleChanged();
        return;
    }
    // only the two places of the playhead; its number is wider than its line
    constexpr int kReach = 44;
    for (const FrameIndex at : {m_paintedFrame, frame}) {
        const int x = static_cast<int>(m_scale.xOf(at));
        viewport()->update(x - kReach, 0, 2 * kReach + static_cast<int>(m_scale.pixelsPerFrame()) + 2,
                           viewport()->height());
    }
}

void TimelineView::scaleChanged()
{
    updateScrollBars();
    viewport()->update();
}

void TimelineView::updateScrollBars()
{
    m_updatingBars = true;
    const int lanes = static_cast<int>(m_lanes.lanes().size());
    const int room = lanesRoom();
    verticalScrollBar()->setRange(0, std::max(lanes * kLaneHeight + kGrid - room, 0));
    verticalScrollBar()->setPageStep(std::max(room, 1));
    verticalScrollBar()->setSingleStep(kLaneHeight);
    const double visible = m_scale.visibleFrames();
    const double hidden = std::max(m_scale.frameCount() - visible, 0.0);
    horizontalScrollBar()->setRange(0, static_cast<int>(std::min(hidden * kScrollUnits, 2e9)));
    horizontalScrollBar()->setPageStep(static_cast<int>(std::min(visible * kScrollUnits, 2e9)));
    horizontalScrollBar()->setSingleStep(std::max(static_cast<int>(visible * kScrollUnits / 20), 1));
    horizontalScrollBar()->setValue(static_cast<int>(m_scale.firstFrame() * kScrollUnits));
    m_updatingBars = false;
}

// Pixels for lanes: the attributes of the selected track lie below them.
int TimelineView::lanesRoom() const
{
    return viewport()->height() - kLanesTop - attributeRowsHeight(scene());
}

void TimelineView::scrollContentsBy(int dx, int)
{
    if (m_updatingBars)
        return;
    if (dx != 0)
        m_scale.setFirstFrame(static_cast<double>(horizontalScrollBar()->value()) / kScrollUnits);
    viewport()->update();
}

// The lanes of all selected tracks where they fit, that of the primary one in any case: it is revealed last.
void TimelineView::revealSelection()
{
    updateScrollBars(); // its attributes take room
    if (m_drag == Drag::None) {
        for (const TrackId id : m_view.selection())
            revealLane(m_lanes.laneOf(id));
    }
    viewport()->update();
}

void TimelineView::revealLane(int lane)
{
    if (lane < 0)
        return;
    const int top = lane * kLaneHeight;
    const int room = lanesRoom();
    if (top < verticalScrollBar()->value())
        verticalScrollBar()->setValue(top);
    else if (top + kLaneHeight > verticalScrollBar()->value() + room)
        verticalScrollBar()->setValue(top + kLaneHeight - room);
}

void TimelineView::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    paintTimeline(painter, scene(), viewport()->rect(), event->rect());
    if (hasFocus())
        painter.fillRect(0, 0, 1, viewport()->height(), palette().color(QPalette::Highlight));
    m_paintedFrame = m_view.frame();
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    m_scale.setWidth(viewport()->width());
    scaleChanged();
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    m_last = event->position();
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
        viewport()->setCursor(Qt::ClosedHandCursor);
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    const TimelineHit hit = scene().hit(event->position());
    if (hit.event && !m_picking && event->modifiers() == Qt::NoModifier) {
        Q_EMIT eventClicked(std::string(hit.event->key)); // a copy: the marks change by what it causes
        return;
    }
    if (m_picking && hit.track != TrackId::kInvalid) {
        Q_EMIT trackClicked(hit.track, event->modifiers());
        return;
    }
    if (hit.part == TimelineHit::Part::BarEnd || hit.part == TimelineHit::Part::BarStart) {
        const TrackSummaryPtr track = m_document.find(hit.track);
        const bool end = hit.part == TimelineHit::Part::BarEnd;
        m_edge = {hit.track, end, end ? track->track().lastFrame() : track->track().firstFrame(), TrackId::kInvalid};
        m_drag = Drag::Edge;
        return;
    }
    if (hit.part == TimelineHit::Part::RangeStart || hit.part == TimelineHit::Part::RangeEnd) {
        m_drag = Drag::Range; // the other end stays
        m_rangeAnchor = hit.part == TimelineHit::Part::RangeEnd ? m_view.range().first : m_view.range().last;
        m_rangeTrack = TrackId::kInvalid;
        return;
    }
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_drag = Drag::Range;
        m_rangeAnchor = hit.frame;
        m_rangeTrack = hit.track;
        m_view.setRange({hit.frame, hit.frame});
        return;
    }
    m_drag = Drag::Scrub;
    Q_EMIT scrubbingChanged(true);
    // the frame first: what a click on a track begins, begins at the clicked frame
    m_view.setFrame(hit.frame);
    if (hit.part == TimelineHit::Part::Bar)
        Q_EMIT trackClicked(hit.track, event->modifiers());
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const FrameIndex frame =
        std::clamp(m_scale.frameAt(event->position().x()), FrameIndex{0}, m_scale.frameCount() - 1);
    switch (m_drag) {
    case Drag::None: hoverAt(event->position()); break;
    case Drag::Scrub: m_view.setFrame(frame); break;
    case Drag::Range: m_view.setRange({std::min(frame, m_rangeAnchor), std::max(frame, m_rangeAnchor)}); break;
    case Drag::Pan:
        m_scale.panBy(event->position().x() - m_last.x());
        verticalScrollBar()->setValue(verticalScrollBar()->value() -
                                      static_cast<int>(event->position().y() - m_last.y()));
        scaleChanged();
        break;
    case Drag::Edge: dragEdge(event->position()); break;
    }
    m_last = event->position();
}

void TimelineView::dragEdge(QPointF position)
{
    const TimelineHit hit = scene().hit(position);
    const annotation::Track& track = m_document.find(m_edge.track)->track();
    m_edge.frame = hit.frame;
    m_edge.joins = hit.track == m_edge.track ? TrackId::kInvalid : hit.track;
    // an end stays behind the start of its own track
    m_edge.frame = m_edge.end ? std::max(m_edge.frame, track.firstFrame()) : std::min(m_edge.frame, track.lastFrame());
    viewport()->update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event)
{
    endDrag(event->position(), event->modifiers());
    hoverAt(event->position());
}

void TimelineView::endDrag(QPointF position, Qt::KeyboardModifiers modifiers)
{
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Scrub)
        Q_EMIT scrubbingChanged(false);
    if (drag == Drag::Range)
        endRange(position, modifiers);
    if (drag != Drag::Edge)
        return;
    const TimelineDrag edge = std::exchange(m_edge, {});
    viewport()->update();
    const TrackSummaryPtr track = m_document.find(edge.track);
    if (!track)
        return;
    const FrameIndex before = edge.end ? track->track().lastFrame() : track->track().firstFrame();
    if (edge.joins != TrackId::kInvalid)
        Q_EMIT joinWanted(edge.track, edge.joins, !modifiers.testFlag(Qt::ShiftModifier));
    else if (edge.frame != before)
        Q_EMIT trimWanted(edge.track, edge.end, edge.frame);
    else
        Q_EMIT trackClicked(edge.track, modifiers);
}

// A marking that went from bar to bar says whom it is about as well; one that did not move was a click.
void TimelineView::endRange(QPointF position, Qt::KeyboardModifiers modifiers)
{
    const TrackId from = std::exchange(m_rangeTrack, TrackId::kInvalid);
    if (m_view.range().length() <= 1) {
        m_view.setRange({});
        if (from != TrackId::kInvalid)
            Q_EMIT trackClicked(from, modifiers);
        return;
    }
    if (from == TrackId::kInvalid || !m_document.find(from))
        return;
    const TrackId to = scene().hit(position).track;
    if (to == TrackId::kInvalid || to == from)
        m_view.select(from);
    else
        m_view.setSelection({to, from});
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const TimelineHit hit = scene().hit(event->position());
    const TrackSummaryPtr track = m_document.find(hit.track);
    if (!track) {
        mousePressEvent(event);
        return;
    }
    m_scale.showRange({track->track().firstFrame(), track->track().lastFrame()});
    scaleChanged();
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() - delta.y() * kLaneHeight / 60);
    } else if (event->modifiers().testFlag(Qt::ShiftModifier) || std::abs(delta.x()) > std::abs(delta.y())) {
        m_scale.panBy((delta.x() != 0 ? delta.x() : delta.y()) * 0.8);
        scaleChanged();
    } else if (delta.y() != 0) {
        m_scale.zoomAt(event->position().x(), std::pow(kWheelStep, delta.y() / 120.0));
        scaleChanged();
    }
    event->accept();
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    const TimelineHit hit = scene().hit(QPointF(viewport()->mapFromGlobal(event->globalPos())));
    if (event->reason() == QContextMenuEvent::Mouse) {
        Q_EMIT scrubbingChanged(true);
        m_view.setFrame(hit.frame); // what the menu does is done at the place that was clicked
        Q_EMIT scrubbingChanged(false);
    }
    Q_EMIT menuWanted(hit.track, event->globalPos());
}

void TimelineView::hoverAt(QPointF position)
{
    const TimelineHit hit = scene().hit(position);
    m_view.setHovered(hit.track);
    const bool edge = hit.part == TimelineHit::Part::BarEnd || hit.part == TimelineHit::Part::BarStart;
    const bool handle = hit.part == TimelineHit::Part::RangeStart || hit.part == TimelineHit::Part::RangeEnd;
    viewport()->setCursor(edge || handle                                ? Qt::SplitHCursor
                          : hit.track != TrackId::kInvalid || hit.event ? Qt::PointingHandCursor
                                                                        : Qt::ArrowCursor);
}

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        const TimelineHit hit = scene().hit(QPointF(help->pos()));
        if (hit.event)
            QToolTip::showText(help->globalPos(), tipFor(*hit.event), viewport());
        else if (const auto said = labelTipAt(scene(), viewport()->rect(), QPointF(help->pos())))
            QToolTip::showText(help->globalPos(), *said, viewport());
        else if (hit.track != TrackId::kInvalid && m_thumbnails)
            QToolTip::showText(help->globalPos(), m_thumbnails->tip(hit.track), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    if (event->type() == QEvent::Leave && m_drag == Drag::None)
        m_view.setHovered(TrackId::kInvalid);
    return QAbstractScrollArea::viewportEvent(event);
}

QString TimelineView::tipFor(const EventMark& mark) const
{
    return tr("%1 Frame %2, %3 %. Click to look at it.")
        .arg(kindText(mark.kind))
        .arg(mark.frame + 1)
        .arg(qRound(mark.probability * 100));
}

} // namespace tw::ui
