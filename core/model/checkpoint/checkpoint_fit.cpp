#include "core/model/checkpoint/checkpoint_fit.h"

#include "core/model/networks/weights.h"
#include "core/model/torch_guard.h"

namespace tw::model {
namespace {

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text;
    for (const std::int64_t side : shape)
        text += (text.empty() ? "" : "x") + std::to_string(side);
    return text.empty() ? "a single number" : text;
}

Result<CheckpointFit> fitAs(const Checkpoint& checkpoint, const Recognised& wanted)
{
    return guardTorch("building the network", [&]() -> Result<CheckpointFit> {
        TW_TRY_ASSIGN(const auto network, createNetwork(wanted.architecture, wanted.heads));
        const LoadReport report = loadWeights(*network, checkpoint);
        CheckpointFit fit;
        fit.architecture = network->architecture();
        fit.classes = network->heads().classes;
        fit.sizeChannels = network->heads().sizeChannels;
        fit.embedding = network->heads().embedding;
        for (const auto& parameter : network->parameters())
            fit.parameters += parameter.numel();
        fit.loaded = report.loaded;
        fit.missing = report.missing;
        fit.unknown = report.unknown;
        for (const LoadReport::Shape& shape : report.misshaped)
            fit.misshaped.push_back(shape.name + ": " + shapeText(shape.inFile) + " in the file, " +
                                    shapeText(shape.inNetwork) + " in the network");
        return fit;
    });
}

} // namespace

Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint)
{
    TW_TRY_ASSIGN(const Recognised recognised, recogniseArchitecture(checkpoint));
    return fitAs(checkpoint, recognised);
}

Result<CheckpointFit> fitCheckpoint(const Checkpoint& checkpoint, const std::string& architecture)
{
    Recognised wanted{architecture, {}};
    if (const auto recognised = recogniseArchitecture(checkpoint)) // its heads, where the keys tell them
        wanted.heads = recognised->heads;
    return fitAs(checkpoint, wanted);
}

} // namespace tw::model
