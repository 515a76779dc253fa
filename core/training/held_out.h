#pragma once
// Parts of the training data that a run must not see, by TrainOptions::leaveOut and heldOut. Any thread.

#include "core/training/dataset.h"
#include "core/training/options.h"

namespace tw::training {

// Removes the sequences of leaveOut from `train`, and moves the last share of those in heldOut to `validation`.
// Errors: InvalidArgument for a name that no training sequence has.
Result<void> holdOut(const TrainOptions& options, std::vector<SourcePtr>& train, std::vector<SourcePtr>& validation);

} // namespace tw::training
