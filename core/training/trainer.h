#pragma once
// Training of a FairMOT network from pictures with boxes and identities, and fine-tuning on a corrected video.
// Torch-free.
//
// Thread: train() works on the calling thread (a job) and on threads of its own; hooks are called on the calling
// thread. The run folder:
//   config.json       the options in force
//   log.jsonl         one JSON object a line: {"kind":"step"...}, {"kind":"validation"...}, {"kind":"bad batch"...}
//   curves.csv        the same losses and scores as a table
//   samples/          validation pictures with labelled and predicted boxes drawn, JPEG
//   model_last.pth    averaged weights, readable by every part of the program (and by PyTorch)
//   model_best.pth    the same at the best validation score
//   snapshots/        the same every options.keepMinutes, by step
//   state.pth         everything that a killed run needs to go on to the same weights
// Source: FairMOT's published trainer; what is ours is marked in options.h.

#include "core/base/job.h"
#include "core/base/result.h"
#include "core/model/device.h"
#include "core/training/dataset.h"
#include "core/training/options.h"
#include "core/training/validate.h"

#include <atomic>
#include <functional>
#include <memory>

namespace tw::training {

struct StepMetrics {
    std::int64_t step = 0; // optimiser steps done
    std::int64_t epoch = 0;
    double progress = 0; // 0..1 of the run
    double seconds = 0;  // trained so far, without pauses, over all resumed parts
    double picturesPerSecond = 0;
    double learningRate = 0;
    double loss = 0; // means since the last report; may be negative
    double heat = 0;
    double clutter = 0;
    double size = 0;
    double offset = 0;
    double giou = 0;
    double identity = 0;
    double contrastive = 0;
    double distillation = 0;
    double relation = 0;
    double decorrelation = 0;
    double gradientNorm = 0;
};

struct ValidationPoint {
    std::int64_t step = 0;
    double seconds = 0;
    ValidationScores scores; // no sequences: there was nothing to validate on
    bool best = false;
};

// Shared with the thread that asks: train() waits between steps while it is paused; stopping works while paused.
class PauseSwitch
{
public:
    void set(bool paused) { m_paused.store(paused); }
    bool paused() const { return m_paused.load(); }

private:
    std::atomic<bool> m_paused{false};
};

struct TrainHooks {
    std::function<void(const StepMetrics&)> step; // every options.reportSeconds
    std::function<void(const ValidationPoint&)> validation;
    std::function<void(const std::string&)> message; // one line for people: what was skipped, loaded, saved
};

struct TrainRequest {
    std::vector<SourcePtr> train;
    std::vector<SourcePtr> validation; // may be empty: then model_last is also model_best
    std::filesystem::path out;         // the run folder; created
    std::filesystem::path init;        // weights to begin with; empty: random
    bool resume = false;               // go on from out/state.pth; options must describe the same network and data
    TrainOptions options;
    model::Device device;
    TrainHooks hooks;
    std::shared_ptr<PauseSwitch> pause; // may be null
};

struct TrainReport {
    std::int64_t steps = 0;
    std::int64_t epochs = 0; // finished
    double seconds = 0;
    bool stopped = false; // by the stop token, before the end; the state is saved
    StepMetrics last;
    std::vector<ValidationPoint> validations;
    std::filesystem::path lastModel;
    std::filesystem::path bestModel;
    std::vector<std::string> badBatches; // skipped: names of their pictures
    std::vector<std::string> unreadable; // pictures replaced by grey
};

// Errors: InvalidArgument (options, no data, resume with other options), NotFound / Unreadable / ShapeMismatch (init
// or state file), Io (run folder), Unavailable (device), Internal (three bad batches in a row: names them; the last
// good state is kept).
Result<TrainReport> train(const TrainRequest& request, const JobContext& job);

} // namespace tw::training
