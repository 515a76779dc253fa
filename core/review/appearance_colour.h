#pragma once
// Appearance as three numbers along a track, for colours: the directions in which the people of this video differ most
// (principal components of their embeddings). Where another person's embedding takes over, the numbers jump.
//
// Pure functions of the evidence, any thread. 0-based frames.

#include "core/review/evidence.h"

#include <array>
#include <map>
#include <vector>

namespace tw::review {

struct ColourBasis {
    std::vector<float> mean;
    std::array<std::vector<float>, 3> axes; // unit length
    std::array<float, 3> reach{};           // of most people along each axis; 0: no one differs there
    bool known() const { return !mean.empty(); }
};
// Of everything clean; unknown when there are no embeddings. Numbers of tracks do not enter, so that edits of
// identities leave the colours as they are.
ColourBasis colourBasisOf(const Evidence& evidence);

// A stretch that looks alike: coordinates within -1..1.
struct ColourChunk {
    FrameRange frames;
    std::array<float, 3> at{};
};
// By frame; stretches without a clean embedding take the look of the one before. Empty: nothing is known of the track.
std::vector<ColourChunk> coloursOf(const TrackEvidence& track, const ColourBasis& basis, FrameIndex chunkFrames);

using TrackColours = std::map<TrackId, std::vector<ColourChunk>>;

} // namespace tw::review
