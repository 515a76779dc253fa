#pragma once
// A small rounded square in a track's colour.

#include <QColor>
#include <QIcon>
#include <QPixmap>

namespace tw::ui {

// For lists: the same when its row is selected.
QIcon swatchIcon(const QColor& color);
// The same pixmap for the same arguments: painted icons leave a copy in the pixmap cache for every new one. GUI thread.
QPixmap swatchPixmap(const QColor& color, int size, qreal devicePixelRatio);

} // namespace tw::ui
