#include "ui/canvas/overlay_painter.h"

#include "core/annotation/box_style.h"
#include "ui/bridge/qt_convert.h"
#include "ui/canvas/label_pictures.h"
#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::ui {

namespace {

constexpr double kHandle = 7;            // side of a handle, widget pixels
constexpr std::size_t kGhostLabels = 12; // of the strongest: more could not be read
constexpr double kReach = 48;            // of what is drawn around a box, widget pixels
constexpr double kLabelReach = 400;      // of its label, to the right
constexpr double kTrailTolerance = 0.2;  // widget pixels that a trail may be off its points

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

// Keeps the ends of line[first..last] and what lies farther than the tolerance from their connection
// (Ramer-Douglas-Peucker).
void keepCorners(const QPolygonF& line, qsizetype first, qsizetype last, std::vector<char>& keep)
{
    const QPointF a = line[first], along = line[last] - a;
    const double length = std::hypot(along.x(), along.y());
    double farthest = kTrailTolerance;
    qsizetype corner = -1;
    for (qsizetype i = first + 1; i < last; ++i) {
        const QPointF to = line[i] - a;
        const double share =
            length > 0 ? std::clamp(QPointF::dotProduct(to, along) / (length * length), 0.0, 1.0) : 0.0;
        const QPointF off = to - along * share;
        const double distance = std::hypot(off.x(), off.y());
        if (distance > farthest) {
            farthest = distance;
            corner = i;
        }
    }
    if (corner < 0)
        return;
    keep[static_cast<std::size_t>(corner)] = 1;
    keepCorners(line, first, corner, keep);
    keepCorners(line, corner, last, keep);
}

QPolygonF withoutUnseen(const QPolygonF& line)
{
    std::vector<char> keep(static_cast<std::size_t>(line.size()), 0);
    keep.front() = keep.back() = 1;
    keepCorners(line, 0, line.size() - 1, keep);
    QPolygonF out;
    for (qsizetype i = 0; i < line.size(); ++i)
        if (keep[static_cast<std::size_t>(i)])
            out << line[i];
    return out;
}

class OverlayPass
{
public:
    OverlayPass(QPainter& painter, const OverlayModel& model, const Viewport& viewport, const OverlayStyle& style)
        : m_painter(painter), m_model(model), m_viewport(viewport), m_style(style), m_metrics(style.labelFont),
          m_ratio(painter.device()->devicePixelRatioF()),
          m_seen(QRectF({}, viewport.widgetSize()).adjusted(-kLabelReach, -kReach, kReach, kReach)),
          m_handles(style.handles && std::count_if(model.boxes.begin(), model.boxes.end(),
                                                   [](const auto& box) { return box.selected; }) == 1)
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
        if (line.empty() || !m_seen.intersects(line.boundingRect().adjusted(-1, -1, 1, 1)))
            return;
        line = withoutUnseen(line);
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
        if (!m_seen.intersects(rect))
            return;
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
        if (!m_seen.intersects(rect))
            return;
        const double width = penWidthOf(box.style);
        const QColor line = box.selected ? QColor(kSelectionColor) : box.color;
        if (box.hovered && !box.selected)
            m_painter.fillRect(rect, withAlpha(box.color, 40));
        // a dark edge keeps the line visible on any video
        fillFrame(rect, width + 2, QColor(0, 0, 0, 110));
        const double lineWidth = box.selected ? std::max(width, 2.0) : width;
        const QColor lineColor = withAlpha(line, box.occluded && !box.selected ? 150 : 255);
        if (box.dashes.isEmpty())
            fillFrame(rect, lineWidth, lineColor);
        else
            strokeDashes(rect, lineWidth, lineColor, box.dashes);
        if (box.occluded)
            paintOccluded(rect, line);
        if (m_model.labels || box.selected || box.hovered)
            paintLabel(rect, box.locked ? box.label + QStringLiteral(" •") : box.label, box.color, inkOn(box.color),
                       box.selected);
        if (box.selected && m_handles && !box.locked)
            paintHandles(rect);
    }

    // The outline of a rectangle as four strips that meet without overlapping.
    void fillFrame(const QRectF& rect, double width, const QColor& color)
    {
        const double half = width / 2;
        const QRectF outer = rect.adjusted(-half, -half, half, half);
        if (outer.width() <= 2 * width || outer.height() <= 2 * width) {
            m_painter.fillRect(outer, color);
            return;
        }
        const double inner = outer.height() - 2 * width;
        m_painter.fillRect(QRectF(outer.left(), outer.top(), outer.width(), width), color);
        m_painter.fillRect(QRectF(outer.left(), outer.bottom() - width, outer.width(), width), color);
        fillUpright(QRectF(outer.left(), outer.top() + width, width, inner), color);
        fillUpright(QRectF(outer.right() - width, outer.top() + width, width, inner), color);
    }

    // In pieces that meet between rows of pixels. A strip has three spans a row (two of them covered in part), and Qt
    // gives shapes of 96 spans to its thread pool and waits for it, which takes longer than filling them.
    void fillUpright(const QRectF& strip, const QColor& color)
    {
        constexpr double kRows = 30;
        for (double top = strip.top(); top < strip.bottom();) {
            const double bottom = std::min((std::floor(top * m_ratio) + kRows) / m_ratio, strip.bottom());
            m_painter.fillRect(QRectF(strip.left(), top, strip.width(), bottom - top), color);
            top = bottom;
        }
    }

    void strokeDashes(const QRectF& rect, double width, const QColor& color, const QList<qreal>& dashes)
    {
        QPen pen(color, width);
        pen.setDashPattern(dashes);
        pen.setJoinStyle(Qt::MiterJoin);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(rect);
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

    // On whole pixels of the screen, where text is sharpest and does not shimmer while a person walks.
    void paintLabel(const QRectF& rect, const QString& text, const QColor& back, const QColor& ink, bool framed = false)
    {
        const QImage& picture = m_style.labels.of({text, back.rgba(), ink.rgba(), framed}, m_style.labelFont, m_ratio);
        const double height = picture.height() / m_ratio - 2 * LabelPictures::kMargin;
        QPointF corner(rect.left() - 1, rect.top() - height - 1);
        // labels stay readable at the upper edge of the view
        if (corner.y() < 0 && rect.bottom() > height)
            corner.setY(std::max(rect.top() + 1, 0.0));
        corner -= QPointF(LabelPictures::kMargin, LabelPictures::kMargin);
        m_painter.drawImage(
            QPointF(std::round(corner.x() * m_ratio) / m_ratio, std::round(corner.y() * m_ratio) / m_ratio), picture);
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

    QPainter& m_painter;
    const OverlayModel& m_model;
    const Viewport& m_viewport;
    const OverlayStyle& m_style;
    QFontMetricsF m_metrics;
    double m_ratio; // device pixels in a widget pixel
    QRectF m_seen;  // what lies outside cannot reach into the view
    bool m_handles;
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
