#pragma once
// (private to model) Peaks and their heads out of a feature map, without leaving its device: the same choice as
// findPeaks(), the heads in float32 at the peaks only, embeddings of unit length. All shapes are fixed and nothing
// waits for a number, so a CUDA graph can hold it.
//
// At the topK-th place peaks of equal score may be chosen differently than on the CPU.

#include "core/model/executors/peak_rows.h"
#include "core/model/networks/network.h"

namespace tw::model {

class Head;

class PeakReader
{
public:
    // The network's heads are used as they are; keepPeakHeadsInFloat32() before. Errors: Unsupported (an architecture
    // without such heads).
    static Result<PeakReader> create(const Network& network, const NetworkSize& size, int topK);

    const PeakRowLayout& layout() const { return m_layout; }
    // features: 1 x C x H/4 x W/4. Rows as PeakRowLayout says, float32, on the device of `features`.
    torch::Tensor rows(const torch::Tensor& features) const;

private:
    PeakReader() = default;

    PeakRowLayout m_layout;
    std::shared_ptr<Head> m_heat, m_size, m_offset, m_identity;
};

} // namespace tw::model
