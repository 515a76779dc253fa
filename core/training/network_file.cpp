#include "core/training/network_file.h"

#include "core/model/torch_guard.h"

namespace tw::training {

torch::Device torchDevice(const model::Device& device)
{
    return device.kind == model::Device::Kind::Cuda
               ? torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(device.index))
               : torch::Device(torch::kCPU);
}

Result<model::LoadedNetwork> loadNetwork(const std::filesystem::path& file, const torch::Device& device)
{
    try {
        TW_TRY_ASSIGN(model::LoadedNetwork loaded, model::readNetwork(file));
        loaded.network->to(device);
        loaded.network->eval();
        return loaded;
    } catch (const std::exception& e) {
        return model::torchError(e, file.c_str());
    }
}

} // namespace tw::training
