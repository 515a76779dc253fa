#pragma once
// A small rounded square in a track's colour.

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace tw::ui {

// For lists: the same when its row is selected. One icon a colour, because the pixmap cache keeps a copy of every icon
// that is painted. GUI thread.
QIcon swatchIcon(const QColor& color);
QPixmap swatchPixmap(const QColor& color, int size, qreal devicePixelRatio);

} // namespace tw::ui
