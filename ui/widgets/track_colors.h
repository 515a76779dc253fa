#pragma once
// The colours of tracks (core/annotation/track_colors.h) as Qt's values.

#include "core/annotation/track_colors.h"

#include <QColor>
#include <QList>

namespace tw::ui {

QColor colorFrom(annotation::Rgb rgb);
// The fixed colour of the number; those of the tracks of a document: DocumentView::colorOf().
QColor colorOf(TrackId id);
QList<qreal> dashPatternOf(TrackId id);

} // namespace tw::ui
