#pragma once
// The timeline as values: geometry, hit testing and painting, without a widget. Painting cost follows the pixels that
// are drawn, not the number of tracks or boxes: runs are found by binary search and stretches narrower than 3 px are
// drawn as one.
//
//   ruler | progress and verified bands | risk and people curves | lanes (scrolled)

#include "ui/models/document_view.h"
#include "ui/models/view_state.h"
#include "ui/timeline/appearance_colours.h"
#include "ui/timeline/event_marks.h"
#include "ui/timeline/lane_layout.h"
#include "ui/timeline/time_scale.h"

#include <QFont>
#include <QImage>
#include <QPalette>
#include <QRect>

#include <functional>

class QPainter;

namespace tw::ui {

inline constexpr int kRulerHeight = 24;
inline constexpr int kBandHeight = 8;
inline constexpr int kCurveHeight = 32;
inline constexpr int kLaneHeight = 20;
inline constexpr int kLanesTop = kRulerHeight + kBandHeight + kCurveHeight + 4;

struct TimelineHit {
    enum class Part { Ruler, RangeStart, RangeEnd, Curve, Empty, Bar, BarStart, BarEnd };
    Part part = Part::Empty;
    FrameIndex frame = 0; // clamped to the video
    TrackId track = TrackId::kInvalid;
    const EventMark* event = nullptr; // the mark that lies over it; of the scene
};

// An end of a track under the pointer's control.
struct TimelineDrag {
    TrackId track = TrackId::kInvalid;
    bool end = true;                   // false: the start
    FrameIndex frame = 0;              // where it would be
    TrackId joins = TrackId::kInvalid; // the track it would be joined with
};

struct TimelineScene {
    const DocumentView& document;
    const ViewState& view;
    const LaneLayout& lanes;
    TimeScale scale;
    int scrollY = 0;  // pixels of lanes above the visible ones
    FrameRange asked; // of the tracker run
    FrameRange finished;
    TimelineDrag drag; // track kInvalid: none
    QPalette palette;
    QFont font;
    const EventMarks* events = nullptr; // null: none
    const std::vector<SpanChange>* changes = nullptr;
    const AppearanceColours* colours = nullptr;  // null: lanes have the colours of their tracks
    std::function<QImage(TrackId)> picture = {}; // of a person, beside their number; null images: none (yet)

    int laneTop(int lane) const { return kLanesTop + lane * kLaneHeight - scrollY; }
    TimelineHit hit(QPointF position) const;
    // Where a track lies, for repainting and tests; empty when it has no lane.
    QRectF barOf(TrackId id) const;
};

// Paints what lies in `clip`.
void paintTimeline(QPainter& painter, const TimelineScene& scene, QRect area, QRect clip);

} // namespace tw::ui
