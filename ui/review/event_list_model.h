#pragma once
// The open events as rows, in the order of the queue. GUI thread.

#include "ui/review/review_controller.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace tw::ui {

class EventListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int kPlaceRole = Qt::UserRole + 1;       // "#12 and #31, frame 311"
    static constexpr int kProbabilityRole = Qt::UserRole + 2; // 0..1
    static constexpr int kColorRole = Qt::UserRole + 3;       // of the first track

    explicit EventListModel(const ReviewController& review, QObject* parent = nullptr);

    // Only findings that are worth checking, from the next refresh() on.
    void setFolded(bool folded) { m_folded = folded; }
    void refresh();
    int rowOf(const std::string& key) const;
    std::string keyAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const ReviewController& m_review;
    std::vector<review::Event> m_events;
    bool m_folded = false;
};

// Two lines and a bar for the probability.
class EventDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace tw::ui
