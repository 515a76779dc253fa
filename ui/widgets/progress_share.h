#pragma once
// A progress bar paints at once whatever it is told, and with it all that waits to be painted: it is told whole
// percents.

#include <cstdint>

class QProgressBar;

namespace tw::ui {

// `total` 0: unknown, the bar says that it goes on.
void showShare(QProgressBar& bar, std::int64_t done, std::int64_t total);

} // namespace tw::ui
