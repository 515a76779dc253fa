#pragma once
// "1:14", "2:03:00".

#include <QString>

namespace tw::ui {

QString durationText(double seconds);

} // namespace tw::ui
