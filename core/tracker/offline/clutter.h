#pragma once
// Static clutter: mannequins, signs and shadows that the network takes for people again and again at the same place.
// A site is a place where peaks of the same size keep coming; it is clutter when almost no pixel of it ever changes, or
// none for most of a longer time: a poster behind the traffic. A person who stands still changes more pixels than that,
// except in heavily compressed video: so what was removed is listed, and the removal is an edit that can be undone.
//
// Without measured pixels, and where the camera moves, nothing is clutter. Pure function, any thread.

#include "core/base/peaks.h"
#include "core/tracker/offline/options.h"

#include <span>
#include <vector>

namespace tw::tracker {

struct ClutterSite {
    Box box; // mean, source pixels
    FrameRange frames;
    int peaks = 0;
};
struct Clutter {
    std::vector<ClutterSite> sites;
    std::vector<std::vector<char>> dropped; // by frame and peak; empty: nothing is dropped
};

Clutter findClutter(std::span<const FramePeaks> frames, const OfflineOptions& options);

} // namespace tw::tracker
