#include "core/model/dense_frame.h"

#include <algorithm>

namespace tw::model {

bool DenseFrame::isPeak(EmbeddingMap::Cell cell) const
{
    const float own = score(cell);
    for (int y = std::max(cell.y - 1, 0); y <= std::min(cell.y + 1, embeddings.height - 1); ++y)
        for (int x = std::max(cell.x - 1, 0); x <= std::min(cell.x + 1, embeddings.width - 1); ++x)
            if (score({x, y}) > own)
                return false;
    return true;
}

std::optional<EmbeddingMap::Cell> DenseFrame::cellOf(const Box& box, int reach) const
{
    const auto centre = embeddings.cellAt(box.centerX(), box.centerY());
    if (!centre)
        return std::nullopt;
    EmbeddingMap::Cell best = *centre;
    for (int y = std::max(centre->y - reach, 0); y <= std::min(centre->y + reach, embeddings.height - 1); ++y)
        for (int x = std::max(centre->x - reach, 0); x <= std::min(centre->x + reach, embeddings.width - 1); ++x)
            if (score({x, y}) > score(best))
                best = {x, y};
    return best;
}

std::optional<EmbeddingMap::Cell> DenseFrame::peakAt(double sourceX, double sourceY, float minScore) const
{
    std::optional<EmbeddingMap::Cell> best;
    for (int y = 0; y < embeddings.height; ++y) {
        for (int x = 0; x < embeddings.width; ++x) {
            const EmbeddingMap::Cell cell{x, y};
            if (score(cell) < minScore)
                continue;
            const Box& candidate = box(cell);
            if (!candidate.valid() || sourceX < candidate.left || sourceX > candidate.right() ||
                sourceY < candidate.top || sourceY > candidate.bottom() || !isPeak(cell))
                continue;
            if (!best || candidate.area() < box(*best).area())
                best = cell;
        }
    }
    return best;
}

} // namespace tw::model
