#pragma once
// Keeps the window's single-letter keys away from a person who types, and leaves Space and Return to a focused button.
// An event filter of the application. GUI thread.

#include <QObject>

namespace tw::ui {

class FocusGuard final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace tw::ui
