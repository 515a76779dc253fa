#include "core/training/anchor_loss.h"

#include "core/training/targets.h"

#include <torch/nn/functional.h>
#include <torch/utils.h>

namespace tw::training {

namespace {

using torch::Tensor;

constexpr double kForeground = 0.5, kClearlyBackground = 0.4; // IoU
constexpr double kProbabilityFloor = 1e-4;
constexpr int kTargetStride = 4; // of ChunkTargets

// Boxes (left, top, right, bottom) in input pixels and pictures of the labelled people.
struct People {
    Tensor boxes;    // N x 4
    Tensor pictures; // N
};

People peopleOf(const ChunkTargets& targets)
{
    const std::int64_t height = targets.heat.size(2), width = targets.heat.size(3);
    const Tensor line = targets.cells.div(width, "floor");
    const Tensor cell = torch::stack({targets.cells.remainder(width), line.remainder(height)}, 1);
    const Tensor centres = cell.to(torch::kFloat32) + targets.offsets;
    const Tensor boxes =
        torch::cat({centres - targets.sizes.slice(1, 0, 2), centres + targets.sizes.slice(1, 2, 4)}, 1);
    return {boxes * kTargetStride, line.div(height, "floor")};
}

// A x H x W flat, as anchorBoxes(): CellTrust in the middle of each cell.
Tensor trustAtAnchors(const Tensor& trust, int stride)
{
    const int step = stride / kTargetStride;
    const Tensor middles = trust.slice(0, step / 2, trust.size(0), step).slice(1, step / 2, trust.size(1), step);
    return middles.unsqueeze(0).expand({model::kAnchorsPerScale, middles.size(0), middles.size(1)}).flatten();
}

struct Sums {
    Tensor confidence, box;        // sums
    std::int64_t people = 0;       // foreground anchors
    std::vector<Tensor> embedding; // rows of those
    std::vector<Tensor> whose;
};

// One picture, one scale. `assigned`: of its anchors.
void addScale(const model::AnchorNetwork::ScaleMaps& maps, std::int64_t picture, const Tensor& anchors,
              const Tensor& assigned, const Tensor& trust, const People& people, double trustNegativesBelow, Sums& sums)
{
    const Tensor p = maps.confidence[picture]
                         .flatten()
                         .to(torch::kFloat32)
                         .sigmoid()
                         .clamp(kProbabilityFloor, 1 - kProbabilityFloor);
    const Tensor foreground = assigned.ge(0);
    const auto is = [&](CellTrust kind) { return trust.eq(static_cast<int>(kind)); };
    const Tensor counts = assigned.eq(kBackground) &
                          (is(CellTrust::Background) | (is(CellTrust::Unsure) & p.detach().lt(trustNegativesBelow)));
    const Tensor positive = (1 - p).square() * p.log(), negative = p.square() * (1 - p).log();
    sums.confidence = sums.confidence - torch::where(foreground, positive, torch::zeros_like(p)).sum() -
                      torch::where(counts, negative, torch::zeros_like(p)).sum();
    const Tensor rows = foreground.nonzero().squeeze(1);
    if (rows.size(0) == 0)
        return;
    const Tensor whose = assigned.index_select(0, rows);
    const Tensor shifts = maps.shifts[picture].to(torch::kFloat32).flatten(1).t().index_select(0, rows);
    const Tensor wanted = model::shiftsTo(anchors.index_select(0, rows), people.boxes.index_select(0, whose));
    namespace F = torch::nn::functional;
    sums.box = sums.box + F::smooth_l1_loss(shifts, wanted, F::SmoothL1LossFuncOptions().reduction(torch::kSum)) / 4;
    sums.people += rows.size(0);
    const std::int64_t cells = maps.identity.size(2) * maps.identity.size(3);
    sums.embedding.push_back(
        maps.identity[picture].to(torch::kFloat32).flatten(1).t().index_select(0, rows.remainder(cells)));
    sums.whose.push_back(whose);
}

} // namespace

Tensor overlaps(const Tensor& a, const Tensor& b)
{
    const Tensor left = a.unsqueeze(1), right = b.unsqueeze(0);
    const Tensor common = (torch::minimum(left.slice(2, 2, 4), right.slice(2, 2, 4)) -
                           torch::maximum(left.slice(2, 0, 2), right.slice(2, 0, 2)))
                              .clamp_min(0)
                              .prod(2);
    const auto area = [](const Tensor& boxes) { return (boxes.slice(1, 2, 4) - boxes.slice(1, 0, 2)).prod(1); };
    return common / (area(a).unsqueeze(1) + area(b).unsqueeze(0) - common).clamp_min(1e-9);
}

Tensor assignAnchors(const Tensor& anchors, const Tensor& people)
{
    Tensor assigned = torch::full({anchors.size(0)}, kBackground, anchors.options().dtype(torch::kInt64));
    if (people.size(0) == 0)
        return assigned;
    const Tensor iou = overlaps(anchors, people);
    const auto [best, whose] = iou.max(1);
    assigned =
        torch::where(best.gt(kForeground), whose,
                     torch::where(best.lt(kClearlyBackground), assigned, torch::full_like(assigned, kNotCounted)));
    const Tensor own = iou.argmax(0); // the best anchor of each person
    for (std::int64_t person = 0; person < people.size(0); ++person)
        if (iou[own[person].item<std::int64_t>()][person].item<float>() > 0)
            assigned[own[person]] = person;
    return assigned;
}

ChunkOutputs anchorOutputs(const std::array<model::AnchorNetwork::ScaleMaps, 3>& maps, const ChunkTargets& targets,
                           std::int64_t inputHeight, std::int64_t inputWidth, double trustNegativesBelow)
{
    const torch::Device device = targets.heat.device();
    std::vector<Tensor> ofScales;
    for (std::size_t s = 0; s < maps.size(); ++s)
        ofScales.push_back(model::anchorBoxes(s, inputHeight, inputWidth).to(device));
    const Tensor anchors = torch::cat(ofScales);
    const People people = peopleOf(targets);
    // the factor 0 keeps heads without a matching box in the graph
    Sums sums{maps[0].confidence.sum() * 0, maps[0].shifts.sum() * 0, 0, {}, {}};
    Tensor identityGraph = maps[0].identity.sum() * 0;
    for (std::size_t s = 1; s < maps.size(); ++s) {
        sums.box = sums.box + maps[s].shifts.sum() * 0;
        identityGraph = identityGraph + maps[s].identity.sum() * 0;
    }
    for (std::int64_t picture = 0; picture < targets.heat.size(0); ++picture) {
        const Tensor here = people.pictures.eq(picture).nonzero().squeeze(1);
        Tensor assigned = assignAnchors(anchors, people.boxes.index_select(0, here));
        if (here.size(0) > 0) // rows of all people of the chunk
            assigned = torch::where(assigned.ge(0), here.index_select(0, assigned.clamp_min(0)), assigned);
        std::int64_t first = 0;
        for (std::size_t s = 0; s < maps.size(); ++s) {
            const std::int64_t count = ofScales[s].size(0);
            addScale(maps[s], picture, ofScales[s], assigned.narrow(0, first, count),
                     trustAtAnchors(targets.trust[picture][0], model::kAnchorStrides[s]), people, trustNegativesBelow,
                     sums);
            first += count;
        }
    }
    const auto foreground = static_cast<double>(std::max<std::int64_t>(1, sums.people));
    ChunkOutputs outputs;
    outputs.heatTerm = sums.confidence / foreground;
    outputs.sizeTerm = sums.box / foreground;
    const std::int64_t numbers = maps[0].identity.size(1);
    outputs.embedding = sums.embedding.empty()
                            ? torch::zeros({0, numbers}, targets.sizes.options()) + identityGraph.to(torch::kFloat32)
                            : torch::cat(sums.embedding) + identityGraph.to(torch::kFloat32);
    outputs.people = sums.whose.empty() ? torch::zeros({0}, targets.cells.options()) : torch::cat(sums.whose);
    outputs.features = maps[0].features;
    return outputs;
}

} // namespace tw::training
