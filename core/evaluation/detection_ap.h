#pragma once
// How well boxes are found, whatever their identity. One class at a time.
//
//   fairmotAp   the figure of FairMOT's test: IoU above 0.5, at most 128 boxes an image, area under the precision
//               envelope of each image on its own, then the mean over images with ground truth. Not an AP of the set.
//   cocoAp      the COCO figure: all images together, IoU 0.50 .. 0.95, precision at 101 recalls, at most 100 boxes an
//               image; results on ignored ground truth count neither way.
// Sources: FairMOT (MIT) as specified for its detection test; COCO evaluation as in pycocotools 2.0 (BSD), equal to it
// to 1e-12.

#include "core/base/box.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tw::evaluation {

struct ScoredBox {
    Box box;
    float score = 0;
};

struct ImageBoxes {
    std::vector<Box> truth;
    std::vector<Box> ignored; // neither to be found nor wrong when found
    std::vector<ScoredBox> detections;
};

struct FairmotApOptions {
    double iou = 0.5; // must be exceeded
    int keep = 128;   // detections with a score of at least the keep-th best; FairMOT 128
};

struct FairmotAp {
    double ap = 0;           // mean over images with ground truth; 0 without any
    double recall = 0;       // the same, share of ground truth found
    double precision = 0;    // the same, share of detections that are right
    std::int64_t images = 0; // with ground truth
};

// Ignored boxes do not exist in it.
FairmotAp fairmotAp(std::span<const ImageBoxes> images, const FairmotApOptions& options = {});

inline constexpr int kCocoThresholds = 10;

struct CocoAp {
    double ap = 0;   // mean over IoU 0.50, 0.55 .. 0.95
    double ap50 = 0; // at IoU 0.50
    double ap75 = 0; // at IoU 0.75
    double ar = 0;   // mean over IoU of the greatest recall
    std::array<double, kCocoThresholds> apAtIou{};
    std::int64_t truthBoxes = 0; // 0: all figures are -1, as COCO says
};

CocoAp cocoAp(std::span<const ImageBoxes> images, int maxDetections = 100);

} // namespace tw::evaluation
