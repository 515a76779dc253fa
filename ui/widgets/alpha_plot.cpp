#include "ui/widgets/alpha_plot.h"

#include "ui/widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr int kLeft = 7 * kGrid;
constexpr int kRight = 20 * kGrid;
constexpr int kTop = 4 * kGrid;
constexpr int kBottom = 5 * kGrid;
constexpr int kLastAlpha = evaluation::kAlphaCount - 1;

} // namespace

AlphaPlot::AlphaPlot(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Scores over alpha"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
}

void AlphaPlot::setCurves(std::vector<Curve> curves)
{
    m_curves = std::move(curves);
    QStringList said;
    for (const Curve& curve : m_curves) {
        if (curve.other)
            continue;
        QStringList values;
        for (int a = 0; a < evaluation::kAlphaCount; ++a)
            values << QStringLiteral("%1: %2")
                          .arg(QLocale().toString(evaluation::alphaAt(a), 'f', 2))
                          .arg(QLocale().toString(100 * curve.values[static_cast<std::size_t>(a)], 'f', 1));
        said << curve.name + QLatin1Char(' ') + values.join(QLatin1String(", "));
    }
    setAccessibleDescription(said.join(QLatin1String("; ")));
    update();
}

QSize AlphaPlot::sizeHint() const
{
    return {260, 160};
}

QSize AlphaPlot::minimumSizeHint() const
{
    return {180, 110};
}

QRectF AlphaPlot::area() const
{
    return QRectF(rect()).adjusted(kLeft, kTop, -kRight, -kBottom);
}

double AlphaPlot::xOf(int alpha) const
{
    const QRectF plot = area();
    return plot.left() + plot.width() * alpha / kLastAlpha;
}

double AlphaPlot::yOf(double value) const
{
    const QRectF plot = area();
    return plot.bottom() - plot.height() * std::clamp(value, 0.0, 1.0);
}

QColor AlphaPlot::colorOf(const Curve& curve) const
{
    const QColor color = palette().color(curve.main ? QPalette::Highlight : QPalette::Text);
    return curve.other ? mixed(palette().color(QPalette::Base), color, 0.6) : color;
}

void AlphaPlot::setAlpha(int alpha)
{
    const int wanted = std::clamp(alpha, -1, kLastAlpha);
    if (wanted == m_alpha)
        return;
    m_alpha = wanted;
    update();
}

void AlphaPlot::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(font()));
    paintAxes(painter);
    for (const Curve& curve : m_curves) {
        QPainterPath line;
        for (int a = 0; a < evaluation::kAlphaCount; ++a) {
            const QPointF point(xOf(a), yOf(curve.values[static_cast<std::size_t>(a)]));
            a == 0 ? line.moveTo(point) : line.lineTo(point);
        }
        painter.setPen(QPen(colorOf(curve), curve.main ? 2 : 1.2, curve.other ? Qt::DashLine : Qt::SolidLine));
        painter.drawPath(line);
    }
    paintNames(painter);
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kGrid, kGrid);
    }
}

void AlphaPlot::paintAxes(QPainter& painter) const
{
    const QRectF plot = area();
    for (int percent = 0; percent <= 100; percent += 25) {
        const double y = std::round(yOf(percent / 100.0)) + 0.5;
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        if (percent % 50 != 0)
            continue;
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(QRectF(0, y - 10, plot.left() - kGrid, 20), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(percent));
    }
    painter.setPen(palette().color(QPalette::PlaceholderText));
    const QRectF below(plot.left() - kLeft, plot.bottom() + kGrid / 2.0, 2 * kLeft, kBottom - kGrid / 2.0);
    for (const int a : {0, kLastAlpha / 2, kLastAlpha})
        painter.drawText(below.translated(xOf(a) - plot.left(), 0), Qt::AlignHCenter | Qt::AlignTop,
                         QLocale().toString(evaluation::alphaAt(a), 'f', 2));
    painter.drawText(
        QRectF(plot.right() + 5 * kGrid, below.top(), kRight - 5 * kGrid, below.height()), Qt::AlignLeft | Qt::AlignTop,
        m_alpha < 0 ? tr("alpha") : tr("alpha %1").arg(QLocale().toString(evaluation::alphaAt(m_alpha), 'f', 2)));
    if (m_alpha >= 0) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawLine(QPointF(xOf(m_alpha), plot.top()), QPointF(xOf(m_alpha), plot.bottom()));
    }
}

// Beside the ends of the lines, pushed apart where they would cover each other.
void AlphaPlot::paintNames(QPainter& painter) const
{
    struct Name {
        const Curve* curve;
        double y;
    };
    std::vector<Name> names;
    for (const Curve& curve : m_curves) {
        if (!curve.other)
            names.push_back({&curve, yOf(curve.values.back())});
    }
    std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
    const double height = painter.fontMetrics().height();
    double lowest = area().bottom();
    for (auto name = names.rbegin(); name != names.rend(); ++name) {
        name->y = std::min(name->y, lowest);
        lowest = name->y - height;
    }
    for (const Name& name : names) {
        const double value =
            m_alpha < 0 ? evaluation::mean(name.curve->values) : name.curve->values[static_cast<std::size_t>(m_alpha)];
        painter.setPen(colorOf(*name.curve));
        painter.drawText(QRectF(area().right() + 2 * kGrid, name.y - height / 2, kRight - 2 * kGrid, height),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("%1 %2").arg(name.curve->name, QLocale().toString(100 * value, 'f', 1)));
    }
}

void AlphaPlot::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF plot = area();
    const double x = event->position().x();
    if (x < plot.left() - kGrid || x > plot.right() + kGrid)
        setAlpha(-1);
    else
        setAlpha(std::max(0, static_cast<int>(std::lround((x - plot.left()) / plot.width() * kLastAlpha))));
}

void AlphaPlot::leaveEvent(QEvent* event)
{
    setAlpha(-1);
    QWidget::leaveEvent(event);
}

void AlphaPlot::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up)
        setAlpha(m_alpha + 1);
    else if (event->key() == Qt::Key_Down)
        setAlpha(m_alpha - 1);
    else
        QWidget::keyPressEvent(event);
}

void AlphaPlot::focusOutEvent(QFocusEvent* event)
{
    setAlpha(-1);
    QWidget::focusOutEvent(event);
}

} // namespace tw::ui
