#pragma once
// One track as the tracker keeps it.

#include "core/base/detection.h"
#include "core/tracker/kalman.h"

#include <vector>

namespace tw::tracker {

enum class Stage { Tracked, Lost, Removed };

// An embedding of unit length and what cosine distances need of it.
struct Feature {
    std::vector<float> values; // empty: none
    double norm = 1;           // of the stored floats, close to 1

    bool empty() const { return values.empty(); }
};

// Scaled to unit length, in single precision as the network gives it.
Feature unitFeature(std::vector<float> values);
// memory * old + (1 - memory) * fresh, scaled to unit length.
void blendFeature(Feature& old, const Feature& fresh, double memory);

// What the tracker knows of a detection.
struct Candidate {
    Box box;
    Measurement measurement{};
    float score = 0;
    ClassId classId = ClassId::kInvalid;
    int detection = -1; // index into the caller's detections
    Feature feature;
};

struct Track {
    TrackId id = TrackId::kInvalid;
    Stage stage = Stage::Tracked;
    bool confirmed = false; // only confirmed tracks are put out
    KalmanBox filter;
    float score = 0;
    ClassId classId = ClassId::kInvalid;
    Feature feature;
    int startFrame = 0; // frames here count the calls of update(), from 1
    int lastFrame = 0;  // of the last match
    int detection = -1; // matched in lastFrame

    int age() const { return lastFrame - startFrame; }
};

} // namespace tw::tracker
