#include "ui/canvas/label_pictures.h"

#include "ui/widgets/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace tw::ui {

const QImage& LabelPictures::of(const LabelLook& look, const QFont& font, qreal devicePixelRatio)
{
    if (font != m_font || devicePixelRatio != m_ratio || count() >= kMost)
        m_pictures.clear();
    m_font = font;
    m_ratio = devicePixelRatio;
    if (const auto known = m_pictures.constFind(look); known != m_pictures.cend())
        return *known;
    const QFontMetricsF metrics(font);
    const QSizeF tab(std::ceil(metrics.horizontalAdvance(look.text)) + 8, std::ceil(metrics.height()) + 1);
    QImage picture(((tab + QSizeF(2 * kMargin, 2 * kMargin)) * devicePixelRatio).toSize(),
                   QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(devicePixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font);
    painter.setPen(look.framed ? QPen(QColor(kSelectionColor), 1.5) : QPen(Qt::NoPen));
    painter.setBrush(QColor::fromRgba(look.back));
    const QRectF rect(QPointF(kMargin, kMargin), tab);
    painter.drawRoundedRect(rect, 2.5, 2.5);
    painter.setPen(QColor::fromRgba(look.ink));
    painter.drawText(rect, Qt::AlignCenter, look.text);
    return *m_pictures.insert(look, picture);
}

} // namespace tw::ui
