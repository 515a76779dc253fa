#include "core/training/replica.h"

#include "core/base/contract.h"
#include "core/model/networks/heads.h"
#include "core/model/networks/layers.h"
#include "core/model/torch_guard.h"
#include "core/training/anchor_loss.h"
#include "core/training/autocast.h"

#include <torch/nn/functional.h>

#include <algorithm>
#include <cstring>
#include <new>

namespace tw::training {

namespace {

using model::gatherPatches;
using model::headOf;
using model::IdentityAt;
using torch::Tensor;

void shareParameters(torch::nn::Module& copy, torch::nn::Module& master)
{
    auto theirs = master.named_parameters();
    for (auto& parameter : copy.named_parameters()) {
        Tensor* source = theirs.find(parameter.key());
        TW_EXPECTS(source != nullptr);
        parameter.value().set_data(source->data());
        parameter.value().set_requires_grad(source->requires_grad());
    }
}

// Length 1; rows of 0 for people without a vector.
Tensor identityVectors(const Batch& batch, std::size_t first, std::size_t count)
{
    std::vector<std::span<const std::int8_t>> rows;
    for (std::size_t i = first; i < first + count; ++i)
        for (const TargetObject& object : batch.samples[i].targets.objects)
            rows.push_back(object.label.vector);
    Tensor vectors = torch::zeros({static_cast<std::int64_t>(rows.size()), kIdentityVectorSize});
    float* out = vectors.data_ptr<float>();
    for (std::size_t r = 0; r < rows.size(); ++r, out += kIdentityVectorSize)
        std::copy(rows[r].begin(), rows[r].end(), out);
    return torch::nn::functional::normalize(vectors, torch::nn::functional::NormalizeFuncOptions().dim(1));
}

} // namespace

Tensor makeImages(const Batch& batch, std::size_t first, std::size_t count, const torch::Device& device)
{
    const std::int64_t height = batch.size.height, width = batch.size.width;
    Tensor pixels = torch::empty({static_cast<std::int64_t>(count), 3, height, width}, torch::kUInt8);
    const std::size_t bytes = static_cast<std::size_t>(3 * height * width);
    for (std::size_t i = 0; i < count; ++i) {
        TW_EXPECTS(batch.samples[first + i].rgb.size() == bytes);
        std::memcpy(pixels.data_ptr<std::uint8_t>() + i * bytes, batch.samples[first + i].rgb.data(), bytes);
    }
    return pixels.to(device).to(torch::kFloat32).div_(255);
}

ChunkTargets makeChunkTargets(const Batch& batch, std::size_t first, std::size_t count, const torch::Device& device)
{
    const std::int64_t height = batch.size.height / 4, width = batch.size.width / 4;
    const auto pictures = static_cast<std::int64_t>(count);
    ChunkTargets targets;
    targets.heat = torch::empty({pictures, 1, height, width});
    targets.trust = torch::empty({pictures, 1, height, width}, torch::kUInt8);
    targets.certainty = torch::zeros({pictures, 1, height, width});
    std::vector<std::int64_t> cells, identities, classes, sources, indices, real;
    std::vector<float> sizes, offsets;
    const auto area = static_cast<std::size_t>(height * width);
    for (std::size_t i = 0; i < count; ++i) {
        const Targets& from = batch.samples[first + i].targets;
        TW_EXPECTS(from.heat.size() == area);
        std::memcpy(targets.heat.data_ptr<float>() + i * area, from.heat.data(), area * sizeof(float));
        std::memcpy(targets.trust.data_ptr<std::uint8_t>() + i * area, from.trust.data(), area);
        float* certainty = targets.certainty.data_ptr<float>() + i * area;
        for (const TargetObject& object : from.objects) {
            float& atCentre = certainty[object.cell];
            atCentre = std::max(atCentre, object.certainty);
            cells.push_back(static_cast<std::int64_t>(i) * height * width + object.cell);
            sizes.insert(sizes.end(), object.size, object.size + 4);
            offsets.insert(offsets.end(), object.offset, object.offset + 2);
            identities.push_back(object.label.identity);
            classes.push_back(object.label.classIndex);
            sources.push_back(object.label.sourceIndex);
            indices.push_back(object.label.pictureIndex);
            real.push_back(object.label.real ? 1 : 0);
        }
    }
    const auto people = static_cast<std::int64_t>(cells.size());
    const auto whole = [&](const std::vector<std::int64_t>& values) {
        return torch::tensor(values, torch::kInt64).to(device);
    };
    targets.heat = targets.heat.to(device);
    targets.trust = targets.trust.to(device);
    targets.certainty = targets.certainty.to(device);
    targets.cells = whole(cells);
    targets.sizes = torch::tensor(sizes, torch::kFloat32).view({people, 4}).to(device);
    targets.offsets = torch::tensor(offsets, torch::kFloat32).view({people, 2}).to(device);
    targets.identities = whole(identities);
    targets.classes = whole(classes);
    targets.sources = whole(sources);
    targets.pictures = whole(indices);
    targets.real = whole(real).to(torch::kBool);
    targets.vectors = identityVectors(batch, first, count).to(device);
    return targets;
}

Replica::Replica(std::shared_ptr<model::Network> network, std::shared_ptr<LossModule> loss, const TrainOptions& options,
                 const torch::Device& device)
    : m_network(std::move(network)), m_anchors(dynamic_cast<model::AnchorNetwork*>(m_network.get())),
      m_loss(std::move(loss)), m_trustNegativesBelow(options.loss.trustNegativesBelow),
      m_identityAt(*model::identityAtOf(options.identityAt)), m_bf16(options.precision == "bf16"), m_device(device)
{}

Result<Replica> Replica::create(model::Network& master, LossModule& masterLoss, std::int64_t rows,
                                const TrainOptions& options, const torch::Device& device)
{
    TW_TRY_ASSIGN(const std::shared_ptr<model::Network> network,
                  model::createNetwork(master.architecture(), master.heads()));
    const bool anchors = dynamic_cast<model::AnchorNetwork*>(network.get()) != nullptr;
    for (const char* name : {"hm", "wh", "reg", "id"})
        if (!anchors && !headOf(*network, name))
            return Error{ErrorCode::Unsupported, "the architecture has no head that can be trained", name};
    if (anchors && options.identityAt != "center")
        return Error{ErrorCode::Unsupported, "a network with anchors reads identities at its anchors, not at",
                     options.identityAt};
    auto loss = std::make_shared<LossModule>(rows, network->heads().embedding, options.loss);
    network->to(device);
    loss->to(device);
    shareParameters(*network, master);
    shareParameters(*loss, masterLoss);
    network->train();
    for (const auto& module : network->named_modules()) {
        const bool frozen = std::any_of(options.freeze.begin(), options.freeze.end(), [&](const std::string& prefix) {
            return !module.key().empty() && module.key().starts_with(prefix);
        });
        const bool norm = module.value()->as<torch::nn::BatchNorm2d>() != nullptr;
        if (frozen || (norm && options.keepStatistics)) // frozen parts keep their statistics, too
            module.value()->eval();
    }
    return Replica(network, loss, options, device);
}

void Replica::takeIdentities(const Tensor& features, const Tensor& patches, const ChunkTargets& targets,
                             ChunkOutputs& outputs) const
{
    const auto head = headOf(*m_network, "id");
    const std::int64_t height = features.size(2), width = features.size(3);
    if (m_identityAt == IdentityAt::Center) {
        outputs.embedding = head->atMiddles(patches);
    } else if (m_identityAt == IdentityAt::PosAnchor) {
        const model::Anchors anchors = model::anchorsOf(targets.cells, targets.offsets, targets.sizes, height, width);
        outputs.embedding = head->atMiddles(gatherPatches(features, anchors.cells));
        outputs.people = anchors.people;
    } else {
        Tensor map;
        if (m_identityAt == IdentityAt::TwoStage) {
            map = features.to(torch::kFloat32);
        } else {
            const AutocastScope scope(m_bf16, m_device);
            map = head->forward(features).to(torch::kFloat32);
        }
        const Tensor line = targets.cells.div(width, "floor");
        const Tensor corner = torch::stack({targets.cells.remainder(width), line.remainder(height)}, 1);
        const Tensor centres = corner.to(torch::kFloat32) + targets.offsets;
        const Tensor boxes =
            torch::cat({centres - targets.sizes.slice(1, 0, 2), centres + targets.sizes.slice(1, 2, 4)}, 1);
        outputs.embedding =
            model::identitiesAt(m_identityAt, map, line.div(height, "floor"), centres, boxes, head.get());
    }
}

Replica::Outcome Replica::forwardBackward(const Batch& batch, std::size_t first, std::size_t count)
{
    const ChunkTargets targets = makeChunkTargets(batch, first, count, m_device);
    const ChunkOutputs outputs =
        m_anchors ? anchorsSay(batch, first, count, targets) : headsSay(batch, first, count, targets);
    const LossModule::Combined combined = m_loss->combine(outputs, targets);
    combined.total.backward();
    return {combined.values, targets.cells.size(0)};
}

ChunkOutputs Replica::anchorsSay(const Batch& batch, std::size_t first, std::size_t count, const ChunkTargets& targets)
{
    std::array<model::AnchorNetwork::ScaleMaps, 3> maps;
    {
        const AutocastScope scope(m_bf16, m_device);
        maps = m_anchors->anchorMaps(makeImages(batch, first, count, m_device));
    }
    return anchorOutputs(maps, targets, batch.size.height, batch.size.width, m_trustNegativesBelow);
}

ChunkOutputs Replica::headsSay(const Batch& batch, std::size_t first, std::size_t count, const ChunkTargets& targets)
{
    ChunkOutputs outputs;
    Tensor features;
    {
        const AutocastScope scope(m_bf16, m_device);
        features = m_network->features(makeImages(batch, first, count, m_device));
        outputs.heat = headOf(*m_network, "hm")->forward(features).to(torch::kFloat32);
    }
    const Tensor patches = gatherPatches(features, targets.cells);
    outputs.sizes = headOf(*m_network, "wh")->atMiddles(patches);
    outputs.offsets = headOf(*m_network, "reg")->atMiddles(patches);
    takeIdentities(features, patches, targets, outputs);
    outputs.features = features;
    return outputs;
}

Result<Replica::Outcome> Replica::run(const Batch& batch, std::size_t first, std::size_t count)
{
    try {
        return forwardBackward(batch, first, count);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "a batch does not fit into memory", {}};
    } catch (const std::exception& e) {
        return model::torchError(e, "training step");
    }
}

} // namespace tw::training
