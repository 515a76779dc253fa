#pragma once
// Appearance, language, disk space for previews, and keys. Changes act at once, but for the language, which is that of
// the next start; a key that is taken is moved and said so. GUI thread.

#include "ui/actions/action_registry.h"
#include "ui/models/view_state.h"
#include "ui/widgets/theme.h"

#include <QDialog>

class QComboBox;
class QKeySequenceEdit;
class QLabel;
class QSettings;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace tw::ui {

inline constexpr int kMostPreviewGiB = 1000;

class PreferencesDialog final : public QDialog
{
    Q_OBJECT
public:
    // All must outlive the dialog. previewGiB: what previews of videos may take of the disk.
    PreferencesDialog(ActionRegistry& actions, ViewState& view, QSettings& settings, ThemeChoice theme, int previewGiB,
                      QWidget* parent = nullptr);

    void showKeys();

Q_SIGNALS:
    void themeChosen(tw::ui::ThemeChoice theme);
    void previewLimitChosen(int gib); // 0: no previews
    void clearPreviewsWanted();

private:
    QWidget* makeAppearance(ThemeChoice theme);
    QWidget* makeLanguage();
    QWidget* makeVideos(int previewGiB);
    QWidget* makeKeys();
    void fillKeys();
    void keyChosen(const QKeySequence& key);
    QString currentAction() const;

    ActionRegistry& m_actions;
    ViewState& m_view;
    QSettings& m_settings;
    QTabWidget* m_tabs = nullptr;
    QComboBox* m_preset = nullptr;
    QTreeWidget* m_keys = nullptr;
    QKeySequenceEdit* m_edit = nullptr;
    QLabel* m_note = nullptr;
};

} // namespace tw::ui
