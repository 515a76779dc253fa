#include "core/review/event.h"

#include "core/review/kinds.h"

#include <algorithm>

namespace tw::review {

std::string_view toString(EventKind kind)
{
    return infoOf(kind).name;
}

std::optional<EventKind> eventKind(std::string_view name)
{
    for (const KindInfo& info : allKinds())
        if (info.name == name)
            return info.kind;
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
