#pragma once
// Icons of resources/icons: drawn from SVG at the size asked for, in the colours of the program's palette, so that they
// stay sharp on every screen and follow a change of theme.

#include <QIcon>
#include <QPalette>
#include <QString>

namespace tw::ui {

// `name` without folder and suffix: "play". `role`: the palette colour of the normal state.
QIcon icon(const QString& name, QPalette::ColorRole role = QPalette::ButtonText);
// The same as pixels.
QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio);

// theme.qss names icons as url(icon:NAME:ROLE); style sheets can only load files, so they are written to a cache folder
// in the palette's colours. Also replaces @role by the colour of that role.
QString resolveStyleSheet(const QString& sheet, const QPalette& palette);

} // namespace tw::ui
