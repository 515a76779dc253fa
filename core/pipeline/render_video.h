#pragma once
// A video with its tracks drawn over it, as a new video file. Window (File, Export video) and CLI (render) alike.
//
// The pictures run at the source's average rate; sound is not written. H.264, MPEG-4 and most others need even sides:
// an odd one gets one more column or row, a copy of the last. A frame that cannot be decoded shows the picture before
// it under its own tracks. Any thread; opens the source itself; the snapshot does not change meanwhile.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/base/result.h"
#include "core/pipeline/track_overlay.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tw::pipeline {

struct RenderRequest {
    std::filesystem::path video;
    annotation::Snapshot tracks;
    std::filesystem::path out; // its suffix is the container
    FrameRange frames{0, -1};  // empty: all; the end may lie behind the last frame
    std::string encoder;       // FFmpeg's name; empty: the best present that the container takes
    int quality = 0;           // constant quality where the encoder has one (crf); 0: its habit
    OverlayOptions overlay;
    std::vector<std::filesystem::path> inputs; // beside `video`, not written over
    bool force = false;                        // written over all the same
};

struct RenderReport {
    FrameIndex frames = 0;
    int width = 0; // of the file, pixels
    int height = 0;
    std::string encoder;
    std::vector<FrameIndex> unreadable; // shown as the picture before
    std::vector<TrackId> namesLeftOut;  // letters that cannot be drawn
};

// Progress step "render", in frames. Errors: Refused (`out` is an input or a file of another kind), InvalidArgument (no
// frame in the range), those of opening the source and of the encoder (Io: disk full), Unreadable (no frame at all),
// Cancelled. Without success nothing is left at `out`, and what was there stays.
Result<RenderReport> renderVideo(const RenderRequest& request, const JobContext& job = {});

} // namespace tw::pipeline
