#pragma once
// (private) What anchors should say, and how wrong they are: the detection half of a JDE-style network
// (core/model/networks/jde.h). All on the device of the targets, differentiable.
//
// An anchor is for the labelled person it overlaps most if that is more than half (IoU), background below 0.4, and
// otherwise does not count; the anchor that overlaps a person most is for them in any case. Background anchors whose
// middle lies in an ignore region, or where people may be left out, do not count either, as in heatLoss().
// Confidence is learnt by the focal loss of the heat map's negatives and positives (so that the comparison is one of
// anchors, not of losses), boxes by smooth L1 of their shifts.
//
// Source: Wang et al. 2020, JDE, sec. 3.3; Girshick 2015, Fast R-CNN (smooth L1); Lin et al. 2017 (focal loss).

#include "core/model/networks/jde.h"
#include "core/training/losses.h"

namespace tw::training {

// IoU of N and M boxes (left, top, right, bottom): N x M.
torch::Tensor overlaps(const torch::Tensor& a, const torch::Tensor& b);

constexpr std::int64_t kBackground = -1, kNotCounted = -2;
// For each anchor the row of the person it is for, or one of the above. anchors: N x 4, people: M x 4, input pixels.
torch::Tensor assignAnchors(const torch::Tensor& anchors, const torch::Tensor& people);

// The outputs that LossModule::combine() takes, of a chunk of pictures.
ChunkOutputs anchorOutputs(const std::array<model::AnchorNetwork::ScaleMaps, 3>& maps, const ChunkTargets& targets,
                           std::int64_t inputHeight, std::int64_t inputWidth, double trustNegativesBelow);

} // namespace tw::training
