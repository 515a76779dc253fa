#include "core/model/embedding_map.h"

#include "core/base/contract.h"

#include <cmath>

namespace tw::model {

std::span<const float> EmbeddingMap::at(Cell cell) const
{
    TW_EXPECTS(cell.x >= 0 && cell.x < width && cell.y >= 0 && cell.y < height);
    const auto size = static_cast<std::size_t>(channels);
    return std::span(values).subspan((static_cast<std::size_t>(cell.y) * width + cell.x) * size, size);
}

std::optional<EmbeddingMap::Cell> EmbeddingMap::cellAt(double sourceX, double sourceY) const
{
    const double x = std::floor(sourceFromGrid.gridX(sourceX));
    const double y = std::floor(sourceFromGrid.gridY(sourceY));
    if (!(x >= 0 && x < width && y >= 0 && y < height)) // false for NaN
        return std::nullopt;
    return Cell{static_cast<int>(x), static_cast<int>(y)};
}

std::vector<float> EmbeddingMap::similarityTo(std::span<const float> embedding) const
{
    TW_EXPECTS(embedding.size() == static_cast<std::size_t>(channels));
    double squares = 0;
    for (const float value : embedding)
        squares += static_cast<double>(value) * value;
    const auto inverse = static_cast<float>(squares > 0 ? 1 / std::sqrt(squares) : 0);
    std::vector<float> out(static_cast<std::size_t>(width) * height);
    const float* cell = values.data();
    for (float& similarity : out) {
        float sum = 0;
        for (std::size_t c = 0; c < embedding.size(); ++c)
            sum += embedding[c] * cell[c];
        similarity = sum * inverse;
        cell += channels;
    }
    return out;
}

} // namespace tw::model
