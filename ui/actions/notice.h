#pragma once
// A short message about something that happened; shown as a toast that goes by itself. Never asks, never blocks.

#include <QString>

namespace tw::ui {

struct Notice {
    enum class Kind { Info, Done, Problem };
    QString text;
    Kind kind = Kind::Info;
    bool undoable = false; // offers Undo
};

} // namespace tw::ui
