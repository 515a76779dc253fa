#pragma once
// The colour of a track: a fixed function of its number, so that it never changes when tracks come and go. Colours are
// picked farthest-first by CIEDE2000 among L* 50..85 with chroma 38..74, away from the two colours that mean something
// (selection, suspicion), and ordered so that neighbouring numbers differ most.
// Source of the difference formula: Sharma, Wu, Dalal 2005, The CIEDE2000 Color-Difference Formula.

#include "core/annotation/track.h"

#include <QColor>
#include <Qt>

#include <vector>

namespace tw::ui {

struct Lab {
    double l = 0, a = 0, b = 0;
};
Lab labFromRgb(QRgb color);
double ciede2000(const Lab& x, const Lab& y);

// The whole table; number(id) - 1 modulo its size selects.
const std::vector<QRgb>& trackColorTable();
QColor colorOf(TrackId id);
// The person's own colour when there is one.
QColor colorOf(const annotation::Track& track);
// For people who cannot tell the colours apart: one of four dash patterns, together with the colour unique for longer.
QList<qreal> dashPatternOf(TrackId id);

} // namespace tw::ui
