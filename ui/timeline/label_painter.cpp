#include "ui/timeline/label_painter.h"

#include "core/annotation/query.h"
#include "ui/bridge/qt_convert.h"
#include "ui/models/class_titles.h"
#include "ui/widgets/track_colors.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tw::ui {

namespace a = annotation;

namespace {

constexpr double kFlag = 7;    // px, a note's mark
constexpr double kReach = 5;   // px around it
constexpr int kHatchStep = 6;  // px between the lines of an absence
constexpr int kTextMargin = 6; // px

QString timelineText(const char* source)
{
    return QCoreApplication::translate("Timeline", source);
}

// Where a note stands: in the ruler, or on the lane of its track; empty when it has none.
QRectF noteRect(const TimelineScene& scene, const a::Note& note)
{
    const double x = scene.scale.xOf(note.frame + 0.5);
    if (note.track == TrackId::kInvalid)
        return {x, kRulerHeight - kFlag - 1, kFlag, kFlag + 1};
    const int lane = scene.lanes.laneOf(note.track);
    return lane < 0 ? QRectF() : QRectF(x, scene.laneTop(lane) + 1.0, kFlag, kFlag + 1);
}

// A flag on a pole at the frame; filled when it has a text.
void paintFlag(QPainter& painter, const TimelineScene& scene, const QRectF& rect, bool filled)
{
    const QColor ink = scene.palette.color(QPalette::WindowText);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(scene.palette.color(QPalette::Base), 1));
    painter.setBrush(filled ? ink : scene.palette.color(QPalette::Mid));
    painter.drawPolygon(QPolygonF(
        {rect.topLeft(), {rect.right() + 1, rect.top() + kFlag / 2 - 0.5}, {rect.left(), rect.top() + kFlag - 1}}));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRectF(std::floor(rect.left()), rect.top(), 1, rect.height() + 1), ink);
}

void paintNotes(QPainter& painter, const TimelineScene& scene, QRect clip, bool ofTracks)
{
    for (const auto& [id, note] : scene.document.state().notes) {
        if ((note.track != TrackId::kInvalid) != ofTracks)
            continue;
        const QRectF rect = noteRect(scene, note);
        if (rect.right() + 2 < clip.left() || rect.left() - 1 > clip.right() || rect.isEmpty() ||
            (ofTracks && rect.bottom() < kLanesTop))
            continue;
        paintFlag(painter, scene, rect, !note.text.empty());
    }
}

const a::Track* selectedTrack(const TimelineScene& scene)
{
    const auto found = scene.document.tracks().find(scene.view.primary());
    return found == scene.document.tracks().end() ? nullptr : &found->second->track();
}

// Frames that a span can be seen in: a statement about the whole track reaches from its first to its last box.
FrameRange shownFrames(const a::AttributeSpan& span, const a::Track& track)
{
    const FrameRange whole{track.firstFrame(), track.lastFrame()};
    return span.ofWholeTrack()
               ? whole
               : FrameRange{std::max(span.frames.first, whole.first), std::min(span.frames.last, whole.last)};
}

QColor translucent(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

} // namespace

std::vector<QString> attributeRows(const TimelineScene& scene)
{
    std::vector<QString> out;
    if (const a::Track* track = selectedTrack(scene))
        for (const a::AttributeSpan& span : track->attributes)
            if (out.empty() || out.back() != toQt(span.name))
                out.push_back(toQt(span.name));
    return out;
}

int attributeRowsHeight(const TimelineScene& scene)
{
    const auto rows = static_cast<int>(attributeRows(scene).size());
    return rows == 0 ? 0 : rows * kAttributeRowHeight + 3;
}

void paintAbsences(QPainter& painter, const TimelineScene& scene, const a::Track& track, int top, QRect clip)
{
    for (const FrameRange& range : track.absences) {
        const double x0 = scene.scale.xOf(range.first), x1 = scene.scale.xOf(range.last + 1);
        if (x1 < clip.left() || x0 > clip.right())
            continue;
        const QRectF rect(x0, top + 5, std::max(x1 - x0, 2.0), kLaneHeight - 10);
        const QColor ink = translucent(scene.palette.color(QPalette::WindowText), 130);
        painter.save();
        painter.setClipRect(rect.intersected(QRectF(clip)));
        painter.setPen(QPen(ink, 1));
        const double left = std::max(std::floor(rect.left() / kHatchStep) * kHatchStep,
                                     std::floor((clip.left() - 2.0 * kLaneHeight) / kHatchStep) * kHatchStep);
        painter.setRenderHint(QPainter::Antialiasing);
        for (double x = left - kLaneHeight; x < std::min(rect.right(), clip.right() + 1.0); x += kHatchStep)
            painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
        painter.restore();
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), ink);
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), ink);
    }
}

void paintTrackNotes(QPainter& painter, const TimelineScene& scene, QRect clip)
{
    paintNotes(painter, scene, clip, true);
}

void paintFrameNotes(QPainter& painter, const TimelineScene& scene, QRect clip)
{
    paintNotes(painter, scene, clip, false);
}

void paintAttributeRows(QPainter& painter, const TimelineScene& scene, QRect area, QRect clip)
{
    const a::Track* track = selectedTrack(scene);
    const int height = attributeRowsHeight(scene);
    if (track == nullptr || height == 0 || clip.bottom() < area.height() - height)
        return;
    const QRectF band(area.left(), area.height() - height, area.width(), height);
    painter.fillRect(band, scene.palette.color(QPalette::Base));
    painter.fillRect(QRectF(band.left(), band.top(), band.width(), 1), scene.palette.color(QPalette::Mid));
    const QColor fill = scene.document.colorOf(track->id);
    const QFontMetrics metrics(scene.font);
    double y = band.top() + 3 - kAttributeRowHeight;
    std::string row;
    for (const a::AttributeSpan& span : track->attributes) {
        if (row != span.name)
            y += kAttributeRowHeight;
        row = span.name;
        const FrameRange frames = shownFrames(span, *track);
        if (frames.empty())
            continue;
        const double x0 = scene.scale.xOf(frames.first), x1 = scene.scale.xOf(frames.last + 1);
        const QRectF bar(x0, y, std::max(x1 - x0, 2.0), kAttributeRowHeight - 2);
        painter.fillRect(bar, translucent(fill, span.ofWholeTrack() ? 60 : 110));
        painter.fillRect(QRectF(bar.left(), bar.top(), 2, bar.height()), fill);
        // The text stays in sight while its bar is.
        const double left = std::max(bar.left(), double(area.left())) + kTextMargin;
        const QString caption =
            metrics.elidedText(statementTitle(span), Qt::ElideRight, static_cast<int>(bar.right() - left - 2));
        if (bar.right() - left < 16)
            continue;
        painter.setPen(scene.palette.color(QPalette::WindowText));
        painter.drawText(QRectF(left, y, bar.right() - left, bar.height()), Qt::AlignVCenter | Qt::AlignLeft, caption);
    }
}

std::optional<QString> labelTipAt(const TimelineScene& scene, QRect area, QPointF position)
{
    for (const auto& [id, note] : scene.document.state().notes) {
        const QRectF rect = noteRect(scene, note);
        if (!rect.isEmpty() && rect.adjusted(-kReach, -2, kReach, 2).contains(position))
            return note.text.empty() ? timelineText(QT_TRANSLATE_NOOP("Timeline", "Bookmark")) : toQt(note.text);
    }
    const FrameIndex frame = scene.scale.frameAt(position.x());
    const int height = attributeRowsHeight(scene);
    if (const a::Track* track = selectedTrack(scene); track != nullptr && position.y() >= area.height() - height) {
        const auto rows = attributeRows(scene);
        const auto row = static_cast<std::size_t>((position.y() - (area.height() - height) - 3) / kAttributeRowHeight);
        for (const a::AttributeSpan& span : track->attributes)
            if (row < rows.size() && toQt(span.name) == rows[row] && shownFrames(span, *track).contains(frame))
                return statementTitle(span);
        return std::nullopt;
    }
    if (position.y() < kLanesTop)
        return std::nullopt;
    const int lane = static_cast<int>((position.y() - kLanesTop + scene.scrollY) / kLaneHeight);
    if (lane < 0 || lane >= static_cast<int>(scene.lanes.lanes().size()))
        return std::nullopt;
    for (const LaneEntry& entry : scene.lanes.lanes()[static_cast<std::size_t>(lane)])
        if (a::isAbsent(entry.track->track(), frame))
            return timelineText(
                       QT_TRANSLATE_NOOP("Timeline", "%1 is out of the picture here and comes back under this number."))
                .arg(number(entry.track->id()));
    return std::nullopt;
}

} // namespace tw::ui
