#pragma once
// (private to model) The size, offset and identity heads at single cells: 3 x 3 neighbourhoods of the feature map as
// rows of a matrix, one product for the hidden layers of all three heads, one each for their outputs. The same numbers
// as the dense maps, in float32 whatever the maps are stored in.
//
// Thread: one at a time; the work is shared out over the team. Source: FairMOT reads these heads at peaks only.

#include "core/model/executors/arena.h"
#include "core/model/executors/executor.h"
#include "core/model/executors/folded_conv.h"
#include "core/model/executors/kernels/kernels.h"
#include "core/model/executors/thread_team.h"

#include <functional>

namespace tw::model {

class PeakHeads
{
public:
    // Reads "wh", "reg", "id" of `source`.
    PeakHeads(WeightSource& source, kernels::Activation activation, int threads);

    // `gather(cell, row)` writes the 9 x channels numbers around a cell. `out` has the sizes of the heads afterwards.
    using Gather = std::function<void(const Cell& cell, float* row)>;
    void read(std::span<const Cell> cells, const Gather& gather, ThreadTeam& team, HeadValues& out);

    // Multiplications and additions of one cell.
    double flop() const;
    int sizeChannels() const { return m_last[0].channels; }
    int embeddingSize() const { return m_last[2].channels; }

private:
    // A matrix product with bias.
    struct Layer {
        AlignedArray<float> weights;
        AlignedArray<float> bias;
        int depth = 0;
        int padded = 0;   // output channels as computed
        int channels = 0; // as asked for
    };
    static constexpr int kHeads = 3;

    static Layer makeLayer(const FoldedConv& conv);
    static void multiply(const Layer& layer, kernels::Activation activation, const float* in, int inPixel, int rows,
                         float* out);
    void readSome(std::span<const Cell> cells, const Gather& gather, float* scratch, std::size_t first,
                  HeadValues& out) const;
    std::size_t scratchFloats() const;

    kernels::Activation m_activation;
    Layer m_hidden; // of all heads, stacked
    Layer m_last[kHeads];
    int m_hiddenEach = 0;
    AlignedArray<float> m_scratch; // one part for each worker
};

} // namespace tw::model
