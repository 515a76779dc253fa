#include "ui/widgets/progress_share.h"

#include <QProgressBar>

#include <algorithm>

namespace tw::ui {

void showShare(QProgressBar& bar, std::int64_t done, std::int64_t total)
{
    const int most = total > 0 ? 100 : 0;
    const int percent = total > 0 ? static_cast<int>(100 * std::clamp<std::int64_t>(done, 0, total) / total) : 0;
    if (bar.minimum() != 0 || bar.maximum() != most)
        bar.setRange(0, most);
    if (bar.value() != percent)
        bar.setValue(percent);
}

} // namespace tw::ui
