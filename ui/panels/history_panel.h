#pragma once
// What was done, in order; a click goes to that state. GUI thread.

#include "ui/models/history_model.h"

#include <QWidget>

class QListView;

namespace tw::ui {

class HistoryPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    void setHistory(const annotation::History* history);
    void refresh();

Q_SIGNALS:
    void positionWanted(std::size_t position);

private:
    HistoryModel m_model;
    QListView* m_list;
};

} // namespace tw::ui
