#pragma once
// The studies of the FairMOT paper (IJCV 2021) that need no training: each is a Study over clips with labels.
//
//   association  Table 7   cues of the online tracker switched on and off, and offline tracking; stored peaks
//   scale        Table 5   AP and TPR by the height of people, in pixels of the picture; stored peaks
//   density      Fig. 4    time a frame by the number of people, on drawn clips; runs the network
//   maps         Fig. 3    similarity of every place of a later picture to a person, drawn over it; runs the network
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

struct MapInput {
    std::vector<training::SourcePtr> clips; // with identities
    std::string model = "lite";
    model::DetectorOptions detector;
    std::vector<int> later{1, 5, 20}; // pictures
    std::filesystem::path out;        // pictures go to out/maps/CLIP-LATER-person-ID.png
};
Study mapStudy(MapInput input);

// How well a map of similarities (a number a cell) points at a person.
struct MapScore {
    bool hit = false;   // its highest cell has its middle in the box
    double inside = 0;  // highest similarity in the box ...
    double outside = 0; // ... and elsewhere
};
// Nothing where no cell or every cell lies in the box.
std::optional<MapScore> mapScore(const model::EmbeddingMap& map, const std::vector<float>& similarity, const Box& box);

// AP at IoU 0.5 (percent) of people whose labelled box is `low` <= height < `high` pixels. Others count neither way:
// their boxes are excused, and so are detections of another height that find none of these. Nothing without such
// people.
std::optional<double> apOfHeights(const PeakCase& clip, double low, double high);
// TPR (percent) at a false accept rate of 0.1 over pairs of peaks that lie on such people (IoU above 0.5), of clips
// whose identities are Real. Nothing without a pair of either kind.
std::optional<double> tprOfHeights(const PeakCase& clip, double low, double high);

} // namespace tw::laboratory
