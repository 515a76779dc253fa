#include "ui/canvas/overlay_painter.h"

#include "core/annotation/box_style.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace {

constexpr double kHandle = 7;            // side of a handle, widget pixels
constexpr std::size_t kGhostLabels = 12; // of the strongest: more could not be read

double penWidthOf(RunStyle style)
{
    switch (style) {
    case RunStyle::Human: return annotation::kTouchedWidth;
    case RunStyle::Predicted: return annotation::kDetectedWidth;
    case RunStyle::Interpolated: break;
    }
    return annotation::kInterpolatedWidth;
}

QColor withAlpha(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

QColor inkOn(const QColor& color)
{
    return QColor(QRgb(annotation::inkOn(color.rgb())));
}

class OverlayPass
{
public:
    OverlayPass(QPainter& painter, const OverlayModel& model, const Viewport& viewport, const OverlayStyle& style)
        : m_painter(painter), m_model(model), m_viewport(viewport), m_style(style), m_metrics(style.labelFont)
    {}

    void run()
    {
        m_painter.setFont(m_style.labelFont);
        m_painter.setRenderHint(QPainter::Antialiasing);
        for (const OverlayTrail& trail : m_model.trails)
            paintTrail(trail);
        for (std::size_t i = 0; i < m_model.ghosts.size(); ++i)
            paintGhost(m_model.ghosts[i], i < kGhostLabels);
        for (const OverlayBox& box : m_model.boxes)
            paintBox(box);
        for (const OverlayPreview& preview : m_model.previews)
            paintPreview(preview);
        // over everything: they are to be read and pressed
        for (const OverlayBox& box : m_model.boxes) {
            if (box.badge > 0)
                paintBadge(box);
        }
    }

private:
    void paintTrail(const OverlayTrail& trail)
    {
        QPolygonF line;
        line.reserve(static_cast<qsizetype>(trail.points.size()));
        for (const QPointF& point : trail.points)
            line << m_viewport.widgetFromSource(point);
        QPen pen(withAlpha(trail.color, trail.emphasized ? 235 : annotation::kTrailAlpha),
                 trail.emphasized ? 2.25 : annotation::kTrailWidth);
        pen.setJoinStyle(Qt::RoundJoin);
        pen.setCapStyle(Qt::RoundCap);
        if (trail.bridge)
            pen.setDashPattern({2, 3});
        else if (trail.future)
            pen.setDashPattern({0.2, 2.6});
        m_painter.setBrush(Qt::NoBrush);
        if (trail.emphasized && !trail.future) {
            m_painter.setPen(QPen(QColor(0, 0, 0, 90), 4.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            m_painter.drawPolyline(line);
        }
        m_painter.setPen(pen);
        m_painter.drawPolyline(line);
    }

    void paintGhost(const OverlayGhost& ghost, bool labelled)
    {
        const QRectF rect = m_viewport.widgetFromSource(toQt(ghost.box));
        // the weaker, the fainter: 0.05 is hardly there, from the usual threshold on it is plain
        const double strength = std::clamp((static_cast<double>(ghost.score) - 0.05) / 0.35, 0.0, 1.0);
        const int alpha = static_cast<int>(std::lround(70 + 125 * strength));
        QPen pen(ghost.chosen ? QColor(kSelectionColor) : QColor(255, 255, 255, alpha), ghost.chosen ? 2 : 1.25);
        pen.setDashPattern({4, 3});
        m_painter.setPen(pen);
        // many lie over each other: filled ones would make the picture milky
        m_painter.setBrush(ghost.chosen ? withAlpha(QColor(kSelectionColor), 36) : QColor(Qt::transparent));
        m_painter.drawRect(rect);
        if (ghost.score > 0 && (labelled || ghost.chosen))
            paintLabel(rect, QLocale().toString(static_cast<double>(ghost.score), 'f', 2), QColor(0, 0, 0, alpha - 10),
                       QColor(255, 255, 255, alpha + 60));
    }

    void paintBox(const OverlayBox& box)
    {
        const QRectF rect = m_viewport.widgetFromSource(toQt(box.box));
        const double width = penWidthOf(box.style);
        const QColor line = box.selected ? QColor(kSelectionColor) : box.color;
        // a dark edge keeps the line visible on any video
        m_painter.setPen(QPen(QColor(0, 0, 0, 110), width + 2));
        m_painter.setBrush(box.hovered && !box.selected ? withAlpha(box.color, 40) : QColor(Qt::transparent));
        m_painter.drawRect(rect);
        QPen pen(withAlpha(line, box.occluded && !box.selected ? 150 : 255),
                 box.selected ? std::max(width, 2.0) : width);
        if (!box.dashes.isEmpty())
            pen.setDashPattern(box.dashes);
        pen.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(rect);
        if (box.occluded)
            paintOccluded(rect, line);
        if (m_model.labels || box.selected || box.hovered)
            paintLabel(rect, box.locked ? box.label + QStringLiteral(" •") : box.label, box.color, inkOn(box.color),
                       box.selected);
        if (box.selected && m_style.handles && !box.locked && selectedCount() == 1)
            paintHandles(rect);
    }

    // A folded corner: partly hidden behind something.
    void paintOccluded(QRectF rect, const QColor& color)
    {
        const double side = std::min({14.0, rect.width() / 3, rect.height() / 3});
        QPainterPath corner(rect.bottomRight());
        corner.lineTo(rect.right() - side, rect.bottom());
        corner.lineTo(rect.right(), rect.bottom() - side);
        corner.closeSubpath();
        m_painter.fillPath(corner, withAlpha(color, 200));
    }

    void paintLabel(QRectF rect, const QString& text, const QColor& back, const QColor& ink, bool framed = false)
    {
        const double width = std::ceil(m_metrics.horizontalAdvance(text)) + 8;
        const double height = std::ceil(m_metrics.height()) + 1;
        QRectF tab(rect.left() - 1, rect.top() - height - 1, width, height);
        // labels stay readable at the upper edge of the view
        if (tab.top() < 0 && rect.bottom() > height)
            tab.moveTop(std::max(rect.top() + 1, 0.0));
        m_painter.setPen(framed ? QPen(QColor(kSelectionColor), 1.5) : QPen(Qt::NoPen));
        m_painter.setBrush(back);
        m_painter.drawRoundedRect(tab, 2.5, 2.5);
        m_painter.setPen(ink);
        m_painter.drawText(tab, Qt::AlignCenter, text);
    }

    void paintHandles(QRectF rect)
    {
        m_painter.setPen(QPen(QColor(0, 60, 72), 1));
        m_painter.setBrush(Qt::white);
        for (const QPointF& point : handlePoints(rect))
            m_painter.drawRoundedRect(QRectF(point.x() - kHandle / 2, point.y() - kHandle / 2, kHandle, kHandle), 1.5,
                                      1.5);
    }

    void paintPreview(const OverlayPreview& preview)
    {
        const QRectF rect = m_viewport.widgetFromSource(toQt(preview.box)).adjusted(-4, -4, 4, 4);
        QPen pen(preview.color, 2);
        pen.setDashPattern({4, 2.5});
        m_painter.setPen(pen);
        m_painter.setBrush(withAlpha(preview.color, 34));
        m_painter.drawRoundedRect(rect, 3, 3);
        const double height = std::ceil(m_metrics.height()) + 3;
        const double width = std::ceil(m_metrics.horizontalAdvance(preview.label)) + 12;
        const QRectF tab(rect.center().x() - width / 2, rect.bottom() + 3, width, height);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(preview.color);
        m_painter.drawRoundedRect(tab, height / 2, height / 2);
        m_painter.setPen(inkOn(preview.color));
        m_painter.drawText(tab, Qt::AlignCenter, preview.label);
    }

    void paintBadge(const OverlayBox& box)
    {
        const QRectF rect = m_viewport.widgetFromSource(toQt(box.box));
        // beside the label, so that the face stays free
        const double side = 20;
        const double label = std::ceil(m_metrics.horizontalAdvance(box.label)) + 10;
        const QRectF disc(std::max(rect.right() - side, rect.left() + label), std::max(rect.top() - side - 2, 0.0),
                          side, side);
        m_painter.setPen(QPen(QColor(0, 0, 0, 130), 1));
        m_painter.setBrush(QColor(250, 252, 253));
        m_painter.drawRoundedRect(disc, 5, 5);
        QFont font = m_style.labelFont;
        font.setPointSizeF(font.pointSizeF() * 1.25);
        font.setWeight(QFont::Bold);
        m_painter.setFont(font);
        m_painter.setPen(QColor(0x10, 0x12, 0x14));
        m_painter.drawText(disc, Qt::AlignCenter, QString::number(box.badge));
        m_painter.setFont(m_style.labelFont);
    }

    int selectedCount() const
    {
        return static_cast<int>(
            std::count_if(m_model.boxes.begin(), m_model.boxes.end(), [](const auto& box) { return box.selected; }));
    }

    QPainter& m_painter;
    const OverlayModel& m_model;
    const Viewport& m_viewport;
    const OverlayStyle& m_style;
    QFontMetricsF m_metrics;
};

} // namespace

std::array<QPointF, 8> handlePoints(QRectF rect)
{
    const QPointF middle = rect.center();
    return {
        rect.topLeft(),     QPointF(middle.x(), rect.top()),    rect.topRight(),   QPointF(rect.right(), middle.y()),
        rect.bottomRight(), QPointF(middle.x(), rect.bottom()), rect.bottomLeft(), QPointF(rect.left(), middle.y())};
}

void paintOverlay(QPainter& painter, const OverlayModel& model, const Viewport& viewport, const OverlayStyle& style)
{
    painter.save();
    OverlayPass(painter, model, viewport, style).run();
    painter.restore();
}

void paintMark(QPainter& painter, const OverlayMark& mark, const Viewport& viewport, const QFont& font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect = viewport.widgetFromSource(toQt(mark.box));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 140), 4));
    painter.drawRect(rect);
    QPen pen(QColor(kSuspicionColor), 2);
    pen.setDashPattern({5, 3});
    painter.setPen(pen);
    painter.setBrush(withAlpha(QColor(kSuspicionColor), 26));
    painter.drawRect(rect);
    const QFontMetricsF metrics(font);
    const double width = std::ceil(metrics.horizontalAdvance(mark.label)) + 10;
    const double height = std::ceil(metrics.height()) + 2;
    // below the box; above its lower edge where there is no room
    const double top = std::min(rect.bottom() + 3, viewport.widgetSize().height() - height - 2);
    const QRectF tab(rect.left() - 1, top, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(kSuspicionColor));
    painter.drawRoundedRect(tab, 2.5, 2.5);
    painter.setFont(font);
    painter.setPen(QColor(0x10, 0x12, 0x14));
    painter.drawText(tab, Qt::AlignCenter, mark.label);
    painter.restore();
}

void paintDraft(QPainter& painter, const Box& box, const Viewport& viewport, const QFont& font)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF rect = viewport.widgetFromSource(toQt(box));
    painter.setPen(QPen(QColor(0, 0, 0, 120), 4));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    painter.setPen(QPen(QColor(kSelectionColor), 2));
    painter.setBrush(QColor(0, 213, 245, 28));
    painter.drawRect(rect);
    const QString size = QStringLiteral("%1 × %2").arg(std::lround(box.width)).arg(std::lround(box.height));
    const QFontMetricsF metrics(font);
    const QRectF tab(rect.left(), rect.bottom() + 4, metrics.horizontalAdvance(size) + 10, metrics.height() + 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 170));
    painter.drawRoundedRect(tab, 3, 3);
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(tab, Qt::AlignCenter, size);
    painter.restore();
}

} // namespace tw::ui
