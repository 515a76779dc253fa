#pragma once
// (private to timeline) What a person says of tracks over time: absences on their lanes, notes in the ruler and on
// lanes, and the attributes of the selected track as rows at the lower edge. What is drawn does not depend on the clip.

#include "ui/timeline/timeline_scene.h"

#include <optional>

namespace tw::ui {

inline constexpr int kAttributeRowHeight = 16;

// Attributes of the selected track that say something about a stretch of frames or the whole track, one row each.
std::vector<QString> attributeRows(const TimelineScene& scene);
// Pixels that they take at the lower edge.
int attributeRowsHeight(const TimelineScene& scene);

void paintAbsences(QPainter& painter, const TimelineScene& scene, const annotation::Track& track, int top, QRect clip);
void paintTrackNotes(QPainter& painter, const TimelineScene& scene, QRect clip);
void paintFrameNotes(QPainter& painter, const TimelineScene& scene, QRect clip);
void paintAttributeRows(QPainter& painter, const TimelineScene& scene, QRect area, QRect clip);

// The text for what lies here: a note, an absence, a value; nothing: none of them.
std::optional<QString> labelTipAt(const TimelineScene& scene, QRect area, QPointF position);

} // namespace tw::ui
