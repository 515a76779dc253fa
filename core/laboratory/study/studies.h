#pragma once
// The studies of the FairMOT paper (IJCV 2021) that need no training: each is a Study over clips with labels.
//
//   association  Table 7   cues of the online tracker switched on and off, and offline tracking; stored peaks
//   scale        Table 5   AP and TPR by the height of people, in pixels of the picture; stored peaks
//   density      Fig. 4    time a frame by the number of people, on drawn clips; runs the network
//
// Thread: as runStudy().

#include "core/laboratory/study/peak_cases.h"
#include "core/laboratory/study/study.h"

#include <memory>
#include <span>

namespace tw::laboratory {

struct StudyInput {
    std::vector<training::SourcePtr> clips; // labelled videos
    std::shared_ptr<PeakCases> peaks;
    float threshold = 0.4F; // of detections for the tracker
};

Study associationStudy(StudyInput input);
Study scaleStudy(StudyInput input);

struct DensityInput {
    std::string model = "lite";
    model::DetectorOptions detector;
    std::vector<int> people{5, 10, 20, 50, 100, 200}; // in the scene at a time, about
    FrameIndex frames = 40;
    int seeds = 3;
};
Study densityStudy(DensityInput input);

// AP at IoU 0.5 (percent) of people whose labelled box is `low` <= height < `high` pixels. Others count neither way:
// their boxes are excused, and so are detections of another height that find none of these. Nothing without such
// people.
std::optional<double> apOfHeights(const PeakCase& clip, double low, double high);
// TPR (percent) at a false accept rate of 0.1 over pairs of peaks that lie on such people (IoU above 0.5), of clips
// whose identities are Real. Nothing without a pair of either kind.
std::optional<double> tprOfHeights(const PeakCase& clip, double low, double high);

} // namespace tw::laboratory
