#pragma once
// (private) The training losses on tensors. All in float32, differentiable, any device.
//
// Source: FairMOT's published program (heat map, L1, identity, uncertainty); Shrivastava et al. 2016 (online mining of
// hard examples); Rezatofighi et al. 2019 (generalised IoU); Khosla et al. 2020 (supervised contrastive), Robinson et
// al. 2021 (weights of its negatives); Park et al. 2019 (relations as a target); Bardes et al. 2022 (variance and
// covariance).

#include "core/training/balance.h"
#include "core/training/options.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <memory>

namespace tw::training {

// What the samples of one chunk say, on the device. N labelled people in B pictures.
struct ChunkTargets {
    torch::Tensor heat;       // B x 1 x H x W float
    torch::Tensor trust;      // B x 1 x H x W uint8, CellTrust
    torch::Tensor certainty;  // B x 1 x H x W float, what the heat at a centre should be (up to 1); 0 elsewhere
    torch::Tensor cells;      // N int64: (picture * H + row) * W + column
    torch::Tensor sizes;      // N x 4 float, cells
    torch::Tensor offsets;    // N x 2 float
    torch::Tensor identities; // N int64, number over all sources or -1
    torch::Tensor classes;    // N int64, row of the classifier or -1
    torch::Tensor sources;    // N int64
    torch::Tensor pictures;   // N int64, within the source
    torch::Tensor real;       // N bool
    torch::Tensor vectors;    // N x kIdentityVectorSize float, length 1; 0 where there is none
};

// What the network says there. Of a network with anchors the terms of the heat map and of the sizes are there already
// (anchor_loss.h), and neither maps nor offsets.
struct ChunkOutputs {
    torch::Tensor heat;               // B x 1 x H x W logits
    torch::Tensor sizes;              // N x 4 (ltrb) or N x 2 (width, height)
    torch::Tensor offsets;            // N x 2
    torch::Tensor embedding;          // N x D, or M x D where people says whose
    torch::Tensor people;             // M int64, rows of the labelled people; undefined: one embedding each
    torch::Tensor heatTerm, sizeTerm; // undefined: from the maps above
    torch::Tensor features; // B x C x H x W, what all of the above were made of; for balances that look at gradients
};

// Penalty-reduced focal loss, divided by the number of centres (by 1 if there is none). Cells that do not count are
// left out: Ignored ones, and Unsure ones unless the network itself says less than trustNegativesBelow. A centre whose
// certainty is below 1 is in part a negative.
torch::Tensor heatLoss(const torch::Tensor& logits, const torch::Tensor& heat, const torch::Tensor& trust,
                       const torch::Tensor& certainty, double trustNegativesBelow);
// Mean of -log(1 - p) over the `peaks` background peaks a picture that the network is most sure of: cells that no
// neighbour exceeds, outside every Gaussian, Background, p above 0.1; where there are fewer, the rest counts 0.
torch::Tensor clutterLoss(const torch::Tensor& logits, const torch::Tensor& heat, const torch::Tensor& trust,
                          std::int64_t peaks);
// Sum of absolute differences / (N * columns + 1e-4).
torch::Tensor meanL1(const torch::Tensor& predicted, const torch::Tensor& target);
// Mean of 1 - GIoU of the boxes around the common centre; N x 4 distances. 0 for N = 0.
torch::Tensor giouLoss(const torch::Tensor& predicted, const torch::Tensor& target);
// Pulls embeddings of one identity together and pushes others away. Numbers that may belong to one person (pictures of
// one source without Real identities) are neither. Others whose height differs by less than a quarter count
// `sameSizeWeight` times. 0 when no identity occurs twice.
torch::Tensor contrastiveLoss(const torch::Tensor& embedding, const ChunkTargets& targets, double temperature,
                              double sameSizeWeight = 1);
// Cross-entropy over the classifier on unit embeddings times sqrt(2) ln(rows - 1); rows of -1 are left out. 0 when all
// are.
torch::Tensor classifierLoss(const torch::Tensor& embedding, const torch::Tensor& classes, const torch::Tensor& weight,
                             const torch::Tensor& bias);
// Mean of 1 - cosine between embedding * projection^T and the vectors; people without a vector are left out.
torch::Tensor distillationLoss(const torch::Tensor& embedding, const torch::Tensor& projection,
                               const torch::Tensor& vectors);
// Mean squared difference between the cosines of all pairs of people by the embedding and by the vectors.
torch::Tensor relationLoss(const torch::Tensor& embedding, const torch::Tensor& vectors);
// Variance and covariance terms of VICReg over unit embeddings times sqrt(D): mean of max(0, 1 - deviation) over the
// numbers plus the sum of squared covariances between different ones over D. 0 for fewer than three people.
torch::Tensor decorrelationLoss(const torch::Tensor& embedding);
// sqrt(2) * ln(rows - 1), 1 where that is not above 0.
double embeddingScale(std::int64_t rows);

struct LossValues {
    double total = 0;
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
    double detection = 0;  // heat, clutter, size, offset and giou by their weights
    double appearance = 0; // all others by theirs
};

// The learnt part of the losses: classifier and what balances the tasks.
class LossModule : public torch::nn::Module
{
public:
    // `rows` of the classifier: classes + 1 as in the published program; 0 for no classifier.
    LossModule(std::int64_t rows, std::int64_t embedding, const LossOptions& options);

    struct Combined {
        torch::Tensor total;
        LossValues values;
    };
    Combined combine(const ChunkOutputs& outputs, const ChunkTargets& targets);
    // After each update, on the master's; `values`: means of the step.
    void afterStep(const LossValues& values);

    torch::Tensor weight;     // rows x D
    torch::Tensor bias;       // rows
    torch::Tensor projection; // kIdentityVectorSize x D; only with distillWeight

private:
    LossOptions m_options;
    std::unique_ptr<LossBalance> m_balance;
};

} // namespace tw::training
