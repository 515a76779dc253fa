#pragma once
// From the network's output grid (cells of 4 x 4 network pixels, real-valued) to source pixels.
//
// Not the inverse of the letterbox but the affine map of the published program, which differs from it by up to a tenth
// of a pixel: results are comparable only with the same map. Scale and shift are derived in the same mixture of single
// and double precision as there.
// Source: CenterNet's affine transform with rotation 0, as FairMOT uses it after decoding.

#include "core/model/network_size.h"

namespace tw::model {

struct SourceFromGrid {
    double scaleX = 1;
    double scaleY = 1;
    double offsetX = 0;
    double offsetY = 0;

    // Image sides >= 1; network sides multiples of 4.
    static SourceFromGrid of(int imageWidth, int imageHeight, const NetworkSize& network);

    double x(double gridX) const { return gridX * scaleX + offsetX; }
    double y(double gridY) const { return gridY * scaleY + offsetY; }
    double gridX(double sourceX) const { return (sourceX - offsetX) / scaleX; }
    double gridY(double sourceY) const { return (sourceY - offsetY) / scaleY; }
};

} // namespace tw::model
