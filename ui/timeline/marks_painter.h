#pragma once
// (private to timeline) What the review adds to the timeline: marks of open findings on their lanes, the risk curve,
// and stretches that would change their number. What is drawn does not depend on the clip, so that pieces fit together;
// findings closer than a mark's width are one mark, the most probable of them.

#include "ui/timeline/timeline_scene.h"

namespace tw::ui {

void paintRisk(QPainter& painter, const TimelineScene& scene, QRect clip);
void paintEventMarks(QPainter& painter, const TimelineScene& scene, QRect clip);
void paintSpanChanges(QPainter& painter, const TimelineScene& scene, QRect clip);
// The mark under the pointer; null when there is none.
const EventMark* eventMarkAt(const TimelineScene& scene, QPointF position);
// Amber that stands out from lanes of this palette.
QColor suspicionOn(const QPalette& palette);

} // namespace tw::ui
