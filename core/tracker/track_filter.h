#pragma once
// Which tracked boxes are written out: FairMOT drops boxes wider than a standing person and very small ones.

#include "core/tracker/options.h"
#include "core/tracker/tracker.h"

namespace tw::tracker {

inline bool isKept(const TrackedBox& tracked, const FilterOptions& options)
{
    if (!options.enabled || (tracked.classId != ClassId::kPedestrian && !options.otherClasses))
        return true;
    const Box& box = tracked.box;
    if (options.maxAspect > 0 && box.width / box.height > options.maxAspect)
        return false;
    return box.width * box.height > options.minArea;
}

inline FrameTracks filtered(FrameTracks tracks, const FilterOptions& options)
{
    std::erase_if(tracks.boxes, [&](const TrackedBox& box) { return !isKept(box, options); });
    return tracks;
}

} // namespace tw::tracker
