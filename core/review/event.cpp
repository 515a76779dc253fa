#include "core/review/event.h"

#include <array>

namespace tw::review {
namespace {

constexpr std::array<std::string_view, kEventKinds> kNames{"swap",      "fragment",       "reentry", "jump",
                                                           "duplicate", "false_track",    "missed",  "border",
                                                           "drift",     "low_confidence", "merge"};

} // namespace

std::string_view toString(EventKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<EventKind> eventKind(std::string_view name)
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (kNames[i] == name)
            return static_cast<EventKind>(i);
    return std::nullopt;
}

} // namespace tw::review
