#pragma once
// What findings are called, for people.

#include "core/review/event.h"

#include <QString>

namespace tw::ui {

// "Identity swap", "Fragment", ...
QString kindText(review::EventKind kind);
// "#12 and #31"
QString tracksText(const review::Event& event);

} // namespace tw::ui
