#include "ui/actions/focus_guard.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSlider>
#include <QTimer>

namespace tw::ui {

namespace {

bool isTextField(const QObject* widget)
{
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(widget))
        return !text->isReadOnly();
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
}

bool isPlain(const QKeyEvent& key)
{
    return !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
}

bool belongsToTyping(const QKeyEvent& key)
{
    switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End: return true; // with Ctrl too: word by word
    default: return isPlain(key) && !key.text().isEmpty();
    }
}

bool belongsToControl(const QObject* widget, const QKeyEvent& key)
{
    const bool press = key.key() == Qt::Key_Space || key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    if (qobject_cast<const QAbstractButton*>(widget))
        return press && isPlain(key);
    if (qobject_cast<const QSlider*>(widget))
        return isPlain(key) && (key.key() == Qt::Key_Left || key.key() == Qt::Key_Right || key.key() == Qt::Key_Up ||
                                key.key() == Qt::Key_Down || key.key() == Qt::Key_Home || key.key() == Qt::Key_End);
    return qobject_cast<const QComboBox*>(widget) && key.key() == Qt::Key_Space;
}

// The editor of a cell of a list: its delegate knows what Esc means.
bool isCellEditor(const QObject* widget)
{
    const QObject* parent = widget->parent();
    return parent && qobject_cast<const QAbstractItemView*>(parent->parent());
}

} // namespace

FocusGuard::FocusGuard(QWidget& window) : QObject(&window), m_window(window)
{
    qApp->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, &FocusGuard::focusChanged);
}

void FocusGuard::goHome()
{
    if (m_home && m_home->isVisible())
        m_home->setFocus(Qt::OtherFocusReason);
}

bool FocusGuard::isOurs(const QWidget* widget) const
{
    return widget && widget->window() == &m_window;
}

// Qt hands the focus of a widget that disappears to the next one in the tab order, often a button: the next Space would
// press it. Looked at once events are through, because the focus moves before the widget is hidden.
void FocusGuard::focusChanged(QWidget* before, QWidget* now)
{
    if (!before || !isOurs(now) || now == m_home || now->isAncestorOf(before)) // an editor closed inside its list
        return;
    QTimer::singleShot(0, this, [this, gone = QPointer(before)] {
        const bool vanished = !gone || !gone->isVisible() || !gone->isEnabled();
        QWidget* next = QApplication::focusWidget(); // it may have moved on meanwhile
        if (vanished && isOurs(next) && (qobject_cast<QAbstractButton*>(next) || isTextField(next)))
            goHome();
    });
}

bool FocusGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::WindowActivate && watched == &m_window) {
        if (qobject_cast<QAbstractButton*>(m_window.focusWidget()))
            goHome(); // a dialog was closed: its button does not wait for the next Space
        return false;
    }
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape &&
        isTextField(watched) && isOurs(qobject_cast<QWidget*>(watched)) && !isCellEditor(watched)) {
        goHome();
        return true;
    }
    if (event->type() != QEvent::ShortcutOverride)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool typing = isTextField(watched) && belongsToTyping(*key);
    if (typing || belongsToControl(watched, *key) || qobject_cast<QKeySequenceEdit*>(watched)) {
        event->accept();
        return false; // the key goes to the widget
    }
    return false;
}

} // namespace tw::ui
