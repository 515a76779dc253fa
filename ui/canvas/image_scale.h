#pragma once
// The image of a preview is smaller than the video: where source pixels lie in it. Pure arithmetic.

#include "ui/canvas/viewport.h"

#include <QImage>
#include <QTransform>

namespace tw::ui {

inline QTransform imageFromSource(const QImage& image, const Viewport& viewport)
{
    const QSizeF source = viewport.sourceSize();
    return QTransform::fromScale(image.width() / source.width(), image.height() / source.height());
}

} // namespace tw::ui
