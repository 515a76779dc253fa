#pragma once
// (private to model and training) The peer that the FairMOT paper argues against: anchors at three scales, the identity
// of a person read at the anchor that found it ("jde_lite", on the trunk of "lite").
//
// Twelve anchors, four a scale (strides 8, 16 and 32), three times as high as wide; widths of 8 * 2^(k/2), k = 1..12,
// for inputs 608 pixels high, and in proportion for others. Each anchor of each cell has a confidence and a box
// (centre shifted by t * side, side times e^t); each cell has one identity a scale, which its anchors share.
//
// forward() decodes: boxes above kLowestScore without those that overlap a better one by more than kOverlap, each put
// into maps of stride 4 as a FairMOT network would give it, so that everything that reads such maps reads these. Around
// a person's middle the identity map holds what was read at the anchor; elsewhere that of the finest scale. Two people
// whose centres fall into neighbouring cells of stride 4 (8 pixels) count as one. Only forward() in eval mode decodes
// (one image after the other, on the processor); training reads anchorMaps().
//
// Source: Wang et al. 2020, Towards real-time multi-object tracking (JDE); Ren et al. 2015 (boxes of anchors).

#include "core/model/networks/network.h"

#include <array>

namespace tw::model {

constexpr std::int64_t kAnchorsPerScale = 4;
constexpr std::array<int, 3> kAnchorStrides{8, 16, 32};
constexpr float kLowestScore = 0.01F;
constexpr double kOverlap = 0.5; // IoU

// kAnchorsPerScale x 2 float: width and height, input pixels.
torch::Tensor anchorSides(std::size_t scale, std::int64_t inputHeight);
// N x 4 (left, top, right, bottom), input pixels: all anchors of one scale, in the order anchor, row, column of the
// maps below.
torch::Tensor anchorBoxes(std::size_t scale, std::int64_t inputHeight, std::int64_t inputWidth);
// Boxes moved by N x 4 numbers, and the numbers that move `anchors` to `boxes`.
torch::Tensor movedAnchors(const torch::Tensor& anchors, const torch::Tensor& shifts);
torch::Tensor shiftsTo(const torch::Tensor& anchors, const torch::Tensor& boxes);
// Rows of `boxes` (best first) that overlap no better one of them by more than `overlap`. On the processor.
std::vector<std::int64_t> withoutOverlaps(const torch::Tensor& boxes, double overlap);

class AnchorNetwork : public Network
{
public:
    struct ScaleMaps {
        torch::Tensor confidence; // B x A x H x W logits
        torch::Tensor shifts;     // B x 4 x A x H x W
        torch::Tensor identity;   // B x D x H x W
        torch::Tensor features;   // B x C x H x W, what these were made of
    };
    virtual std::array<ScaleMaps, 3> anchorMaps(const torch::Tensor& images) = 0;
};

std::shared_ptr<Network> makeJdeLite(const HeadOptions& heads);

} // namespace tw::model
