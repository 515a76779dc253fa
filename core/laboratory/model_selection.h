#pragma once
// Which weights of a training run people should get: each one tracks whole videos, and the tracks are scored against
// ground truth. Scores on single pictures do not say it: a network that finds more can still track worse.
//
// Thread: runs on the calling one, with those of pipeline::trackVideo.

#include "core/laboratory/association_benchmark.h"
#include "core/pipeline/track_video.h"

#include <filesystem>
#include <vector>

namespace tw::laboratory {

struct SelectionVideo {
    std::filesystem::path video; // or image folder
    std::filesystem::path truth; // file or sequence folder; as AssociationCase::truth
};

struct WeightsScores {
    std::filesystem::path weights;
    AssociationStep online, offline; // scores of each video
    double score = 0;                // mean over the videos of the mean of MOTA and IDF1, offline, percent
};

// Weights files that a run left: snapshots/*.pth by step, then model_last.pth. Empty: it left none.
std::vector<std::filesystem::path> weightsOfRun(const std::filesystem::path& run);

// In the order of `weights`. `request` says how videos are tracked; its video and model are replaced. Errors: those of
// tracking and of reading the truth, InvalidArgument without weights or videos, Cancelled. Progress step "weights".
Result<std::vector<WeightsScores>> scoreByVideo(const std::vector<std::filesystem::path>& weights,
                                                const std::vector<SelectionVideo>& videos,
                                                pipeline::TrackRequest request, const JobContext& job = {});

} // namespace tw::laboratory
