#pragma once
// A map of values over the picture, translucent, with a small legend: what in the frame looks like a person. Scaled
// once per map and view and kept, as the picture is. GUI thread.

#include "core/base/ids.h"
#include "ui/canvas/viewport.h"

#include <QColor>
#include <QFont>
#include <QImage>
#include <QString>

#include <vector>

class QPainter;

namespace tw::ui {

struct HeatMapOverlay {
    FrameIndex frame = kNoFrame;
    int width = 0; // cells
    int height = 0;
    QRectF area;               // of all cells together, source pixels
    std::vector<float> values; // row by row; below `low` nothing is drawn, from `high` on the strongest colour
    float low = 0;
    float high = 1;
    QString title; // of the legend
};

// Transparent at 0, then violet, red, orange, pale yellow at 1: grows in brightness, so that it reads without colours.
// Premultiplied.
QRgb heatColor(double value);

class HeatLayer
{
public:
    void set(HeatMapOverlay map); // no cells: nothing is shown
    FrameIndex frame() const { return m_map.frame; }
    const HeatMapOverlay& map() const { return m_map; }
    void paint(QPainter& painter, const Viewport& viewport, qreal devicePixelRatio);
    void paintLegend(QPainter& painter, const QFont& font) const;

private:
    void render(const Viewport& viewport, qreal devicePixelRatio);

    HeatMapOverlay m_map;
    QImage m_cells;    // one pixel a cell
    QImage m_rendered; // device pixels of the part of the widget that is covered
    QPointF m_renderedAt;
    QTransform m_renderedTransform;
    QSizeF m_renderedFor;
};

} // namespace tw::ui
