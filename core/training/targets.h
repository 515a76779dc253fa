#pragma once
// What the four heads should say for one picture: a centre heat map, sizes, offsets and identities. Torch-free, pure.
// Cells are the network's output grid (stride 4); boxes come in network input pixels.
//
// Source: FairMOT's published program (targets), CornerNet's Gaussian radius as it stands there.

#include "core/base/box.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::training {

// A labelled person after augmentation, in network input pixels.
struct TargetBox {
    Box box;
    std::int64_t identity = -1;    // number over all sources; -1: none
    std::int64_t classIndex = -1;  // row of the classifier; -1: not classified
    std::int32_t sourceIndex = -1; // which source and which picture of it, to know which identities may be told apart
    std::int32_t pictureIndex = -1;
    bool real = false;                   // IdentityKind::Real
    double score = 1;                    // Label::score
    std::span<const std::int8_t> vector; // DatasetSource::identityVector()
};

// What heat at a cell without a labelled centre means.
enum class CellTrust : std::uint8_t {
    Background = 0, // it is wrong
    Unsure = 1,     // the source leaves people out
    Ignored = 2     // an ignore region
};

struct TargetObject {
    std::int32_t cell = 0; // row * gridWidth + column of the centre
    float size[4]{};       // left, top, right, bottom from the centre, cells
    float offset[2]{};     // centre inside its cell
    float certainty = 1;   // what the heat at the centre should be
    TargetBox label;
};

struct Targets {
    int width = 0; // cells
    int height = 0;
    std::vector<float> heat;         // height * width, 1 at centres
    std::vector<std::uint8_t> trust; // CellTrust
    std::vector<TargetObject> objects;
};

// min over CornerNet's three cases for an overlap of 0.7, cells, not rounded
double gaussianRadius(double height, double width);
// Merged by maximum, cut at the borders; values below float epsilon are 0.
void drawGaussian(std::vector<float>& heat, int width, int height, int column, int row, int radius);

// Objects beyond maxObjects are left out. `trust` is filled with Background; callers mark regions.
Targets makeTargets(const std::vector<TargetBox>& boxes, int gridWidth, int gridHeight, int maxObjects,
                    double stride = 4);
// Raises cells whose middle lies in `region` (network input pixels) to `trust`.
void markRegion(Targets& targets, const Box& region, CellTrust trust, double stride = 4);

} // namespace tw::training
