#include "core/training/losses.h"

#include "core/training/dataset.h"

#include "core/training/targets.h"

#include <torch/nn/functional.h>
#include <torch/nn/init.h>
#include <torch/utils.h>

#include <cmath>

namespace tw::training {

namespace {

using torch::Tensor;

constexpr double kProbabilityFloor = 1e-4; // of the clamped sigmoid
constexpr double kL1Epsilon = 1e-4;
constexpr double kIouEpsilon = 1e-7;
constexpr double kUnitEpsilon = 1e-12;
constexpr double kClutterFloor = 0.1;     // a lower peak is no detection
constexpr double kSameSize = 1.25;        // ratio of heights
constexpr double kVarianceEpsilon = 1e-4; // before the root, as published

Tensor unit(const Tensor& embedding)
{
    return torch::nn::functional::normalize(embedding,
                                            torch::nn::functional::NormalizeFuncOptions().dim(1).eps(kUnitEpsilon));
}

Tensor zeroLike(const Tensor& tensor)
{
    return tensor.sum() * 0; // keeps the graph, so that every parameter has a gradient
}

// left, top, right, bottom from width and height
Tensor asDistances(const Tensor& sizes)
{
    return sizes.size(1) == 4 ? sizes : torch::cat({sizes, sizes}, 1) / 2;
}

// What is said of the identities of these rows.
ChunkTargets identityTargetsOf(const ChunkTargets& targets, const Tensor& rows)
{
    ChunkTargets out;
    out.identities = targets.identities.index_select(0, rows);
    out.classes = targets.classes.index_select(0, rows);
    out.sources = targets.sources.index_select(0, rows);
    out.pictures = targets.pictures.index_select(0, rows);
    out.real = targets.real.index_select(0, rows);
    out.vectors = targets.vectors.index_select(0, rows);
    out.sizes = targets.sizes.index_select(0, rows);
    return out;
}

} // namespace

Tensor heatLoss(const Tensor& logits, const Tensor& heat, const Tensor& trust, const Tensor& certainty,
                double trustNegativesBelow)
{
    const Tensor p = torch::sigmoid(logits).clamp(kProbabilityFloor, 1 - kProbabilityFloor);
    const Tensor centre = certainty.gt(0);
    Tensor counts = trust.eq(static_cast<int>(CellTrust::Background));
    if (trustNegativesBelow > 0)
        counts = counts | (trust.eq(static_cast<int>(CellTrust::Unsure)) & p.detach().lt(trustNegativesBelow));
    const Tensor positive = torch::log(p) * (1 - p).square() * certainty;
    const Tensor doubt = (1 - heat).pow(4) * (centre.logical_not() & counts) + (centre.to(torch::kFloat32) - certainty);
    const Tensor negative = torch::log(1 - p) * p.square() * doubt;
    const double centres = centre.sum().item<double>();
    return -(positive.sum() + negative.sum()) / (centres > 0 ? centres : 1.0);
}

Tensor clutterLoss(const Tensor& logits, const Tensor& heat, const Tensor& trust, std::int64_t peaks)
{
    namespace F = torch::nn::functional;
    const Tensor p = torch::sigmoid(logits).clamp(kProbabilityFloor, 1 - kProbabilityFloor);
    const Tensor seen = p.detach();
    const Tensor peak = seen.eq(F::max_pool2d(seen, F::MaxPool2dFuncOptions(3).stride(1).padding(1)));
    const Tensor counts =
        peak & heat.eq(0) & trust.eq(static_cast<int>(CellTrust::Background)) & seen.gt(kClutterFloor);
    const Tensor surprise = (-torch::log(1 - p) * counts).flatten(1);
    const std::int64_t most = std::min(peaks, surprise.size(1));
    return std::get<0>(surprise.topk(most, 1)).sum() / static_cast<double>(peaks * surprise.size(0));
}

Tensor meanL1(const Tensor& predicted, const Tensor& target)
{
    return (predicted - target).abs().sum() / (static_cast<double>(target.numel()) + kL1Epsilon);
}

Tensor giouLoss(const Tensor& predictedSizes, const Tensor& target)
{
    if (target.size(0) == 0)
        return zeroLike(predictedSizes);
    const Tensor predicted = predictedSizes;
    // Distances below 0 would make boxes inside out; they are pulled up by the L1 term.
    const Tensor p = predicted.clamp_min(0);
    const auto area = [](const Tensor& d) {
        return (d.select(1, 0) + d.select(1, 2)) * (d.select(1, 1) + d.select(1, 3));
    };
    const Tensor common = area(torch::minimum(p, target).clamp_min(0));
    const Tensor hull = area(torch::maximum(p, target));
    const Tensor joined = area(p) + area(target) - common;
    const Tensor giou = common / (joined + kIouEpsilon) - (hull - joined) / (hull + kIouEpsilon);
    return (1 - giou).mean();
}

Tensor contrastiveLoss(const Tensor& embedding, const ChunkTargets& targets, double temperature, double sameSizeWeight)
{
    const Tensor known = targets.identities.ge(0).nonzero().squeeze(1);
    const Tensor ids = targets.identities.index_select(0, known);
    const Tensor sources = targets.sources.index_select(0, known);
    const Tensor pictures = targets.pictures.index_select(0, known);
    const Tensor real = targets.real.index_select(0, known);
    const Tensor itself = torch::eye(ids.size(0), ids.options().dtype(torch::kBool));
    const Tensor same = ids.unsqueeze(0).eq(ids.unsqueeze(1)) & itself.logical_not();
    const Tensor otherSource = sources.unsqueeze(0).ne(sources.unsqueeze(1));
    const Tensor samePicture = pictures.unsqueeze(0).eq(pictures.unsqueeze(1));
    const Tensor bothReal = real.unsqueeze(0) & real.unsqueeze(1);
    const Tensor different = ids.unsqueeze(0).ne(ids.unsqueeze(1)) & (otherSource | samePicture | bothReal);
    const Tensor anchors = same.any(1) & different.any(1);
    if (!anchors.any().item<bool>())
        return zeroLike(embedding);
    const Tensor z = unit(embedding.index_select(0, known));
    const Tensor similarity = torch::matmul(z, z.t()) / temperature;
    Tensor weighted = similarity;
    if (sameSizeWeight != 1) {
        const Tensor sizes = targets.sizes.index_select(0, known);
        const Tensor tall = (sizes.select(1, 1) + sizes.select(1, 3)).clamp_min(kL1Epsilon).log();
        const Tensor alike = (tall.unsqueeze(0) - tall.unsqueeze(1)).abs().lt(std::log(kSameSize));
        weighted = similarity + (different & alike) * std::log(sameSizeWeight);
    }
    const Tensor logSum = weighted.masked_fill((same | different).logical_not(), -1e9).logsumexp(1, true);
    const Tensor perAnchor = ((similarity - logSum) * same).sum(1) / same.sum(1).clamp_min(1);
    return -(perAnchor * anchors).sum() / anchors.sum();
}

Tensor distillationLoss(const Tensor& embedding, const Tensor& projection, const Tensor& vectors)
{
    const Tensor known = vectors.abs().sum(1).gt(0).nonzero().squeeze(1);
    if (known.size(0) == 0)
        return zeroLike(embedding) + zeroLike(projection);
    const Tensor projected = unit(torch::linear(unit(embedding.index_select(0, known)), projection));
    return 1 - (projected * vectors.index_select(0, known)).sum(1).mean();
}

Tensor relationLoss(const Tensor& embedding, const Tensor& vectors)
{
    const Tensor known = vectors.abs().sum(1).gt(0).nonzero().squeeze(1);
    const std::int64_t people = known.size(0);
    if (people < 2)
        return zeroLike(embedding);
    const Tensor z = unit(embedding.index_select(0, known)), v = vectors.index_select(0, known);
    const Tensor difference = torch::matmul(z, z.t()) - torch::matmul(v, v.t()); // 0 on the diagonal
    return difference.square().sum() / static_cast<double>(people * (people - 1));
}

Tensor decorrelationLoss(const Tensor& embedding)
{
    const std::int64_t people = embedding.size(0), numbers = embedding.size(1);
    if (people < 3)
        return zeroLike(embedding);
    const Tensor z = unit(embedding) * std::sqrt(static_cast<double>(numbers));
    const Tensor centred = z - z.mean(0, true);
    const Tensor covariance = torch::matmul(centred.t(), centred) / static_cast<double>(people - 1);
    const Tensor variance = covariance.diagonal();
    const Tensor spread = torch::relu(1 - torch::sqrt(variance + kVarianceEpsilon)).mean();
    return spread + (covariance.square().sum() - variance.square().sum()) / static_cast<double>(numbers);
}

double embeddingScale(std::int64_t rows)
{
    const double scale = rows > 2 ? std::sqrt(2.0) * std::log(static_cast<double>(rows - 1)) : 0;
    return scale > 0 ? scale : 1;
}

Tensor classifierLoss(const Tensor& embedding, const Tensor& classes, const Tensor& weight, const Tensor& bias)
{
    const Tensor known = classes.ge(0).nonzero().squeeze(1);
    if (known.size(0) == 0)
        return zeroLike(embedding);
    const Tensor scaled = unit(embedding.index_select(0, known)) * embeddingScale(weight.size(0));
    return torch::nn::functional::cross_entropy(torch::linear(scaled, weight, bias), classes.index_select(0, known));
}

LossModule::LossModule(std::int64_t rows, std::int64_t embedding, const LossOptions& options)
    : m_options(options), m_balance(makeBalance(options))
{
    if (rows > 0) {
        // As torch.nn.Linear starts.
        weight = register_parameter("weight", torch::empty({rows, embedding}));
        bias = register_parameter("bias", torch::empty({rows}));
        const double bound = 1 / std::sqrt(static_cast<double>(embedding));
        torch::nn::init::uniform_(weight, -bound, bound);
        torch::nn::init::uniform_(bias, -bound, bound);
    }
    if (options.distillWeight > 0) {
        projection = register_parameter("projection", torch::empty({kIdentityVectorSize, embedding}));
        torch::nn::init::orthogonal_(projection);
    }
    for (const auto& [name, tensor] : m_balance->tensors())
        register_parameter(name, tensor, tensor.requires_grad());
}

namespace {

struct DetectionTerms {
    Tensor heat, clutter, size, offset, giou;
};

DetectionTerms detectionTerms(const ChunkOutputs& outputs, const ChunkTargets& targets, const LossOptions& o)
{
    if (outputs.heatTerm.defined())
        return {outputs.heatTerm, zeroLike(outputs.heatTerm), outputs.sizeTerm, zeroLike(outputs.sizeTerm),
                zeroLike(outputs.sizeTerm)};
    const bool sides = outputs.sizes.size(1) == 2;
    const Tensor sizeTarget = sides ? targets.sizes.slice(1, 0, 2) + targets.sizes.slice(1, 2, 4) : targets.sizes;
    return {heatLoss(outputs.heat, targets.heat, targets.trust, targets.certainty, o.trustNegativesBelow),
            o.clutterWeight > 0 ? clutterLoss(outputs.heat, targets.heat, targets.trust, o.clutterPeaks)
                                : zeroLike(outputs.heat),
            meanL1(outputs.sizes, sizeTarget), meanL1(outputs.offsets, targets.offsets),
            o.giouWeight > 0 ? giouLoss(asDistances(outputs.sizes), targets.sizes) : zeroLike(outputs.sizes)};
}

} // namespace

LossModule::Combined LossModule::combine(const ChunkOutputs& outputs, const ChunkTargets& targets)
{
    const LossOptions& o = m_options;
    const auto [heat, clutter, size, offset, giou] = detectionTerms(outputs, targets, o);
    // Those whose embeddings there are, one by one.
    const ChunkTargets whom = outputs.people.defined() ? identityTargetsOf(targets, outputs.people) : targets;
    const Tensor identity =
        weight.defined() ? classifierLoss(outputs.embedding, whom.classes, weight, bias) : zeroLike(outputs.embedding);
    const Tensor contrastive = o.contrastiveWeight > 0
                                   ? contrastiveLoss(outputs.embedding, whom, o.temperature, o.sameSizeWeight)
                                   : zeroLike(outputs.embedding);
    const Tensor distillation = projection.defined() ? distillationLoss(outputs.embedding, projection, whom.vectors)
                                                     : zeroLike(outputs.embedding);
    const Tensor relation =
        o.relationWeight > 0 ? relationLoss(outputs.embedding, whom.vectors) : zeroLike(outputs.embedding);
    const Tensor decorrelation =
        o.decorrelationWeight > 0 ? decorrelationLoss(outputs.embedding) : zeroLike(outputs.embedding);
    const Tensor centres = o.heatWeight * heat + o.clutterWeight * clutter;
    const Tensor detection = centres + o.sizeWeight * size + o.offsetWeight * offset + o.giouWeight * giou;
    const Tensor appearance = identity + o.contrastiveWeight * contrastive + o.distillWeight * distillation +
                              o.relationWeight * relation + o.decorrelationWeight * decorrelation;
    std::vector<Tensor> tasks{detection, appearance};
    if (balancesBranches(o))
        tasks = {centres, o.sizeWeight * size + o.giouWeight * giou, o.offsetWeight * offset, appearance};
    Combined combined;
    combined.total = m_balance->total(tasks, outputs.features).sum();
    combined.values = {combined.total.item<double>(), heat.item<double>(),          clutter.item<double>(),
                       size.item<double>(),           offset.item<double>(),        giou.item<double>(),
                       identity.item<double>(),       contrastive.item<double>(),   distillation.item<double>(),
                       relation.item<double>(),       decorrelation.item<double>(), detection.item<double>(),
                       appearance.item<double>()};
    return combined;
}

void LossModule::afterStep(const LossValues& values)
{
    m_balance->afterStep({values.detection, values.appearance});
}

} // namespace tw::training
