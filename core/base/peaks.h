#pragma once
// What the network saw in one frame, kept with the run: for review, ghosts and re-association without the network.
// Compact: embeddings as IEEE half precision, unit length before rounding.

#include "core/base/box.h"
#include "core/base/ids.h"

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
