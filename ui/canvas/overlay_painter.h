#pragma once
// Paints an OverlayModel: a pure function of it, so that a test can look at the picture. Lines keep their width in
// widget pixels whatever the zoom; the thickness of a box says how sure it is (hairline, thin, thick).
// Cost: what lies outside the view is skipped, frames are filled as four strips instead of being stroked, trails drop
// points that are not seen, and labels are pictures that are kept.

#include "ui/canvas/overlay_model.h"
#include "ui/canvas/viewport.h"

#include <QFont>

#include <array>

class QPainter;

namespace tw::ui {

class LabelPictures;

// Where the eight handles of a box are, in widget pixels; index 0 upper left, then clockwise.
std::array<QPointF, 8> handlePoints(QRectF widgetRect);

struct OverlayStyle {
    QFont labelFont;
    LabelPictures& labels;
    bool handles = true; // of a single selected box
};

void paintOverlay(QPainter& painter, const OverlayModel& model, const Viewport& viewport, const OverlayStyle& style);

// A box of the ground truth: dashed, in the colour of suspicion, its label below.
void paintMark(QPainter& painter, const OverlayMark& mark, const Viewport& viewport, const QFont& font);

// Draft of a box while it is drawn, moved or resized.
void paintDraft(QPainter& painter, const Box& box, const Viewport& viewport, const QFont& font);

} // namespace tw::ui
