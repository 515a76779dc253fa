#pragma once
// A notice over the lower edge of its parent that goes by itself; offers Undo after an edit. One at a time: the newest
// replaces the one before, nothing piles up. GUI thread.

#include "ui/actions/notice.h"

#include <QFrame>
#include <QTimer>

#include <cstddef>
#include <functional>

class QLabel;
class QToolButton;

namespace tw::ui {

class Toast final : public QFrame
{
    Q_OBJECT
public:
    // Stands at the lower edge of `parent` and keeps what `below` gives free there (px).
    Toast(QWidget& parent, std::function<int()> below);

    // `step`: where the history stands; a notice that offers Undo goes with the edit it is about.
    void show(const Notice& notice, std::size_t step = 0);
    // The history moved: Undo would not take back what the notice says.
    void historyMoved(std::size_t step);
    QString text() const;

Q_SIGNALS:
    void undoWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void place();

    std::function<int()> m_below;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_undo;
    QTimer m_timer;
    std::size_t m_step = 0;
    bool m_undoable = false;
};

} // namespace tw::ui
