#include "ui/dialogs/preferences_dialog.h"

#include "ui/widgets/key_text.h"
#include "ui/widgets/language.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tw::ui {

namespace {

constexpr int kIdRole = Qt::UserRole;

} // namespace

PreferencesDialog::PreferencesDialog(ActionRegistry& actions, ViewState& view, QSettings& settings, ThemeChoice theme,
                                     int previewGiB, QWidget* parent)
    : QDialog(parent), m_actions(actions), m_view(view), m_settings(settings)
{
    setObjectName(QStringLiteral("preferencesDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Preferences"));
    resize(560, 560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4 * kGrid, 3 * kGrid, 4 * kGrid, 4 * kGrid);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeAppearance(theme), tr("Appearance"));
    m_tabs->addTab(makeKeys(), tr("Keys"));
    m_tabs->addTab(makeVideos(previewGiB), tr("Videos"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(buttons);
}

void PreferencesDialog::showKeys()
{
    m_tabs->setCurrentIndex(1);
}

QWidget* PreferencesDialog::makeAppearance(ThemeChoice theme)
{
    auto* page = new QWidget(this);
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 4 * kGrid, 0, 0);
    form->setHorizontalSpacing(6 * kGrid);
    form->setVerticalSpacing(2 * kGrid);
    auto* themes = new QComboBox(page);
    themes->setObjectName(QStringLiteral("theme"));
    themes->setAccessibleName(tr("Theme"));
    themes->addItems({tr("Dark"), tr("Light"), tr("As the desktop")});
    themes->setCurrentIndex(static_cast<int>(theme));
    connect(themes, &QComboBox::activated, this,
            [this](int index) { Q_EMIT themeChosen(static_cast<ThemeChoice>(index)); });
    auto* trail = new QSpinBox(page);
    trail->setObjectName(QStringLiteral("trailFrames"));
    trail->setAccessibleName(tr("Length of trails"));
    trail->setRange(1, 500);
    trail->setSuffix(tr(" frames"));
    trail->setValue(m_view.display().trailFrames);
    connect(trail, &QSpinBox::valueChanged, this, [this](int frames) {
        DisplayOptions display = m_view.display();
        display.trailFrames = frames;
        m_view.setDisplay(display);
    });
    auto* patterns = new QCheckBox(tr("Line patterns beside colours"), page);
    patterns->setObjectName(QStringLiteral("patterns"));
    patterns->setToolTip(tr("Helps when colours are hard to tell apart"));
    patterns->setChecked(m_view.display().patterns);
    connect(patterns, &QCheckBox::toggled, this, [this](bool on) {
        DisplayOptions display = m_view.display();
        display.patterns = on;
        m_view.setDisplay(display);
    });
    form->addRow(tr("Theme"), themes);
    form->addRow(tr("Language"), makeLanguage());
    form->addRow(tr("Trails"), trail);
    form->addRow({}, patterns);
    return page;
}

QWidget* PreferencesDialog::makeLanguage()
{
    auto* area = new QWidget(this);
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    auto* choice = new QComboBox(area);
    choice->setObjectName(QStringLiteral("language"));
    choice->setAccessibleName(tr("Language"));
    choice->addItem(tr("As the desktop"), QString());
    for (const Language& language : languages())
        choice->addItem(language.name, language.code);
    choice->setCurrentIndex(std::max(0, choice->findData(chosenLanguage(m_settings))));
    auto* note = new QLabel(tr("Acts at the next start of Trackwright."), area);
    note->setObjectName(QStringLiteral("languageNote"));
    note->setProperty("secondary", true);
    layout->addWidget(choice);
    layout->addWidget(note);
    connect(choice, &QComboBox::activated, this,
            [this, choice] { chooseLanguage(m_settings, choice->currentData().toString()); });
    return area;
}

QWidget* PreferencesDialog::makeVideos(int previewGiB)
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 4 * kGrid, 0, 0);
    layout->setSpacing(3 * kGrid);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(6 * kGrid);
    auto* limit = new QSpinBox(page);
    limit->setObjectName(QStringLiteral("previewLimit"));
    limit->setAccessibleName(tr("Disk space for previews"));
    limit->setRange(0, kMostPreviewGiB);
    limit->setSuffix(tr(" GiB"));
    limit->setSpecialValueText(tr("Off"));
    limit->setValue(previewGiB);
    connect(limit, &QSpinBox::valueChanged, this, &PreferencesDialog::previewLimitChosen);
    form->addRow(tr("Previews"), limit);
    auto* note =
        new QLabel(tr("Previews are small pictures of long videos. They are written in the background, so that "
                      "dragging through a video shows each frame at once. They are kept in a cache folder; when "
                      "the limit is reached, those opened longest ago are deleted first."),
                   page);
    note->setObjectName(QStringLiteral("previewNote"));
    note->setProperty("secondary", true);
    note->setWordWrap(true);
    auto* clear = new QPushButton(tr("Delete previews"), page);
    clear->setObjectName(QStringLiteral("clearPreviews"));
    connect(clear, &QPushButton::clicked, this, &PreferencesDialog::clearPreviewsWanted);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(clear, 0, Qt::AlignLeft);
    layout->addStretch(1);
    return page;
}

QWidget* PreferencesDialog::makeKeys()
{
    auto* page = new QWidget(this);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 4 * kGrid, 0, 0);
    layout->setSpacing(2 * kGrid);
    m_preset = new QComboBox(page);
    m_preset->setObjectName(QStringLiteral("keyPreset"));
    m_preset->setAccessibleName(tr("Preset"));
    for (const ShortcutPreset& preset : m_actions.shortcuts().presets())
        m_preset->addItem(preset.name, preset.id);
    m_preset->setCurrentIndex(m_preset->findData(m_actions.shortcuts().preset()));
    auto* top = new QHBoxLayout;
    top->addWidget(new QLabel(tr("Keys as in"), page));
    top->addWidget(m_preset);
    top->addStretch(1);
    m_keys = new QTreeWidget(page);
    m_keys->setObjectName(QStringLiteral("keyTable"));
    m_keys->setAccessibleName(tr("Actions and their keys"));
    m_keys->setColumnCount(2);
    m_keys->setHeaderLabels({tr("Action"), tr("Keys")});
    m_keys->setRootIsDecorated(false);
    m_keys->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_keys->header()->setStretchLastSection(false);
    m_keys->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_edit = new QKeySequenceEdit(page);
    m_edit->setObjectName(QStringLiteral("keyEdit"));
    m_edit->setAccessibleName(tr("New key of the chosen action"));
    auto* reset = new QPushButton(tr("Default"), page);
    reset->setObjectName(QStringLiteral("keyReset"));
    m_note = new QLabel(page);
    m_note->setObjectName(QStringLiteral("keyNote"));
    m_note->setProperty("secondary", true);
    m_note->setWordWrap(true);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(new QLabel(tr("New key"), page));
    bottom->addWidget(m_edit, 1);
    bottom->addWidget(reset);
    layout->addLayout(top);
    layout->addWidget(m_keys, 1);
    layout->addLayout(bottom);
    layout->addWidget(m_note);
    connect(m_preset, &QComboBox::activated, this, [this] {
        ShortcutTable table = m_actions.shortcuts();
        table.setPreset(m_preset->currentData().toString());
        m_actions.setShortcuts(table);
        fillKeys();
    });
    connect(m_edit, &QKeySequenceEdit::editingFinished, this, [this] { keyChosen(m_edit->keySequence()); });
    connect(m_keys, &QTreeWidget::currentItemChanged, this, [this] {
        m_edit->clear();
        m_note->clear();
    });
    connect(reset, &QPushButton::clicked, this, [this] {
        ShortcutTable table = m_actions.shortcuts();
        table.resetKeys(currentAction());
        m_actions.setShortcuts(table);
        fillKeys();
    });
    fillKeys();
    return page;
}

QString PreferencesDialog::currentAction() const
{
    const QTreeWidgetItem* item = m_keys->currentItem();
    return item ? item->data(0, kIdRole).toString() : QString();
}

void PreferencesDialog::fillKeys()
{
    const QString current = currentAction();
    m_keys->clear();
    for (const QString& id : m_actions.ids()) {
        const QAction* action = m_actions.action(id);
        auto* item = new QTreeWidgetItem(m_keys, {action->text(), keysText(action->shortcuts())});
        item->setData(0, kIdRole, id);
        item->setIcon(0, action->icon());
        if (!m_actions.shortcuts().isOverridden(id))
            item->setForeground(1, palette().color(QPalette::PlaceholderText));
        if (id == current)
            m_keys->setCurrentItem(item);
    }
}

void PreferencesDialog::keyChosen(const QKeySequence& key)
{
    const QString action = currentAction();
    if (action.isEmpty() || key.isEmpty())
        return;
    ShortcutTable table = m_actions.shortcuts();
    QStringList moved;
    for (const QString& user : table.usersOf(key, action)) {
        QList<QKeySequence> keys = table.keys(user);
        keys.removeAll(key);
        table.setKeys(user, keys);
        moved << m_actions.action(user)->text();
    }
    table.setKeys(action, {key});
    m_actions.setShortcuts(table);
    fillKeys();
    m_note->setText(moved.isEmpty() ? QString()
                                    : tr("%1 was taken from: %2").arg(keyText(key), moved.join(QStringLiteral(", "))));
}

} // namespace tw::ui
