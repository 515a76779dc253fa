#include "ui/dialogs/keys_dialog.h"

#include "ui/widgets/theme.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

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
    for (const QString& id : m_actions.ids()) {
        const QAction* action = m_actions.action(id);
        if (action->shortcuts().isEmpty())
            continue;
        const QString menu = m_actions.menuOf(id);
        if (!menus.contains(menu)) {
            auto* top = new QTreeWidgetItem(m_list, {menu});
            QFont bold = font();
            bold.setWeight(QFont::DemiBold);
            top->setFont(0, bold);
            top->setFirstColumnSpanned(true);
            top->setFlags(Qt::ItemIsEnabled);
            menus.insert(menu, top);
        }
        auto* item = new QTreeWidgetItem(menus.value(menu), {action->text(), keysText(action->shortcuts())});
        item->setIcon(0, action->icon());
        item->setForeground(1, palette().color(QPalette::PlaceholderText));
    }
    m_list->expandAll();
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
