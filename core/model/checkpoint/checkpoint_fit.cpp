#include "core/model/checkpoint/checkpoint_fit.h"

#include "core/model/networks/reid_network.h"
#include "core/model/networks/weights.h"
#include "core/model/reid_encoder.h"
#include "core/model/torch_guard.h"

#include <algorithm>
#include <memory>
#include <string_view>

namespace tw::model {
namespace {

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t side : shape)
        text += (text.empty() ? "" : "x") + std::to_string(side);
    return text.empty() ? "a single number" : text;
}

constexpr const char* kReid = "reid";

// What its trainer writes; files without metadata have its last layer and no heads.
bool isReid(const Checkpoint& checkpoint)
{
    if (const auto named = checkpoint.metadata.find("network"); named != checkpoint.metadata.end())
        return named->second == kReid;
    const auto has = [&](std::string_view prefix) {
        return std::ranges::any_of(checkpoint.tensors,
                                   [&](const NamedTensor& tensor) { return tensor.name.starts_with(prefix); });
    };
    return has("embedding.weight") && !has("hm.");
}

CheckpointFit fitOf(const torch::nn::Module& network, const LoadReport& report)
{
    CheckpointFit fit;
    for (const auto& parameter : network.parameters())
        fit.parameters += parameter.numel();
    fit.loaded = report.loaded;
    fit.missing = report.missing;
    fit.unknown = report.unknown;
    for (const LoadReport::Shape& shape : report.misshaped)
        fit.misshaped.push_back(shape.name + ": " + shapeText(shape.inFile) + " in the file, " +
                                shapeText(shape.inNetwork) + " in the network");
    return fit;
}

Result<CheckpointFit> fitAsReid(const Checkpoint& checkpoint)
{
    return guardTorch("building the network", [&]() -> Result<CheckpointFit> {
        const auto network = std::make_shared<ReidNetwork>();
        CheckpointFit fit = fitOf(*network, loadWeights(*network, checkpoint, {}));
        fit.architecture = kReid;
        fit.embedding = kReidNumbers;
        return fit;
    });
}

Result<CheckpointFit> fitAs(const Checkpoint& checkpoint, const Recognised& wanted)
{
    return guardTorch("building the network", [&]() -> Result<CheckpointFit> {
        TW_TRY_ASSIGN(const auto network, createNetwork(wanted.architecture, wanted.heads));
        CheckpointFit fit = fitOf(*network, loadWeights(*network, checkpoint));
        fit.architecture = network->architecture();
        fit.classes = network->heads().classes;
        fit.sizeChannels = network->heads().sizeChannels;
        fit.embedding = network->heads().embedding;
        return fit;
    });
}

} // namespace

Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint)
{
    if (isReid(checkpoint))
        return fitAsReid(checkpoint);
    TW_TRY_ASSIGN(const Recognised recognised, recogniseArchitecture(checkpoint));
    return fitAs(checkpoint, recognised);
}

Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint, const std::string& architecture)
{
    if (architecture == kReid)
        return fitAsReid(checkpoint);
    Recognised wanted{architecture, {}};
    if (const auto recognised = recogniseArchitecture(checkpoint)) // its heads, where the keys tell them
        wanted.heads = recognised->heads;
    return fitAs(checkpoint, wanted);
}

} // namespace tw::model
