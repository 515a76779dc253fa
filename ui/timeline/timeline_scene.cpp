#include "ui/timeline/timeline_scene.h"

#include "ui/timeline/label_painter.h"
#include "ui/timeline/marks_painter.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/track_colors.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tw::ui {

namespace {

constexpr double kMergeBelow = 3;      // px: narrower stretches become one
constexpr double kEdgeReach = 5;       // px around the end of a bar
constexpr double kSmallestGrip = 18;   // px: shorter bars have no ends to drag
constexpr double kDiamond = 4;         // half diagonal, px
constexpr double kColourColumn = 4;    // px: narrower looks are not told apart
constexpr int kColouredThickness = 10; // px: a colour needs some room to be read

constexpr int kHandle = 7; // px, width of the handles of the marked range
constexpr int kHandleTop = 4;
constexpr int kHandleHeight = 16;
constexpr double kPictureWidth = 13.5; // of a person in a lane

int thicknessOf(RunStyle style)
{
    switch (style) {
    case RunStyle::Human: return 14;
    case RunStyle::Predicted: return 6;
    case RunStyle::Interpolated: break;
    }
    return 2;
}

QColor withAlpha(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

// The first of the parts from `from` on that ends at `frame` or later, size() when there is none. Painting goes from
// left to right: the next one is mostly near.
template <typename Part>
std::size_t nextEndingAt(const std::vector<Part>& parts, std::size_t from, FrameIndex frame)
{
    std::size_t step = 1, low = from, high = from;
    while (high < parts.size() && parts[high].last < frame) {
        low = high + 1;
        high += step;
        step *= 2;
    }
    high = std::min(high, parts.size());
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (parts[middle].last < frame)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

class TimelinePass
{
public:
    TimelinePass(QPainter& painter, const TimelineScene& scene, QRect area, QRect clip)
        : m_painter(painter), m_scene(scene), m_scale(scene.scale), m_area(area), m_clip(clip), m_metrics(scene.font),
          m_dark(isDark(scene.palette))
    {
        m_clipFrames = {m_scale.frameAt(m_clip.left() - 1), m_scale.frameAt(m_clip.right() + 2)};
    }

    void run()
    {
        m_painter.setFont(m_scene.font);
        m_painter.fillRect(m_clip, color(QPalette::Base));
        if (m_scene.view.frameCount() == 0)
            return;
        paintRange();
        paintLanes();
        paintTrackNotes(m_painter, m_scene, m_clip);
        if (m_scene.changes && !m_scene.changes->empty())
            paintSpanChanges(m_painter, m_scene, m_clip);
        if (m_scene.events)
            paintEventMarks(m_painter, m_scene, m_clip);
        m_painter.setFont(m_scene.font);
        paintHeader();
        paintDrag();
        paintAttributeRows(m_painter, m_scene, m_area, m_clip);
        paintPlayhead();
    }

private:
    QColor color(QPalette::ColorRole role) const { return m_scene.palette.color(role); }

    void paintHeader()
    {
        m_painter.fillRect(QRect(m_clip.left(), 0, m_clip.width(), kLanesTop - 2), color(QPalette::Base));
        paintRangeIn(0, kLanesTop - 2);
        paintTicks();
        paintBands();
        paintPeople();
        paintFrameNotes(m_painter, m_scene, m_clip);
        paintHandles();
        m_painter.fillRect(QRect(m_clip.left(), kLanesTop - 2, m_clip.width(), 1), color(QPalette::Mid));
    }

    void paintRange() { paintRangeIn(kLanesTop, m_area.height() - kLanesTop); }

    void paintRangeIn(int top, int height)
    {
        const FrameRange range = m_scene.view.range();
        if (range.empty())
            return;
        const QRectF rect(m_scale.xOf(range.first), top, m_scale.xOf(range.last + 1) - m_scale.xOf(range.first),
                          height);
        m_painter.fillRect(rect, withAlpha(color(QPalette::Highlight), 38));
        for (const double x : {rect.left(), rect.right() - 1})
            m_painter.fillRect(QRectF(std::floor(x), top, 1, height), withAlpha(color(QPalette::Highlight), 170));
    }

    // At both ends of the marked range, outside of it.
    void paintHandles()
    {
        const FrameRange range = m_scene.view.range();
        if (range.empty())
            return;
        const double first = std::floor(m_scale.xOf(range.first)), last = std::floor(m_scale.xOf(range.last + 1) - 1);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color(QPalette::Highlight));
        for (const double left : {first - kHandle + 1, last})
            m_painter.drawRoundedRect(QRectF(left, kHandleTop, kHandle, kHandleHeight), 2, 2);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintTicks()
    {
        const FrameIndex step = m_scale.tickStep(72);
        const FrameIndex minor = std::max(step / 5, FrameIndex{1});
        const FrameIndex end = std::min(m_clipFrames.last + step, m_scale.frameCount() - 1);
        // numbers are 1-based as people count; a label reaches to the right of its tick, so start one step earlier
        for (FrameIndex ordinal = std::max(m_clipFrames.first - step, FrameIndex{0}) / minor * minor;
             ordinal <= end + 1; ordinal += minor) {
            // round numbers in the count from 1, and the first frame
            const FrameIndex frame = std::max(ordinal - 1, FrameIndex{0});
            const double x = std::floor(m_scale.xOf(frame));
            const bool major = ordinal % step == 0;
            m_painter.fillRect(QRectF(x, kRulerHeight - (major ? 8 : 4), 1, major ? 8 : 4),
                               major ? color(QPalette::PlaceholderText) : color(QPalette::Mid));
            if (major) {
                m_painter.setPen(color(QPalette::PlaceholderText));
                m_painter.drawText(QPointF(x + 4, kRulerHeight - 8), QString::number(frame + 1));
            }
        }
    }

    void paintBands()
    {
        const auto band = [this](FrameRange frames, int y, int height, const QColor& fill) {
            if (frames.empty())
                return;
            const double left = std::max(m_scale.xOf(frames.first), double(m_clip.left()) - 2);
            const double right = std::min(m_scale.xOf(frames.last + 1), double(m_clip.right()) + 2);
            if (right > left)
                m_painter.fillRect(QRectF(left, y, std::max(right - left, 1.0), height), fill);
        };
        band({0, m_scale.frameCount() - 1}, kRulerHeight, 1, color(QPalette::Mid));
        band(m_scene.asked, kRulerHeight + 2, 3, color(QPalette::Midlight));
        band(m_scene.finished, kRulerHeight + 2, 3, color(QPalette::Highlight));
        const auto& verified = m_scene.document.state().verifiedFrames;
        auto it = std::lower_bound(verified.begin(), verified.end(), m_clipFrames.first,
                                   [](const FrameRange& range, FrameIndex frame) { return range.last < frame; });
        for (; it != verified.end() && it->first <= m_clipFrames.last; ++it)
            band(*it, kRulerHeight + 6, 2, color(QPalette::WindowText));
    }

    // One column per pixel: the most people in any of its frames.
    void paintPeople()
    {
        const std::vector<int>& people = m_scene.document.peopleCount();
        const int most = m_scene.document.maximumPeople();
        const double bottom = kRulerHeight + kBandHeight + kCurveHeight;
        const double height = kCurveHeight - 6;
        if (most > 0) {
            QPolygonF line;
            for (int x = m_clip.left() - 1; x <= m_clip.right() + 1; ++x) {
                const FrameIndex first = std::max(m_scale.frameAt(x), FrameIndex{0});
                const FrameIndex last = std::min(std::max(m_scale.frameAt(x + 1) - 1, first), m_scale.frameCount() - 1);
                int value = 0;
                for (FrameIndex frame = first; frame <= last && static_cast<std::size_t>(frame) < people.size();
                     ++frame)
                    value = std::max(value, people[static_cast<std::size_t>(frame)]);
                line << QPointF(x + 0.5, bottom - 1 - height * value / most);
            }
            QPolygonF area = line;
            area << QPointF(m_clip.right() + 2, bottom) << QPointF(m_clip.left() - 1, bottom);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(withAlpha(color(QPalette::PlaceholderText), 40));
            m_painter.drawPolygon(area);
            m_painter.setPen(QPen(withAlpha(color(QPalette::PlaceholderText), 190), 1));
            m_painter.drawPolyline(line);
        }
        const bool risky = m_scene.events && m_scene.events->highestRisk() > 0;
        if (risky)
            paintRisk(m_painter, m_scene, m_clip);
        if (m_clip.left() >= 320 || most == 0)
            return;
        const double right = paintCaption(4, QCoreApplication::translate("Timeline", "people, at most %1").arg(most),
                                          color(QPalette::PlaceholderText));
        if (risky)
            paintCaption(right, QCoreApplication::translate("Timeline", "risk"), suspicionOn(m_scene.palette));
    }

    // The name of a curve; gives its right edge.
    double paintCaption(double left, const QString& text, const QColor& pen)
    {
        const QRectF back(left, kRulerHeight + kBandHeight, m_metrics.horizontalAdvance(text) + 8, m_metrics.height());
        m_painter.fillRect(back, withAlpha(color(QPalette::Base), 170));
        m_painter.setPen(pen);
        m_painter.drawText(back, Qt::AlignCenter, text);
        return back.right();
    }

    void paintLanes()
    {
        const auto& lanes = m_scene.lanes.lanes();
        const int top = std::max(m_clip.top(), kLanesTop);
        const int first = std::max((top - kLanesTop + m_scene.scrollY) / kLaneHeight, 0);
        const int last =
            std::min((m_clip.bottom() - kLanesTop + m_scene.scrollY) / kLaneHeight, static_cast<int>(lanes.size()) - 1);
        for (int lane = first; lane <= last; ++lane)
            paintLane(lanes[static_cast<std::size_t>(lane)], m_scene.laneTop(lane));
    }

    void paintLane(const Lane& lane, int top)
    {
        FrameIndex frame = std::max(m_clipFrames.first, FrameIndex{0});
        std::size_t index = firstEntryEndingAt(lane, frame);
        // selection and hover first: they lie behind the bars
        for (std::size_t i = index; i < lane.size() && lane[i].first <= m_clipFrames.last; i = nextDrawn(lane, i))
            paintEntryBack(lane[i], top);
        std::size_t labelled = lane.size();
        while (index < lane.size() && lane[index].first <= m_clipFrames.last) {
            const LaneEntry& entry = lane[index];
            frame = std::max(frame, entry.first);
            frame = paintRuns(entry, frame, top);
            if (labelled != index) {
                paintAbsences(m_painter, m_scene, entry.track->track(), top, m_clip);
                paintEntryMarks(entry, top);
                labelled = index;
            }
            if (frame > entry.last)
                index = entry.last < frame - 1 ? firstEntryEndingAt(lane, frame) : index + 1;
        }
    }

    // Entries that begin within the merge width of this one are not looked at.
    std::size_t nextDrawn(const Lane& lane, std::size_t index) const
    {
        const FrameIndex beyond = m_scale.frameAt(m_scale.xOf(lane[index].first) + kMergeBelow);
        return beyond <= lane[index].last ? index + 1 : std::max(index + 1, firstEntryEndingAt(lane, beyond));
    }

    void paintEntryBack(const LaneEntry& entry, int top)
    {
        const TrackId id = entry.track->id();
        const bool selected = m_scene.view.isSelected(id);
        const bool target = m_scene.drag.joins == id && id != TrackId::kInvalid;
        if (!selected && !target && m_scene.view.hovered() != id)
            return;
        const QRectF rect = entryRect(entry, top);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(selected || target ? QPen(color(QPalette::Highlight), target ? 2 : 1) : QPen(Qt::NoPen));
        m_painter.setBrush(
            withAlpha(selected ? color(QPalette::Highlight) : color(QPalette::WindowText), selected ? 36 : 22));
        m_painter.drawRoundedRect(rect.adjusted(0.5, 1.5, -0.5, -1.5), 3, 3);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    // Draws the runs of an entry from `frame` to the end of the clip; gives the first frame that is not covered.
    FrameIndex paintRuns(const LaneEntry& entry, FrameIndex frame, int top)
    {
        const auto& runs = entry.track->runs();
        const QColor fill =
            withAlpha(m_scene.document.colorOf(entry.track->id()), entry.track->track().hidden ? 70 : 255);
        const auto* colour = m_scene.colours ? m_scene.colours->of(entry.track->id()) : nullptr;
        std::size_t look = 0;
        for (std::size_t i = firstRunEndingAt(runs, frame); i < runs.size() && runs[i].first <= m_clipFrames.last;) {
            const double x0 = m_scale.xOf(std::max(runs[i].first, frame));
            double x1 = m_scale.xOf(runs[i].last + 1);
            FrameIndex next = runs[i].last + 1;
            if (x1 - x0 < kMergeBelow) {
                x1 = x0 + kMergeBelow;
                next = std::max(next, m_scale.frameAt(x1));
            }
            if (colour)
                paintColouredRun(x0, x1, top, runs[i].style, *colour, look);
            else
                paintRun(x0, x1, top, runs[i].style, fill);
            frame = next;
            i = nextEndingAt(runs, i, frame);
        }
        paintStretch();
        paintRow();
        return std::max(frame, entry.last + 1);
    }

    void paintRun(double x0, double x1, int top, RunStyle style, const QColor& fill)
    {
        const int height = thicknessOf(style);
        const double y = top + (kLaneHeight - height) / 2.0;
        x0 = std::max(x0, double(m_clip.left()) - 8);
        x1 = std::min(x1, double(m_clip.right()) + 9);
        if (height > 2 && x1 - x0 > 24) {
            paintStretch();
            m_painter.setRenderHint(QPainter::Antialiasing);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(fill);
            m_painter.drawRoundedRect(QRectF(x0, y, x1 - x0, height), 2, 2);
            m_painter.setRenderHint(QPainter::Antialiasing, false);
        } else {
            addToStretch(QRectF(std::floor(x0), y, std::max(std::ceil(x1) - std::floor(x0), 1.0), height), fill);
        }
    }

    // Rectangles of whole pixels that follow each other in one colour and height are filled at once.
    void addToStretch(const QRectF& rect, const QColor& fill)
    {
        const bool continues = rect.left() <= m_stretch.right() && rect.top() == m_stretch.top() &&
                               rect.height() == m_stretch.height() && fill == m_stretchFill && fill.alpha() == 255;
        if (!continues)
            paintStretch();
        m_stretch = continues ? m_stretch.united(rect) : rect;
        m_stretchFill = fill;
    }

    void paintStretch()
    {
        if (!m_stretch.isEmpty())
            m_painter.fillRect(m_stretch, m_stretchFill);
        m_stretch = {};
    }

    // Stretches of one look; those narrower than a column of the screen are one. `look` is where the run before ended.
    void paintColouredRun(double x0, double x1, int top, RunStyle style, const std::vector<ColourStretch>& colour,
                          std::size_t& look)
    {
        const int height = style == RunStyle::Interpolated ? 4 : std::max(thicknessOf(style), kColouredThickness);
        const int y = top + (kLaneHeight - height) / 2;
        const double origin = m_scale.xOf(0);
        double x = std::max(x0, double(m_clip.left()) - 8);
        if (x > x0) // columns lie where they do whatever the clip
            x = std::max(x0, origin + std::floor((x - origin) / kColourColumn) * kColourColumn);
        x1 = std::min(x1, double(m_clip.right()) + 9);
        while (x < x1) {
            look = std::min(nextEndingAt(colour, look, m_scale.frameAt(x + 0.01)), colour.size() - 1);
            const ColourStretch& stretch = colour[look];
            const double end = m_scale.xOf(stretch.last + 1);
            const double column = origin + (std::floor((x - origin) / kColourColumn + 1e-6) + 1) * kColourColumn;
            const double next = &stretch == &colour.back() ? x1 : std::min(std::max(end, column), x1);
            const int left = static_cast<int>(std::floor(x));
            addToRow(left, std::max(static_cast<int>(std::ceil(next)), left + 1), y, height,
                     m_dark ? stretch.dark : stretch.light);
            x = next;
        }
    }

    // Columns of a lane, [left, right), in colours of their own: as one picture, hundreds of rectangles take longer.
    void addToRow(int left, int right, int y, int height, QRgb fill)
    {
        if (m_row.empty() || y != m_rowY || height != m_rowHeight ||
            left > m_rowLeft + static_cast<int>(m_row.size())) {
            paintRow();
            m_rowLeft = left;
            m_rowY = y;
            m_rowHeight = height;
        }
        const auto from = static_cast<std::size_t>(left - m_rowLeft);
        const auto to = std::max(static_cast<std::size_t>(right - m_rowLeft), m_row.size());
        m_row.resize(to);
        std::fill(m_row.begin() + static_cast<std::ptrdiff_t>(from),
                  m_row.begin() + static_cast<std::ptrdiff_t>(right - m_rowLeft), fill);
    }

    void paintRow()
    {
        if (m_row.empty())
            return;
        const int width = static_cast<int>(m_row.size());
        const QImage image(reinterpret_cast<const uchar*>(m_row.data()), width, 1, QImage::Format_RGB32);
        m_painter.drawImage(QRect(m_rowLeft, m_rowY, width, m_rowHeight), image);
        m_row.clear();
    }

    // Number and key frames.
    void paintEntryMarks(const LaneEntry& entry, int top)
    {
        const QRectF rect = entryRect(entry, top);
        if (rect.width() < 8)
            return;
        const annotation::Track& track = entry.track->track();
        const bool selected = m_scene.view.isSelected(track.id);
        if (entry.track->hasHumanBoxes() || (selected && m_scale.pixelsPerFrame() >= 1))
            paintDiamonds(*entry.track, top);
        const QString text = QString::number(number(track.id));
        const double width = m_metrics.horizontalAdvance(text) + 8;
        if (rect.width() < width + 8)
            return;
        const QColor fill = m_scene.document.colorOf(track.id);
        const QRectF tab(std::max(rect.left(), 0.0), top + 3, width, kLaneHeight - 6);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(selected ? QPen(color(QPalette::Highlight), 1) : QPen(Qt::NoPen));
        m_painter.setBrush(mixed(color(QPalette::Base), fill, track.hidden ? 0.25 : 1));
        m_painter.drawRoundedRect(tab, 2.5, 2.5);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        const double luminance = 0.299 * fill.redF() + 0.587 * fill.greenF() + 0.114 * fill.blueF();
        m_painter.setPen(track.hidden       ? color(QPalette::PlaceholderText)
                         : luminance > 0.52 ? QColor(0x10, 0x12, 0x14)
                                            : QColor(Qt::white));
        m_painter.drawText(tab, Qt::AlignCenter, text);
        paintPicture(track.id, tab, rect);
    }

    // Beside the number, where the bar has room for it.
    void paintPicture(TrackId id, const QRectF& tab, const QRectF& bar)
    {
        const QRectF place(tab.right() + 2, bar.top() + 1, kPictureWidth, kLaneHeight - 2);
        if (!m_scene.picture || place.right() + 8 > bar.right())
            return;
        const QImage picture = m_scene.picture(id);
        if (picture.isNull())
            return;
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
        m_painter.drawImage(place, picture);
        m_painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    }

    void paintDiamonds(const TrackSummary& track, int top)
    {
        const auto& frames = track.keyframes();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(QPen(color(QPalette::Base), 1));
        m_painter.setBrush(color(QPalette::WindowText));
        const double y = top + kLaneHeight / 2.0;
        auto it = std::lower_bound(frames.begin(), frames.end(),
                                   m_clipFrames.first - static_cast<FrameIndex>(8 / m_scale.pixelsPerFrame()));
        while (it != frames.end() && *it <= m_clipFrames.last + 1) {
            const double x = m_scale.xOf(*it + 0.5);
            const QPolygonF diamond({{x - kDiamond, y}, {x, y - kDiamond}, {x + kDiamond, y}, {x, y + kDiamond}});
            m_painter.drawPolygon(diamond);
            // diamonds that would overlap are one
            it = std::lower_bound(std::next(it), frames.end(), m_scale.frameAt(x + 2 * kDiamond));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintDrag()
    {
        const TimelineDrag& drag = m_scene.drag;
        const int lane = m_scene.lanes.laneOf(drag.track);
        if (lane < 0)
            return;
        const QRectF bar = m_scene.barOf(drag.track);
        const double x = m_scale.xOf(drag.end ? drag.frame + 1 : drag.frame);
        const QRectF rect = drag.end ? QRectF(bar.left(), bar.top(), std::max(x - bar.left(), 2.0), bar.height())
                                     : QRectF(x, bar.top(), std::max(bar.right() - x, 2.0), bar.height());
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(QPen(color(QPalette::Highlight), 1.5, Qt::DashLine));
        m_painter.setBrush(withAlpha(color(QPalette::Highlight), 40));
        m_painter.drawRoundedRect(rect.adjusted(0, 2, 0, -2), 3, 3);
        if (drag.joins != TrackId::kInvalid) {
            const QRectF target = m_scene.barOf(drag.joins);
            const bool forward = target.center().x() > bar.center().x();
            m_painter.setPen(QPen(color(QPalette::Highlight), 2));
            m_painter.drawLine(forward ? QPointF(bar.right(), bar.center().y()) : QPointF(bar.left(), bar.center().y()),
                               forward ? QPointF(target.left(), target.center().y())
                                       : QPointF(target.right(), target.center().y()));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    void paintPlayhead()
    {
        const FrameIndex frame = m_scene.view.frame();
        const double left = m_scale.xOf(frame);
        const double width = std::max(m_scale.pixelsPerFrame(), 1.0);
        const double x = std::floor(left + width / 2);
        if (width > 3)
            m_painter.fillRect(QRectF(left, kRulerHeight, width, m_area.height() - kRulerHeight),
                               withAlpha(color(QPalette::WindowText), 22));
        m_painter.fillRect(QRectF(x, kRulerHeight - 6, 1, m_area.height() - kRulerHeight + 6),
                           color(QPalette::WindowText));
        const QString text = QString::number(frame + 1);
        const double textWidth = m_metrics.horizontalAdvance(text) + 10;
        const double pillLeft = std::clamp(x - textWidth / 2, 0.0, std::max(m_area.width() - textWidth, 0.0));
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color(QPalette::WindowText));
        m_painter.drawRoundedRect(QRectF(pillLeft, 2, textWidth, 16), 3, 3);
        m_painter.setPen(color(QPalette::Base));
        m_painter.drawText(QRectF(pillLeft, 2, textWidth, 16), Qt::AlignCenter, text);
        m_painter.setRenderHint(QPainter::Antialiasing, false);
    }

    QRectF entryRect(const LaneEntry& entry, int top) const
    {
        const double x0 = m_scale.xOf(entry.first);
        return {x0, double(top), std::max(m_scale.xOf(entry.last + 1) - x0, 2.0), kLaneHeight};
    }

    QPainter& m_painter;
    const TimelineScene& m_scene;
    const TimeScale& m_scale;
    QRect m_area;
    QRect m_clip;
    FrameRange m_clipFrames;
    QFontMetrics m_metrics;
    bool m_dark;
    QRectF m_stretch; // of a lane, not painted yet
    QColor m_stretchFill;
    std::vector<QRgb> m_row; // columns of a lane from m_rowLeft on, not painted yet
    int m_rowLeft = 0;
    int m_rowY = 0;
    int m_rowHeight = 0;
};

} // namespace

TimelineHit TimelineScene::hit(QPointF position) const
{
    TimelineHit result;
    const FrameIndex raw = scale.frameAt(position.x());
    result.frame = std::clamp(raw, FrameIndex{0}, scale.frameCount() - 1);
    if (position.y() < kLanesTop) {
        if (const FrameRange range = view.range(); !range.empty() && position.y() < kHandleTop + kHandleHeight) {
            const double start = scale.xOf(range.first), end = scale.xOf(range.last + 1);
            if (position.x() >= end - 2 && position.x() <= end + kHandle)
                result.part = TimelineHit::Part::RangeEnd;
            else if (position.x() >= start - kHandle && position.x() <= start + 2)
                result.part = TimelineHit::Part::RangeStart;
            if (result.part != TimelineHit::Part::Empty)
                return result;
        }
        result.part = position.y() < kRulerHeight + kBandHeight ? TimelineHit::Part::Ruler : TimelineHit::Part::Curve;
        return result;
    }
    const int lane = static_cast<int>((position.y() - kLanesTop + scrollY) / kLaneHeight);
    if (lane < 0 || lane >= static_cast<int>(lanes.lanes().size()))
        return result;
    result.event = eventMarkAt(*this, position);
    // the ends reach a little beyond their bar
    const Lane& entries = lanes.lanes()[static_cast<std::size_t>(lane)];
    const std::size_t begin = firstEntryEndingAt(entries, scale.frameAt(position.x() - kEdgeReach));
    for (std::size_t i = begin; i < entries.size() && scale.xOf(entries[i].first) <= position.x() + kEdgeReach; ++i) {
        const double x0 = scale.xOf(entries[i].first), x1 = scale.xOf(entries[i].last + 1);
        const bool inside = position.x() >= x0 && position.x() < std::max(x1, x0 + kMergeBelow);
        const bool gripped = x1 - x0 >= kSmallestGrip;
        if (gripped && std::abs(position.x() - x1) <= kEdgeReach)
            result.part = TimelineHit::Part::BarEnd;
        else if (gripped && std::abs(position.x() - x0) <= kEdgeReach)
            result.part = TimelineHit::Part::BarStart;
        else if (inside)
            result.part = TimelineHit::Part::Bar;
        else
            continue;
        result.track = entries[i].track->id();
        if (inside)
            break;
    }
    return result;
}

QRectF TimelineScene::barOf(TrackId id) const
{
    const int lane = lanes.laneOf(id);
    const TrackSummaryPtr track = document.find(id);
    if (lane < 0 || !track)
        return {};
    const double x0 = scale.xOf(track->track().firstFrame());
    const double x1 = scale.xOf(track->track().lastFrame() + 1);
    return {x0, double(laneTop(lane)), std::max(x1 - x0, kMergeBelow), kLaneHeight};
}

void paintTimeline(QPainter& painter, const TimelineScene& scene, QRect area, QRect clip)
{
    painter.save();
    painter.setClipRect(clip);
    TimelinePass(painter, scene, area, clip).run();
    painter.restore();
}

} // namespace tw::ui
