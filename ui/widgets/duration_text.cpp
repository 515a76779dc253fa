#include "ui/widgets/duration_text.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {

QString durationText(double seconds)
{
    const auto total = static_cast<qint64>(std::llround(std::max(seconds, 0.0)));
    if (total < 3600)
        return QStringLiteral("%1:%2").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
    return QStringLiteral("%1:%2:%3")
        .arg(total / 3600)
        .arg(total / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(total % 60, 2, 10, QLatin1Char('0'));
}

} // namespace tw::ui
