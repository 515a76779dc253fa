#pragma once
// Everything the network says of one frame, place by place: embedding, score and box of every cell. For questions about
// places that did not become a peak. Torch-free value; source pixels.

#include "core/base/box.h"
#include "core/model/embedding_map.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace tw::model {

struct DenseFrame {
    EmbeddingMap embeddings;
    std::vector<float> scores; // height x width: best class, 0..1
    std::vector<Box> boxes;    // height x width: what the network would draw if a person's centre were there; amodal,
                               // may be invalid (no area)

    std::size_t index(EmbeddingMap::Cell cell) const
    {
        return static_cast<std::size_t>(cell.y) * static_cast<std::size_t>(embeddings.width) +
               static_cast<std::size_t>(cell.x);
    }
    float score(EmbeddingMap::Cell cell) const { return scores[index(cell)]; }
    const Box& box(EmbeddingMap::Cell cell) const { return boxes[index(cell)]; }

    // No neighbour (3 x 3) has a higher score.
    bool isPeak(EmbeddingMap::Cell cell) const;
    // The cell that stands for the person in a box: of those within `reach` cells of its centre the one with the
    // highest score. Empty when the centre is outside the map.
    std::optional<EmbeddingMap::Cell> cellOf(const Box& box, int reach = 2) const;
    // The peak with at least this score whose box holds the point; the smallest box of several. Empty: none.
    std::optional<EmbeddingMap::Cell> peakAt(double sourceX, double sourceY, float minScore) const;
};

} // namespace tw::model
