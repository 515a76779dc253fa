#pragma once
// The colours of tracks (core/annotation/track_colors.h) as Qt's values.

#include "core/annotation/track_colors.h"

#include <QColor>
#include <QList>

namespace tw::ui {

QColor colorOf(TrackId id);
QColor colorOf(const annotation::Track& track);
QList<qreal> dashPatternOf(TrackId id);

} // namespace tw::ui
