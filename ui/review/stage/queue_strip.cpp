#include "ui/review/stage/queue_strip.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kItemWidth = 40;
constexpr int kItemHeight = 52;
constexpr int kNowWidth = 48;
constexpr int kGap = 6;
constexpr int kMark = 14;

} // namespace

QueueStrip::QueueStrip(CropImages& crops, QWidget* parent) : QWidget(parent), m_crops(crops), m_items(kItems)
{
    setObjectName(QStringLiteral("queueStrip"));
    setAccessibleName(tr("Findings answered last, this one, and the next three"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMouseTracking(true);
    connect(&crops, &CropImages::arrived, this, qOverload<>(&QWidget::update));
}

QSize QueueStrip::sizeHint() const
{
    return {static_cast<int>(kItems - 1) * (kItemWidth + kGap) + kNowWidth, kItemHeight + 4};
}

void QueueStrip::setItems(const std::vector<QueueItem>& done, const QueueItem& now, const std::vector<QueueItem>& next)
{
    std::vector<QueueItem> items(kItems);
    const std::size_t known = std::min(done.size(), kDone);
    for (std::size_t i = 0; i < known; ++i)
        items[kDone - known + i] = done[done.size() - known + i];
    items[kDone] = now;
    for (std::size_t i = 0; i < std::min(next.size(), kNext); ++i)
        items[kDone + 1 + i] = next[i];
    m_items = std::move(items);
    update();
}

QRectF QueueStrip::itemRect(std::size_t index) const
{
    const bool now = index == kDone;
    const double left = static_cast<double>(index) * (kItemWidth + kGap) + (index > kDone ? kNowWidth - kItemWidth : 0);
    return {left, now ? 0.0 : 4.0, double(now ? kNowWidth : kItemWidth),
            double(now ? kItemHeight + 4 : kItemHeight - 4)};
}

void QueueStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const QueueItem& item = m_items[i];
        const QRectF rect = itemRect(i);
        painter.setPen(Qt::NoPen);
        painter.setBrush(palette().color(QPalette::AlternateBase));
        painter.drawRoundedRect(rect, 4, 4);
        if (item.state == QueueItem::State::Empty)
            continue;
        const Box area = surroundings(item.picture);
        const QImage image = m_crops.image(item.picture.frame, area);
        if (!image.isNull()) {
            const QRectF place = rect.adjusted(2, 2, -2, -2);
            painter.save();
            painter.setClipRect(place);
            painter.setOpacity(i < kDone ? 0.5 : 1);
            painter.drawImage(PicturePlacement(item.picture, place).of(CropImages::coverage(area)), image);
            painter.restore();
        }
        if (i == kDone) {
            painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4);
        } else if (i < kDone) {
            const QString name = item.state == QueueItem::State::Fixed  ? QStringLiteral("check")
                                 : item.state == QueueItem::State::Kept ? QStringLiteral("close")
                                                                        : QStringLiteral("history");
            const QPointF corner(rect.right() - kMark - 1, rect.bottom() - kMark - 1);
            painter.setPen(Qt::NoPen);
            painter.setBrush(palette().color(QPalette::Window));
            painter.drawEllipse(QRectF(corner, QSizeF(kMark, kMark)));
            painter.drawPixmap(corner + QPointF(2, 2),
                               iconPixmap(name, palette().color(QPalette::Text), kMark - 4, devicePixelRatioF()));
        }
    }
}

bool QueueStrip::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        auto* help = static_cast<QHelpEvent*>(event);
        for (std::size_t i = 0; i < m_items.size(); ++i)
            if (itemRect(i).contains(QPointF(help->pos()))) {
                QToolTip::showText(help->globalPos(), m_items[i].tip, this);
                return true;
            }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

void QueueStrip::mousePressEvent(QMouseEvent* event)
{
    for (std::size_t i = kDone + 1; i < m_items.size(); ++i)
        if (m_items[i].state == QueueItem::State::Next && itemRect(i).contains(event->position()))
            Q_EMIT itemClicked(std::string(m_items[i].key));
}

} // namespace tw::ui
