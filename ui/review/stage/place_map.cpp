#include "ui/review/stage/place_map.h"

#include "ui/bridge/qt_convert.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QPainter>

#include <utility>

namespace tw::ui {

namespace {

constexpr double kFaded = 0.55; // of the picture, so that routes stand out
constexpr double kDot = 4;      // px

} // namespace

PlaceMap::PlaceMap(DocumentView& document, ViewState& view, QWidget* parent)
    : QWidget(parent), m_document(document), m_view(view)
{
    setObjectName(QStringLiteral("placeMap"));
    setAccessibleName(tr("Where in the image it is"));
    connect(&view, &ViewState::frameChanged, this, qOverload<>(&QWidget::update));
    connect(&document, &DocumentView::changed, this, qOverload<>(&QWidget::update));
}

void PlaceMap::setPlace(std::vector<TrackId> people, FrameRange frames, const QRectF& shown)
{
    m_people = std::move(people);
    m_frames = frames;
    m_shown = shown;
    m_picture = {};
    update();
}

void PlaceMap::setPicture(const QImage& picture)
{
    const double ratio = devicePixelRatioF();
    m_picture =
        picture.scaled((pictureRect().size() * ratio).toSize(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    m_picture.setDevicePixelRatio(ratio);
    update();
}

QRectF PlaceMap::pictureRect() const
{
    if (m_video.isEmpty())
        return rect();
    QRectF area({}, m_video.scaled(QSizeF(size()), Qt::KeepAspectRatio));
    area.moveCenter(QRectF(rect()).center());
    return area;
}

void PlaceMap::paintRoute(QPainter& painter, TrackId id) const
{
    const QRectF area = pictureRect();
    const double scale = area.width() / m_video.width();
    QPolygonF route;
    for (FrameIndex frame = m_frames.first; frame <= m_frames.last; ++frame)
        if (const annotation::TrackBox* box = m_document.boxAt(id, frame))
            route << area.topLeft() + QPointF(box->box.centerX(), box->box.bottom()) * scale;
    const QColor color = m_document.colorOf(id);
    for (const auto& [stroke, width] : {std::pair(QColor(0, 0, 0, 160), 4.0), {color, 2.0}}) {
        painter.setPen(QPen(stroke, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(route);
    }
    if (const annotation::TrackBox* box = m_document.boxAt(id, m_view.frame())) {
        painter.setPen(QPen(Qt::black, 1));
        painter.setBrush(color);
        painter.drawEllipse(area.topLeft() + QPointF(box->box.centerX(), box->box.bottom()) * scale, kDot, kDot);
        painter.setBrush(Qt::NoBrush);
    }
}

void PlaceMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = pictureRect();
    painter.fillRect(area, palette().color(QPalette::Dark));
    if (!m_picture.isNull()) {
        painter.setOpacity(kFaded);
        painter.drawImage(area.topLeft(), m_picture);
        painter.setOpacity(1);
    }
    if (m_video.isEmpty())
        return;
    painter.setClipRect(area);
    const double scale = area.width() / m_video.width();
    painter.setPen(QPen(palette().color(QPalette::Text), 1, Qt::DashLine));
    painter.drawRect(QRectF(area.topLeft() + m_shown.topLeft() * scale, m_shown.size() * scale)
                         .intersected(area)
                         .adjusted(0.5, 0.5, -0.5, -0.5));
    for (const TrackId id : m_people)
        paintRoute(painter, id);
}

} // namespace tw::ui
