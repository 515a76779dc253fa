#include "core/review/event.h"

#include <algorithm>
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

bool hasCut(const Event& event)
{
    return event.fix && (std::holds_alternative<annotation::SwapTracks>(event.fix->value) ||
                         std::holds_alternative<annotation::SplitTrack>(event.fix->value));
}

Event withCut(Event event, FrameIndex cut)
{
    if (!hasCut(event))
        return event;
    if (auto* swap = std::get_if<annotation::SwapTracks>(&event.fix->value)) {
        cut = std::min(cut, swap->frames.last); // an exchange that is taken back keeps a frame at least
        swap->frames.first = cut;
    }
    if (auto* split = std::get_if<annotation::SplitTrack>(&event.fix->value))
        split->at = cut;
    event.frame = cut;
    event.frames.first = cut;
    return event;
}

} // namespace tw::review
