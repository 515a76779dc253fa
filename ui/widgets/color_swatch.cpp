#include "ui/widgets/color_swatch.h"

#include <QHash>
#include <QPainter>

namespace tw::ui {

namespace {

constexpr int kListSize = 12;
constexpr qreal kListRatio = 2; // sharp on dense screens, scaled down on others

} // namespace

QIcon swatchIcon(const QColor& color)
{
    static QHash<QRgb, QIcon> icons;
    QIcon& icon = icons[color.rgba()];
    if (icon.isNull()) {
        const QPixmap pixmap = swatchPixmap(color, kListSize, kListRatio);
        icon.addPixmap(pixmap);
        icon.addPixmap(pixmap, QIcon::Selected);
    }
    return icon;
}

QPixmap swatchPixmap(const QColor& color, int size, qreal devicePixelRatio)
{
    QPixmap pixmap(qRound(size * devicePixelRatio), qRound(size * devicePixelRatio));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, size, size), 3, 3);
    return pixmap;
}

} // namespace tw::ui
