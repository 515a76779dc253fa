#include "ui/widgets/curve_view.h"

#include "ui/widgets/duration_text.h"
#include "ui/widgets/theme.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr int kColumnWidth = 2;  // px a mean stands for
constexpr int kFewPoints = 40;   // so many are marked one by one
constexpr double kMargin = 0.08; // of the span, above and below

} // namespace

QVector<QPointF> columnMeans(const QVector<QPointF>& points, double end, int columns)
{
    QVector<QPointF> means;
    if (end <= 0 || columns <= 0)
        return points;
    int column = -1, count = 0;
    for (const QPointF& point : points) {
        const int at = std::clamp(static_cast<int>(point.x() / end * columns), 0, columns - 1);
        if (at != column) {
            means << point;
            column = at;
            count = 1;
        } else {
            ++count;
            means.back() += (point - means.back()) / count;
        }
    }
    return means;
}

CurveView::CurveView(const QString& title, QWidget* parent) : QWidget(parent), m_title(title)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    describe();
}

void CurveView::setPoints(const QVector<QPointF>& points)
{
    m_points = points;
    describe();
    update();
}

void CurveView::setReference(std::optional<double> value)
{
    m_reference = value;
    update();
}

void CurveView::setLimits(double low, double high, double span)
{
    m_low = low;
    m_high = high;
    m_span = span;
    update();
}

void CurveView::setHint(const QString& hint)
{
    m_hint = hint;
    update();
}

QString CurveView::valueText(double value) const
{
    const QString text = locale().toString(value, 'f', m_decimals);
    return m_unit.isEmpty() ? text : text + QLatin1Char(' ') + m_unit;
}

// For people who hear the program instead of seeing it.
void CurveView::describe()
{
    setAccessibleName(m_title);
    setAccessibleDescription(
        m_points.isEmpty() ? m_hint
                           : tr("%1 after %2").arg(valueText(m_points.back().y()), durationText(m_points.back().x())));
}

CurveView::Scale CurveView::scale() const
{
    double low = m_points.front().y(), high = low;
    for (const QPointF& point : m_points) {
        low = std::min(low, point.y());
        high = std::max(high, point.y());
    }
    if (m_reference) {
        low = std::min(low, *m_reference);
        high = std::max(high, *m_reference);
    }
    const double missing = std::max(m_span, 1e-6 + 0.02 * std::abs(high)) - (high - low);
    if (missing > 0) {
        low -= missing / 2;
        high += missing / 2;
    }
    const double margin = kMargin * (high - low);
    // pushed back inside the limits with its span kept
    const double shift = std::max(m_low - (low - margin), 0.0) - std::max(high + margin - m_high, 0.0);
    return {std::max(low - margin + shift, m_low), std::min(high + margin + shift, m_high),
            std::max(m_points.back().x(), 1.0)};
}

void CurveView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Base));
    painter.drawRoundedRect(rect(), 4, 4);
    const QRectF inside = QRectF(rect()).adjusted(3 * kGrid, 2 * kGrid, -3 * kGrid, -2 * kGrid);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, m_title);
    if (m_points.isEmpty()) {
        painter.drawText(inside, Qt::AlignCenter | Qt::TextWordWrap, m_hint);
        return;
    }
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(inside, Qt::AlignRight | Qt::AlignTop, valueText(m_points.back().y()));

    painter.setFont(smallFont(font()));
    const QFontMetrics metrics(painter.font());
    const Scale range = scale();
    const QRectF plot = inside.adjusted(0, fontMetrics().height() + 2 * kGrid, 0, -metrics.height() - kGrid);
    const auto at = [&](double seconds, double value) {
        return QPointF(plot.left() + seconds / range.end * plot.width(),
                       plot.bottom() - (value - range.low) / (range.high - range.low) * plot.height());
    };
    painter.setPen(QPen(palette().color(QPalette::Mid), 1));
    for (const double y : {plot.top(), plot.center().y(), plot.bottom()})
        painter.drawLine(QPointF(plot.left(), std::floor(y) + 0.5), QPointF(plot.right(), std::floor(y) + 0.5));
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(QPointF(plot.left() + 2, plot.top() + metrics.ascent() + 1), valueText(range.high));
    painter.drawText(QPointF(plot.left() + 2, plot.bottom() - 3), valueText(range.low));
    painter.drawText(QRectF(plot.left(), plot.bottom() + 2, plot.width(), metrics.height()), Qt::AlignRight,
                     durationText(range.end));
    if (m_reference) {
        painter.setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DashLine));
        painter.drawLine(at(0, *m_reference), at(range.end, *m_reference));
    }
    const QVector<QPointF> line = columnMeans(m_points, range.end, static_cast<int>(plot.width()) / kColumnWidth);
    QPainterPath path;
    for (const QPointF& point : line)
        path.elementCount() == 0 ? path.moveTo(at(point.x(), point.y())) : path.lineTo(at(point.x(), point.y()));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5));
    painter.drawPath(path);
    if (m_points.size() <= kFewPoints) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::Highlight));
        for (const QPointF& point : line)
            painter.drawEllipse(at(point.x(), point.y()), 2.5, 2.5);
    }
}

} // namespace tw::ui
