#pragma once
// (private) The state of one training run: network, averaged network, classifier, optimiser; one step; to and from a
// file. Thread: one at a time (it starts its own replicas).

#include "core/model/checkpoint/checkpoint.h"
#include "core/training/optimiser.h"
#include "core/training/replica.h"
#include "core/training/trainer.h"

#include <memory>

namespace tw::training {

struct SessionCounters {
    std::int64_t batch = 0; // next batch of the sampler
    std::int64_t epoch = 0;
    double seconds = 0; // trained so far
    double bestScore = -1;
};

class Session
{
public:
    // Network and classifier with the weights of `begin`: the file of request.init, the state of a run that is to go on
    // (restore() follows), or nothing. `messages` gets a line for each thing that did not fit.
    static Result<std::unique_ptr<Session>> create(const TrainRequest& request, const model::Checkpoint* begin,
                                                   std::int64_t classes, std::vector<std::string>& messages);

    struct Step {
        LossValues loss;
        double norm = 0;
        bool good = true;      // false: something was not finite, nothing was changed
        std::string notFinite; // the first parameter whose gradient was not finite
    };
    // Forward and backward of a batch; an update once enough batches have been seen. Errors: Internal, OutOfMemory.
    Result<Step> step(const Batch& batch, double rate);

    // True when no gradients of earlier batches wait for an update: the moment for saving.
    bool betweenUpdates() const { return m_accumulated == 0; }
    std::int64_t optimiserSteps() const { return m_optimiser->steps(); }
    // The averaged weights, in eval mode.
    model::Network& averaged() { return *m_average; }
    const torch::Device& device() const { return m_device; }
    SessionCounters counters;

    model::Checkpoint averagedWeights() const;
    model::Checkpoint state(const std::string& optionsJson) const;
    // Errors: ShapeMismatch names the first tensor that is missing or of another shape.
    Result<void> restore(const model::Checkpoint& checkpoint);

private:
    Session(TrainOptions options, const torch::Device& device) : m_options(std::move(options)), m_device(device) {}
    Result<void> makeReplicas(std::int64_t rows);
    void makeOptimiser(const std::vector<std::string>& fresh);
    Result<LossValues> runReplicas(const Batch& batch);
    void collectGradients(std::size_t used);
    void collectStatistics(std::size_t used);
    void spreadStatistics();
    void average();
    // Every tensor of the state with its name in the file.
    std::vector<std::pair<std::string, torch::Tensor>> stateTensors() const;

    TrainOptions m_options;
    torch::Device m_device;
    std::shared_ptr<model::Network> m_master;
    std::shared_ptr<model::Network> m_average;
    std::shared_ptr<LossModule> m_loss;
    std::vector<Replica> m_replicas;
    std::unique_ptr<Optimiser> m_optimiser;
    int m_accumulated = 0;
};

} // namespace tw::training
