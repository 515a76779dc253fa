#include "ui/canvas/viewport.h"

#include <algorithm>

namespace tw::ui {

void Viewport::setWidgetSize(QSizeF size)
{
    size = size.expandedTo(QSizeF(1, 1));
    const QPointF middle = sourceFromWidget(QRectF({}, m_widget).center());
    m_widget = size;
    if (m_fitted)
        fit();
    else
        centerOn(middle);
}

void Viewport::setSourceSize(QSizeF size)
{
    m_source = size.expandedTo(QSizeF(1, 1));
    fit();
}

double Viewport::fittedZoom() const
{
    const double width = std::max(m_widget.width() - 2 * kMargin, 1.0);
    const double height = std::max(m_widget.height() - 2 * kMargin, 1.0);
    return std::min(width / m_source.width(), height / m_source.height());
}

void Viewport::fit()
{
    m_fitted = true;
    m_zoom = fittedZoom();
    m_offset = {(m_widget.width() - m_source.width() * m_zoom) / 2,
                (m_widget.height() - m_source.height() * m_zoom) / 2};
}

void Viewport::zoomAt(QPointF widgetPoint, double factor)
{
    const QPointF fixed = sourceFromWidget(widgetPoint);
    const double smallest = std::min(fittedZoom(), 1.0) / 2;
    m_zoom = std::clamp(m_zoom * factor, smallest, kMaximumZoom);
    m_offset = widgetPoint - fixed * m_zoom;
    m_fitted = false;
    clampOffset();
}

void Viewport::setZoom(double zoom)
{
    zoomAt(QRectF({}, m_widget).center(), zoom / m_zoom);
}

void Viewport::panBy(QPointF widgetDelta)
{
    m_offset += widgetDelta;
    m_fitted = false;
    clampOffset();
}

void Viewport::centerOn(QPointF source)
{
    m_offset = QRectF({}, m_widget).center() - source * m_zoom;
    m_fitted = false;
    clampOffset();
}

void Viewport::reveal(QRectF source, double marginFraction)
{
    const QRectF box = widgetFromSource(source);
    QRectF inner({}, m_widget);
    const double dx = inner.width() * marginFraction, dy = inner.height() * marginFraction;
    inner.adjust(dx, dy, -dx, -dy);
    // a box larger than the inner part is centred instead
    const auto shift = [](double low, double high, double from, double to) {
        if (high - low > to - from)
            return (from + to) / 2 - (low + high) / 2;
        return low < from ? from - low : high > to ? to - high : 0.0;
    };
    const QPointF delta(shift(box.left(), box.right(), inner.left(), inner.right()),
                        shift(box.top(), box.bottom(), inner.top(), inner.bottom()));
    if (!delta.isNull() && !m_fitted)
        panBy(delta);
}

QRectF Viewport::widgetFromSource(QRectF source) const
{
    return {widgetFromSource(source.topLeft()), source.size() * m_zoom};
}

QRectF Viewport::sourceFromWidget(QRectF widget) const
{
    return {sourceFromWidget(widget.topLeft()), widget.size() / m_zoom};
}

QRectF Viewport::visibleSource() const
{
    return sourceFromWidget(QRectF({}, m_widget)).intersected(QRectF({}, m_source));
}

// The middle of the widget always shows a point of the picture.
void Viewport::clampOffset()
{
    const QPointF middle = QRectF({}, m_widget).center();
    const QPointF low = middle - QPointF(m_source.width(), m_source.height()) * m_zoom;
    m_offset.setX(std::clamp(m_offset.x(), low.x(), middle.x()));
    m_offset.setY(std::clamp(m_offset.y(), low.y(), middle.y()));
}

} // namespace tw::ui
