#pragma once
// (private to model and training) Where the identity of a person is read from the map of embeddings, or from the
// features it is made of.
//
//   center      at the cell of the heat map that holds the centre
//   center-bi   by bilinear interpolation at the centre itself
//   roi-align   mean of ROI-Align over the box
//   pos-anchor  trained at every cell near the centre whose box, were it there, would overlap by more than one half;
//               read at the cell of the centre
//   two-stage   after detection: ROI-Align of the detected box on the features, 3 x 3 bins, then fully connected
//   layers.
//               These are the weights of the head "id", whose 3 x 3 convolution is a fully connected layer on 3 x 3
//               bins, so that a two-stage model has the same size and the same keys as the others
//
// A weights file says which one it was trained for in the entry "identity_at" of its top dictionary; without the entry
// embeddings are read at cells.
//
// Cells are the network's output grid; cell c of a map has the coordinate c, as in the decoding of the published
// program. All differentiable by LibTorch's operators, any device. Thread: any. Source: FairMOT, IJCV 2021, sec. 5.3,
// Table 1; ROI-Align: He et al., Mask R-CNN, ICCV 2017, with boxes shifted by half a cell so that the middle of cell c
// is c + 0.5; anchors: Wang et al., JDE, ECCV 2020.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/networks/network.h"

#include <torch/types.h>

#include <optional>
#include <string>

namespace tw::model {

class Head;

enum class IdentityAt { Center, CenterBilinear, RoiAlign, PosAnchor, TwoStage };
std::optional<IdentityAt> identityAtOf(const std::string& name);
const char* nameOf(IdentityAt where);
// What the file says. Errors: Unsupported (a name that this program does not know).
Result<IdentityAt> identityAtOf(const Checkpoint& checkpoint);
// Sets or removes the entry.
void noteIdentityAt(Checkpoint& checkpoint, const std::string& name);

// Whether an embedding depends on its cell alone: then the executors that read heads at cells may be used.
inline bool readAtCells(IdentityAt where)
{
    return where == IdentityAt::Center || where == IdentityAt::PosAnchor;
}

// map: B x C x H x W; images: N int64; x, y: N x P float -> N x P x C. Points less than a cell outside take the
// border's values, those beyond are 0.
torch::Tensor bilinearAt(const torch::Tensor& map, const torch::Tensor& images, const torch::Tensor& x,
                         const torch::Tensor& y);

// boxes: N x 4 float (left, top, right, bottom) in cells -> N x C x bins x bins, each the mean of samples x samples
// points.
torch::Tensor roiAlign(const torch::Tensor& map, const torch::Tensor& images, const torch::Tensor& boxes, int bins,
                       int samples);

// The embeddings of people with these centres and boxes, for all ways that are not readAtCells(). `map`: of
// embeddings; for two-stage the features, which `head` then reads (otherwise it is not needed). centres: N x 2 (x, y).
torch::Tensor identitiesAt(IdentityAt where, const torch::Tensor& map, const torch::Tensor& images,
                           const torch::Tensor& centres, const torch::Tensor& boxes, Head* head = nullptr);

// All heads, and in `identitySource` what identitiesAt() takes as its map. With two-stage the identity map is not made.
HeadMaps forwardFor(IdentityAt where, Network& network, const torch::Tensor& images, torch::Tensor& identitySource);

// The cells of pos-anchor: at most 5 x 5 a person, the own cell always.
struct Anchors {
    torch::Tensor cells;  // M int64: (image * H + row) * W + column
    torch::Tensor people; // M int64: row of the person
};
// cells: N; offsets: N x 2, centre inside its cell; sizes: N x 4 (left, top, right, bottom from the centre, cells).
Anchors anchorsOf(const torch::Tensor& cells, const torch::Tensor& offsets, const torch::Tensor& sizes,
                  std::int64_t height, std::int64_t width);

} // namespace tw::model
