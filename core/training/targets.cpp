#include "core/training/targets.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tw::training {

double gaussianRadius(double height, double width)
{
    constexpr double kOverlap = 0.7;
    const double sum = height + width;
    const double area = height * width;
    // Without the division by a that the quadratic formula asks for: published weights were trained like this.
    const double inside = (sum + std::sqrt(sum * sum - 4 * area * (1 - kOverlap) / (1 + kOverlap))) / 2;
    const double within = (2 * sum + std::sqrt(4 * sum * sum - 16 * (1 - kOverlap) * area)) / 2;
    const double around =
        (-2 * kOverlap * sum + std::sqrt(4 * kOverlap * kOverlap * sum * sum + 16 * kOverlap * (1 - kOverlap) * area)) /
        2;
    return std::min({inside, within, around});
}

void drawGaussian(std::vector<float>& heat, int width, int height, int column, int row, int radius)
{
    const double sigma = (2 * radius + 1) / 6.0;
    const int left = std::min(column, radius), right = std::min(width - 1 - column, radius);
    const int top = std::min(row, radius), bottom = std::min(height - 1 - row, radius);
    for (int y = -top; y <= bottom; ++y) {
        for (int x = -left; x <= right; ++x) {
            double value = std::exp(-(x * x + y * y) / (2 * sigma * sigma));
            if (value < std::numeric_limits<double>::epsilon())
                value = 0;
            float& cell = heat[static_cast<std::size_t>(row + y) * static_cast<std::size_t>(width) +
                               static_cast<std::size_t>(column + x)];
            cell = std::max(cell, static_cast<float>(value));
        }
    }
}

Targets makeTargets(const std::vector<TargetBox>& boxes, int gridWidth, int gridHeight, int maxObjects, double stride)
{
    Targets targets;
    targets.width = gridWidth;
    targets.height = gridHeight;
    const std::size_t cells = static_cast<std::size_t>(gridWidth) * static_cast<std::size_t>(gridHeight);
    targets.heat.assign(cells, 0.0F);
    targets.trust.assign(cells, static_cast<std::uint8_t>(CellTrust::Background));
    for (const TargetBox& label : boxes) {
        if (static_cast<int>(targets.objects.size()) >= maxObjects)
            break;
        const double width = label.box.width / stride, height = label.box.height / stride;
        if (!(width > 0) || !(height > 0))
            continue;
        // Single precision, as published: a centre on the edge of two cells falls into the same one.
        const double middleX = static_cast<float>(label.box.centerX() / stride);
        const double middleY = static_cast<float>(label.box.centerY() / stride);
        // The centre is clipped to the grid, the corners are not: boxes stay amodal.
        const double x = std::clamp(middleX, 0.0, static_cast<double>(gridWidth - 1));
        const double y = std::clamp(middleY, 0.0, static_cast<double>(gridHeight - 1));
        const int column = static_cast<int>(x), row = static_cast<int>(y);
        // Beyond the grid a larger radius changes nothing, and a senseless box must not overflow.
        const double wanted =
            std::min(gaussianRadius(std::ceil(height), std::ceil(width)), 1.0 * (gridWidth + gridHeight));
        const int radius = wanted > 0 ? static_cast<int>(wanted) : 0;
        drawGaussian(targets.heat, gridWidth, gridHeight, column, row, radius);
        TargetObject object;
        object.cell = row * gridWidth + column;
        object.size[0] = static_cast<float>(x - (middleX - width / 2));
        object.size[1] = static_cast<float>(y - (middleY - height / 2));
        object.size[2] = static_cast<float>(middleX + width / 2 - x);
        object.size[3] = static_cast<float>(middleY + height / 2 - y);
        object.offset[0] = static_cast<float>(x - column);
        object.offset[1] = static_cast<float>(y - row);
        object.label = label;
        targets.objects.push_back(object);
    }
    return targets;
}

void markRegion(Targets& targets, const Box& region, CellTrust trust, double stride)
{
    const auto first = [&](double edge) { return static_cast<int>(std::max(0.0, std::ceil(edge / stride - 0.5))); };
    const auto last = [&](double edge, int count) {
        return static_cast<int>(std::min(static_cast<double>(count - 1), std::ceil(edge / stride - 0.5) - 1));
    };
    const auto value = static_cast<std::uint8_t>(trust);
    const int bottom = last(region.bottom(), targets.height), right = last(region.right(), targets.width);
    for (int y = first(region.top); y <= bottom; ++y)
        for (int x = first(region.left); x <= right; ++x) {
            std::uint8_t& cell = targets.trust[static_cast<std::size_t>(y) * static_cast<std::size_t>(targets.width) +
                                               static_cast<std::size_t>(x)];
            cell = std::max(cell, value);
        }
}

} // namespace tw::training
