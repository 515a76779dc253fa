#pragma once
// (private) Where the identity of a person is read from the map of embeddings, or from the features it is made of.
//
//   center      at the cell of the heat map that holds the centre
//   center-bi   by bilinear interpolation at the centre itself
//   roi-align   mean of ROI-Align over the box
//   pos-anchor  trained at every cell near the centre whose box, were it there, would overlap by more than one half;
//               read at the cell of the centre
//
// Cells are the network's output grid; cell c of a map has the coordinate c, as in the decoding of the published
// program. All differentiable by LibTorch's operators, any device. Thread: any. Source: FairMOT, IJCV 2021, sec. 5.3,
// Table 1; ROI-Align: He et al., Mask R-CNN, ICCV 2017, with boxes shifted by half a cell so that the middle of cell c
// is c + 0.5; anchors: Wang et al., JDE, ECCV 2020.

#include <torch/types.h>

#include <string>

namespace tw::training {

enum class IdentityAt { Center, CenterBilinear, RoiAlign, PosAnchor };
// For names that TrainOptions::check() accepts.
IdentityAt identityAtOf(const std::string& name);

// map: B x C x H x W; images: N int64; x, y: N x P float -> N x P x C. Points less than a cell outside take the
// border's values, those beyond are 0.
torch::Tensor bilinearAt(const torch::Tensor& map, const torch::Tensor& images, const torch::Tensor& x,
                         const torch::Tensor& y);

// boxes: N x 4 float (left, top, right, bottom) in cells -> N x C x bins x bins, each the mean of samples x samples
// points.
torch::Tensor roiAlign(const torch::Tensor& map, const torch::Tensor& images, const torch::Tensor& boxes, int bins,
                       int samples);

// The embeddings of people with these centres and boxes, for center-bi and roi-align. centres: N x 2 (x, y).
torch::Tensor identitiesAt(IdentityAt where, const torch::Tensor& map, const torch::Tensor& images,
                           const torch::Tensor& centres, const torch::Tensor& boxes);

// The cells of pos-anchor: at most 5 x 5 a person, the own cell always.
struct Anchors {
    torch::Tensor cells;  // M int64: (image * H + row) * W + column
    torch::Tensor people; // M int64: row of the person
};
// cells: N; offsets: N x 2, centre inside its cell; sizes: N x 4 (left, top, right, bottom from the centre, cells).
Anchors anchorsOf(const torch::Tensor& cells, const torch::Tensor& offsets, const torch::Tensor& sizes,
                  std::int64_t height, std::int64_t width);

} // namespace tw::training
