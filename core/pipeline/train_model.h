#pragma once
// Training from what a person has corrected: frames of a project, folders of sequences, or both. Opens the data, then
// core/training does the rest. Window and CLI alike. Torch-free.
//
// What frames of a project teach:
//   verified frames    all people in them, and that no one else is there
//   verified people    boxes that were verified one track at a time, in frames that were not: only these boxes; who has
//                      none there is neither person nor background
//   every box          (Frames::All) what the tracker left as well; the rest does not count as background
//
// Thread: any; trainModel() works on the calling one. The project may be edited meanwhile: the snapshot does not
// change.

#include "core/annotation/document.h"
#include "core/base/job.h"
#include "core/training/trainer.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tw::pipeline {

struct ProjectFrames {
    enum class Frames { Verified, All };

    annotation::Snapshot document;
    std::filesystem::path video;
    std::string name; // for logs
    double frameRate = 30;
    Frames frames = Frames::Verified;
    // The last share of the verified frames is kept for the validation when nothing else validates.
    double heldOut = 0.2;
};

// What there is to learn from, before anything is decoded.
struct ProjectFrameCounts {
    int frames = 0;
    int boxes = 0;
    int people = 0;
};
ProjectFrameCounts countFrames(const ProjectFrames& project);

// The sources of a project; empty when no frame is to be learnt from. The video is opened with the first picture asked
// for; once stopped, pictures are Cancelled. Errors: InvalidArgument (a share outside 0..0.9).
struct ProjectSources {
    std::vector<training::SourcePtr> train;
    std::vector<training::SourcePtr> validation;
};
Result<ProjectSources> openProject(const ProjectFrames& project, bool holdOut, const std::stop_token& stop = {});

// The frames of a project file, as they are on disk. Errors: of the project file.
Result<ProjectFrames> readProjectFrames(const std::filesystem::path& project);

struct TrainModelRequest {
    std::vector<std::filesystem::path> data; // folders, labels_with_ids lists, project files
    std::optional<ProjectFrames> project;    // the open one
    int drawnScenes = 0;
    // Weights that look at boxes made by a program (core/training/pseudo_label.h): doubtful ones do not count, people
    // whom they are sure of are added. Empty: such boxes are taken as they are.
    std::filesystem::path checkLabelsWith;
    // Scores of train.init before the first step, given to the validation hook as step 0: what the run has to beat.
    bool baseline = false;
    std::function<void(const std::string&)> issue; // called with each line of the data that could not be taken
    training::TrainRequest train;                  // its sources are filled in
};

// "lite", "dla_34", ...: the network whose weights lie in a file. Errors: as readCheckpoint() and fitCheckpoint().
Result<std::string> architectureOf(const std::filesystem::path& weights);

// Errors: those of opening the data (names the folder), NotFound (a folder without sequences), those of
// training::train().
Result<training::TrainReport> trainModel(TrainModelRequest request, const JobContext& job);

} // namespace tw::pipeline
