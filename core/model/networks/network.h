#pragma once
// (private to model and training) One FairMOT network: image in, four heads out, stride 4. Torch modules, trainable.
// Never included by a public header.
//
// Source: shared facts of the FairMOT paper (IJCV 2021) and its published program; see core/model/README.md.

#include "core/base/result.h"

// Not torch/torch.h: half the time to compile.
#include <torch/nn/module.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tw::model {

// B x C x H/4 x W/4 each, raw network outputs:
//   heat    logits, one channel a class       (checkpoint key "hm")
//   size    4: left, top, right, bottom in cells; 2: width, height   ("wh")
//   offset  2: x, y inside the cell           ("reg")
//   identity  embedding, not normalised       ("id")
struct HeadMaps {
    torch::Tensor heat;
    torch::Tensor size;
    torch::Tensor offset;
    torch::Tensor identity;
};

struct HeadOptions {
    std::int64_t classes = 1;
    std::int64_t sizeChannels = 4; // 4 = ltrb (released models), 2 = width, height (first release)
    std::int64_t embedding = 0;    // 0: the architecture's default (dla_34 128, lite 64)
};

class Network : public torch::nn::Module
{
public:
    // B x 3 x H x W, RGB 0..1, H and W multiples of 32.
    virtual HeadMaps forward(const torch::Tensor& images) = 0;
    // The map the heads read, B x C x H/4 x W/4 (sparse heads, similarity maps).
    virtual torch::Tensor features(const torch::Tensor& images) = 0;
    virtual std::string architecture() const = 0;
    virtual HeadOptions heads() const = 0;
    // Beginnings of the keys that published files may carry although no output depends on them; a file without them
    // loads completely.
    virtual std::vector<std::string> unusedKeys() const { return {}; }
};

// Known names: "lite", "dla_34", "dlaconv_34" and whatever networks/registry.cpp lists.
std::vector<std::string> architectureNames();

// A network with freshly initialised weights. Errors: NotFound (names the known ones), InvalidArgument.
Result<std::shared_ptr<Network>> createNetwork(const std::string& architecture, const HeadOptions& heads = {});

} // namespace tw::model
