#pragma once
// Pseudo-labels: boxes made by a program, checked by a trained network.
//
//   a box that the network does not see (no peak of `doubtBelow` or more over it)  becomes an ignore region
//   a person that the network is sure of (`addAbove` or more) without a label      becomes a box
// Pictures are unchanged. Source: self-training with confidence thresholds as in STAC (Sohn et al. 2020); thresholds
// ours.

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/training/dataset.h"
#include "core/training/options.h"

#include <filesystem>

namespace tw::training {

struct PseudoLabelOptions {
    InputSize size{640, 512};
    double doubtBelow = 0.15;
    double addAbove = 0.5;
    double sameIou = 0.45; // of a peak that confirms a box
    double freeIou = 0.3;  // added people overlap others by less
};

struct PseudoLabelled {
    SourcePtr source;
    std::size_t kept = 0;
    std::size_t doubted = 0;
    std::size_t added = 0;
};

// Errors: as for loading weights in validate(); those of the pictures; Cancelled.
Result<PseudoLabelled> pseudoLabel(const SourcePtr& source, const std::filesystem::path& model,
                                   const PseudoLabelOptions& options, const JobContext& job);

} // namespace tw::training
