#include "ui/canvas/overlay_model.h"

#include "core/annotation/trail.h"
#include "ui/bridge/qt_convert.h"
#include "ui/widgets/track_colors.h"

#include <algorithm>

namespace tw::ui {

using annotation::Track;
using annotation::TrackBox;

namespace {

QPointF pointOf(annotation::Feet feet)
{
    return {feet.x, feet.y};
}

void appendTrail(std::vector<OverlayTrail>& trails, const Track& track, FrameRange frames, const OverlayTrail& style)
{
    for (const auto& piece : annotation::trailOf(track, frames)) {
        OverlayTrail trail = style;
        for (const annotation::Feet feet : piece)
            trail.points.push_back(pointOf(feet));
        trails.push_back(std::move(trail));
    }
}

double overlap(const Box& a, const Box& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.left, b.left);
    const double height = std::min(a.bottom(), b.bottom()) - std::max(a.top, b.top);
    if (width <= 0 || height <= 0)
        return 0;
    return width * height / (a.area() + b.area() - width * height);
}

class Builder
{
public:
    explicit Builder(const OverlayInput& input) : m_in(input) { m_model.frame = input.frame; }

    OverlayModel build()
    {
        m_model.labels = m_in.view.display().ids;
        addBoxes();
        addTrails();
        addGhosts();
        if (m_in.pending.kind == PendingCommand::Kind::Swap)
            previewSwap();
        else if (m_in.pending.kind == PendingCommand::Kind::Join)
            previewJoin();
        return std::move(m_model);
    }

private:
    void addBoxes()
    {
        for (const annotation::FrameBox& entry : m_in.document.boxesAt(m_in.frame)) {
            if ((entry.track->hidden || !m_in.view.isShown(entry.id)) && !m_in.view.isSelected(entry.id))
                continue;
            OverlayBox box;
            box.id = entry.id;
            box.box = entry.box->box;
            box.color = m_in.document.colorOf(entry.id);
            box.label = QString::number(number(entry.id));
            if (!entry.track->name.empty())
                box.label += QStringLiteral("  ") + toQt(entry.track->name);
            box.style = styleOf(*entry.box);
            box.selected = m_in.view.isSelected(entry.id);
            box.hovered = m_in.view.hovered() == entry.id;
            box.locked = entry.track->locked;
            box.occluded = entry.box->occluded;
            box.badge = badgeOf(entry.id);
            if (m_in.view.display().patterns)
                box.dashes = dashPatternOf(entry.id);
            m_model.boxes.push_back(std::move(box));
        }
        std::stable_partition(m_model.boxes.begin(), m_model.boxes.end(),
                              [](const OverlayBox& box) { return !box.selected; });
    }

    int badgeOf(TrackId id) const
    {
        const auto& candidates = m_in.pending.candidates;
        const auto it = std::find(candidates.begin(), candidates.end(), id);
        const auto position = it - candidates.begin();
        return it == candidates.end() || position >= 9 ? 0 : static_cast<int>(position) + 1;
    }

    void addTrails()
    {
        const DisplayOptions& display = m_in.view.display();
        if (!display.trails)
            return;
        for (const OverlayBox& box : m_model.boxes) {
            if (m_in.pending.kind == PendingCommand::Kind::Swap &&
                (box.id == m_in.pending.track || box.id == swapPartner()))
                continue; // the preview shows them
            const Track& track = m_in.document.find(box.id)->track();
            appendTrail(m_model.trails, track, {m_in.frame - display.trailFrames, m_in.frame},
                        {box.color, {}, false, box.selected, false});
            if (box.selected)
                appendTrail(m_model.trails, track, {m_in.frame, m_in.frame + display.trailFrames},
                            {box.color, {}, true, true, false});
        }
    }

    void addGhosts()
    {
        const DisplayOptions& display = m_in.view.display();
        const bool adopting =
            (m_in.pending.kind == PendingCommand::Kind::Adopt || m_in.pending.kind == PendingCommand::Kind::Ask) &&
            m_in.pending.frame == m_in.frame;
        if (display.ghosts) {
            for (std::size_t i = 0; i < m_in.peaks.peaks.size(); ++i) {
                const Peak& peak = m_in.peaks.peaks[i];
                const Box box = peak.box();
                if (static_cast<double>(peak.score) < display.ghostThreshold || isTaken(box))
                    continue;
                m_model.ghosts.push_back({i, box, peak.score, adopting && m_in.pending.box == box});
            }
        }
        const bool shown =
            std::any_of(m_model.ghosts.begin(), m_model.ghosts.end(), [](const auto& ghost) { return ghost.chosen; });
        if (adopting && m_in.pending.track == TrackId::kInvalid && m_in.pending.box && !shown)
            m_model.ghosts.push_back({0, *m_in.pending.box, 0, true});
    }

    bool isTaken(const Box& ghost) const
    {
        return std::any_of(m_model.boxes.begin(), m_model.boxes.end(),
                           [&](const OverlayBox& box) { return overlap(box.box, ghost) > 0.5; });
    }

    // The partner under the pointer goes before the proposed one.
    TrackId swapPartner() const
    {
        const TrackId hovered = m_in.view.hovered();
        const bool useful =
            hovered != TrackId::kInvalid && hovered != m_in.pending.track && m_in.document.find(hovered);
        return useful ? hovered : m_in.pending.partner();
    }

    void previewSwap()
    {
        const auto a = m_in.document.find(m_in.pending.track);
        const auto b = m_in.document.find(swapPartner());
        if (!a || !b)
            return;
        const FrameIndex length = std::max(m_in.view.display().trailFrames, 30);
        const FrameRange scope = m_in.pending.scope;
        const FrameRange before{scope.first - length, scope.first};
        const FrameRange after{scope.first, std::min(scope.first + length, scope.last)};
        const auto addPair = [&](const Track& past, const Track& future) {
            const QColor color = m_in.document.colorOf(past.id);
            appendTrail(m_model.trails, past, before, {color, {}, false, true, false});
            appendTrail(m_model.trails, future, after, {color, {}, true, true, false});
        };
        addPair(a->track(), b->track());
        addPair(b->track(), a->track());
        if (!scope.contains(m_in.frame))
            return;
        const auto addBox = [&](const Track& keeps, const Track& now) {
            if (const TrackBox* box = now.at(m_in.frame))
                m_model.previews.push_back(
                    {box->box, m_in.document.colorOf(keeps.id), QStringLiteral("→ %1").arg(number(keeps.id))});
        };
        addBox(a->track(), b->track());
        addBox(b->track(), a->track());
    }

    void previewJoin()
    {
        const auto into = m_in.document.find(m_in.pending.track);
        const auto from = m_in.document.find(m_in.pending.partner());
        if (!into || !from || into->track().empty() || from->track().empty())
            return;
        const bool forward = from->track().firstFrame() > into->track().lastFrame();
        const TrackBox& end = forward ? into->track().boxes.back() : into->track().boxes.front();
        const TrackBox& begin = forward ? from->track().boxes.front() : from->track().boxes.back();
        const QColor color = m_in.document.colorOf(into->id());
        const FrameIndex length = std::max(m_in.view.display().trailFrames, 30);
        appendTrail(m_model.trails, into->track(), {end.frame - length, end.frame + length},
                    {color, {}, false, true, false});
        m_model.trails.push_back(
            {color, {pointOf(annotation::feetOf(end.box)), pointOf(annotation::feetOf(begin.box))}, true, true, true});
        appendTrail(m_model.trails, from->track(), {begin.frame - length, begin.frame + length},
                    {color, {}, true, true, false});
        m_model.previews.push_back(
            {begin.box, color, QStringLiteral("%1 → %2").arg(number(from->id())).arg(number(into->id()))});
    }

    const OverlayInput& m_in;
    OverlayModel m_model;
};

bool contains(const Box& box, QPointF point)
{
    return point.x() >= box.left && point.x() <= box.right() && point.y() >= box.top && point.y() <= box.bottom();
}

} // namespace

const OverlayBox* OverlayModel::find(TrackId id) const
{
    const auto it = std::find_if(boxes.begin(), boxes.end(), [id](const OverlayBox& box) { return box.id == id; });
    return it == boxes.end() ? nullptr : &*it;
}

OverlayModel buildOverlay(const OverlayInput& input)
{
    return Builder(input).build();
}

std::vector<TrackId> boxesUnder(const OverlayModel& model, QPointF source)
{
    std::vector<const OverlayBox*> hits;
    for (const OverlayBox& box : model.boxes) {
        if (contains(box.box, source))
            hits.push_back(&box);
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const OverlayBox* a, const OverlayBox* b) { return a->box.area() < b->box.area(); });
    std::vector<TrackId> ids;
    for (const OverlayBox* box : hits)
        ids.push_back(box->id);
    return ids;
}

const OverlayGhost* ghostUnder(const OverlayModel& model, QPointF source)
{
    const OverlayGhost* best = nullptr;
    for (const OverlayGhost& ghost : model.ghosts) {
        if (contains(ghost.box, source) && (!best || ghost.box.area() < best->box.area()))
            best = &ghost;
    }
    return best;
}

} // namespace tw::ui
