#pragma once
// (private) Scores what is seen in labelled pictures, by a network in memory or by anything else that looks at them:
// what validate() does with a file and train() in between.

#include "core/model/networks/network.h"
#include "core/training/evaluator.h"
#include "core/training/validate.h"

namespace tw::training {

// Called for some pictures with what was found above 0.3; may be empty.
using SampleSink = std::function<void(const std::string& name, const Picture&, const std::vector<Label>&,
                                      const std::vector<Detection>&)>;

// Peaks of a picture above kLowestPeak, and an embedding for each of `people`.
using Look = std::function<Result<HeadOutput>(const Picture&, const std::vector<Box>& people)>;
inline constexpr float kLowestPeak = 0.02F; // of those that enter the precision over recall curve

// Errors: InvalidArgument without pictures, Cancelled, those of `look`, Internal.
Result<ValidationScores> scoreLooks(const Look& look, const std::vector<SourcePtr>& sources,
                                    const ValidateOptions& options, const JobContext& job,
                                    const SampleSink& sample = {});

// The network must be in eval mode. Errors: InvalidArgument without pictures, Cancelled, Internal.
Result<ValidationScores> scoreNetwork(model::Network& network, const torch::Device& device,
                                      const std::vector<SourcePtr>& sources, const ValidateOptions& options,
                                      const JobContext& job, const SampleSink& sample = {});

} // namespace tw::training
