#pragma once
// Every number of the tracker, with where it comes from. "FairMOT" is the published program (MIT, 2021-12-19); the
// paper is Zhang et al., FairMOT, IJCV 2021.

#include "core/base/result.h"

namespace tw::tracker {

struct FairmotOptions {
    // Cues, each of which can be left out. At least one of embedding and IoU must stay.
    bool useEmbedding = true; // appearance; also left out by itself when detections carry no embedding
    bool useIou = true;       // overlap with the predicted box
    bool useMotion = true;    // Kalman gate and its share of the cost

    // Association
    double embeddingLimit = 0.4;   // first stage; paper tau1, FairMOT 0.4 (0.7 before 2020-09)
    double iouLimit = 0.5;         // second stage, on 1 - IoU; paper tau2, FairMOT 0.5
    double unconfirmedLimit = 0.7; // third stage, on 1 - IoU; FairMOT 0.7, not in the paper
    double lambda = 0.98;          // share of appearance against motion; paper sec. 3.4, FairMOT 0.98
    double gate = 9.4877;          // squared Mahalanobis distance, chi-square 0.95 of 4 degrees; FairMOT
    double featureMemory = 0.9;    // share of the past in a track's embedding; FairMOT alpha = 0.9

    // Birth and death
    double detectionThreshold =
        0; // detections must score above it; 0: all, since the detector has already cut (conf_thres)
    double newTrackThreshold = 0;    // a new track needs at least it; 0: any; FairMOT takes conf_thres, so any
    double frameRate = 30;           // frames per second as the tracker sees them
    int trackBuffer = 30;            // lost tracks live frameRate / 30 * trackBuffer frames; FairMOT track_buffer = 30
    double duplicateLimit = 0.15;    // tracked and lost with 1 - IoU below it are one; FairMOT 0.15; 0 switches it off
    bool matchAcrossClasses = false; // FairMOT knows one class only

    // Kalman filter, as shares of the box height per frame; FairMOT, from DeepSORT: 1/20 and 1/160
    double positionWeight = 1.0 / 20;
    double velocityWeight = 1.0 / 160;

    // Frames without a match before a lost track is given up: int(frameRate / 30 * trackBuffer).
    int maxLostFrames() const { return static_cast<int>(frameRate / 30.0 * trackBuffer); }

    // Errors: InvalidArgument naming the option.
    Result<void> check() const;
};

// Which tracked boxes are written out. Source: FairMOT's output step.
struct FilterOptions {
    bool enabled = true;
    double maxAspect = 1.6;    // width / height above it: not a standing person; FairMOT 1.6; 0 switches it off
    double minArea = 100;      // square pixels, must be exceeded; FairMOT min_box_area = 100 (200 before 2020-09)
    bool otherClasses = false; // apply the rules to classes other than pedestrian too

    Result<void> check() const;
};

} // namespace tw::tracker
