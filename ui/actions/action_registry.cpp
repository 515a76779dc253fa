#include "ui/actions/action_registry.h"

#include "core/base/contract.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

namespace tw::ui {

namespace {

// Texts of tables are collected under this context.
QString translated(const char* text)
{
    return QCoreApplication::translate("Actions", text);
}

// Chinese names its keys behind the text: "文件(&F)".
QString withoutMnemonic(QString text)
{
    static const QRegularExpression behind(QStringLiteral("\\(&.\\)"));
    return text.remove(behind).remove(QLatin1Char('&'));
}

} // namespace

ActionRegistry::ActionRegistry(QWidget& window) : QObject(&window)
{
    for (const ActionSpec& spec : actionSpecs()) {
        auto* action = new QAction(translated(spec.text), &window);
        action->setObjectName(QLatin1String(spec.id));
        action->setCheckable(spec.checkable);
        action->setAutoRepeat(spec.repeats);
        if (*spec.icon != '\0')
            action->setIcon(icon(QLatin1String(spec.icon)));
        window.addAction(action);
        m_actions.insert(action->objectName(), action);
        m_order << action->objectName();
    }
    setShortcuts(m_shortcuts);
}

QAction* ActionRegistry::action(const char* id) const
{
    return action(QString::fromLatin1(id));
}

QAction* ActionRegistry::action(const QString& id) const
{
    QAction* found = m_actions.value(id);
    TW_EXPECTS(found != nullptr);
    return found;
}

void ActionRegistry::setShortcuts(const ShortcutTable& shortcuts)
{
    m_shortcuts = shortcuts;
    for (auto it = m_actions.begin(); it != m_actions.end(); ++it) {
        const QList<QKeySequence> keys = m_shortcuts.keys(it.key());
        (*it)->setShortcuts(keys);
        const QString plain = withoutMnemonic((*it)->text());
        (*it)->setToolTip(keys.isEmpty() ? plain : QStringLiteral("%1  (%2)").arg(plain, keysText(keys)));
    }
    Q_EMIT shortcutsChanged();
}

void ActionRegistry::fill(QMenuBar& bar, const std::function<QMenu*(const QString& name)>& submenu)
{
    for (const MenuSpec& spec : menuSpecs()) {
        const QString title = translated(spec.title);
        QMenu* top = bar.addMenu(title);
        QMenu* menu = top;
        for (const char* entry : spec.entries) {
            const QString text = QString::fromLatin1(entry);
            if (text == QLatin1String("-")) {
                menu->addSeparator();
            } else if (text == QLatin1String("<")) {
                menu = top;
            } else if (text.startsWith(QLatin1Char('>'))) {
                menu = top->addMenu(translated(entry).mid(1));
            } else if (text.startsWith(QLatin1Char('*'))) {
                menu->addMenu(submenu(text.mid(1)));
            } else {
                menu->addAction(action(text));
                m_menuOf.insert(text, withoutMnemonic(title));
            }
        }
    }
}

} // namespace tw::ui
