#pragma once
// Do embeddings tell people apart? All pairs of boxes are compared by cosine; a threshold on it accepts pairs as the
// same person. TPR@FAR is the share of true pairs accepted at the threshold where a share FAR of the false ones is.
//
// Source: FairMOT's embedding test: pairs i < j, similarities of exactly 0 dropped, linear interpolation between the
// points of the ROC curve. The reference keeps all n * n similarities; here only true pairs and those false ones that
// lie where a level falls are kept, found by counting first. Time n * n * size / 2, memory a few per cent of n * n.

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace tw::evaluation {

struct EmbeddingRoc {
    std::vector<double> tpr; // one for each level asked
    std::int64_t truePairs = 0;
    std::int64_t falsePairs = 0;
};

// embeddings  count x size, row-major; scaled to unit length here
// identities  count; negative ones have none and are left out
// levels      false accept rates, 0 < level <= 1
// errors      InvalidArgument (sizes, a zero or not finite embedding, no true or no false pair)
Result<EmbeddingRoc> tprAtFar(std::span<const float> embeddings, std::size_t size,
                              std::span<const std::int64_t> identities, std::span<const double> levels);

} // namespace tw::evaluation
