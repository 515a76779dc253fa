#include "ui/timeline/event_marks.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace tw::ui {

namespace {

EventMark markOf(const review::Event& event)
{
    using review::EventKind;
    const bool pieces = event.kind == EventKind::Fragment || event.kind == EventKind::Reentry;
    return {event.key,
            event.kind,
            event.frame,
            event.a,
            event.b,
            event.probability,
            pieces ? event.frames.first : kNoFrame};
}

} // namespace

bool EventMarks::set(const std::vector<review::Event>& open, FrameIndex frameCount, FrameIndex reach)
{
    std::vector<EventMark> marks;
    marks.reserve(open.size());
    for (const review::Event& event : open)
        marks.push_back(markOf(event));
    std::sort(marks.begin(), marks.end(), [](const EventMark& x, const EventMark& y) {
        return std::tie(x.frame, x.key) < std::tie(y.frame, y.key);
    });
    if (marks == m_marks && frameCount == m_frameCount)
        return false;
    m_marks = std::move(marks);
    m_frameCount = frameCount;
    m_onLanes.clear();
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        m_onLanes.push_back({m_marks[i].frameA(), m_marks[i].a, i});
        if (m_marks[i].b != TrackId::kInvalid)
            m_onLanes.push_back({m_marks[i].frame, m_marks[i].b, i});
    }
    std::stable_sort(m_onLanes.begin(), m_onLanes.end(),
                     [](const LaneMark& x, const LaneMark& y) { return x.frame < y.frame; });
    m_risk.assign(m_marks.empty() ? 0 : static_cast<std::size_t>(std::max(frameCount, 0)), 0.0F);
    const FrameIndex side = std::max(reach, FrameIndex{1});
    for (const EventMark& mark : m_marks) {
        for (FrameIndex frame = std::max(mark.frame - side + 1, 0); frame < std::min(mark.frame + side, frameCount);
             ++frame) {
            const double share = 1 - double(std::abs(frame - mark.frame)) / side;
            m_risk[static_cast<std::size_t>(frame)] += static_cast<float>(mark.probability * share);
        }
    }
    m_highest = m_risk.empty() ? 0 : *std::max_element(m_risk.begin(), m_risk.end());
    return true;
}

bool EventMarks::setCurrent(const std::optional<review::Event>& current)
{
    std::optional<EventMark> mark;
    if (current)
        mark = markOf(*current);
    if (mark == m_current)
        return false;
    m_current = std::move(mark);
    return true;
}

std::vector<LaneMark>::const_iterator EventMarks::firstOnLanes(FrameIndex frame) const
{
    return std::lower_bound(m_onLanes.begin(), m_onLanes.end(), frame,
                            [](const LaneMark& mark, FrameIndex wanted) { return mark.frame < wanted; });
}

} // namespace tw::ui
