#include "core/annotation/track.h"

#include "core/annotation/box_list.h"

namespace tw::annotation {

const TrackBox* Track::at(FrameIndex frame) const
{
    const auto it = lowerBound(boxes, frame);
    return it != boxes.end() && it->frame == frame ? &*it : nullptr;
}

} // namespace tw::annotation
