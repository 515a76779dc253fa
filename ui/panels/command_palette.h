#pragma once
// Every action by typing a part of its name (Ctrl+P). A popup over the window; Enter runs, Esc closes. GUI thread.

#include "ui/actions/action_registry.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace tw::ui {

class CommandPalette final : public QFrame
{
    Q_OBJECT
public:
    // `actions` must outlive the palette.
    CommandPalette(const ActionRegistry& actions, QWidget& window);

    void open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refill(const QString& text);
    void runCurrent();

    const ActionRegistry& m_actions;
    QLineEdit* m_text;
    QListWidget* m_list;
};

// How well `text` fits: every letter of it in order, words' beginnings count most; < 0: not at all.
int matchScore(const QString& text, const QString& candidate);

} // namespace tw::ui
