#include "ui/actions/focus_guard.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QKeySequenceEdit>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSlider>

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

} // namespace

bool FocusGuard::eventFilter(QObject* watched, QEvent* event)
{
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
