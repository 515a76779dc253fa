#pragma once
// Rows of a collection: a thumbnail of one size, small icons of the states, progress as a bar under its number.

#include <QStyledItemDelegate>

namespace tw::ui {

class CollectionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    // What a column needs, from the texts it may hold; of the video's column the least.
    static int widthOf(int column, const QFontMetrics& metrics);

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace tw::ui
