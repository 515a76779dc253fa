#pragma once
// Training of the re-identification network (core/model/reid_encoder.h) from labelled people and the vectors that a
// larger network gave them (DatasetSource::identityVector). Torch-free header.
//
// Loss: 1 - cosine between a linear projection of the embedding and the vector, and the mean squared difference of the
// cosines of all pairs of a batch. The projection is not part of the weights. Everything is seen in bfloat16 where that
// is asked for; weights and moments stay float32.
//
// Thread: works on the calling one (a job); LibTorch's threads. The run folder:
//   model.pth    the weights, readable by ReidEncoder
//   state.pth    what a stopped or killed run needs to go on to the same weights
//   log.jsonl    one JSON object a line: {"kind":"step"...}, {"kind":"validation"...}
// Source: Hinton et al. 2015 (distillation), Park et al. 2019 (relations as a target).

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/training/dataset.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace tw::training {

struct ReidTrainOptions {
    std::int64_t steps = 4000;
    int batch = 96;             // people
    double learningRate = 2e-3; // half a cosine down to a hundredth
    int warmUpSteps = 100;
    double weightDecay = .05;     // not on biases and norms
    double relationWeight = 5;    // of the second loss
    std::int64_t saveEvery = 200; // steps between states
    std::uint64_t seed = 1;
    bool bf16 = true;
    double cacheMegabytes = 4000; // of crops in memory; what is beyond lies in a file without a name in the run folder

    Result<void> check() const;
};

struct ReidScores {
    std::string sequence;
    std::size_t people = 0;
    std::optional<double> cosine; // mean, with the vectors of the teacher through the projection; where there are any
    std::optional<double> tpr;    // at FAR .01 over pairs at least 3 s apart (pair_separation.h), 0..1
    std::optional<double> teacherTpr; // the same by the teacher's vectors
};

struct ReidStep {
    std::int64_t step = 0;
    std::int64_t steps = 0;
    double distillation = 0; // means since the last report
    double relation = 0;
    double seconds = 0; // trained so far, over all resumed parts
};

struct ReidTrainRequest {
    std::vector<SourcePtr> train;
    std::vector<SourcePtr> validation; // may be empty
    std::filesystem::path out;         // the run folder; created
    std::filesystem::path init;        // weights whose "backbone." is taken, as those of "lite"; empty: random
    bool resume = false;
    ReidTrainOptions options;
    std::function<void(const ReidStep&)> step;
    std::function<void(const std::string&)> message; // one line for people
};

struct ReidTrainReport {
    std::int64_t steps = 0;
    std::size_t people = 0;
    double seconds = 0;
    bool stopped = false; // before the end; the state is saved
    double distillation = 0, relation = 0;
    std::vector<ReidScores> validation; // one for each source
    std::vector<std::string> unreadable;
    std::filesystem::path model;
};

// Errors: InvalidArgument (options; resume with other ones; fewer people than a batch), NotFound / Unreadable /
// ShapeMismatch (init or state), Io (run folder), Cancelled (while people are cut out), Unavailable (no LibTorch),
// Internal (a loss that is no number).
Result<ReidTrainReport> trainReid(const ReidTrainRequest& request, const JobContext& job);

} // namespace tw::training
