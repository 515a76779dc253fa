#pragma once
// Tracks that show one person, by appearance alone: average-linkage clustering in which two tracks that are seen
// together in a frame are two people and never meet in a group. What a likeness is worth is measured in the video
// itself: tracks seen together give the likeness of different people, the halves of long tracks that of the same.
//
// Pure functions of the evidence, any thread. 0-based frames.

#include "core/review/evidence.h"

#include "core/annotation/edits.h"

#include <span>
#include <utility>
#include <vector>

namespace tw::review {

struct ClusterOptions {
    double minProbability = 0.3; // groups join while they are at least so probably one person; people look at it
    int maxSamples = 64;         // embeddings looked at, spread evenly over a track
    double frameRate = 30;
    int maxTracks = 2000;                           // the longest ones; memory grows with the square
    std::vector<std::pair<TrackId, TrackId>> apart; // a person said that these are two people
};

struct Fragment {
    TrackId track{};
    FrameRange frames;
    double likeness = 0;             // mean cosine to the others of its group
    double probability = 0;          // that it belongs to them
    FrameIndex faceFrame = kNoFrame; // where it is seen best
    Box face;
};

// One person, as far as appearance tells; at least two fragments, by first frame.
struct PersonGroup {
    std::vector<Fragment> fragments;
    double probability = 0; // that all are one person: the lowest of its fragments
};

// The most worthwhile first: probability times joins. Locked tracks and tracks without a clean embedding take no part.
// Errors: Cancelled.
Result<std::vector<PersonGroup>> clusterPeople(const Evidence& evidence, const ClusterOptions& options,
                                               const JobContext& job = {});

// Mean of clean embeddings spread over the whole track, those unlike the others left out.
Appearance robustAppearance(const TrackEvidence& track, int maxSamples);

// All as one person with the number of the earliest, one step of the history. Gaps up to `longestFill` frames get
// straight lines. Fewer than two tracks that exist: no edit.
std::optional<annotation::Edit> joinAll(const annotation::DocumentState& state, std::vector<TrackId> tracks,
                                        FrameIndex longestFill);

} // namespace tw::review
