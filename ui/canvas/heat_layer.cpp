#include "ui/canvas/heat_layer.h"

#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace tw::ui {

namespace {

struct Stop {
    double at;
    int red, green, blue, alpha;
};
constexpr std::array<Stop, 5> kStops{{{0.0, 60, 20, 110, 0},
                                      {0.3, 110, 30, 130, 70},
                                      {0.6, 205, 60, 80, 115},
                                      {0.85, 250, 150, 40, 140},
                                      {1.0, 255, 240, 170, 150}}};
constexpr double kLegendWidth = 96;
constexpr double kLegendBar = 5;

} // namespace

QRgb heatColor(double value)
{
    value = std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0.0;
    const auto above =
        std::find_if(kStops.begin() + 1, kStops.end() - 1, [value](const Stop& s) { return value <= s.at; });
    const Stop& low = *std::prev(above);
    const Stop& high = *above;
    const double t = (value - low.at) / (high.at - low.at);
    const auto mix = [t](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * t)); };
    return qPremultiply(qRgba(mix(low.red, high.red), mix(low.green, high.green), mix(low.blue, high.blue),
                              mix(low.alpha, high.alpha)));
}

void HeatLayer::set(HeatMapOverlay map)
{
    m_map = std::move(map);
    m_rendered = {};
    m_cells = {};
    if (m_map.width <= 0 || m_map.height <= 0)
        return;
    m_cells = QImage(m_map.width, m_map.height, QImage::Format_ARGB32_Premultiplied);
    const double range = std::max(static_cast<double>(m_map.high - m_map.low), 1e-6);
    for (int y = 0; y < m_map.height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(m_cells.scanLine(y));
        for (int x = 0; x < m_map.width; ++x) {
            const float value = m_map.values[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_map.width) +
                                             static_cast<std::size_t>(x)];
            line[x] = heatColor(static_cast<double>(value - m_map.low) / range);
        }
    }
}

void HeatLayer::paint(QPainter& painter, const Viewport& viewport, qreal devicePixelRatio)
{
    if (m_cells.isNull())
        return;
    if (m_rendered.isNull() || m_renderedTransform != viewport.transform() ||
        m_renderedFor != viewport.widgetSize() * devicePixelRatio)
        render(viewport, devicePixelRatio);
    painter.drawImage(m_renderedAt, m_rendered);
}

void HeatLayer::render(const Viewport& viewport, qreal devicePixelRatio)
{
    m_renderedTransform = viewport.transform();
    m_renderedFor = viewport.widgetSize() * devicePixelRatio;
    const QRectF seen = viewport.visibleSource().intersected(m_map.area);
    const QRectF target = viewport.widgetFromSource(seen);
    m_renderedAt = target.topLeft();
    const QSize size = (target.size() * devicePixelRatio).toSize().expandedTo({1, 1});
    m_rendered = QImage(size, QImage::Format_ARGB32_Premultiplied);
    m_rendered.setDevicePixelRatio(devicePixelRatio);
    m_rendered.fill(Qt::transparent);
    QPainter painter(&m_rendered);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const double scaleX = m_map.width / m_map.area.width(), scaleY = m_map.height / m_map.area.height();
    const QRectF cells((seen.left() - m_map.area.left()) * scaleX, (seen.top() - m_map.area.top()) * scaleY,
                       seen.width() * scaleX, seen.height() * scaleY);
    painter.drawImage(QRectF({}, target.size()), m_cells, cells);
}

void HeatLayer::paintLegend(QPainter& painter, const QFont& font) const
{
    if (m_cells.isNull())
        return;
    const QFontMetricsF metrics(font);
    const QString low = QLocale().toString(static_cast<double>(m_map.low), 'f', 2);
    const QString high = QLocale().toString(static_cast<double>(m_map.high), 'f', 2);
    const double width = std::max(kLegendWidth, metrics.horizontalAdvance(m_map.title)) + 4 * kGrid;
    const double line = std::ceil(metrics.height());
    const QRectF frame(2 * kGrid, 2 * kGrid, width, 2 * line + kLegendBar + 4 * kGrid);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 165));
    painter.drawRoundedRect(frame, 4, 4);
    const QRectF inner = frame.adjusted(2 * kGrid, kGrid, -2 * kGrid, -kGrid);
    painter.setPen(QColor(255, 255, 255, 230));
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                     m_map.title);
    const QRectF bar(inner.left(), inner.top() + line + kGrid / 2.0, inner.width(), kLegendBar);
    QLinearGradient gradient(bar.topLeft(), bar.topRight());
    for (const Stop& stop : kStops)
        gradient.setColorAt(stop.at, QColor(stop.red, stop.green, stop.blue));
    painter.fillRect(bar, gradient);
    const QRectF figures(inner.left(), bar.bottom() + kGrid / 2.0, inner.width(), line);
    painter.setPen(QColor(255, 255, 255, 180));
    painter.drawText(figures, Qt::AlignLeft | Qt::AlignVCenter, low);
    painter.drawText(figures, Qt::AlignRight | Qt::AlignVCenter, high);
    painter.restore();
}

} // namespace tw::ui
