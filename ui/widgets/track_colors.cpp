#include "ui/widgets/track_colors.h"

#include "ui/widgets/theme.h"

namespace tw::ui {

namespace {

constexpr QRgb kOpaque = 0xff000000;
static_assert(kSelectionColor == (kOpaque | annotation::kSelectionRgb));
static_assert(kSuspicionColor == (kOpaque | annotation::kSuspicionRgb));

} // namespace

QColor colorFrom(annotation::Rgb rgb)
{
    return QColor(kOpaque | rgb);
}

QColor colorOf(TrackId id)
{
    return colorFrom(annotation::rgbOf(id));
}

QList<qreal> dashPatternOf(TrackId id)
{
    const auto dashes = annotation::dashesOf(id);
    return QList<qreal>(dashes.begin(), dashes.end());
}

} // namespace tw::ui
