#include "ui/panels/history_panel.h"

#include "ui/widgets/theme.h"

#include <QListView>
#include <QVBoxLayout>

namespace tw::ui {

HistoryPanel::HistoryPanel(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("historyPanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid, 0, 0);
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("History"));
    m_list->setModel(&m_model);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setTextElideMode(Qt::ElideRight);
    layout->addWidget(m_list);
    const auto go = [this](const QModelIndex& index) { Q_EMIT positionWanted(static_cast<std::size_t>(index.row())); };
    connect(m_list, &QListView::clicked, this, go);
    connect(m_list, &QListView::activated, this, go);
}

void HistoryPanel::setHistory(const annotation::History* history)
{
    m_model.setHistory(history);
    refresh();
}

void HistoryPanel::refresh()
{
    m_model.refresh();
    const QModelIndex now = m_model.index(m_model.position());
    m_list->setCurrentIndex(now);
    m_list->scrollTo(now);
}

} // namespace tw::ui
