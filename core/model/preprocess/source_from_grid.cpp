#include "core/model/preprocess/source_from_grid.h"

#include "core/base/contract.h"

#include <algorithm>

namespace tw::model {

namespace {

struct Point {
    float x;
    float y;
};

// The three points that the reference fits its map to: the centre, half of `width` above it, and half of `width` to the
// left of that. All single precision.
struct Corner {
    Point center;
    Point above;
    Point left;

    Corner(float centerX, float centerY, float width)
        : center{centerX, centerY}, above{centerX, static_cast<float>(centerY - 0.5 * width)},
          left{above.x - (center.y - above.y), above.y}
    {}
};

} // namespace

SourceFromGrid SourceFromGrid::of(int imageWidth, int imageHeight, const NetworkSize& network)
{
    TW_EXPECTS(imageWidth > 0 && imageHeight > 0 && network.width >= 4 && network.height >= 4);
    const double aspect = static_cast<double>(network.width) / network.height;
    const double side = std::max(aspect * imageHeight, static_cast<double>(imageWidth));
    const int gridWidth = network.width / 4;
    const int gridHeight = network.height / 4;
    const Corner source(static_cast<float>(imageWidth / 2.0), static_cast<float>(imageHeight / 2.0),
                        static_cast<float>(side));
    const Corner grid(static_cast<float>(gridWidth * 0.5), static_cast<float>(gridHeight * 0.5),
                      static_cast<float>(gridWidth));
    // Without rotation the six equations fall apart into two for x and two for y.
    const auto scale = [](float sourceA, float sourceB, float gridA, float gridB) {
        return (static_cast<double>(sourceA) - sourceB) / (static_cast<double>(gridA) - gridB);
    };
    SourceFromGrid map;
    map.scaleX = scale(source.above.x, source.left.x, grid.above.x, grid.left.x);
    map.scaleY = scale(source.center.y, source.above.y, grid.center.y, grid.above.y);
    map.offsetX = source.center.x - map.scaleX * grid.center.x;
    map.offsetY = source.center.y - map.scaleY * grid.center.y;
    return map;
}

} // namespace tw::model
