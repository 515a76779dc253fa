#pragma once
// Tracks that were made for another picture size, frame rate or length than the video they are read for.

#include "core/formats/format.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tw::formats {

// What the file says about its video against the video itself; what either side does not say is no difference.
struct VideoDifference {
    SequenceInfo file, video;
    bool size = false;
    bool rate = false;
    bool length = false; // the file's is longer

    bool any() const { return size || rate || length; }
};
VideoDifference differenceOf(const SequenceInfo& file, const SequenceInfo& video);
// One sentence for each difference: "the boxes are made for pictures of 1920x1080, the video has 640x360".
std::vector<std::string> describe(const VideoDifference& difference);

// What to do about a difference.
enum class Fit {
    Report,  // take the numbers as they are, list the difference as a problem
    Convert, // from what the file says (or `from` in FitOptions) to the video's
    AsTheyAre
};

struct FitOptions {
    Fit scale = Fit::Report;
    Fit times = Fit::Report;
    std::optional<std::pair<int, int>> scaleFrom; // pixels; instead of what the file says
    std::optional<FrameRate> timesFrom;
};

// Boxes times video size / file size.
void scaleBoxes(Imported& imported, double x, double y);
// Frames from one rate to another: each track has one box for each frame of the video between its first and its last,
// linear between neighbouring boxes of the file; gaps stay gaps.
void convertTimes(Imported& imported, FrameRate from, FrameRate to);

} // namespace tw::formats
