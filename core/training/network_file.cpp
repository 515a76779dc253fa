#include "core/training/network_file.h"

#include "core/model/networks/weights.h"
#include "core/model/torch_guard.h"

namespace tw::training {

torch::Device torchDevice(const model::Device& device)
{
    return device.kind == model::Device::Kind::Cuda
               ? torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(device.index))
               : torch::Device(torch::kCPU);
}

Result<NetworkFile> loadNetwork(const std::filesystem::path& file, const torch::Device& device)
{
    TW_TRY_ASSIGN(const model::Checkpoint checkpoint, model::readCheckpoint(file));
    TW_TRY_ASSIGN(const model::Recognised known, model::recogniseArchitecture(checkpoint));
    TW_TRY_ASSIGN(const model::IdentityAt identityAt, model::identityAtOf(checkpoint));
    TW_TRY_ASSIGN(std::shared_ptr<model::Network> network, model::createNetwork(known.architecture, known.heads));
    try {
        const model::LoadReport report = model::loadWeights(*network, checkpoint);
        if (!report.complete())
            return Error{ErrorCode::ShapeMismatch, report.text(), file.string()};
        network->to(device);
        network->eval();
    } catch (const std::exception& e) {
        return model::torchError(e, file.c_str());
    }
    return NetworkFile{std::move(network), identityAt};
}

} // namespace tw::training
