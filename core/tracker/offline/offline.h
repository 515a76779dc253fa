#pragma once
// Tracking with the whole video in view: what the network saw in every frame in, one track a person out. Stages, each
// with its own header: clutter, scene, pieces, split, link (with likeness and chains), finish, doubles.
//
// Long videos are solved in windows that overlap; a person keeps the identity over the border through the boxes that
// both windows hold. Memory is that of one window's peaks.
// Pure functions of their input: no clock, no globals, no files. Thread: any; nothing is shared.

#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/tracker/offline/clutter.h"
#include "core/tracker/offline/finish.h"
#include "core/tracker/offline/options.h"
#include "core/tracker/offline/statements.h"

#include <functional>
#include <span>
#include <vector>

namespace tw::tracker {

struct OfflineResult {
    std::vector<OfflineTrack> tracks; // by first frame
    std::vector<ClutterSite> clutter; // what was taken for things, not people
    int dropped = 0;                  // tracks that were too short, too weak, or doubles
    int pieces = 0;                   // that all tracks were put together from
    bool cameraMoves = false;
};

struct PictureSize {
    double width = 0; // source pixels; 0: not known, then the hull of all boxes counts
    double height = 0;
};

// All frames at once. Frames increase. Errors: InvalidArgument (options, frame order), Conflict (statements contradict
// each other), Cancelled.
Result<OfflineResult> trackOffline(std::span<const FramePeaks> frames, PictureSize picture,
                                   const Statements& statements, const OfflineOptions& options,
                                   const JobContext& job = {});

// Peaks of the frames of a range that have some, in order. Errors: of the store.
using PeakReader = std::function<Result<std::vector<FramePeaks>>(FrameRange)>;

// The same in windows. Errors: also those of the reader.
Result<OfflineResult> trackOffline(const PeakReader& read, FrameRange frames, PictureSize picture,
                                   const Statements& statements, const OfflineOptions& options,
                                   const JobContext& job = {});

} // namespace tw::tracker
