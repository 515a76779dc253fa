#include "ui/models/picture_plan.h"

#include "core/review/clear_boxes.h"
#include "core/review/event_group.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tw::ui {

using review::Event;
using review::PictureLayout;

namespace {

constexpr double kReachSeconds = 2.5; // on each side of the cut
constexpr int kPairSide = 2;          // pictures of a person on each side of the cut
constexpr int kSingle = 4;            // pictures of one person

std::function<bool(const annotation::TrackBox&)> keptBoxes(const PictureSource& source)
{
    if (!source.isKept)
        return {};
    return [&source](const annotation::TrackBox& box) {
        return source.isKept(box.frame, surroundings({box.frame, TrackId::kInvalid, box.box, source.video}));
    };
}

struct PlanText {
    Q_DECLARE_TR_FUNCTIONS(PicturePlan)
};

class Planner
{
public:
    Planner(const PictureSource& source, const Event& event)
        : m_source(source), m_event(event),
          m_reach(std::max<FrameIndex>(static_cast<FrameIndex>(std::lround(kReachSeconds * source.frameRate)), 5))
    {}

    PicturePlan plan() const
    {
        PicturePlan plan;
        switch (review::pictureLayoutOf(m_event.kind)) {
        case PictureLayout::Exchange: plan.rows = swapRows(); break;
        case PictureLayout::Pieces: plan.rows = {piecesRow()}; break;
        case PictureLayout::Both: plan.rows = {bothRow()}; break;
        case PictureLayout::Cut: plan.rows = {cutRow()}; break;
        case PictureLayout::Gap: plan.rows = {missedRow()}; break;
        case PictureLayout::Single: plan.rows = {singleRow()}; break;
        }
        for (const PictureRow& row : plan.rows) {
            int columns = 0;
            for (const PictureGroup& group : row.groups)
                columns += static_cast<int>(group.before.size() + group.after.size());
            plan.columns = std::max(plan.columns, columns);
        }
        return plan;
    }

private:
    std::vector<PictureCell> clearest(TrackId id, FrameRange frames, FrameIndex near, int count) const
    {
        const TrackSummaryPtr track = m_source.document.find(id);
        if (!track)
            return {};
        review::ClearBoxOptions options;
        options.frames = {std::max(frames.first, FrameIndex{0}), frames.last};
        options.near = near;
        options.count = count;
        options.width = m_source.video.width();
        options.height = m_source.video.height();
        options.preferred = keptBoxes(m_source);
        const auto boxesAt = [this](FrameIndex frame) { return m_source.document.boxesAt(frame); };
        std::vector<PictureCell> cells;
        for (const annotation::TrackBox& box : review::clearBoxes(track->track(), boxesAt, options))
            cells.push_back({box.frame, id, box.box, m_source.video});
        return cells;
    }

    std::vector<PictureCell> before(TrackId id, FrameIndex cut, int count) const
    {
        return clearest(id, {cut - m_reach, cut - 1}, cut - 1, count);
    }
    std::vector<PictureCell> after(TrackId id, FrameIndex cut, int count) const
    {
        return clearest(id, {cut, cut + m_reach}, cut, count);
    }

    std::vector<PictureRow> swapRows() const
    {
        const FrameIndex cut = m_event.frame;
        const auto a0 = before(m_event.a, cut, kPairSide), a1 = after(m_event.a, cut, kPairSide);
        const auto b0 = before(m_event.b, cut, kPairSide), b1 = after(m_event.b, cut, kPairSide);
        PictureRow is{PlanText::tr("As it is"), false, {{{}, m_event.a, a0, a1, true}, {{}, m_event.b, b0, b1, true}}};
        PictureRow swapped{
            PlanText::tr("After the swap"), true, {{{}, m_event.a, a0, b1, true}, {{}, m_event.b, b0, a1, true}}};
        return {std::move(is), std::move(swapped)};
    }

    // The end of one track, the begin of the other.
    PictureRow piecesRow() const
    {
        const TrackSummaryPtr a = m_source.document.find(m_event.a), b = m_source.document.find(m_event.b);
        PictureRow row;
        if (!a || !b)
            return row;
        const bool aFirst = a->track().firstFrame() <= b->track().firstFrame();
        const annotation::Track& first = aFirst ? a->track() : b->track();
        const annotation::Track& second = aFirst ? b->track() : a->track();
        const FrameIndex end = first.lastFrame(), begin = second.firstFrame();
        row.groups.push_back({PlanText::tr("until frame %1").arg(end + 1),
                              first.id,
                              clearest(first.id, {end - m_reach, end}, end, kPairSide),
                              {},
                              false});
        row.groups.push_back({PlanText::tr("from frame %1 on").arg(begin + 1),
                              second.id,
                              clearest(second.id, {begin, begin + m_reach}, begin, kPairSide),
                              {},
                              false});
        return row;
    }

    PictureRow bothRow() const
    {
        PictureRow row;
        const FrameRange about{m_event.frame - m_reach, m_event.frame + m_reach};
        for (const TrackId id : {m_event.a, m_event.b})
            row.groups.push_back({{}, id, clearest(id, about, m_event.frame, kPairSide), {}, false});
        return row;
    }

    PictureRow cutRow() const
    {
        PictureRow row;
        row.groups.push_back({PlanText::tr("before frame %1 | from there on").arg(m_event.frame + 1), m_event.a,
                              before(m_event.a, m_event.frame, kPairSide), after(m_event.a, m_event.frame, kPairSide),
                              true});
        return row;
    }

    // Before and after the gap, and where the person should be in it.
    PictureRow missedRow() const
    {
        PictureRow row;
        const FrameRange gap = m_event.frames;
        row.groups.push_back({PlanText::tr("before | after"), m_event.a,
                              clearest(m_event.a, {gap.first - m_reach, gap.first}, gap.first, kPairSide),
                              clearest(m_event.a, {gap.last, gap.last + m_reach}, gap.last, kPairSide), true});
        if (m_event.placeA.valid())
            row.groups.push_back({PlanText::tr("in between"),
                                  m_event.a,
                                  {{m_event.frame, m_event.a, m_event.placeA, m_source.video}},
                                  {},
                                  false});
        return row;
    }

    PictureRow singleRow() const
    {
        PictureRow row;
        FrameRange frames = m_event.frames;
        if (frames.empty() || frames.length() < m_reach)
            frames = {m_event.frame - m_reach, m_event.frame + m_reach};
        row.groups.push_back({{}, m_event.a, clearest(m_event.a, frames, m_event.frame, kSingle), {}, false});
        return row;
    }

    const PictureSource& m_source;
    const Event& m_event;
    FrameIndex m_reach;
};

} // namespace

PicturePlan picturePlan(const PictureSource& source, const Event& event)
{
    return Planner(source, event).plan();
}

PictureCell keyPicture(const PictureSource& source, TrackId id, FrameIndex near)
{
    const TrackSummaryPtr track = source.document.find(id);
    if (!track || track->track().empty())
        return {};
    const auto reach = static_cast<FrameIndex>(std::lround(kReachSeconds * source.frameRate));
    review::ClearBoxOptions options;
    near = std::clamp(near, track->track().firstFrame(), track->track().lastFrame());
    options.frames = {near - reach, near + reach};
    options.near = near;
    options.count = 1;
    options.width = source.video.width();
    options.height = source.video.height();
    options.preferred = keptBoxes(source);
    const auto boxes = review::clearBoxes(
        track->track(), [&source](FrameIndex frame) { return source.document.boxesAt(frame); }, options);
    if (boxes.empty())
        return {};
    return {boxes.front().frame, id, boxes.front().box, source.video};
}

Box surroundings(const PictureCell& cell)
{
    return pipeline::pictureArea(cell.box, {cell.video.width(), cell.video.height()});
}

PicturePlacement::PicturePlacement(const PictureCell& cell, const QRectF& place, double zoom)
    : m_middle(place.center()), m_scale(std::min(place.width() / cell.box.width, place.height() / cell.box.height) /
                                        (1 + 2 * pipeline::kPictureMargin) * zoom)
{
    m_source = {pipeline::movedInside(cell.box.centerX(), place.width() / m_scale, cell.video.width()),
                pipeline::movedInside(cell.box.centerY(), place.height() / m_scale, cell.video.height())};
}

QRectF PicturePlacement::of(const Box& box) const
{
    return {m_middle.x() + (box.left - m_source.x()) * m_scale, m_middle.y() + (box.top - m_source.y()) * m_scale,
            box.width * m_scale, box.height * m_scale};
}

} // namespace tw::ui
