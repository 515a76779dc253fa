#pragma once
// (private to model) What comes back from a device: the best peaks of a frame with their heads, one row each, in one
// block of fixed size, so that nothing has to be asked for in between. PeakReader (peak_reader.h) writes it.
//
// Torch-free. Row 0 is a header whose first number is 1 when all logits are finite. Then topK rows: score, class, x, y,
// size, offset, identity; those that are no peaks score 0.

#include "core/model/decode.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::model {

struct PeakRowLayout {
    int topK = 0;
    int sizeChannels = 4;
    int embeddingSize = 0;

    static constexpr int kSize = 4; // column of the first size value
    int offset() const { return kSize + sizeChannels; }
    int identity() const { return offset() + 2; }
    int columns() const { return identity() + embeddingSize; }
    std::int64_t floats() const { return static_cast<std::int64_t>(topK + 1) * columns(); }
};

struct PeakValues {
    std::vector<Peak> peaks; // best first, as findPeaks() orders them
    HeadValues heads;
};

// The rows that score above minScore. Errors: Unreadable when a logit was not finite.
Result<PeakValues> readPeakRows(std::span<const float> rows, const PeakRowLayout& layout, float minScore);

} // namespace tw::model
