#pragma once
// One video of a batch to its results: tracked into a project, exported, reviewed, scored, pictured. Everything is made
// in DIR/working/NAME and appears as DIR/sequences/NAME in one rename:
//
//   NAME.twp                 the project
//   gt/gt.txt, seqinfo.ini   MOTChallenge, read back and checked
//   review.json              suspicious places, the most worthwhile first
//   scores.json              where a ground truth lies beside the video
//   picture.jpg              the frame with the most people, with their boxes
//   result.json              VideoResult
//
// What was stopped stays in `working` and goes on from there. The caller holds the claim.

#include "core/base/job.h"
#include "core/batch/event_log.h"
#include "core/batch/plan.h"
#include "core/pipeline/thread_share.h"
#include "core/workspace/open_project.h"

#include <memory>
#include <optional>
#include <vector>

namespace tw::batch {

struct Machine {
    model::Device device;
    int threads = 0; // 0: all that the process may use
};

// Frames of one part, and a few before them that only lead in: what is measured between frames is measured there, too.
struct Part {
    int number = 0;
    FrameRange frames;   // that it is for
    FrameRange measured; // with the lead-in
};
// The parts of a video of `frames` frames; empty: it is tracked in one piece. Borders lie on frames that the network
// sees.
std::vector<Part> partsOf(FrameIndex frames, const BatchOptions& options);

// Whether `result`, which was recorded, is there and is what `plan` wants of the video as it is now. Two stats when
// size and time of the video are the recorded ones; otherwise its fingerprint decides.
bool isUpToDate(const Plan& plan, const Entry& entry, const VideoResult& result);
// The same of the results in their folder; nothing: they are missing or outdated.
std::optional<VideoResult> upToDateResult(const Plan& plan, const Entry& entry);
// Whether a person changed the project among the results since the batch made it. Errors: Conflict (open in a program).
Result<bool> correctedByHand(const Plan& plan, const Entry& entry);

struct Step {
    enum class Kind { Finished, Cut };
    Kind kind = Kind::Finished;
    VideoResult result;      // Finished
    std::vector<Part> parts; // Cut: nothing was tracked yet
};
// Short videos, and long ones whose parts are all measured: to the end. Long ones otherwise: only counted.
// Errors: of the video, the model and the disk; Cancelled (the same call goes on).
Result<Step> processVideo(const Plan& plan, const Entry& entry, const Machine& machine, const JobContext& job);

// Starts the run of an open project, or goes on with the one that is there, and waits until every frame and the
// association are on disk. Errors: of the run; Cancelled (the same call goes on).
Result<void> runToEnd(workspace::OpenProject& project, pipeline::TrackRequest request, const JobContext& job);

// The parts that an earlier call decided on; nothing: the video was not counted yet, or changed.
std::optional<std::vector<Part>> knownParts(const Plan& plan, const Entry& entry);
bool partDone(const Plan& plan, const Entry& entry, const Part& part);
// Errors: as above.
Result<void> measurePart(const Plan& plan, const Entry& entry, const Part& part, const Machine& machine,
                         const JobContext& job);

} // namespace tw::batch
