#include "ui/timeline/marks_painter.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace tw::ui {

namespace {

constexpr double kHalfMark = 5;    // px
constexpr double kMarkHeight = 8;  // px, from the top of the lane
constexpr double kMarkBucket = 10; // px: findings within it are one mark

struct Placed {
    const EventMark* mark = nullptr;
    FrameIndex frame = 0;
    int lane = 0;
};

// Lanes that lie between two heights; `last` may be beyond the lowest.
struct LaneSpan {
    int first = 0;
    int last = 0;
};

LaneSpan lanesBetween(const TimelineScene& scene, double top, double bottom)
{
    const auto laneAt = [&scene](double y) {
        return static_cast<int>(std::floor((y - kLanesTop + scene.scrollY) / kLaneHeight));
    };
    return {laneAt(top), laneAt(bottom)};
}

// The marks to draw in these frames and lanes.
std::vector<Placed> placedIn(const TimelineScene& scene, FrameRange frames, LaneSpan lanes)
{
    const double perFrame = scene.scale.pixelsPerFrame();
    const auto wider = static_cast<FrameIndex>(2 * kMarkBucket / perFrame) + 1;
    const auto& all = scene.events->onLanes();
    std::map<std::pair<int, std::int64_t>, Placed> best;
    for (auto it = scene.events->firstOnLanes(frames.first - wider);
         it != all.end() && it->frame <= frames.last + wider; ++it) {
        const int lane = scene.lanes.laneOf(it->track);
        if (lane < 0 || lane < lanes.first || lane > lanes.last)
            continue;
        const EventMark& mark = scene.events->all()[it->mark];
        const auto bucket = static_cast<std::int64_t>(std::floor(it->frame * perFrame / kMarkBucket));
        Placed& place = best[{lane, bucket}];
        if (place.mark == nullptr || mark.probability > place.mark->probability)
            place = {&mark, it->frame, lane};
    }
    std::vector<Placed> out;
    for (const auto& [key, place] : best)
        out.push_back(place);
    return out;
}

FrameRange framesOf(const TimelineScene& scene, double left, double right)
{
    return {scene.scale.frameAt(left), scene.scale.frameAt(right)};
}

// A mark as a picture for each of a few degrees of probability: thousands of them are copies, on whole pixels of the
// screen.
class MarkPictures
{
public:
    MarkPictures(QPainter& painter, const TimelineScene& scene)
        : m_painter(painter), m_scene(scene), m_ratio(painter.device()->devicePixelRatioF())
    {}

    void paint(const Placed& place)
    {
        const double x = m_scene.scale.xOf(place.frame + 0.5) - kHalfMark - 1;
        const double y = m_scene.laneTop(place.lane);
        m_painter.drawImage(QPointF(std::round(x * m_ratio) / m_ratio, std::round(y * m_ratio) / m_ratio),
                            of(place.mark->probability));
    }

private:
    const QImage& of(double probability)
    {
        const auto degree = static_cast<std::size_t>(std::lround(std::clamp(probability, 0.0, 1.0) * (kDegrees - 1)));
        QImage& picture = m_pictures[degree];
        if (picture.isNull())
            picture = draw(double(degree) / (kDegrees - 1));
        return picture;
    }

    QImage draw(double probability) const
    {
        const QSizeF size(2 * kHalfMark + 2, kMarkHeight + 2);
        QImage picture((size * m_ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        picture.setDevicePixelRatio(m_ratio);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        QColor fill = suspicionOn(m_scene.palette);
        fill.setAlphaF(0.55F + 0.45F * static_cast<float>(probability));
        painter.setPen(QPen(m_scene.palette.color(QPalette::Base), 1));
        painter.setBrush(m_scene.palette.color(QPalette::Base));
        const double x = kHalfMark + 1;
        const QPolygonF shape({{x - kHalfMark, 0.5}, {x + kHalfMark, 0.5}, {x, 0.5 + kMarkHeight}});
        painter.drawPolygon(shape); // first the surface: bars do not shine through
        painter.setBrush(fill);
        painter.drawPolygon(shape);
        return picture;
    }

    static constexpr int kDegrees = 16;
    QPainter& m_painter;
    const TimelineScene& m_scene;
    double m_ratio; // device pixels in a pixel of the scene
    std::array<QImage, kDegrees> m_pictures;
};

void paintCurrent(QPainter& painter, const TimelineScene& scene, MarkPictures& marks)
{
    const auto& current = scene.events->current();
    if (!current)
        return;
    std::vector<QPointF> ends;
    const QColor amber = suspicionOn(scene.palette);
    for (const auto& [track, frame] :
         {std::pair(current->a, current->frameA()), std::pair(current->b, current->frame)}) {
        const int lane = scene.lanes.laneOf(track);
        if (lane < 0)
            continue;
        const double x = scene.scale.xOf(frame + 0.5);
        ends.emplace_back(x, scene.laneTop(lane) + kLaneHeight / 2.0);
        painter.setPen(QPen(amber, 2));
        painter.drawLine(QPointF(x, scene.laneTop(lane) + 1), QPointF(x, scene.laneTop(lane) + kLaneHeight - 1));
        marks.paint({&*current, frame, lane});
    }
    if (ends.size() == 2) {
        painter.setPen(QPen(amber, 1.5, Qt::DotLine));
        painter.drawLine(ends[0], ends[1]);
    }
}

} // namespace

QColor suspicionOn(const QPalette& palette)
{
    return isDark(palette) ? QColor(kSuspicionColor) : QColor(kSuspicionColor).darker(165);
}

void paintRisk(QPainter& painter, const TimelineScene& scene, QRect clip)
{
    const std::vector<float>& risk = scene.events->risk();
    if (risk.empty() || !(scene.events->highestRisk() > 0))
        return;
    const double bottom = kRulerHeight + kBandHeight + kCurveHeight;
    const double height = kCurveHeight - 6;
    const double full = std::max(1.0, double(scene.events->highestRisk()));
    const TimeScale& scale = scene.scale;
    QPolygonF line;
    for (int x = clip.left() - 1; x <= clip.right() + 1; ++x) {
        const FrameIndex first = std::max(scale.frameAt(x), FrameIndex{0});
        const FrameIndex last = std::min(std::max(scale.frameAt(x + 1) - 1, first), scale.frameCount() - 1);
        float value = 0;
        for (FrameIndex frame = first; frame <= last && static_cast<std::size_t>(frame) < risk.size(); ++frame)
            value = std::max(value, risk[static_cast<std::size_t>(frame)]);
        line << QPointF(x + 0.5, bottom - 1 - height * double(value) / full);
    }
    QPolygonF area = line;
    area << QPointF(clip.right() + 2, bottom) << QPointF(clip.left() - 1, bottom);
    QColor amber = suspicionOn(scene.palette);
    painter.setPen(QPen(amber, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    amber.setAlpha(46);
    painter.setPen(Qt::NoPen);
    painter.setBrush(amber);
    painter.drawPolygon(area);
}

void paintEventMarks(QPainter& painter, const TimelineScene& scene, QRect clip)
{
    painter.save();
    painter.setClipRect(clip.intersected(QRect(clip.left(), kLanesTop, clip.width(), clip.height() + clip.top())));
    painter.setRenderHint(QPainter::Antialiasing);
    MarkPictures marks(painter, scene);
    for (const Placed& place :
         placedIn(scene, framesOf(scene, clip.left() - kHalfMark - 2, clip.right() + kHalfMark + 3),
                  lanesBetween(scene, clip.top(), clip.bottom())))
        marks.paint(place);
    paintCurrent(painter, scene, marks);
    painter.restore();
}

void paintSpanChanges(QPainter& painter, const TimelineScene& scene, QRect clip)
{
    const QFontMetrics metrics(scene.font);
    painter.save();
    painter.setClipRect(clip.intersected(QRect(clip.left(), kLanesTop, clip.width(), clip.height() + clip.top())));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const SpanChange& change : *scene.changes) {
        const int lane = scene.lanes.laneOf(change.from);
        const double left = scene.scale.xOf(change.frames.first);
        const double right = std::max(scene.scale.xOf(change.frames.last + 1), left + 3);
        if (lane < 0 || right < clip.left() || left > clip.right())
            continue;
        const QRectF rect(left, scene.laneTop(lane) + 1, right - left, kLaneHeight - 2);
        const QColor fill = scene.document.colorOf(change.to);
        QColor veil = fill;
        veil.setAlpha(48);
        painter.setPen(QPen(fill, 1.5, Qt::DashLine));
        painter.setBrush(veil);
        painter.drawRoundedRect(rect.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3);
        const QString text = QStringLiteral("→ %1").arg(number(change.to));
        const double width = metrics.horizontalAdvance(text) + 8;
        if (rect.width() < width + 4)
            continue;
        const QRectF pill(rect.center().x() - width / 2, rect.top() + 2, width, rect.height() - 4);
        painter.setPen(Qt::NoPen);
        painter.setBrush(scene.palette.color(QPalette::Base));
        painter.drawRoundedRect(pill, 3, 3);
        painter.setPen(scene.palette.color(QPalette::Text));
        painter.setFont(scene.font);
        painter.drawText(pill, Qt::AlignCenter, text);
    }
    painter.restore();
}

const EventMark* eventMarkAt(const TimelineScene& scene, QPointF position)
{
    if (!scene.events || position.y() < kLanesTop)
        return nullptr;
    const EventMark* best = nullptr;
    double nearest = kHalfMark + 1;
    for (const Placed& place : placedIn(scene, framesOf(scene, position.x() - 8, position.x() + 8),
                                        lanesBetween(scene, position.y(), position.y()))) {
        const double down = position.y() - scene.laneTop(place.lane);
        const double aside = std::abs(position.x() - scene.scale.xOf(place.frame + 0.5));
        if (down >= 0 && down <= kMarkHeight + 1 && aside < nearest) {
            nearest = aside;
            best = place.mark;
        }
    }
    return best;
}

} // namespace tw::ui
