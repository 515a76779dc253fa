#pragma once
// What each step of the association is worth: the peaks that projects keep, associated again without the network,
// scored against ground truth. The first row is the online tracker, then the stages of offline tracking one after the
// other.
//
// Thread: runs on the calling one; the projects' peaks are read in windows.

#include "core/base/job.h"
#include "core/evaluation/summary.h"
#include "core/pipeline/evaluate.h"
#include "core/tracker/offline/offline.h"
#include "core/tracker/options.h"

#include <set>
#include <string>
#include <vector>

namespace tw::laboratory {

struct AssociationCase {
    std::string name;
    tracker::PeakReader read;
    FrameRange frames;
    double frameRate = 30;
    tracker::PictureSize picture;
    std::filesystem::path truth; // file or sequence folder
};

struct AssociationStep {
    std::string name;
    std::vector<evaluation::Scores> scores; // of each case
    double seconds = 0;                     // of all cases, association only
};

// Of the cases of a step: HOTA, MOTA and IDF1 in percent, averaged; counts summed.
struct StepMeans {
    double hota = 0, mota = 0, idf1 = 0;
    std::int64_t switches = 0, falsePositives = 0, misses = 0;
};
StepMeans meansOf(const AssociationStep& step);

struct AssociationBenchmark {
    std::vector<std::string> cases;
    std::vector<int> frames;            // of each case
    std::vector<AssociationStep> steps; // fairmot first, the whole of `offline` last
};

struct AssociationBenchmarkOptions {
    tracker::FairmotOptions online;  // frameRate is replaced by the case's
    tracker::OfflineOptions offline; // the same
    tracker::FilterOptions filter;
    bool everyStep = true; // false: only the first and the last row
};

// Where labelled_frames.txt lies beside gt/, only those frames count, and a box that does not count is a region to
// ignore: it excuses the result that lies on it. Errors: of reading peaks and truth, Cancelled.
Result<AssociationBenchmark> benchmarkAssociation(const std::vector<AssociationCase>& cases,
                                                  const AssociationBenchmarkOptions& options,
                                                  const JobContext& job = {});

} // namespace tw::laboratory
