#pragma once
// (private to model and training) HarDNet-85 up to its fifth block with a decoder of HarD blocks ("hardnet_85"), the
// best network of the FairMOT paper's Table 3.
//
// Source: Chao et al. 2019, HarDNet: a low memory traffic network (links, growth, widths). The published detector on
// this trunk is described in words only: the widths of the decoder, and that the blocks work at strides 4, 8, 8, 16
// and 32, are ours.

#include "core/model/networks/layers.h"

namespace tw::model {

// One layer of a HarD block: which earlier layers it reads (0 is the block's input) and how many channels it gives.
struct HarmonicLayer {
    std::vector<std::int64_t> reads;
    std::int64_t in = 0;
    std::int64_t out = 0;
};
// Layer k reads the layers k - 2^n for every power that divides k, and is `multiplier` times wider for each beyond the
// first. Widths are even.
std::vector<HarmonicLayer> harmonicLayers(std::int64_t in, std::int64_t growth, double multiplier, std::int64_t count);

std::shared_ptr<Network> makeHarDNet85(const HeadOptions& heads);

} // namespace tw::model
