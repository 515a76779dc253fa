#pragma once
// A notice over the lower edge of its parent that goes by itself; offers Undo after an edit. One at a time: the newest
// replaces the one before, nothing piles up. GUI thread.

#include "ui/actions/notice.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QToolButton;

namespace tw::ui {

class Toast final : public QFrame
{
    Q_OBJECT
public:
    explicit Toast(QWidget& parent);

    void show(const Notice& notice);
    QString text() const;

Q_SIGNALS:
    void undoWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void place();

    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_undo;
    QTimer m_timer;
};

} // namespace tw::ui
