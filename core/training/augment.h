#pragma once
// (private) One training sample: pictures warped into the network's input, their boxes with them, targets made.
// Any thread; the same Rng state gives the same sample.
//
// Source: FairMOT's published loader (order and ranges of the draws of the random affine, filters of the boxes);
// mosaic after YOLOv4 (Bochkovskiy et al. 2020), here without cutting people to the tile's neighbours.

#include "core/math/affine.h"
#include "core/math/rng.h"
#include "core/training/dataset.h"
#include "core/training/options.h"
#include "core/training/targets.h"

#include <array>
#include <span>

namespace tw::training {

// A picture as the sampler chose it, with what its labels mean over all sources.
struct Ingredient {
    PicturePtr picture;
    bool exhaustive = true; // every person in the picture has a box
    std::string name;
    std::vector<TargetBox> boxes; // in source pixels; ignore boxes are in `ignored`
    std::vector<Box> ignored;
};

struct Sample {
    std::vector<std::uint8_t> rgb; // 3 x height x width, planes R G B
    Targets targets;
    std::string name;
};

// [angle, scale, shift x, shift y, shear x, shear y], each 0..1, to the map of the letterboxed input onto itself.
struct RandomAffine {
    math::Affine2 map;
    double angleDegrees = 0;
};
RandomAffine randomAffine(int width, int height, const AugmentOptions& options, const std::array<double, 6>& draws);

// Hull of the mapped corners, shrunk about its centre by sqrt(max(|sin|, |cos|)) of the angle.
Box warpBox(const Box& box, const RandomAffine& affine);
// The published filters: sides, area left, aspect, touching the input at all.
bool keepBox(const Box& before, const Box& after, int width, int height, const AugmentOptions& options);

// One ingredient, or four for a mosaic (augment.mosaic is decided by the caller).
Sample makeSample(std::span<const Ingredient> ingredients, const InputSize& size, const TrainOptions& options,
                  math::Rng& rng);

} // namespace tw::training
