#pragma once
// Zoom and pan: where source pixels lie in the widget. Pure arithmetic; widget coordinates are logical pixels.

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

namespace tw::ui {

class Viewport
{
public:
    static constexpr double kMaximumZoom = 32;
    static constexpr double kMargin = 8; // left free around a fitted picture

    void setWidgetSize(QSizeF size);
    void setSourceSize(QSizeF size);
    QSizeF widgetSize() const { return m_widget; }
    QSizeF sourceSize() const { return m_source; }

    double zoom() const { return m_zoom; } // widget pixels per source pixel
    bool isFitted() const { return m_fitted; }
    double fittedZoom() const;

    // The whole picture; stays so when the widget is resized.
    void fit();
    // Keeps the source point under `widgetPoint` where it is.
    void zoomAt(QPointF widgetPoint, double factor);
    void setZoom(double zoom); // about the middle of the widget
    void panBy(QPointF widgetDelta);
    void centerOn(QPointF source);
    // The smallest pan that brings a rectangle (source pixels) into the inner part of the widget.
    void reveal(QRectF source, double marginFraction = 0.15);

    QPointF widgetFromSource(QPointF source) const { return source * m_zoom + m_offset; }
    QPointF sourceFromWidget(QPointF widget) const { return (widget - m_offset) / m_zoom; }
    QRectF widgetFromSource(QRectF source) const;
    QRectF sourceFromWidget(QRectF widget) const;
    QTransform transform() const { return {m_zoom, 0, 0, m_zoom, m_offset.x(), m_offset.y()}; }
    // The part of the source that is seen.
    QRectF visibleSource() const;

private:
    void clampOffset();

    QSizeF m_widget{1, 1};
    QSizeF m_source{1, 1};
    double m_zoom = 1;
    QPointF m_offset;
    bool m_fitted = true;
};

} // namespace tw::ui
