#pragma once
// A lens over the video while a box is drawn or moved: the pixels under the pointer, enlarged, in a corner where the
// pointer is not. Painting only.

#include "ui/canvas/viewport.h"

#include <QImage>

class QPainter;

namespace tw::ui {

// `pointer` in widget pixels; `accent` for the cross hairs. Nothing is painted where the view is enlarged as far
// already.
void paintMagnifier(QPainter& painter, const QImage& frame, const Viewport& viewport, QPointF pointer,
                    const QColor& accent);

} // namespace tw::ui
