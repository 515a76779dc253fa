#pragma once
// Every action of the window by id: one QAction each, with its text, icon and keys; menus, context bar, palette and
// help are made of these. What an action does is bound by its owner with on(). GUI thread.

#include "ui/actions/shortcut_table.h"

#include <QAction>
#include <QMap>
#include <QObject>

#include <functional>
#include <vector>

class QMenu;
class QMenuBar;
class QWidget;

namespace tw::ui {

struct ActionSpec {
    const char* id;
    const char* text; // as in the menu, without mnemonic
    const char* icon; // may be empty
    bool checkable = false;
    bool repeats = false; // a held key goes on
};
const std::vector<ActionSpec>& actionSpecs();

// A menu: action ids; "-" separator; ">Title" opens and "<" closes a submenu; "*name" a submenu that the window fills.
struct MenuSpec {
    const char* title;
    std::vector<const char*> entries;
};
const std::vector<MenuSpec>& menuSpecs();

class ActionRegistry : public QObject
{
    Q_OBJECT
public:
    // The actions belong to `window`: their keys work wherever the focus is in it.
    explicit ActionRegistry(QWidget& window);

    QAction* action(const char* id) const; // must exist
    QAction* action(const QString& id) const;
    QStringList ids() const { return m_order; }
    template <class Function>
    void on(const char* id, QObject* context, Function function)
    {
        connect(action(id), &QAction::triggered, context, std::move(function));
    }

    const ShortcutTable& shortcuts() const { return m_shortcuts; }
    void setShortcuts(const ShortcutTable& shortcuts);

    // Fills a menu bar from menuSpecs(). `submenu` makes the menus named with "*".
    void fill(QMenuBar& bar, const std::function<QMenu*(const QString& name)>& submenu);
    // The path of an action in the menus, for the palette and help: "Edit".
    QString menuOf(const QString& id) const { return m_menuOf.value(id); }

Q_SIGNALS:
    void shortcutsChanged();

private:
    QMap<QString, QAction*> m_actions;
    QMap<QString, QString> m_menuOf;
    QStringList m_order;
    ShortcutTable m_shortcuts = ShortcutTable::builtIn();
};

} // namespace tw::ui
