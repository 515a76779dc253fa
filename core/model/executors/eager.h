#pragma once
// (private to model) The torch module as it is: the reference, and what runs on devices other than the CPU.

#include "core/model/executors/executor.h"

namespace tw::model {

Result<std::unique_ptr<NetworkExecutor>> makeEagerExecutor(std::shared_ptr<Network> network,
                                                           const ExecutorOptions& options);

} // namespace tw::model
