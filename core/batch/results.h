#pragma once
// (private) From a tracked project to the files among the results of its video.

#include "core/base/job.h"
#include "core/batch/event_log.h"
#include "core/batch/plan.h"
#include "core/workspace/open_project.h"

namespace tw::batch {

// Writes gt/gt.txt, seqinfo.ini, review.json, scores.json, picture.jpg and result.json into the working folder and
// completes `result`. Errors: of writing and reading back; Cancelled. A ground truth that cannot be read and a picture
// that cannot be made become issues of the result.
Result<void> writeResults(workspace::OpenProject& project, const Plan& plan, const Entry& entry, VideoResult& result,
                          const JobContext& job);

} // namespace tw::batch
