#pragma once
// The open findings as the timeline shows them: marks on the lanes of their tracks, and how risky each frame is.
// Values; no painting. GUI thread.

#include "core/review/event.h"

#include <optional>
#include <string>
#include <vector>

namespace tw::ui {

// A stretch of a track that would get another number; shown before it is carried out.
struct SpanChange {
    TrackId from = TrackId::kInvalid;
    TrackId to = TrackId::kInvalid;
    FrameRange frames;
};

struct EventMark {
    std::string key; // of the event
    review::EventKind kind = review::EventKind::Swap;
    FrameIndex frame = 0;
    TrackId a = TrackId::kInvalid;
    TrackId b = TrackId::kInvalid;
    double probability = 0;
    FrameIndex before = kNoFrame; // of two pieces of one person: where the first ends

    // Where it is on the lane of `a`; on that of `b` it is at `frame`.
    FrameIndex frameA() const { return before == kNoFrame ? frame : before; }
    friend bool operator==(const EventMark&, const EventMark&) = default;
};

struct LaneMark {
    FrameIndex frame = 0;
    TrackId track = TrackId::kInvalid;
    std::size_t mark = 0; // index of its finding
};

class EventMarks
{
public:
    // False when nothing differs. `reach`: frames before and after a finding that share its risk.
    bool set(const std::vector<review::Event>& open, FrameIndex frameCount, FrameIndex reach);
    bool setCurrent(const std::optional<review::Event>& current);

    const std::vector<EventMark>& all() const { return m_marks; }      // by frame
    const std::vector<LaneMark>& onLanes() const { return m_onLanes; } // by frame
    std::vector<LaneMark>::const_iterator firstOnLanes(FrameIndex frame) const;
    const std::optional<EventMark>& current() const { return m_current; } // with the cut where it was moved
    // Errors to be expected about each frame; empty when there are none.
    const std::vector<float>& risk() const { return m_risk; }
    float highestRisk() const { return m_highest; }

private:
    std::vector<EventMark> m_marks;
    std::vector<LaneMark> m_onLanes;
    std::optional<EventMark> m_current;
    std::vector<float> m_risk;
    float m_highest = 0;
    FrameIndex m_frameCount = 0;
};

} // namespace tw::ui
