#pragma once
// All keys on one page, by menu, with a search line. GUI thread.

#include "ui/actions/action_registry.h"

#include <QDialog>

class QTreeWidget;
class QTreeWidgetItem;

namespace tw::ui {

class KeysDialog final : public QDialog
{
    Q_OBJECT
public:
    // `actions` must outlive the dialog.
    explicit KeysDialog(const ActionRegistry& actions, QWidget* parent = nullptr);

Q_SIGNALS:
    void preferencesWanted();

private:
    void fill();
    void fillMouse();
    QTreeWidgetItem* addGroup(const QString& name);
    void filter(const QString& text);

    const ActionRegistry& m_actions;
    QTreeWidget* m_list;
};

} // namespace tw::ui
