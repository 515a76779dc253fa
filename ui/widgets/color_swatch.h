#pragma once
// A small rounded square in a track's colour.

#include <QColor>
#include <QPixmap>

namespace tw::ui {

QPixmap swatchPixmap(const QColor& color, int size, qreal devicePixelRatio);

} // namespace tw::ui
