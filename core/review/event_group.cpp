#include "core/review/event_group.h"

#include "core/review/kinds.h"

namespace tw::review {

EventGroup groupOf(EventKind kind)
{
    return infoOf(kind).group;
}

std::vector<EventKind> kindsOf(EventGroup group)
{
    std::vector<EventKind> kinds;
    for (const KindInfo& info : allKinds())
        if (info.group == group)
            kinds.push_back(info.kind);
    return kinds;
}

PictureLayout pictureLayoutOf(EventKind kind)
{
    return infoOf(kind).pictures;
}

} // namespace tw::review
