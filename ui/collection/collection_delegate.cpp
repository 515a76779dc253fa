#include "ui/collection/collection_delegate.h"

#include "ui/collection/collection_model.h"
#include "ui/widgets/theme.h"

#include <QGuiApplication>
#include <QPainter>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr QSize kThumbnail(96, 54);
constexpr QSize kStateIcon(18, 18);
constexpr int kRowMargin = kGrid;                  // above and below a thumbnail together
constexpr int kPersonChars = 10, kVideoChars = 22; // of a name, at least

} // namespace

int CollectionDelegate::widthOf(int column, const QFontMetrics& metrics)
{
    const auto name = [&metrics](int characters) { return characters * metrics.averageCharWidth() + 4 * kGrid; };
    if (column == CollectionModel::kVideo)
        return kThumbnail.width() + name(kVideoChars);
    if (column == CollectionModel::kAnnotator)
        return name(kPersonChars);
    int widest = 0;
    if (column == CollectionModel::kState)
        for (int i = 0; i < collection::kStates; ++i)
            widest = std::max(widest, metrics.horizontalAdvance(stateName(static_cast<collection::State>(i))) +
                                          kStateIcon.width());
    return widest + 6 * kGrid;
}

void CollectionDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->decorationSize = index.column() == CollectionModel::kVideo ? kThumbnail : kStateIcon;
}

QSize CollectionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return QStyledItemDelegate::sizeHint(option, index) + QSize(0, kRowMargin);
}

void CollectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant share = index.data(CollectionModel::kProgressRole);
    if (!share.isValid())
        return;
    QRectF bar = QRectF(option.rect).adjusted(2 * kGrid, 0, -kGrid, 0);
    bar.setTop(option.rect.center().y() + 3 * kGrid);
    bar.setHeight(kGrid);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const QPalette colors = QGuiApplication::palette(); // that of the list has the sheet's colours of a selection
    painter->setBrush(colors.color(QPalette::Active, QPalette::Mid));
    painter->drawRoundedRect(bar, 2, 2);
    bar.setWidth(bar.width() * share.toDouble());
    painter->setBrush(colors.color(QPalette::Active, QPalette::Highlight));
    painter->drawRoundedRect(bar, 2, 2);
    painter->restore();
}

} // namespace tw::ui
