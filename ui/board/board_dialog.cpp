#include "ui/board/board_dialog.h"

#include "ui/actions/action_registry.h"
#include "ui/widgets/key_text.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace tw::ui {

BoardDialog::BoardDialog(const ActionRegistry& actions, IdentityBoard& board, QWidget* parent)
    : QDialog(parent), m_board(board)
{
    setObjectName(QStringLiteral("boardDialog"));
    setWindowTitle(tr("Identity board"));
    resize(860, 640);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 3 * kGrid, 0, 3 * kGrid);
    layout->setSpacing(2 * kGrid);
    const auto label = [&](const char* name) {
        auto* out = new QLabel(this);
        out->setObjectName(QLatin1String(name));
        out->setTextFormat(Qt::PlainText);
        out->setWordWrap(true);
        out->setContentsMargins(4 * kGrid, 0, 4 * kGrid, 0);
        return out;
    };
    m_head = label("boardHead");
    m_head->setProperty("heading", true);
    auto* about = label("boardAbout");
    about->setText(tr("Each row may be one person, judged by appearance. Tracks seen together never share a row. "
                      "Uncheck those that do not belong."));
    about->setProperty("secondary", true);
    m_hint = new QLabel(this);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setMargin(6 * kGrid);
    m_hint->setProperty("secondary", true);
    m_view = new BoardView(board, this);
    auto* area = new QWidget(this);
    m_stack = new QStackedLayout(area);
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_view);
    m_said = label("boardSaid");
    auto* keys = label("boardKeys");
    keys->setText(
        tr("Arrows choose, Space checks, Enter joins the row, V shows the fragment in the video, %1 takes the "
           "last join back, Esc closes.")
            .arg(keyText(actions.action("edit.undo")->shortcut())));
    keys->setFont(smallFont(font()));
    keys->setProperty("secondary", true);
    layout->addWidget(m_head);
    layout->addWidget(about);
    layout->addWidget(area, 1);
    layout->addWidget(m_said);
    layout->addWidget(keys);
    addActions({actions.action("edit.undo"), actions.action("edit.redo")});
    connect(&board, &IdentityBoard::changed, this, &BoardDialog::refresh);
    connect(&board, &IdentityBoard::notice, this, [this](const Notice& notice) { m_said->setText(notice.text); });
    m_view->setFocus();
    refresh();
}

void BoardDialog::showEvent(QShowEvent* event)
{
    m_said->clear();
    m_board.setShown(true);
    m_view->setFocus();
    QDialog::showEvent(event);
}

void BoardDialog::hideEvent(QHideEvent* event)
{
    m_board.setShown(false);
    QDialog::hideEvent(event);
}

void BoardDialog::refresh()
{
    int fragments = 0;
    for (const review::PersonGroup& group : m_board.rows())
        fragments += static_cast<int>(group.fragments.size());
    const auto people = static_cast<int>(m_board.rows().size());
    m_head->setText(people > 0
                        ? tr("%1 in %2").arg(tr("%n people", nullptr, people), tr("%n fragments", nullptr, fragments))
                        : tr("Identity board"));
    m_hint->setText(m_board.isLooking() ? tr("Comparing people …")
                                        : tr("No person seems to be split into several tracks.\n\nAppearance is known "
                                             "for videos tracked here, not for imported tracks."));
    const bool had = m_stack->currentIndex() == 1;
    m_stack->setCurrentIndex(people > 0 ? 1 : 0);
    if (people > 0 && !had)
        m_view->setFocus();
}

void bindBoard(ActionRegistry& actions, IdentityBoard& board, QWidget& window)
{
    actions.on("review.board", &window,
               [&actions, &board, &window, dialog = static_cast<BoardDialog*>(nullptr)]() mutable {
                   if (!dialog)
                       dialog = new BoardDialog(actions, board, &window);
                   dialog->show();
                   dialog->raise();
                   dialog->activateWindow();
               });
}

} // namespace tw::ui
