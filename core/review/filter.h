#pragma once
// Which findings a person wants to go through: of some kinds, about one person, in a stretch of the video, on tracks of
// the tracker or on tracks a person touched. A value.

#include "core/annotation/document.h"
#include "core/review/event.h"

#include <set>

namespace tw::review {

struct EventFilter {
    enum class MadeBy { Anyone, Tracker, Person }; // Person: a track of the finding has a box drawn, moved or verified

    std::set<EventKind> kinds;         // empty: all
    TrackId track = TrackId::kInvalid; // kInvalid: all tracks
    FrameRange frames;                 // empty: the whole video
    MadeBy madeBy = MadeBy::Anyone;

    bool empty() const { return *this == EventFilter{}; }
    bool accepts(const Event& event, const annotation::DocumentState& state) const;

    friend bool operator==(const EventFilter&, const EventFilter&) = default;
};

} // namespace tw::review
