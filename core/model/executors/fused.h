#pragma once
// (private to model) Networks as fused steps on the CPU, without torch: batch norms folded into the convolutions,
// weights packed once, activations, sums and concatenations inside the convolutions, heads only where they are read.

#include "core/model/checkpoint/checkpoint.h"
#include "core/model/executors/executor.h"

#include <string>

namespace tw::model {

bool hasFusedForm(const std::string& architecture);

// `weights` as saveWeights() gives them; not needed afterwards. `kernels` names one instruction set, for tests and
// benchmarks; empty: the fastest.
// Errors: Unsupported (architecture), Unavailable (precision or kernels that this processor lacks), ShapeMismatch
// (weights of another network), OutOfMemory.
Result<std::unique_ptr<NetworkExecutor>> makeFusedExecutor(const Checkpoint& weights, const std::string& architecture,
                                                           const ExecutorOptions& options,
                                                           const std::string& kernels = {});

} // namespace tw::model
