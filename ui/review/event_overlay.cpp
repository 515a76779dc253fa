#include "ui/review/event_overlay.h"

#include "ui/bridge/qt_convert.h"
#include "ui/models/event_text.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cstdlib>

namespace tw::ui {

namespace {

constexpr double kAside = 5;   // px between a box and its corners
constexpr double kCorner = 14; // px, length of a corner
constexpr QColor kShadow(0, 0, 0, 150);

void paintCorners(QPainter& painter, const QRectF& rect)
{
    const double length = std::min({kCorner, rect.width() / 2.5, rect.height() / 2.5});
    QList<QLineF> lines;
    for (const double x : {rect.left(), rect.right()}) {
        for (const double y : {rect.top(), rect.bottom()}) {
            const QPointF corner(x, y);
            lines << QLineF(corner, corner + QPointF(x == rect.left() ? length : -length, 0));
            lines << QLineF(corner, corner + QPointF(0, y == rect.top() ? length : -length));
        }
    }
    for (const auto& [color, width] : {std::pair(kShadow, 5.0), std::pair(QColor(kSuspicionColor), 3.0)}) {
        painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLines(lines);
    }
}

} // namespace

EventOverlay eventOverlayAt(const DocumentView& document, const review::Event& event, FrameIndex frame,
                            FrameIndex reach)
{
    EventOverlay out;
    const bool near = std::abs(frame - event.frame) <= reach;
    const auto add = [&](TrackId id, const Box& place) {
        if (id == TrackId::kInvalid)
            return;
        if (const annotation::TrackBox* box = document.boxAt(id, frame))
            out.people.push_back(box->box);
        else if (near && place.valid())
            out.missing.push_back(place);
    };
    add(event.a, event.placeA);
    add(event.b, event.placeB);
    if (near)
        out.caption = QStringLiteral("%1  %2 %").arg(kindText(event.kind)).arg(qRound(event.probability * 100));
    return out;
}

void paintEventOverlay(QPainter& painter, const EventOverlay& overlay, const Viewport& viewport, const QFont& font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QRectF all;
    for (const Box& box : overlay.people) {
        const QRectF rect = viewport.widgetFromSource(toQt(box)).adjusted(-kAside, -kAside, kAside, kAside);
        paintCorners(painter, rect);
        all = all.united(rect);
    }
    for (const Box& box : overlay.missing) {
        const QRectF rect = viewport.widgetFromSource(toQt(box));
        painter.setPen(QPen(QColor(kSuspicionColor), 1.5, Qt::DashLine));
        painter.drawRect(rect);
        all = all.united(rect);
    }
    if (!overlay.caption.isEmpty() && !all.isEmpty()) {
        // below the people: above them are their numbers
        const QFontMetricsF metrics(font);
        QRectF tag(0, 0, metrics.horizontalAdvance(overlay.caption) + 12, metrics.height() + 4);
        tag.moveCenter({all.center().x(), all.bottom() + 8 + tag.height() / 2});
        const QRectF room({}, viewport.widgetSize());
        if (tag.bottom() > room.bottom() - 2)
            tag.moveBottom(room.bottom() - 2);
        tag.moveLeft(std::clamp(tag.left(), 2.0, std::max(room.right() - tag.width() - 2, 2.0)));
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(kSuspicionColor));
        painter.drawRoundedRect(tag, 3, 3);
        painter.setPen(QColor(0x1a, 0x14, 0x06));
        painter.setFont(font);
        painter.drawText(tag, Qt::AlignCenter, overlay.caption);
    }
    painter.restore();
}

} // namespace tw::ui
