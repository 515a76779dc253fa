#pragma once
// What the network thinks of every place of one frame: a unit vector a cell. Torch-free value.
//
// Cells are 4 x 4 network pixels; cell (i, j) stands for grid positions i ... i + 1, j ... j + 1.

#include "core/model/preprocess/source_from_grid.h"

#include <optional>
#include <span>
#include <vector>

namespace tw::model {

struct EmbeddingMap {
    struct Cell {
        int x = 0;
        int y = 0;
        friend bool operator==(const Cell&, const Cell&) = default;
    };

    int width = 0; // cells
    int height = 0;
    int channels = 0;
    std::vector<float> values; // height x width x channels, unit vectors (zero where the network gave zero)
    SourceFromGrid sourceFromGrid;

    std::span<const float> at(Cell cell) const;
    // The cell under a point of the image, source pixels. Empty outside the map (which reaches a little beyond the
    // image).
    std::optional<Cell> cellAt(double sourceX, double sourceY) const;
    // Cosine of the angle between `embedding` (any length > 0, `channels` values) and every cell; height x width.
    std::vector<float> similarityTo(std::span<const float> embedding) const;
};

} // namespace tw::model
