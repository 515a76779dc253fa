#pragma once
// The window of the identity board, beside the main one: what is suggested, the rows, and the keys. Undo and redo work
// in it too. GUI thread.

#include "ui/board/board_view.h"

#include <QDialog>

class QLabel;
class QStackedLayout;

namespace tw::ui {

class ActionRegistry;

class BoardDialog final : public QDialog
{
    Q_OBJECT
public:
    // All must outlive the dialog.
    BoardDialog(const ActionRegistry& actions, IdentityBoard& board, QWidget* parent);

    BoardView& view() { return *m_view; }

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();

    IdentityBoard& m_board;
    QLabel* m_head;
    QLabel* m_said;
    QLabel* m_hint;
    QStackedLayout* m_stack;
    BoardView* m_view;
};

// The action opens the board; it is made when it is first asked for, and belongs to `window`.
void bindBoard(ActionRegistry& actions, IdentityBoard& board, QWidget& window);

} // namespace tw::ui
