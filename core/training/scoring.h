#pragma once
// (private) The validation of a network that is in memory: what validate() does with a file and train() in between.

#include "core/model/networks/network.h"
#include "core/training/evaluator.h"
#include "core/training/validate.h"

namespace tw::training {

// Called for some pictures with what was found above 0.3; may be empty.
using SampleSink = std::function<void(const std::string& name, const Picture&, const std::vector<Label>&,
                                      const std::vector<Detection>&)>;

// The network must be in eval mode. Errors: InvalidArgument without pictures, Cancelled, Internal.
Result<ValidationScores> scoreNetwork(model::Network& network, const torch::Device& device,
                                      const std::vector<SourcePtr>& sources, const ValidateOptions& options,
                                      const JobContext& job, const SampleSink& sample = {});

} // namespace tw::training
