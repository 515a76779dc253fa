#include "ui/dialogs/keys_dialog.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPixmap>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace tw::ui {

KeysDialog::KeysDialog(const ActionRegistry& actions, QWidget* parent) : QDialog(parent), m_actions(actions)
{
    setObjectName(QStringLiteral("keysDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    resize(520, 620);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(5 * kGrid, 5 * kGrid, 5 * kGrid, 4 * kGrid);
    layout->setSpacing(3 * kGrid);
    auto* search = new QLineEdit(this);
    search->setObjectName(QStringLiteral("keysSearch"));
    search->setAccessibleName(tr("Search keys"));
    search->setPlaceholderText(tr("Search"));
    m_list = new QTreeWidget(this);
    m_list->setObjectName(QStringLiteral("keysList"));
    m_list->setAccessibleName(tr("Keys"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setIndentation(3 * kGrid);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* change = buttons->addButton(tr("Change keys…"), QDialogButtonBox::ActionRole);
    change->setObjectName(QStringLiteral("changeKeys"));
    layout->addWidget(search);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    connect(search, &QLineEdit::textChanged, this, &KeysDialog::filter);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(change, &QPushButton::clicked, this, [this] {
        Q_EMIT preferencesWanted();
        close();
    });
    fill();
}

void KeysDialog::fill()
{
    QMap<QString, QTreeWidgetItem*> menus;
    QPixmap empty(m_list->iconSize().isValid() ? m_list->iconSize() : QSize(16, 16));
    empty.fill(Qt::transparent);
    const QIcon blank(empty);
    for (const QString& id : m_actions.ids()) {
        const QAction* action = m_actions.action(id);
        if (action->shortcuts().isEmpty())
            continue;
        const QString menu = m_actions.menuOf(id);
        if (!menus.contains(menu))
            menus.insert(menu, addGroup(menu));
        auto* item = new QTreeWidgetItem(menus.value(menu), {action->text(), keysText(action->shortcuts())});
        item->setIcon(0, action->icon().isNull() ? blank : action->icon()); // names stand below each other
        item->setForeground(1, palette().color(QPalette::PlaceholderText));
    }
    fillMouse();
    // not expandAll(): what is open shows its icon as switched on
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        m_list->topLevelItem(i)->setExpanded(true);
}

// The pointer does not stand in any menu, so it is told here.
void KeysDialog::fillMouse()
{
    const std::pair<QString, QString> rows[] = {
        {tr("Select a person"), tr("click")},
        {tr("Select one more"), tr("Ctrl+click")},
        {tr("Select the one beneath"), tr("Alt+click")},
        {tr("Move or resize the selected box"), tr("drag")},
        {tr("Draw a new person, or the selected one where they have no box"), tr("Shift+drag")},
        {tr("Zoom at the pointer"), tr("wheel")},
        {tr("Timeline: mark frames; from bar to bar selects both tracks"), tr("Shift+drag")},
        {tr("Timeline: trim or extend a track"), tr("drag its end")},
        {tr("Timeline: join two tracks and fill the gap"), tr("drop an end on a bar")},
        {tr("Timeline: scroll the lanes"), tr("Ctrl+wheel")},
    };
    QTreeWidgetItem* top = addGroup(tr("Mouse"));
    for (const auto& [what, how] : rows)
        (new QTreeWidgetItem(top, {what, how}))->setForeground(1, palette().color(QPalette::PlaceholderText));
}

QTreeWidgetItem* KeysDialog::addGroup(const QString& name)
{
    auto* top = new QTreeWidgetItem(m_list, {name});
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    top->setFont(0, bold);
    top->setFirstColumnSpanned(true);
    top->setFlags(Qt::ItemIsEnabled);
    return top;
}

void KeysDialog::filter(const QString& text)
{
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* menu = m_list->topLevelItem(i);
        bool any = false;
        for (int j = 0; j < menu->childCount(); ++j) {
            QTreeWidgetItem* item = menu->child(j);
            const bool matches =
                item->text(0).contains(text, Qt::CaseInsensitive) || item->text(1).contains(text, Qt::CaseInsensitive);
            item->setHidden(!matches);
            any = any || matches;
        }
        menu->setHidden(!any);
    }
}

} // namespace tw::ui
