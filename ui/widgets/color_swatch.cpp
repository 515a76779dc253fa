#include "ui/widgets/color_swatch.h"

#include <QPainter>
#include <QPixmapCache>

namespace tw::ui {

namespace {

constexpr int kListSize = 12;
constexpr qreal kListRatio = 2; // sharp on dense screens, scaled down on others

} // namespace

QIcon swatchIcon(const QColor& color)
{
    const QPixmap pixmap = swatchPixmap(color, kListSize, kListRatio);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

QPixmap swatchPixmap(const QColor& color, int size, qreal devicePixelRatio)
{
    const QString key =
        QStringLiteral("tw-swatch/%1/%2/%3").arg(color.name(QColor::HexArgb)).arg(size).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(qRound(size * devicePixelRatio), qRound(size * devicePixelRatio));
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(0, 0, size, size), 3, 3);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace tw::ui
