#pragma once
// Known tracks and what an imperfect detector and tracker would make of them: noise, misses, false alarms, embeddings
// with noise, exchanged identities. Deterministic from the seed. For tests of tracker, evaluation, review and pipeline.

#include "core/base/detection.h"
#include "core/base/ids.h"
#include "core/video/drawn_scene.h"

#include <cstdint>
#include <vector>

namespace tw::test {

struct KnownBox {
    TrackId id = TrackId::kInvalid;
    Box box;
    double visibility = 1;
};
// [frame][person]
using KnownTracks = std::vector<std::vector<KnownBox>>;

KnownTracks tracksOf(const video::DrawnScene& scene);
// `count` people walk straight through a picture of this size in both directions; those of neighbouring numbers meet in
// the middle. All are there in every frame. Boxes about 40 x 100 pixels.
KnownTracks crossingPeople(int count, FrameIndex frames, int width = 1280, int height = 720);

struct DetectorFaults {
    double positionNoise = 0.02; // standard deviation, of the box's width and height
    double sizeNoise = 0.02;
    double missRate = 0.03;            // of people that can be seen
    double hiddenBelow = 0.25;         // visibility under which a person is not found
    double falseAlarms = 0.1;          // per frame, mean
    int embeddingLength = 128;         // 0: no embeddings
    double embeddingNoise = 0.25;      // length of the error against the unit vector
    double width = 1280, height = 720; // where false alarms appear
};

struct SimulatedFrame {
    std::vector<Detection> detections; // in random order
    std::vector<TrackId> truth;        // who it is, kInvalid for false alarms
};

std::vector<SimulatedFrame> simulateDetections(const KnownTracks& tracks, const DetectorFaults& faults,
                                               std::uint64_t seed);

// A direction of its own for every identity, unit length.
std::vector<float> embeddingOf(TrackId id, int length, std::uint64_t seed);

// From `first` on, a is called b and b is called a, as after an identity switch.
KnownTracks withSwap(KnownTracks tracks, TrackId a, TrackId b, FrameIndex first);
// From `first` on, the person gets another id, as after a lost track.
KnownTracks withFragment(KnownTracks tracks, TrackId id, FrameIndex first, TrackId newId);
// The person is missing in frames first..last.
KnownTracks withGap(KnownTracks tracks, TrackId id, FrameIndex first, FrameIndex last);

} // namespace tw::test
