#include "core/training/replica.h"

#include "core/base/contract.h"
#include "core/model/networks/layers.h"

#include <ATen/autocast_mode.h>
#include <torch/nn/functional.h>

#include <cstring>
#include <new>

namespace tw::training {

namespace {

using torch::Tensor;

// Convolutions and matrix products in bfloat16 while it lives.
class AutocastScope
{
public:
    AutocastScope(bool enabled, const torch::Device& device) : m_enabled(enabled), m_cuda(device.is_cuda())
    {
        if (!m_enabled)
            return;
        if (m_cuda) {
            at::autocast::set_enabled(true);
            at::autocast::set_autocast_gpu_dtype(at::kBFloat16);
        } else {
            at::autocast::set_cpu_enabled(true);
            at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
        }
    }
    ~AutocastScope()
    {
        if (!m_enabled)
            return;
        at::autocast::clear_cache(); // weights change at the end of the step
        if (m_cuda)
            at::autocast::set_enabled(false);
        else
            at::autocast::set_cpu_enabled(false);
    }
    AutocastScope(const AutocastScope&) = delete;
    AutocastScope& operator=(const AutocastScope&) = delete;

private:
    bool m_enabled;
    bool m_cuda;
};

std::shared_ptr<model::Head> headOf(const model::Network& network, const std::string& name)
{
    for (const auto& child : network.named_children())
        if (child.key() == name)
            return std::dynamic_pointer_cast<model::Head>(child.value());
    return nullptr;
}

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

} // namespace

Tensor gatherPatches(const Tensor& features, const Tensor& cells)
{
    namespace F = torch::nn::functional;
    const std::int64_t channels = features.size(1), height = features.size(2), width = features.size(3);
    // B x (H+2) x (W+2) x C, so that one row of the gathered matrix is one cell
    const Tensor padded =
        F::pad(features, F::PadFuncOptions({1, 1, 1, 1})).permute({0, 2, 3, 1}).reshape({-1, channels});
    const Tensor column = cells.remainder(width);
    const Tensor line = cells.div(width, "floor");
    const Tensor row = line.remainder(height);
    const Tensor picture = line.div(height, "floor");
    const Tensor corner = (picture * (height + 2) + row) * (width + 2) + column; // upper left of the neighbourhood
    const Tensor three = torch::arange(3, cells.options());
    const Tensor steps = (three.unsqueeze(1) * (width + 2) + three.unsqueeze(0)).reshape({1, 9});
    const Tensor index = (corner.unsqueeze(1) + steps).reshape({-1});
    return padded.index({index}).to(torch::kFloat32).view({cells.size(0), 3, 3, channels}).permute({0, 3, 1, 2});
}

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
    std::vector<std::int64_t> cells, identities, classes, sources, indices, real;
    std::vector<float> sizes, offsets;
    const auto area = static_cast<std::size_t>(height * width);
    for (std::size_t i = 0; i < count; ++i) {
        const Targets& from = batch.samples[first + i].targets;
        TW_EXPECTS(from.heat.size() == area);
        std::memcpy(targets.heat.data_ptr<float>() + i * area, from.heat.data(), area * sizeof(float));
        std::memcpy(targets.trust.data_ptr<std::uint8_t>() + i * area, from.trust.data(), area);
        for (const TargetObject& object : from.objects) {
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
    targets.cells = whole(cells);
    targets.sizes = torch::tensor(sizes, torch::kFloat32).view({people, 4}).to(device);
    targets.offsets = torch::tensor(offsets, torch::kFloat32).view({people, 2}).to(device);
    targets.identities = whole(identities);
    targets.classes = whole(classes);
    targets.sources = whole(sources);
    targets.pictures = whole(indices);
    targets.real = whole(real).to(torch::kBool);
    return targets;
}

Replica::Replica(std::shared_ptr<model::Network> network, std::shared_ptr<LossModule> loss, const TrainOptions& options,
                 const torch::Device& device)
    : m_network(std::move(network)), m_loss(std::move(loss)), m_bf16(options.precision == "bf16"), m_device(device)
{}

Result<Replica> Replica::create(model::Network& master, LossModule& masterLoss, std::int64_t rows,
                                const TrainOptions& options, const torch::Device& device)
{
    TW_TRY_ASSIGN(const std::shared_ptr<model::Network> network,
                  model::createNetwork(master.architecture(), master.heads()));
    for (const char* name : {"hm", "wh", "reg", "id"})
        if (!headOf(*network, name))
            return Error{ErrorCode::Unsupported, "the architecture has no head that can be trained", name};
    auto loss = std::make_shared<LossModule>(rows, network->heads().embedding, options.loss);
    network->to(device);
    loss->to(device);
    shareParameters(*network, master);
    shareParameters(*loss, masterLoss);
    network->train();
    for (const auto& module : network->named_modules()) // frozen parts keep their statistics, too
        for (const std::string& prefix : options.freeze)
            if (!module.key().empty() && module.key().starts_with(prefix))
                module.value()->eval();
    return Replica(network, loss, options, device);
}

Replica::Outcome Replica::forwardBackward(const Batch& batch, std::size_t first, std::size_t count)
{
    const ChunkTargets targets = makeChunkTargets(batch, first, count, m_device);
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
    outputs.embedding = headOf(*m_network, "id")->atMiddles(patches);
    const LossModule::Combined combined = m_loss->combine(outputs, targets);
    combined.total.backward();
    return {combined.values, targets.cells.size(0)};
}

Result<Replica::Outcome> Replica::run(const Batch& batch, std::size_t first, std::size_t count)
{
    try {
        return forwardBackward(batch, first, count);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "a batch does not fit into memory", {}};
    } catch (const std::exception& e) {
        return Error{ErrorCode::Internal, e.what(), "training step"};
    }
}

} // namespace tw::training
