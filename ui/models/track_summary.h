#pragma once
// What lists and the timeline need to know about a track, computed once per Track value. Immutable.

#include "core/annotation/track.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace tw::ui {

// How sure a stretch of boxes is, weakest first; drawn as hairline, thin and thick.
enum class RunStyle : std::uint8_t { Interpolated, Predicted, Human };

// Boxes in every frame first..last, all of one style.
struct TrackRun {
    FrameIndex first = 0;
    FrameIndex last = 0;
    RunStyle style = RunStyle::Predicted;

    friend bool operator==(const TrackRun&, const TrackRun&) = default;
};

RunStyle styleOf(const annotation::TrackBox& box);

class TrackSummary
{
public:
    explicit TrackSummary(annotation::TrackPtr track);

    const annotation::Track& track() const { return *m_track; }
    const annotation::TrackPtr& trackPtr() const { return m_track; }
    TrackId id() const { return m_track->id; }
    // By frame, disjoint; a missing frame between two runs is a gap.
    const std::vector<TrackRun>& runs() const { return m_runs; }
    double meanScore() const { return m_meanScore; }
    std::size_t boxCount() const { return m_track->boxes.size(); }
    bool hasHumanBoxes() const { return m_hasHumanBoxes; }
    // What diamonds stand for: boxes a person touched, or the simplified path of an imported dense track. Computed at
    // the first call, GUI thread.
    const std::vector<FrameIndex>& keyframes() const;

private:
    annotation::TrackPtr m_track;
    std::vector<TrackRun> m_runs;
    double m_meanScore = 0;
    bool m_hasHumanBoxes = false;
    mutable std::optional<std::vector<FrameIndex>> m_keyframes;
};
using TrackSummaryPtr = std::shared_ptr<const TrackSummary>;

// The first run that ends at `frame` or later; runs().size() when there is none. O(log n).
std::size_t firstRunEndingAt(const std::vector<TrackRun>& runs, FrameIndex frame);

} // namespace tw::ui
