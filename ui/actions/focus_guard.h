#pragma once
// Keyboard focus of the window. Keeps single-letter keys away from text fields, leaves Space and Return to a focused
// button, and brings the focus home (to the video) whenever it would be left on a control that was not chosen: after
// Esc, when the focused widget is hidden or disabled, and when a dialog closes. An event filter of the application. GUI
// thread.

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace tw::ui {

class FocusGuard final : public QObject
{
    Q_OBJECT
public:
    // `window` owns the guard.
    explicit FocusGuard(QWidget& window);

    // Where the focus goes when it has no better place; without one it stays where Qt puts it.
    void setHome(QWidget* home) { m_home = home; }
    void goHome();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void focusChanged(QWidget* before, QWidget* now);
    bool isOurs(const QWidget* widget) const; // in the window itself, not in a dialog over it

    QWidget& m_window;
    QPointer<QWidget> m_home;
};

} // namespace tw::ui
