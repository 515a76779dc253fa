#pragma once
// (private) One copy of the network that works on its share of a batch. Parameters share their memory with the
// master's, gradients and batch norm statistics are its own. On CPUs each replica runs on one thread: convolutions of
// so small a network do not scale over threads, chunks of the batch do.
//
// Source: data parallel training as in the published program (each device's loss on its own chunk, averaged).

#include "core/base/result.h"
#include "core/model/networks/identity_sampling.h"
#include "core/model/networks/jde.h"
#include "core/model/networks/network.h"
#include "core/training/loader.h"
#include "core/training/losses.h"

namespace tw::training {

// Loss and gradients of samples first .. first+count-1 of a batch.
class Replica
{
public:
    // Errors: those of createNetwork.
    static Result<Replica> create(model::Network& master, LossModule& masterLoss, std::int64_t rows,
                                  const TrainOptions& options, const torch::Device& device);

    struct Outcome {
        LossValues values;
        std::int64_t objects = 0;
    };
    // Forward and backward; gradients are added to what is there. Errors: Internal, OutOfMemory.
    Result<Outcome> run(const Batch& batch, std::size_t first, std::size_t count);

    model::Network& network() { return *m_network; }
    LossModule& loss() { return *m_loss; }

private:
    Replica(std::shared_ptr<model::Network> network, std::shared_ptr<LossModule> loss, const TrainOptions& options,
            const torch::Device& device);
    Outcome forwardBackward(const Batch& batch, std::size_t first, std::size_t count);
    void takeIdentities(const torch::Tensor& features, const torch::Tensor& patches, const ChunkTargets& targets,
                        ChunkOutputs& outputs) const;

    ChunkOutputs headsSay(const Batch& batch, std::size_t first, std::size_t count, const ChunkTargets& targets);
    ChunkOutputs anchorsSay(const Batch& batch, std::size_t first, std::size_t count, const ChunkTargets& targets);

    std::shared_ptr<model::Network> m_network;
    model::AnchorNetwork* m_anchors = nullptr; // the same, where it is one with anchors
    std::shared_ptr<LossModule> m_loss;
    double m_trustNegativesBelow = 0;
    model::IdentityAt m_identityAt = model::IdentityAt::Center;
    bool m_bf16 = false;
    torch::Device m_device;
};

ChunkTargets makeChunkTargets(const Batch& batch, std::size_t first, std::size_t count, const torch::Device& device);
torch::Tensor makeImages(const Batch& batch, std::size_t first, std::size_t count, const torch::Device& device);

} // namespace tw::training
