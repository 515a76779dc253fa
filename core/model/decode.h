#pragma once
// From the network's maps to detections. Torch-free, no state, any thread.
//
// Source: Zhou et al. 2019, Objects as Points, sec. 4; FairMOT, sec. 3.2, decoding of the published program.

#include "core/base/detection.h"
#include "core/base/result.h"
#include "core/model/executors/executor.h"
#include "core/model/preprocess/source_from_grid.h"

#include <span>
#include <vector>

namespace tw::model {

struct Peak {
    Cell cell;
    int classIndex = 0; // 0-based channel of the heat map
    float score = 0;    // sigmoid of the logit
    friend bool operator==(const Peak&, const Peak&) = default;
};

// Best first; equal scores in the order of class, row, column.
bool comesBefore(const Peak& a, const Peak& b);
// What findPeaks() says about logits that are not finite.
Error heatMapNotFinite();

// The cells that no neighbour (3 x 3) of their class exceeds, with a score > minScore, the best topK over all classes,
// best first; equal scores in the order of class, row, column. Plateaus keep all their cells. A topK larger than the
// map is no error. Errors: Unreadable when a logit is not finite (damaged weights, or numbers beyond half precision).
Result<std::vector<Peak>> findPeaks(const HeatMap& heat, int topK, float minScore);

// Boxes in source pixels and unit embeddings for peaks and the other heads' values there (same order). classId is
// classIndex + 1. Boxes without an area are left out, the rest keeps its order; no clipping, no suppression.
// Errors: Unreadable when a value is not finite.
Result<std::vector<Detection>> decodePeaks(std::span<const Peak> peaks, const HeadValues& heads,
                                           const SourceFromGrid& sourceFromGrid);

// The score of the best class and the box of every cell, from the heads at all cells in the order of rows. Boxes
// without an area stay as they are. Errors: Unreadable when a value is not finite.
Result<void> decodeCells(const HeatMap& heat, const HeadValues& heads, const SourceFromGrid& sourceFromGrid,
                         std::vector<float>& scores, std::vector<Box>& boxes);

// Divides by the Euclidean length; a length below 1e-12 counts as 1e-12. False when a value is not finite.
bool normalise(std::span<float> embedding);

} // namespace tw::model
