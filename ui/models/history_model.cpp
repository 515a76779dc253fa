#include "ui/models/history_model.h"

#include "ui/bridge/qt_convert.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace tw::ui {

void HistoryModel::setHistory(const annotation::History* history)
{
    beginResetModel();
    m_history = history;
    m_rows = history ? static_cast<int>(history->steps().size()) + 1 : 0;
    m_position = position();
    endResetModel();
}

void HistoryModel::refresh()
{
    if (!m_history)
        return;
    const int rows = static_cast<int>(m_history->steps().size()) + 1;
    // A new step may replace steps that were taken back: their rows go first.
    const int kept = std::min(m_rows, std::min(position(), rows));
    if (rows < m_rows) {
        beginRemoveRows({}, rows, m_rows - 1);
        m_rows = rows;
        endRemoveRows();
    } else if (rows > m_rows) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    }
    m_position = position();
    if (m_rows > 0)
        Q_EMIT dataChanged(index(std::max(kept - 1, 0)), index(m_rows - 1));
}

int HistoryModel::position() const
{
    return m_history ? static_cast<int>(m_history->position()) : 0;
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!m_history || !index.isValid())
        return {};
    const int row = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return row == 0 ? tr("Opened") : toQt(m_history->steps()[static_cast<std::size_t>(row - 1)].label);
    case Qt::ForegroundRole:
        return row > m_position ? QVariant(QGuiApplication::palette().color(QPalette::Disabled, QPalette::WindowText))
                                : QVariant();
    case Qt::FontRole:
        if (row == m_position) {
            QFont font = QGuiApplication::font();
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case kUndoneRole: return row > m_position;
    default: return {};
    }
}

} // namespace tw::ui
