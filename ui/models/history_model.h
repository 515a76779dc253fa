#pragma once
// The core history as rows: the state at opening, then one row per step. Row = history position.

#include "core/annotation/history.h"

#include <QAbstractListModel>

namespace tw::ui {

class HistoryModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int kUndoneRole = Qt::UserRole + 1; // true for steps that are taken back

    using QAbstractListModel::QAbstractListModel;

    // Null when nothing is open; must outlive the model or be replaced.
    void setHistory(const annotation::History* history);
    void refresh();
    int position() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const annotation::History* m_history = nullptr;
    int m_rows = 0;
    int m_position = 0;
};

} // namespace tw::ui
