#include "ui/models/track_summary.h"

#include "core/annotation/query.h"

#include <algorithm>

namespace tw::ui {

RunStyle styleOf(const annotation::TrackBox& box)
{
    using annotation::BoxOrigin;
    if (box.keyframe || box.verified || box.origin == BoxOrigin::Manual)
        return RunStyle::Human;
    return box.origin == BoxOrigin::Interpolated ? RunStyle::Interpolated : RunStyle::Predicted;
}

TrackSummary::TrackSummary(annotation::TrackPtr track) : m_track(std::move(track))
{
    double sum = 0;
    for (const annotation::TrackBox& box : m_track->boxes) {
        const RunStyle style = styleOf(box);
        m_hasHumanBoxes = m_hasHumanBoxes || style == RunStyle::Human;
        sum += static_cast<double>(box.score);
        if (!m_runs.empty() && m_runs.back().last + 1 == box.frame && m_runs.back().style == style)
            m_runs.back().last = box.frame;
        else
            m_runs.push_back({box.frame, box.frame, style});
    }
    if (!m_track->boxes.empty())
        m_meanScore = sum / static_cast<double>(m_track->boxes.size());
}

const std::vector<FrameIndex>& TrackSummary::keyframes() const
{
    if (!m_keyframes)
        m_keyframes = annotation::simplifiedKeyframes(*m_track);
    return *m_keyframes;
}

std::size_t firstRunEndingAt(const std::vector<TrackRun>& runs, FrameIndex frame)
{
    const auto it = std::lower_bound(runs.begin(), runs.end(), frame,
                                     [](const TrackRun& run, FrameIndex value) { return run.last < value; });
    return static_cast<std::size_t>(it - runs.begin());
}

} // namespace tw::ui
