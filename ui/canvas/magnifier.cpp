#include "ui/canvas/magnifier.h"

#include "ui/canvas/image_scale.h"

#include <QPainter>

namespace tw::ui {

namespace {

constexpr double kSide = 148;        // widget pixels
constexpr double kEnlargement = 6;   // widget pixels per source pixel
constexpr double kMargin = 12;       // from the edge of the widget
constexpr double kEnoughAlready = 4; // zoom of the view that needs no lens

} // namespace

void paintMagnifier(QPainter& painter, const QImage& frame, const Viewport& viewport, QPointF pointer,
                    const QColor& accent)
{
    if (frame.isNull() || viewport.zoom() >= kEnoughAlready)
        return;
    const QSizeF widget = viewport.widgetSize();
    const bool left = pointer.x() > widget.width() / 2;
    const QRectF lens(left ? kMargin : widget.width() - kSide - kMargin, kMargin, kSide, kSide);
    const QPointF source = viewport.sourceFromWidget(pointer);
    const double extent = kSide / kEnlargement;
    painter.save();
    painter.setClipRect(lens);
    painter.fillRect(lens, Qt::black);
    const QRectF part(source.x() - extent / 2, source.y() - extent / 2, extent, extent);
    painter.drawImage(lens, frame, imageFromSource(frame, viewport).mapRect(part));
    painter.setClipping(false);
    painter.setPen(QPen(accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(lens);
    painter.drawLine(QPointF(lens.center().x(), lens.top()), QPointF(lens.center().x(), lens.bottom()));
    painter.drawLine(QPointF(lens.left(), lens.center().y()), QPointF(lens.right(), lens.center().y()));
    painter.restore();
}

} // namespace tw::ui
