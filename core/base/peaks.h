#pragma once
// What the network saw in one frame, kept with the run: for review, ghosts and re-association without the network.
// Compact: embeddings as IEEE half precision, unit length before rounding; colours as bytes.

#include "core/base/box.h"
#include "core/base/ids.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace tw {

struct Peak {
    float left = 0, top = 0, width = 0, height = 0; // source pixels, amodal
    float score = 0;                                // 0..1
    ClassId classId = ClassId::kPedestrian;

    Box box() const { return {left, top, width, height}; }
};

struct FramePeaks {
    FrameIndex frame = kNoFrame;
    int embeddingSize = 0;                 // 0: none
    std::vector<Peak> peaks;               // best score first
    std::vector<std::uint16_t> embeddings; // peaks.size() x embeddingSize, half precision bits

    // Measured on the decoded picture; each is empty where it was not measured.
    int colourVersion = 0;             // of the definition of the colour stripes; 0: none
    std::vector<std::uint8_t> colours; // peaks.size() x kColourBytes: 3 stripes x (64 of a,b + 8 of L)
    std::vector<std::uint16_t> moving; // peaks.size(): share of the box's pixels that changed, times 65535
    // Vectors of the re-identification network (core/model/reid_encoder.h). Frames are sampled, and weak peaks left
    // out.
    std::uint32_t reidWeights = 0; // checksum of the network's weights, others are not comparable; 0: not measured
    std::vector<std::int8_t> reid; // peaks.size() x kReidNumbers in steps of 1/127, zeros of a peak left out; or empty
    // The camera's motion: previous frame's source pixels to this frame's, row-major 2 x 3. Unknown: no value measured.
    bool motionKnown = false;
    std::array<float, 6> sourceFromPrevious{1, 0, 0, 0, 1, 0};

    static constexpr std::size_t kColourBytes = 216;
    static constexpr std::size_t kReidNumbers = 96;
    std::span<const std::int8_t> reidVector(std::size_t peak) const
    {
        return std::span(reid).subspan(peak * kReidNumbers, kReidNumbers);
    }
    std::span<const std::uint8_t> colour(std::size_t peak) const
    {
        return std::span(colours).subspan(peak * kColourBytes, kColourBytes);
    }
    std::span<const std::uint16_t> embedding(std::size_t peak) const
    {
        const auto size = static_cast<std::size_t>(embeddingSize);
        return std::span(embeddings).subspan(peak * size, size);
    }
};

// IEEE 754 binary16, round to nearest even; overflow becomes infinity.
std::uint16_t halfFromFloat(float value);
float floatFromHalf(std::uint16_t half);

} // namespace tw
