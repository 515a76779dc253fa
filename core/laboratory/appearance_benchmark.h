#pragma once
// What looks are worth: can two sightings of a person, seconds apart, be told from sightings of two people? The peaks
// that projects keep are matched with ground truth; pairs of one identity against pairs of two that were in a frame
// together (automatically linked ground truth may give one person several identities).
//
// The adaptation is taught by pieces of the identities that are shorter than the gap, so that no pair that is judged
// lies in one piece. Pieces of a tracker are less pure.
//
// Thread: runs on the calling one.

#include "core/appearance/adaptation.h"
#include "core/base/job.h"
#include "core/base/peaks.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace tw::laboratory {

struct AppearanceCase {
    std::string name;
    std::function<Result<std::vector<FramePeaks>>(FrameRange)> read;
    FrameRange frames;
    double frameRate = 30;
    std::filesystem::path truth;
};

struct AppearanceBenchmarkOptions {
    double gapSeconds = 3;    // at least, between the two sightings
    FrameIndex window = 12;   // frames on either side that count to a sighting, where more than one frame is used
    double overlap = .5;      // IoU of a peak with a box of the ground truth
    std::size_t pairs = 8000; // of each kind, at most
    std::uint64_t seed = 1;
};

struct AppearanceScore {
    std::string cue; // "colour, one frame"
    double auc = 0;
    double tprAtTenth = 0; // true pairs accepted where a tenth of the false ones is
    double tprAtHundredth = 0;
};

struct AppearanceCaseReport {
    std::string name;
    std::size_t sightings = 0;
    std::size_t identities = 0;
    std::size_t truePairs = 0;
    std::size_t falsePairs = 0;
    appearance::AdaptationCheck adaptation;
    std::vector<AppearanceScore> scores;           // the same cues in every case
    appearance::LikenessWeights::Both bestWeights; // of this case, from its ground truth, for comparison
};

// Errors: of reading peaks and truth, InvalidArgument (too few pairs of a kind; says which), Cancelled.
Result<AppearanceCaseReport> benchmarkAppearance(const AppearanceCase& source,
                                                 const AppearanceBenchmarkOptions& options, const JobContext& job = {});

} // namespace tw::laboratory
